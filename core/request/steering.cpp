#include "request/steering.h"

#include "request/id_table.h"
#include "request/range_check.h"

namespace latentbrush {

namespace {

struct SourceName {
    NoiseSource value;
    std::string_view id;
    std::string_view label;
};
constexpr std::array kSources{SourceName{NoiseSource::Cpu, "cpu", "CPU"},
                              SourceName{NoiseSource::Philox, "philox", "NV"}};

} // namespace

std::string_view idOf(NoiseSource source) {
    return rowOf(kSources, source).id;
}
std::string_view labelOf(NoiseSource source) {
    return rowOf(kSources, source).label;
}
std::optional<NoiseSource> noiseSourceFromId(std::string_view id) {
    return valueOf(kSources, id);
}

void writeInto(nlohmann::json& request, const Steering& steering) {
    request["guidance_rescale"] = steering.rescale;
    request["guidance_start"] = steering.start;
    request["guidance_end"] = steering.end;
    request["perturbed_attention"] = steering.perturbed;
    request["freeu_b1"] = steering.freeU.backbone1;
    request["freeu_b2"] = steering.freeU.backbone2;
    request["freeu_s1"] = steering.freeU.skip1;
    request["freeu_s2"] = steering.freeU.skip2;
}

void writeInto(nlohmann::json& request, const NoiseChoice& noise) {
    request["noise_source"] = idOf(noise.source);
    request["variation_seed"] =
        noise.variationSeed ? nlohmann::json(*noise.variationSeed) : nlohmann::json(nullptr);
    request["variation_strength"] = noise.variationStrength;
    request["seed_resize_width"] = noise.resizeFromWidth;
    request["seed_resize_height"] = noise.resizeFromHeight;
}

void readFrom(JsonReader& request, Steering& steering) {
    request.read("guidance_rescale", steering.rescale);
    request.read("guidance_start", steering.start);
    request.read("guidance_end", steering.end);
    request.read("perturbed_attention", steering.perturbed);
    request.read("freeu_b1", steering.freeU.backbone1);
    request.read("freeu_b2", steering.freeU.backbone2);
    request.read("freeu_s1", steering.freeU.skip1);
    request.read("freeu_s2", steering.freeU.skip2);
}

void readFrom(JsonReader& request, NoiseChoice& noise) {
    request.readId("noise_source", noise.source, noiseSourceFromId);
    request.read("variation_seed", noise.variationSeed);
    request.read("variation_strength", noise.variationStrength);
    request.read("seed_resize_width", noise.resizeFromWidth);
    request.read("seed_resize_height", noise.resizeFromHeight);
}

Result<> validate(const Steering& steering) {
    return checkRange("guidance_rescale", steering.rescale, 0, 1)
        .and_then([&] { return checkRange("guidance_start", steering.start, 0, 1); })
        .and_then([&] { return checkRange("guidance_end", steering.end, 0, 1); })
        .and_then([&] {
            return checkRange("perturbed_attention", steering.perturbed, 0, Steering::kPerturbedLimit);
        })
        .and_then([&] { return checkRange("freeu_b1", steering.freeU.backbone1, 0, FreeU::kLimit); })
        .and_then([&] { return checkRange("freeu_b2", steering.freeU.backbone2, 0, FreeU::kLimit); })
        .and_then([&] { return checkRange("freeu_s1", steering.freeU.skip1, 0, FreeU::kLimit); })
        .and_then([&] { return checkRange("freeu_s2", steering.freeU.skip2, 0, FreeU::kLimit); })
        .and_then([&]() -> Result<> {
            if (steering.start < steering.end)
                return {};
            return failure(ErrorCode::InvalidRequest, "guidance_end", "not above guidance_start");
        });
}

Result<> validate(const NoiseChoice& noise) {
    constexpr int kSizeLimit = 16384;
    return checkRange("variation_strength", noise.variationStrength, 0, 1)
        .and_then([&] { return checkRange("seed_resize_width", noise.resizeFromWidth, 0, kSizeLimit); })
        .and_then([&] { return checkRange("seed_resize_height", noise.resizeFromHeight, 0, kSizeLimit); });
}

} // namespace latentbrush
