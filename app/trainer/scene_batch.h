#pragma once

#include "picturebook/dice.h"
#include "picturebook/draw.h"
#include "picturebook/scene.h"

#include <torch/script.h>
#include <vector>

namespace latentbrush::trainer {

/// Scenes drawn and laid out for the networks.
struct SceneBatch {
    std::vector<picturebook::Scene> scenes;
    std::vector<picturebook::Drawing> drawings;
    at::Tensor pictures; ///< [B,3,size,size] fp32 in [−1,1]
    at::Tensor objects;  ///< [B,1,size,size] fp32: 1 where an object stands, else 0
};

SceneBatch drawScenes(picturebook::Dice& dice, picturebook::Split split, int count,
                      int size = picturebook::kNativeSize);

} // namespace latentbrush::trainer
