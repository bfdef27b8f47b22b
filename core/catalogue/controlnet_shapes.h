#pragma once

#include "base/result.h"
#include "catalogue/configs.h"
#include "catalogue/ldm_names.h"
#include "catalogue/tensor_table.h"

namespace latentbrush::catalogue {

/// A ControlNet's file, told by names and shapes (formats.md 5.2).
struct ControlNetFile {
    ControlNetConfig config;
    std::string prefix; ///< what stands before its names: "control_model." or nothing
    bool ldm = false;   ///< CompVis's names ("input_hint_block.0"); else diffusers'
};

/// Either layout. Heads are those of the family that the context's width tells: 768 is SD 1, all others are
/// 64 wide. What no shape says, the order of the hint's channels and whether it is pooled, is in the
/// config.json of a diffusers folder alone. `subject` is the file. NoModelOfItsOwn is never said here:
/// TensorMissing where a part of a ControlNet is not there, the first of them for a file that is none;
/// UnsupportedModel for one of another build.
Result<ControlNetFile> controlNetFromShapes(const TensorTable& table, const std::string& subject);

/// formats.md 5.2 over 2.3, as they stand behind "control_model.".
NameMap ldmControlNetNames(const ControlNetConfig& config);

} // namespace latentbrush::catalogue
