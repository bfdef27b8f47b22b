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
    /// `how`: strength and painting; its pictures are the cases'.
    CasePainter(const std::filesystem::path& bundle, Inpaint how);

    /// The engine's picture for the case and `seed`.
    image::Picture paint(const InpaintCase& asked, std::uint64_t seed);
    /// Another picture of the native size, laid into the case's source as the engine lays in what it makes.
    image::Image laidIn(const InpaintCase& asked, const image::Image& made) const;
    /// What alone mixes the two.
    image::Mask effectiveMask(const InpaintCase& asked) const;

    /// guidance, steps, sampler, schedule, strength.
    nlohmann::json settings() const;

private:
    pipeline::Engine m_engine;
    SamplingDefaults m_sampling;
    Inpaint m_how;
};

} // namespace latentbrush::score
