#pragma once

#include "inpaint_score/cases.h"
#include "pipeline/engine.h"
#include "pipeline/painted_area.h"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace latentbrush::score {

/// Has a starter bundle paint cases at its own defaults, each once. One thread. Throws std::runtime_error.
class CasePainter {
public:
    CasePainter(const std::filesystem::path& bundle, const Painting& painting);

    /// The engine's picture for the case: strength 1, `seed`.
    image::Picture paint(const InpaintCase& asked, std::uint64_t seed);
    /// Another picture of the native size, laid into the case's source as the engine lays in what it makes.
    image::Image laidIn(const InpaintCase& asked, const image::Image& made) const;
    /// What alone mixes the two.
    image::Mask effectiveMask(const InpaintCase& asked) const;

    /// guidance, steps, sampler, schedule.
    nlohmann::json settings() const;

private:
    pipeline::Engine m_engine;
    SamplingDefaults m_sampling;
    Painting m_painting;
};

} // namespace latentbrush::score
