#include "request/painting.h"

#include "request/id_table.h"

#include <cmath>

namespace latentbrush {

namespace {

struct AreaName {
    InpaintArea value;
    std::string_view id;
};
constexpr std::array kAreas{AreaName{InpaintArea::Whole, "whole"}, AreaName{InpaintArea::Masked, "masked"}};

struct GreyName {
    GreyMask value;
    std::string_view id;
};
constexpr std::array kGreys{GreyName{GreyMask::Mix, "mix"}, GreyName{GreyMask::Amount, "amount"},
                            GreyName{GreyMask::Soft, "soft"}};

} // namespace

std::string_view idOf(MaskedContent content) {
    return rowOf(kMaskedContents, content).id;
}
std::string_view labelOf(MaskedContent content) {
    return rowOf(kMaskedContents, content).label;
}
std::optional<MaskedContent> maskedContentFromId(std::string_view id) {
    return valueOf(kMaskedContents, id);
}
std::string_view idOf(InpaintArea area) {
    return rowOf(kAreas, area).id;
}
std::optional<InpaintArea> inpaintAreaFromId(std::string_view id) {
    return valueOf(kAreas, id);
}
std::string_view idOf(GreyMask grey) {
    return rowOf(kGreys, grey).id;
}
std::optional<GreyMask> greyMaskFromId(std::string_view id) {
    return valueOf(kGreys, id);
}

void writeInto(nlohmann::json& task, const Painting& painting) {
    task["masked_content"] = idOf(painting.content);
    task["area"] = idOf(painting.area);
    task["padding"] = painting.padding;
    task["mask_blur"] = painting.maskBlur;
    task["not_masked"] = painting.notMasked;
    task["grey"] = idOf(painting.grey);
    task["match_colour"] = painting.matchColour;
    task["poisson"] = painting.poisson;
}

void readFrom(JsonReader& task, Painting& painting) {
    task.readId("masked_content", painting.content, maskedContentFromId);
    task.readId("area", painting.area, inpaintAreaFromId);
    task.read("padding", painting.padding);
    task.read("mask_blur", painting.maskBlur);
    task.read("not_masked", painting.notMasked);
    task.readId("grey", painting.grey, greyMaskFromId);
    task.read("match_colour", painting.matchColour);
    task.read("poisson", painting.poisson);
}

Result<> validate(const Painting& painting) {
    const auto outside = [](const char* key, const std::string& value, double limit) {
        return failure(ErrorCode::InvalidRequest, key,
                       value + " is not between 0 and " + std::to_string(static_cast<int>(limit)));
    };
    if (painting.padding < 0 || painting.padding > Painting::kPaddingLimit)
        return outside("task.padding", std::to_string(painting.padding), Painting::kPaddingLimit);
    if (!std::isfinite(painting.maskBlur) || painting.maskBlur < 0 ||
        painting.maskBlur > Painting::kBlurLimit)
        return outside("task.mask_blur", std::to_string(painting.maskBlur), Painting::kBlurLimit);
    return {};
}

} // namespace latentbrush
