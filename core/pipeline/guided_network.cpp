#include "pipeline/guided_network.h"

#include "sampling/guidance.h"

#include <algorithm>
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
                             const Conditioning& negative, const Guidance& guidance, BesideLatents beside)
    : m_model(model), m_positive(positive), m_negative(negative), m_guidance(guidance),
      m_beside(std::move(beside)) {}

at::Tensor GuidedNetwork::operator()(const at::Tensor& latents, double timestep) {
    // A distilled network knows the scale itself: one pass serves.
    const double scale = m_guidance.isOnAt(m_done) && !isDistilled() ? m_guidance.scale : 1;
    const auto& parts = m_positive.parts;
    const bool alone = parts.size() == 1 && parts.front().weight == 1;
    const bool needsNegative = sampling::needsUnconditional(scale) || !alone;
    Rows rows;
    std::vector<double> weights;
    if (needsNegative)
        rows.push_back({&m_negative.parts.front().at(m_done), true});
    for (const auto& part : parts) {
        rows.push_back({&part.at(m_done), false});
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
                              (positive - run({rows.back()}, latents, timestep, true).to(at::kFloat));
    return result;
}

bool GuidedNetwork::isDistilled() const {
    return m_model.manifest.unet && m_model.manifest.unet->guidanceWidth > 0;
}

std::vector<at::Tensor> GuidedNetwork::outputsFor(const Rows& rows, const at::Tensor& latents,
                                                  double timestep) {
    std::vector<at::Tensor> outputs;
    for (std::size_t first = 0; first < rows.size();) {
        Rows group{rows[first]};
        while (first + group.size() < rows.size() &&
               runTogether(*rows[first].states, *rows[first + group.size()].states))
            group.push_back(rows[first + group.size()]);
        for (const auto& each : run(group, latents, timestep).to(at::kFloat).split(1))
            outputs.push_back(each);
        first += group.size();
    }
    return outputs;
}

GuidedNetwork::Inputs GuidedNetwork::inputsOf(const Rows& rows, const at::Tensor& sample,
                                              double timestep) const {
    const auto batch = static_cast<std::int64_t>(rows.size());
    std::vector<at::Tensor> contexts;
    std::vector<at::Tensor> vectors;
    for (const auto& row : rows) {
        contexts.push_back(row.states->context);
        if (row.states->vector.defined())
            vectors.push_back(row.states->vector);
    }
    Inputs inputs{sample.to(m_model.dtype).contiguous(at::MemoryFormat::ChannelsLast),
                  torch::full({batch}, timestep, at::TensorOptions(m_model.device).dtype(at::kFloat)),
                  at::cat(contexts)};
    if (!vectors.empty())
        inputs.emplace_back(at::cat(vectors));
    if (m_beside.noiseLevel)
        inputs.emplace_back(
            torch::full({batch}, *m_beside.noiseLevel, at::TensorOptions(m_model.device).dtype(at::kLong)));
    return inputs;
}

at::Tensor GuidedNetwork::run(const Rows& rows, const at::Tensor& latents, double timestep, bool perturbed) {
    const auto batch = static_cast<std::int64_t>(rows.size());
    const auto sample = latents.to(m_model.device).expand({batch, -1, -1, -1});
    auto inputs = inputsOf(rows, sample, timestep);
    c10::List<at::Tensor> residuals;
    if (!m_beside.controls.empty())
        residuals = residualsOf(m_beside.controls, inputs, std::ranges::count(rows, true, &Row::negative),
                                m_done, m_guidance.steps);
    if (m_beside.surroundings.defined())
        inputs.front() = at::cat({sample, m_beside.surroundings.expand({batch, -1, -1, -1})}, 1)
                             .to(m_model.dtype)
                             .contiguous(at::MemoryFormat::ChannelsLast);
    if (isDistilled())
        inputs.emplace_back(guidanceEmbedding(m_guidance.scale, m_model.manifest.unet->guidanceWidth)
                                .expand({batch, -1})
                                .to(m_model.device));
    std::string method = perturbed ? "perturbed" : "forward";
    if (!residuals.empty()) {
        inputs.emplace_back(residuals);
        method = perturbed ? "perturbed_controlled" : "controlled";
    }
    if (const auto& freeU = m_guidance.steering.freeU; freeU.isOn()) {
        inputs.emplace_back(std::vector<double>{freeU.backbone1, freeU.skip1, freeU.backbone2, freeU.skip2});
        method += "_free_u";
    }
    return m_model.components.unet.get_method(method)(std::move(inputs)).toTensor();
}

} // namespace latentbrush::pipeline
