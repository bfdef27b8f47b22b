#pragma once

#include "picturebook/draw.h"
#include "picturebook/scene.h"

#include <torch/script.h>

namespace latentbrush::trainer {

/// What a cell of the latents shows: the picture's classes up to the objects, then each kind in each colour.
inline constexpr int kFirstObjectLabel = static_cast<int>(picturebook::PixelClass::House);
inline constexpr int kCellLabels =
    kFirstObjectLabel + static_cast<int>(picturebook::kKinds.size() * picturebook::kColours.size());

/// [size/factor, size/factor] int64: the label that most pixels of each cell have; of equals the highest, so
/// that small objects count.
at::Tensor cellLabels(const picturebook::Scene& scene, const picturebook::Drawing& drawing, int factor);

/// How many things a caption can say: times, grounds, kinds in colours, and light, cloud, mountains.
inline constexpr int kFacts = static_cast<int>(picturebook::kTimes.size() + picturebook::kGrounds.size() +
                                               picturebook::kKinds.size() * picturebook::kColours.size() + 3);

/// [kFacts] fp32: 1 for what every caption of the scene says, else 0.
at::Tensor factsOf(const picturebook::Scene& scene);

} // namespace latentbrush::trainer
