#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace latentbrush {

/// The samplers by the names that requests, the command line and files use (`idOf`). Which of them are built
/// is `isBuilt(Sampler)` of core/sampling; an unbuilt one is refused with UnsupportedCombination.
enum class Sampler {
    Ddpm,
    Ddim,
    Plms,
    Euler,
    EulerAncestral,
    Heun,
    Dpm2,
    Dpm2Ancestral,
    Lms,
    DpmPp2M,
    DpmPp2SAncestral,
    DpmPpSde,
    DpmPp2MSde,
    DpmPp3MSde,
    UniPc,
    Lcm
};

/// How the steps are laid over the noise levels (formats.md 6.2). Auto is the model's own scheduler file's
/// spacing.
enum class Schedule { Auto, Leading, Linspace, Trailing, KDiffusion, Karras, Exponential, Beta, Ays };

/// What the network's answer is taken for. Auto: what the model's files say or are known by (formats.md 2.7);
/// the others are for who knows better, as with a v-predicting model that says so nowhere.
enum class PredictionChoice {
    Auto,
    Epsilon,
    V,
    VZeroSnr, ///< v, trained down to no signal at all (zero-terminal SNR); the model's own spacing is
              ///< trailing
    Sample    ///< the clean picture itself
};

/// Settings that suit a model, where its maker named some; else those that suit most.
struct SamplingDefaults {
    Sampler sampler = Sampler::DpmPp2M;
    Schedule schedule = Schedule::Karras;
    int steps = 20;
    double guidanceScale = 7;
    bool operator==(const SamplingDefaults&) const = default;
};

struct SamplerName {
    Sampler sampler;
    std::string_view id; ///< "dpmpp_2m": requests and the command line
    std::string_view
        label; ///< "DPM++ 2M": as AUTOMATIC1111 writes it, and as the window shows it in every language
};
inline constexpr std::array kSamplers{
    SamplerName{Sampler::Ddpm, "ddpm", "DDPM"},
    SamplerName{Sampler::Ddim, "ddim", "DDIM"},
    SamplerName{Sampler::Plms, "plms", "PLMS"},
    SamplerName{Sampler::Euler, "euler", "Euler"},
    SamplerName{Sampler::EulerAncestral, "euler_a", "Euler a"},
    SamplerName{Sampler::Heun, "heun", "Heun"},
    SamplerName{Sampler::Dpm2, "dpm2", "DPM2"},
    SamplerName{Sampler::Dpm2Ancestral, "dpm2_a", "DPM2 a"},
    SamplerName{Sampler::Lms, "lms", "LMS"},
    SamplerName{Sampler::DpmPp2M, "dpmpp_2m", "DPM++ 2M"},
    SamplerName{Sampler::DpmPp2SAncestral, "dpmpp_2s_a", "DPM++ 2S a"},
    SamplerName{Sampler::DpmPpSde, "dpmpp_sde", "DPM++ SDE"},
    SamplerName{Sampler::DpmPp2MSde, "dpmpp_2m_sde", "DPM++ 2M SDE"},
    SamplerName{Sampler::DpmPp3MSde, "dpmpp_3m_sde", "DPM++ 3M SDE"},
    SamplerName{Sampler::UniPc, "unipc", "UniPC"},
    SamplerName{Sampler::Lcm, "lcm", "LCM"},
};

struct ScheduleName {
    Schedule schedule;
    std::string_view id;
    std::string_view label;
};
inline constexpr std::array kSchedules{
    ScheduleName{Schedule::Auto, "auto", "Automatic"},
    ScheduleName{Schedule::Leading, "leading", "Leading"},
    ScheduleName{Schedule::Linspace, "linspace", "Linspace"},
    ScheduleName{Schedule::Trailing, "trailing", "Trailing"},
    ScheduleName{Schedule::KDiffusion, "kdiffusion", "Uniform"},
    ScheduleName{Schedule::Karras, "karras", "Karras"},
    ScheduleName{Schedule::Exponential, "exponential", "Exponential"},
    ScheduleName{Schedule::Beta, "beta", "Beta"},
    ScheduleName{Schedule::Ays, "ays", "Align Your Steps"},
};

std::string_view idOf(PredictionChoice prediction); ///< "auto", "epsilon", "v", "v_zsnr", "sample"
std::optional<PredictionChoice> predictionFromId(std::string_view id);
std::string_view idOf(Sampler sampler);
std::string_view idOf(Schedule schedule);
std::string_view labelOf(Sampler sampler);
std::string_view labelOf(Schedule schedule);
std::optional<Sampler> samplerFromId(std::string_view id);
std::optional<Schedule> scheduleFromId(std::string_view id);

} // namespace latentbrush
