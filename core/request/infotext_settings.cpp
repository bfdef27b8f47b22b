#include "request/infotext_settings.h"

#include <algorithm>
#include <charconv>

namespace latentbrush {

namespace {

constexpr std::string_view kOurs = "Latentbrush ";

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

template <class Number>
std::optional<Number> numberOf(std::string_view text) {
    Number number{};
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

/// What "Automatic" means in AUTOMATIC1111's program for a sampler; ours means the model's own schedule.
Schedule automaticSchedule(Sampler sampler) {
    switch (sampler) {
    case Sampler::DpmPp2M:
    case Sampler::DpmPpSde:
    case Sampler::DpmPp2SAncestral:
    case Sampler::Dpm2:
    case Sampler::Dpm2Ancestral:
        return Schedule::Karras;
    case Sampler::DpmPp2MSde:
    case Sampler::DpmPp3MSde:
        return Schedule::Exponential;
    case Sampler::Euler:
    case Sampler::EulerAncestral:
    case Sampler::Heun:
    case Sampler::Lms:
        return Schedule::KDiffusion;
    default:
        return Schedule::Auto;
    }
}

std::optional<Sampler> samplerFromLabel(std::string_view label) {
    for (const auto& row : kSamplers)
        if (equalIgnoringCase(row.label, label) || row.id == label)
            return row.sampler;
    return std::nullopt;
}

std::optional<Schedule> scheduleFromLabel(std::string_view label) {
    // With the one exponent that AUTOMATIC1111 uses they are one curve.
    if (equalIgnoringCase(label, "Polyexponential"))
        return Schedule::Exponential;
    for (const auto& row : kSchedules)
        if (equalIgnoringCase(row.label, label) || row.id == label)
            return row.schedule;
    return std::nullopt;
}

class RequestFiller {
public:
    explicit RequestFiller(ReadParameters& parameters) : m_read(parameters), m_request(parameters.request) {}

    void fill() {
        set(m_request.prompt, std::optional(m_read.prompt));
        set(m_request.negativePrompt, std::optional(m_read.negativePrompt));
        fillSampler();
        take("Steps",
             [this](const std::string& value) { return set(m_request.steps, numberOf<int>(value)); });
        take("CFG scale", [this](const std::string& value) {
            return set(m_request.guidanceScale, numberOf<double>(value));
        });
        take("Seed", [this](const std::string& value) {
            const auto seed = numberOf<std::uint64_t>(value);
            return seed && set(m_request.seed, std::make_optional(seed));
        });
        take("Model",
             [this](const std::string& value) { return set(m_request.model, std::optional(value)); });
        fillSize();
        fillExtras();
        for (const char* key : {"Model hash", "VAE hash", "Lora hashes", "Version", "User"})
            m_used.push_back(key);
        for (const auto& [key, value] : m_read.values)
            if (std::ranges::find(m_used, key) == m_used.end())
                m_read.unused.push_back(key);
    }

private:
    template <class Use>
    void take(const char* key, Use use) {
        const auto found = m_read.values.find(key);
        if (found != m_read.values.end() && use(found->second))
            m_used.push_back(key);
    }

    /// Takes a value only if the request stays a valid one.
    template <class T>
    bool set(T& setting, std::optional<T> value) {
        if (!value)
            return false;
        std::swap(setting, *value);
        if (validate(m_request))
            return true;
        std::swap(setting, *value);
        return false;
    }

    void fillSampler() {
        bool scheduleInName = false;
        take("Sampler", [&](const std::string& value) {
            auto sampler = samplerFromLabel(value);
            for (const auto schedule : {Schedule::Karras, Schedule::Exponential}) {
                const auto suffix = " " + std::string(labelOf(schedule));
                if (sampler || !value.ends_with(suffix))
                    continue;
                sampler = samplerFromLabel(std::string_view(value).substr(0, value.size() - suffix.size()));
                scheduleInName = sampler.has_value();
                m_request.schedule = scheduleInName ? schedule : m_request.schedule;
            }
            m_samplerKnown = sampler.has_value();
            return set(m_request.sampler, sampler);
        });
        take("Schedule type", [&](const std::string& value) {
            const auto schedule = scheduleFromLabel(value);
            if (schedule && *schedule != Schedule::Auto)
                m_request.schedule = *schedule;
            m_automatic = schedule == Schedule::Auto;
            return schedule.has_value();
        });
        const bool given = m_read.values.contains("Schedule type");
        if ((given ? m_automatic : m_samplerKnown) && !scheduleInName)
            m_request.schedule = isOurs() ? Schedule::Auto : automaticSchedule(m_request.sampler);
    }

    void fillExtras() {
        takeLabel("RNG", m_request.noise.source, {NoiseSource::Cpu, NoiseSource::Philox});
        take("Clip skip", [this](const std::string& value) {
            return set(m_request.prompting.clipSkip, numberOf<int>(value));
        });
        takeLabel("Emphasis", m_request.prompting.emphasis,
                  {Emphasis::Original, Emphasis::NoNorm, Emphasis::Ignore});
        takeNumber("Eta DDIM", m_request.eta);
        takeNumber("CFG Rescale φ", m_request.steering.rescale);
        takeNumber("PAG scale", m_request.steering.perturbed);
        take("Variation seed", [this](const std::string& value) {
            const auto seed = numberOf<std::uint64_t>(value);
            return seed && set(m_request.noise.variationSeed, std::make_optional(seed));
        });
        takeNumber("Variation seed strength", m_request.noise.variationStrength);
        fillPasses();
        // Whether a VAE of that name is here only the catalogue knows; a request that names one fails without
        // it.
        if (isOurs())
            take("VAE",
                 [this](const std::string& value) { return set(m_request.vae, std::optional(value)); });
    }

    void fillPasses() {
        auto& hires = m_request.hires;
        takeNumber("Hires upscale", hires.scale);
        take("Hires steps", [&](const std::string& value) { return set(hires.steps, numberOf<int>(value)); });
        takeLabel("Hires upscaler", hires.by,
                  {Enlarging::Latents, Enlarging::NearestLatents, Enlarging::Pixels});
        if (hires.isOn())
            takeNumber("Denoising strength", hires.strength);
        auto& freeU = m_request.steering.freeU;
        take("freeu_enabled", [](const std::string& value) { return value == "True"; });
        takeNumber("freeu_b1", freeU.backbone1);
        takeNumber("freeu_b2", freeU.backbone2);
        takeNumber("freeu_s1", freeU.skip1);
        takeNumber("freeu_s2", freeU.skip2);
        // Another's refiner may not be here; our own pictures name what was.
        if (isOurs())
            take("Refiner",
                 [this](const std::string& value) { return set(m_request.refiner, std::optional(value)); });
        takeNumber("Refiner switch at", m_request.refinerFrom);
        const auto from = [&](const char* key, int& edge) {
            take(key, [&](const std::string& value) { return set(edge, numberOf<int>(value)); });
        };
        from("Seed resize from-1", m_request.noise.resizeFromWidth);
        from("Seed resize from-2", m_request.noise.resizeFromHeight);
    }

    template <class Value>
    void takeLabel(const char* key, Value& setting, std::initializer_list<Value> values) {
        take(key, [&](const std::string& label) {
            const auto* found = std::ranges::find(values, label, [](Value value) { return labelOf(value); });
            return found != values.end() && set(setting, std::optional(*found));
        });
    }

    void takeNumber(const char* key, double& setting) {
        take(key, [&](const std::string& value) { return set(setting, numberOf<double>(value)); });
    }

    bool isOurs() const {
        const auto version = m_read.values.find("Version");
        return version != m_read.values.end() && version->second.starts_with(kOurs);
    }

    void fillSize() {
        const auto width = m_read.values.find("Size-1");
        const auto height = m_read.values.find("Size-2");
        if (width == m_read.values.end() || height == m_read.values.end())
            return;
        GenerationRequest sized = m_request;
        sized.width = numberOf<int>(width->second).value_or(-1);
        sized.height = numberOf<int>(height->second).value_or(-1);
        if (!validate(sized))
            return;
        m_request = std::move(sized);
        m_used.insert(m_used.end(), {"Size-1", "Size-2"});
    }

    ReadParameters& m_read;
    GenerationRequest& m_request;
    std::vector<std::string> m_used;
    bool m_samplerKnown = false;
    bool m_automatic = false;
};

} // namespace

void fillRequest(ReadParameters& parameters) {
    RequestFiller(parameters).fill();
}

} // namespace latentbrush
