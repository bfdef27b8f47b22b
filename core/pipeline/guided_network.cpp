#include "pipeline/guided_network.h"

#include "sampling/guidance.h"

#include <cmath>

namespace latentbrush::pipeline {

namespace {

/// Neighbours of equal shape go through the network together.
bool runTogether(const TextStates& one, const TextStates& other) {
    return one.context.sizes() == other.context.sizes();
}

} // namespace

at::Tensor guidanceEmbedding(double scale, int width) {
    const auto half = width / 2;
    const auto powers = torch::arange(half, at::kFloat) * (-std::log(10000.0) / (half - 1));
    const auto angles = ((scale - 1) * 1000) * torch::exp(powers);
    return at::cat({torch::sin(angles), torch::cos(angles)}).unsqueeze(0);
}

bool Guidance::isOnAt(int done) const {
    const double share = static_cast<double>(done) / steps;
    return share >= steering.start && share < steering.end;
}

GuidedNetwork::GuidedNetwork(bundles::LoadedModel& model, const Conditioning& positive,
                             const Conditioning& negative, const Guidance& guidance, at::Tensor surroundings)
    : m_model(model), m_positive(positive), m_negative(negative), m_guidance(guidance),
      m_surroundings(std::move(surroundings)) {}

at::Tensor GuidedNetwork::operator()(const at::Tensor& latents, double timestep) const {
    // A distilled network knows the scale itself: one pass serves.
    const double scale = m_guidance.isOnAt(m_done) && !isDistilled() ? m_guidance.scale : 1;
    const auto& parts = m_positive.parts;
    const bool alone = parts.size() == 1 && parts.front().weight == 1;
    const bool needsNegative = sampling::needsUnconditional(scale) || !alone;
    std::vector<const TextStates*> rows;
    std::vector<double> weights;
    if (needsNegative)
        rows.push_back(&m_negative.parts.front().at(m_done));
    for (const auto& part : parts) {
        rows.push_back(&part.at(m_done));
        weights.push_back(part.weight);
    }
    auto outputs = outputsFor(rows, latents, timestep);
    auto positive = outputs.back();
    auto result = positive;
    if (needsNegative) {
        const auto negative = outputs.front();
        outputs.erase(outputs.begin());
        result = sampling::combined(negative, outputs, weights, scale);
        positive = alone ? positive : sampling::combined(negative, outputs, weights, 1);
        if (m_guidance.steering.rescale > 0 && scale != 1)
            result = sampling::rescaled(result, positive, m_guidance.steering.rescale);
    }
    if (m_guidance.steering.perturbed > 0 && m_guidance.isOnAt(m_done))
        result = result + m_guidance.steering.perturbed *
                              (positive - perturbedOutput(*rows.back(), latents, timestep));
    return result;
}

bool GuidedNetwork::isDistilled() const {
    return m_model.manifest.unet && m_model.manifest.unet->guidanceWidth > 0;
}

std::vector<at::Tensor> GuidedNetwork::outputsFor(const std::vector<const TextStates*>& rows,
                                                  const at::Tensor& latents, double timestep) const {
    std::vector<at::Tensor> outputs;
    for (std::size_t first = 0; first < rows.size();) {
        std::vector<const TextStates*> group{rows[first]};
        while (first + group.size() < rows.size() && runTogether(*rows[first], *rows[first + group.size()]))
            group.push_back(rows[first + group.size()]);
        for (const auto& each : run(group, latents, timestep).to(at::kFloat).split(1))
            outputs.push_back(each);
        first += group.size();
    }
    return outputs;
}

std::vector<torch::jit::IValue> GuidedNetwork::inputsOf(const std::vector<const TextStates*>& rows,
                                                        const at::Tensor& latents, double timestep) const {
    const auto batch = static_cast<std::int64_t>(rows.size());
    auto sample = latents.to(m_model.device).expand({batch, -1, -1, -1});
    if (m_surroundings.defined())
        sample = at::cat({sample, m_surroundings.expand({batch, -1, -1, -1})}, 1);
    std::vector<at::Tensor> contexts;
    std::vector<at::Tensor> vectors;
    for (const auto* states : rows) {
        contexts.push_back(states->context);
        if (states->vector.defined())
            vectors.push_back(states->vector);
    }
    std::vector<torch::jit::IValue> inputs{
        sample.to(m_model.dtype).contiguous(at::MemoryFormat::ChannelsLast),
        torch::full({batch}, timestep, at::TensorOptions(m_model.device).dtype(at::kFloat)),
        at::cat(contexts)};
    if (!vectors.empty())
        inputs.emplace_back(at::cat(vectors));
    if (isDistilled())
        inputs.emplace_back(guidanceEmbedding(m_guidance.scale, m_model.manifest.unet->guidanceWidth)
                                .expand({batch, -1})
                                .to(m_model.device));
    return inputs;
}

at::Tensor GuidedNetwork::run(const std::vector<const TextStates*>& rows, const at::Tensor& latents,
                              double timestep) const {
    return m_model.components.unet.forward(inputsOf(rows, latents, timestep)).toTensor();
}

at::Tensor GuidedNetwork::perturbedOutput(const TextStates& states, const at::Tensor& latents,
                                          double timestep) const {
    auto method = m_model.components.unet.get_method("perturbed");
    return method(inputsOf({&states}, latents, timestep)).toTensor().to(at::kFloat);
}

} // namespace latentbrush::pipeline
