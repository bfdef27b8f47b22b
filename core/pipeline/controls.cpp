#include "pipeline/controls.h"

#include <cmath>

namespace latentbrush::pipeline {

namespace {

using Inputs = std::vector<torch::jit::IValue>;

/// The rows of a batch from `first` on.
Inputs rowsFrom(const Inputs& inputs, std::int64_t first) {
    Inputs rows;
    for (const auto& input : inputs)
        rows.emplace_back(input.toTensor().slice(0, first));
    return rows;
}

/// In guess mode the deepest answer counts whole, the shallowest a tenth.
double weightOf(const Control& control, std::size_t index, std::size_t count) {
    if (!control.guess || control.pooled || count < 2)
        return control.weight;
    const auto share = static_cast<double>(index) / static_cast<double>(count - 1);
    return control.weight * std::pow(10.0, share - 1);
}

std::vector<at::Tensor> answersOf(Control& control, const Inputs& inputs, std::int64_t negatives) {
    const bool oneSided = control.guess || control.pooled;
    auto given = oneSided ? rowsFrom(inputs, negatives) : inputs;
    const auto batch = given.front().toTensor().size(0);
    if (batch == 0)
        return {};
    given.emplace_back(control.hint.expand({batch, -1, -1, -1}));
    const auto answers = control.network.forward(std::move(given)).toTensorVector();
    std::vector<at::Tensor> weighed;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        auto answer = answers[i] * weightOf(control, i, answers.size());
        if (oneSided && negatives > 0)
            answer =
                at::cat({at::zeros_like(answer.narrow(0, 0, 1)).expand({negatives, -1, -1, -1}), answer});
        weighed.push_back(std::move(answer));
    }
    return weighed;
}

} // namespace

bool Control::isOnAt(int done, int steps) const {
    const auto all = static_cast<double>(steps);
    return weight != 0 && done / all >= start && (done + 1) / all <= end;
}

c10::List<at::Tensor> residualsOf(std::vector<Control>& controls, const Inputs& inputs,
                                  std::int64_t negatives, int done, int steps) {
    std::vector<at::Tensor> sum;
    for (auto& control : controls) {
        if (!control.isOnAt(done, steps))
            continue;
        const auto answers = answersOf(control, inputs, negatives);
        if (sum.empty())
            sum = answers;
        else
            for (std::size_t i = 0; i < answers.size(); ++i)
                sum[i] = sum[i] + answers[i];
    }
    return c10::List<at::Tensor>(std::move(sum));
}

} // namespace latentbrush::pipeline
