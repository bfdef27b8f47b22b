#pragma once

#include "image/image.h"

#include <vector>

namespace latentbrush::score {

/// The training scenes closest to pictures, to see that none is a copy: root mean square differences, 0 to
/// 255, one a picture, between it and the nearest of the first `scenes` scenes that `latentbrush-train --seed
/// 1` learned from.
std::vector<double> nearestTrainingScene(const std::vector<image::Picture>& pictures, int scenes);

} // namespace latentbrush::score
