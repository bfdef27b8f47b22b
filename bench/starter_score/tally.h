#pragma once

#include "held_out_row.h"
#include "image/image.h"

#include <nlohmann/json.hpp>

namespace latentbrush::score {

/// Compares what the detector sees in pixels with what was asked for; the detector never hears of the
/// caption.
class Tally {
public:
    /// Whether all four (ground, time, kinds, colours) are right.
    bool add(const HeldOutRow& wanted, const image::Image& picture);

    /// Percentages: ground, time, kinds, kinds with colours, all at once, and the number of pictures.
    nlohmann::json report() const;

private:
    int m_pictures = 0;
    int m_ground = 0;
    int m_time = 0;
    int m_kinds = 0;
    int m_objects = 0; ///< kinds with their colours
    int m_all = 0;
};

} // namespace latentbrush::score
