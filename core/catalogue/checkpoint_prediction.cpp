#include "catalogue/checkpoint_prediction.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace latentbrush::catalogue {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr const char* kAround = " \t\r\"',";
    const auto first = text.find_first_not_of(kAround);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

double deviation(const std::vector<double>& numbers) {
    const double count = static_cast<double>(numbers.size());
    const double mean = std::accumulate(numbers.begin(), numbers.end(), 0.0) / count;
    double squares = 0;
    for (const double number : numbers)
        squares += (number - mean) * (number - mean);
    return std::sqrt(squares / count);
}

std::optional<PredictionType> byNumberOfSteps(const TensorNumbers& numbers, const TensorTable& table) {
    if (!table.contains("global_step"))
        return std::nullopt;
    const auto steps = numbers("global_step");
    const bool isBase = steps.size() == 1 && (steps[0] == 875'000 || steps[0] == 220'000);
    return isBase ? std::optional(PredictionType::Epsilon) : std::nullopt;
}

// Training on v moved the norm in front of the last self-attention further than training on epsilon did.
PredictionType byLastNorm(const Checkpoint& model, const TensorNumbers& numbers) {
    constexpr double kBetween = 0.09;
    const auto& unet = model.unet;
    const auto last = unet.blockOutChannels.size() * static_cast<std::size_t>(unet.layersPerBlock + 1) - 1;
    const auto bias = numbers(model.unetPrefix + "output_blocks." + std::to_string(last) +
                              ".1.transformer_blocks.0.norm1.bias");
    return !bias.empty() && deviation(bias) > kBetween ? PredictionType::V : PredictionType::Epsilon;
}

} // namespace

std::optional<PredictionType> parameterizationOf(std::string_view yaml) {
    constexpr std::string_view kKey = "parameterization:";
    while (!yaml.empty()) {
        const auto end = yaml.find('\n');
        auto line = trimmed(yaml.substr(0, end));
        yaml.remove_prefix(end == std::string_view::npos ? yaml.size() : end + 1);
        if (!line.starts_with(kKey))
            continue;
        line.remove_prefix(kKey.size());
        const auto value = trimmed(line.substr(0, line.find('#')));
        if (value == "v")
            return PredictionType::V;
        if (value == "eps")
            return PredictionType::Epsilon;
        if (value == "x0")
            return PredictionType::Sample;
    }
    return std::nullopt;
}

Prediction predictionOf(const Checkpoint& model, const TensorTable& table, const TensorNumbers& numbers,
                        const std::string& yaml) {
    const bool zeroTerminalSnr = table.contains("ztsnr");
    if (model.family == Family::X4Upscaler)
        return {PredictionType::V, false};
    if (zeroTerminalSnr || table.contains("v_pred"))
        return {PredictionType::V, zeroTerminalSnr};
    if (const auto said = parameterizationOf(yaml))
        return {*said, false};
    if (model.family != Family::Sd2 || model.concat != Concat::None)
        return {};
    if (const auto said = byNumberOfSteps(numbers, table))
        return {*said, false};
    return {byLastNorm(model, numbers), false};
}

} // namespace latentbrush::catalogue
