#pragma once

#include "base/result.h"
#include "catalogue/configs.h"
#include "catalogue/tensor_table.h"

namespace latentbrush::catalogue {

// What names and shapes alone tell of networks (formats.md 2.3 to 2.5). `table` has the network's own names,
// with nothing in front (see `below`). `subject` is the file. Errors: TensorMissing; UnsupportedModel for a
// network of another build, named by what is different.

/// A UNet in the LDM layout. The number of heads is not in the shapes: it stays 1 on each level.
Result<UNetConfig> unetFromShapes(const TensorTable& table, const std::string& subject);

/// A UNet's way down and middle alone, as a ControlNet has them.
Result<UNetConfig> wayDownFromShapes(const TensorTable& table, const std::string& subject);

/// An AutoencoderKL in the LDM layout ("encoder.down.0") or diffusers' ("encoder.down_blocks.0"). What the
/// shapes do not hold stays as SD 1.x has it: scale, shift.
Result<VaeConfig> vaeFromShapes(const TensorTable& table, const std::string& subject);

/// CLIP as Hugging Face names it, with or without "text_model." in front. Heads are 64 wide, as in every
/// CLIP.
Result<TextEncoderConfig> clipFromShapes(const TensorTable& table, const std::string& subject);

/// OpenCLIP's text tower, all of its layers; with a projection where there is a text_projection.
Result<TextEncoderConfig> openClipFromShapes(const TensorTable& table, const std::string& subject);

} // namespace latentbrush::catalogue
