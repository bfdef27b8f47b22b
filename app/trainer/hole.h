#pragma once

#include "picturebook/dice.h"
#include "picturebook/draw.h"

#include <torch/script.h>

namespace latentbrush::trainer {

/// What a person might paint over: a rectangle, a few thick strokes, or a whole object with some margin; each
/// as likely. [1,size,size] fp32, 1 where the picture is to be made anew.
at::Tensor randomHole(picturebook::Dice& dice, const picturebook::Drawing& drawing);

/// The mask [B,1,H,W] on the latents' grid [B,1,H/factor,W/factor]: a cell is masked when any of its pixels
/// is.
at::Tensor maskOnLatents(const at::Tensor& mask, int factor);

} // namespace latentbrush::trainer
