#include "request/passes.h"

#include "request/id_table.h"

#include <cmath>

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

Result<> refused(const char* key, double value, const char* range) {
    return failure(ErrorCode::InvalidRequest, key, std::to_string(value) + " is not " + range);
}

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
    if (!std::isfinite(hires.scale) || hires.scale < 1 || hires.scale > HiresPass::kScaleLimit)
        return refused("hires_scale", hires.scale, "in 1 to 4");
    if (hires.steps < 0 || hires.steps > kStepLimit)
        return refused("hires_steps", hires.steps, "in 0 to 1000");
    if (!std::isfinite(hires.strength) || hires.strength <= 0 || hires.strength > 1)
        return refused("hires_strength", hires.strength, "above 0 and at most 1");
    return {};
}

} // namespace latentbrush
