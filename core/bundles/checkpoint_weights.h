#pragma once

#include "bundles/build_components.h"
#include "catalogue/checkpoint.h"

namespace latentbrush::bundles {

/// A checkpoint's tensors by the names that networks have (catalogue/ldm_names.h): views of `file`, whose
/// names are those of the file. OpenCLIP's joined projections become three views, its last projection is
/// transposed; what no network has (position_ids, schedules, an EMA copy, layers that the family drops) is
/// left out.
NetworkWeights checkpointWeights(const catalogue::Checkpoint& checkpoint, const tensors::StateDict& file);

/// The names of Hugging Face's CLIP without "text_model.", which all but text_projection have in front; newer
/// transformers and very old checkpoints have none (formats.md 2.5).
tensors::StateDict withoutTextModel(const tensors::StateDict& text);

} // namespace latentbrush::bundles
