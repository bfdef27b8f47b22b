#pragma once

#include "tensors/state_dict.h"
#include "weights/weight_file.h"

namespace latentbrush::bundles {

/// Adds the file's tensors to `views` without copying: they look into the mapped file, which lives as long as
/// one of them does, so that loading never holds weights twice. Read only. A tensor whose bytes do not lie
/// aligned is copied; one of a format that LibTorch lacks is left out.
void addViews(const weights::WeightFile& file, tensors::StateDict& views);

/// The format of some of its tensors that stands for numbers with scales elsewhere in the file, which are not
/// read: F4, F6, F8_E8M0.
std::optional<weights::DType> quantisedBeyondUs(const weights::WeightFile& file);

} // namespace latentbrush::bundles
