#pragma once

#include "catalogue/family_facts.h"

namespace latentbrush::catalogue {

using TensorNumbers = std::function<std::vector<double>(const std::string& name)>;

/// Epsilon or v, by the rules that readCheckpoint describes. `table` and `numbers` go by names without
/// nesting.
Prediction predictionOf(const Checkpoint& model, const TensorTable& table, const TensorNumbers& numbers,
                        const std::string& yaml);

/// What a config of CompVis' or Stability's says as `parameterization: "v"` or "eps".
std::optional<PredictionType> parameterizationOf(std::string_view yaml);

} // namespace latentbrush::catalogue
