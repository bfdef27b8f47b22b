#pragma once

#include "tensors/state_dict.h"
#include "weights/weight_file.h"

namespace latentbrush::bundles {

/// Adds the file's tensors to `views` without copying: they look into the mapped file, which lives as long as
/// one of them does, so that loading never holds weights twice. Read only. A tensor whose bytes do not lie
/// aligned is copied; one of a format that LibTorch lacks is left out (the networks have none such).
void addViews(const weights::WeightFile& file, tensors::StateDict& views);

} // namespace latentbrush::bundles
