#include "catalogue/configs_json.h"
#include "catalogue/required_values.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

/// What a class of diffusers takes for keys that its file lacks.
struct ClassDefaults {
    std::string_view className;
    double betaStart;
    double betaEnd;
    const char* betaSchedule;
    const char* spacing;
    bool setAlphaToOne;
};

constexpr std::array kClasses{
    ClassDefaults{"DDIMScheduler", 0.0001, 0.02, "linear", "leading", true},
    ClassDefaults{"DDPMScheduler", 0.0001, 0.02, "linear", "leading", true},
    ClassDefaults{"PNDMScheduler", 0.0001, 0.02, "linear", "leading", false},
    ClassDefaults{"LCMScheduler", 0.00085, 0.012, "scaled_linear", "leading", true},
    ClassDefaults{"EulerDiscreteScheduler", 0.0001, 0.02, "linear", "linspace", true},
    ClassDefaults{"EulerAncestralDiscreteScheduler", 0.0001, 0.02, "linear", "linspace", true},
    ClassDefaults{"HeunDiscreteScheduler", 0.00085, 0.012, "linear", "linspace", true},
    ClassDefaults{"KDPM2DiscreteScheduler", 0.00085, 0.012, "linear", "linspace", true},
    ClassDefaults{"KDPM2AncestralDiscreteScheduler", 0.00085, 0.012, "linear", "linspace", true},
    ClassDefaults{"LMSDiscreteScheduler", 0.0001, 0.02, "linear", "linspace", true},
    ClassDefaults{"DPMSolverMultistepScheduler", 0.0001, 0.02, "linear", "linspace", true},
    ClassDefaults{"DPMSolverSinglestepScheduler", 0.0001, 0.02, "linear", "linspace", true},
    ClassDefaults{"DPMSolverSDEScheduler", 0.00085, 0.012, "linear", "linspace", true},
    ClassDefaults{"DEISMultistepScheduler", 0.0001, 0.02, "linear", "linspace", true},
    ClassDefaults{"UniPCMultistepScheduler", 0.0001, 0.02, "linear", "linspace", true},
};

template <class T>
using Words = std::array<std::pair<const char*, T>, 3>;

constexpr Words<BetaSchedule> kBetaSchedules{{{"linear", BetaSchedule::Linear},
                                              {"scaled_linear", BetaSchedule::ScaledLinear},
                                              {"squaredcos_cap_v2", BetaSchedule::SquaredCosine}}};
constexpr Words<PredictionType> kPredictions{{{"epsilon", PredictionType::Epsilon},
                                              {"v_prediction", PredictionType::V},
                                              {"sample", PredictionType::Sample}}};
constexpr Words<Spacing> kSpacings{
    {{"leading", Spacing::Leading}, {"linspace", Spacing::Linspace}, {"trailing", Spacing::Trailing}}};

template <class T>
T meaningOf(JsonFields& fields, const char* key, const char* otherwise, const Words<T>& words) {
    const auto word = fields.text(key, otherwise);
    for (const auto& [known, meaning] : words)
        if (word == known)
            return meaning;
    fields.unsupported(std::string("scheduler: ") + key + " = " + word);
    return words.front().second;
}

template <class T>
const char* wordFor(T meaning, const Words<T>& words) {
    return std::ranges::find(words, meaning, &Words<T>::value_type::second)->first;
}

const ClassDefaults& defaultsOf(JsonFields& fields, const std::string& className) {
    const auto found = std::ranges::find(kClasses, className, &ClassDefaults::className);
    if (found == kClasses.end())
        fields.unsupported("scheduler: " + className);
    return found == kClasses.end() ? kClasses.front() : *found;
}

void checkBetas(JsonFields& fields, const SchedulerConfig& config) {
    if (config.betaStart <= 0 || config.betaStart >= 1)
        fields.malformed("beta_start", "not between 0 and 1");
    if (config.betaEnd < config.betaStart || config.betaEnd >= 1)
        fields.malformed("beta_end", "not between beta_start and 1");
}

} // namespace

Result<SchedulerConfig> schedulerFromJson(const json& value, const std::string& subject) {
    constexpr int kMostTimesteps = 1'000'000;
    Fault fault;
    JsonFields fields(value, subject, fault);
    SchedulerConfig config;
    config.className = fields.text("_class_name", std::nullopt);
    requireValues(fields, "scheduler", {{"trained_betas", nullptr}});
    const auto& defaults = defaultsOf(fields, config.className);
    config.trainTimesteps = fields.integer("num_train_timesteps", 1000, 2, kMostTimesteps);
    config.betaStart = fields.number("beta_start", defaults.betaStart);
    config.betaEnd = fields.number("beta_end", defaults.betaEnd);
    config.betaSchedule = meaningOf(fields, "beta_schedule", defaults.betaSchedule, kBetaSchedules);
    config.prediction = meaningOf(fields, "prediction_type", "epsilon", kPredictions);
    config.spacing = meaningOf(fields, "timestep_spacing", defaults.spacing, kSpacings);
    config.stepsOffset = fields.integer("steps_offset", 0, 0, config.trainTimesteps);
    config.setAlphaToOne = fields.boolean("set_alpha_to_one", defaults.setAlphaToOne);
    config.zeroTerminalSnr = fields.boolean("rescale_betas_zero_snr", false);
    config.useKarrasSigmas = fields.boolean("use_karras_sigmas", false);
    checkBetas(fields, config);
    if (fault)
        return tl::unexpected(*fault);
    return config;
}

json toJson(const SchedulerConfig& config) {
    return {{"_class_name", config.className},
            {"num_train_timesteps", config.trainTimesteps},
            {"beta_start", config.betaStart},
            {"beta_end", config.betaEnd},
            {"beta_schedule", wordFor(config.betaSchedule, kBetaSchedules)},
            {"prediction_type", wordFor(config.prediction, kPredictions)},
            {"timestep_spacing", wordFor(config.spacing, kSpacings)},
            {"steps_offset", config.stepsOffset},
            {"set_alpha_to_one", config.setAlphaToOne},
            {"rescale_betas_zero_snr", config.zeroTerminalSnr},
            {"use_karras_sigmas", config.useKarrasSigmas}};
}

} // namespace latentbrush::catalogue
