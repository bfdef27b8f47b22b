#pragma once

#include "bundles/build_components.h"
#include "catalogue/checkpoint.h"

namespace latentbrush::bundles {

/// A checkpoint's tensors by the names that networks have (catalogue/ldm_names.h): views of `file`, whose
/// names are those of the file. OpenCLIP's joined projections become three views, its last projection is
/// transposed; what no network has (position_ids, schedules, an EMA copy, layers that the family drops) is
/// left out.
NetworkWeights checkpointWeights(const catalogue::Checkpoint& checkpoint, const tensors::StateDict& file);

/// "text_model." where the names of Hugging Face's CLIP have it in front; newer transformers and very old
/// checkpoints don't (formats.md 2.5).
std::string clipPrefixOf(const tensors::StateDict& text);

} // namespace latentbrush::bundles
