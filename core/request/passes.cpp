#include "request/passes.h"

#include "request/id_table.h"
#include "request/range_check.h"

namespace latentbrush {

namespace {

struct EnlargingName {
    Enlarging value;
    std::string_view id;
    std::string_view label;
};
constexpr std::array kEnlargings{
    EnlargingName{Enlarging::Latents, "latent", "Latent"},
    EnlargingName{Enlarging::NearestLatents, "latent_nearest", "Latent (nearest)"},
    EnlargingName{Enlarging::Pixels, "lanczos", "Lanczos"}};

constexpr int kStepLimit = 1000;

} // namespace

std::string_view idOf(Enlarging enlarging) {
    return rowOf(kEnlargings, enlarging).id;
}
std::string_view labelOf(Enlarging enlarging) {
    return rowOf(kEnlargings, enlarging).label;
}
std::optional<Enlarging> enlargingFromId(std::string_view id) {
    return valueOf(kEnlargings, id);
}

void writeInto(nlohmann::json& request, const HiresPass& hires) {
    request["hires_scale"] = hires.scale;
    request["hires_steps"] = hires.steps;
    request["hires_strength"] = hires.strength;
    request["hires_by"] = idOf(hires.by);
}

void readFrom(JsonReader& request, HiresPass& hires) {
    request.read("hires_scale", hires.scale);
    request.read("hires_steps", hires.steps);
    request.read("hires_strength", hires.strength);
    request.readId("hires_by", hires.by, enlargingFromId);
}

Result<> validate(const HiresPass& hires) {
    return checkRange("hires_scale", hires.scale, 1, HiresPass::kScaleLimit)
        .and_then([&] { return checkRange("hires_steps", hires.steps, 0, kStepLimit); })
        .and_then([&] { return checkStrength("hires_strength", hires.strength); });
}

} // namespace latentbrush
