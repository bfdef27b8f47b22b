#include "request/painting.h"

#include <algorithm>
#include <cmath>

namespace latentbrush {

namespace {

struct AreaName {
    InpaintArea area;
    std::string_view id;
};
constexpr std::array kAreas{AreaName{InpaintArea::Whole, "whole"}, AreaName{InpaintArea::Masked, "masked"}};

struct GreyName {
    GreyMask grey;
    std::string_view id;
};
constexpr std::array kGreys{GreyName{GreyMask::Mix, "mix"}, GreyName{GreyMask::Amount, "amount"},
                            GreyName{GreyMask::Soft, "soft"}};

template <class Rows, class Member, class Value>
const auto& rowOf(const Rows& rows, Member member, const Value& value) {
    return *std::ranges::find(rows, value, member);
}

template <class Rows, class Member>
auto fromId(const Rows& rows, Member member, std::string_view id) {
    const auto found = std::ranges::find(rows, id, [](const auto& row) { return row.id; });
    using Value = std::remove_cvref_t<decltype((*found).*member)>;
    return found == rows.end() ? std::optional<Value>() : std::optional<Value>((*found).*member);
}

} // namespace

std::string_view idOf(MaskedContent content) {
    return rowOf(kMaskedContents, &MaskedContentName::content, content).id;
}
std::string_view labelOf(MaskedContent content) {
    return rowOf(kMaskedContents, &MaskedContentName::content, content).label;
}
std::optional<MaskedContent> maskedContentFromId(std::string_view id) {
    return fromId(kMaskedContents, &MaskedContentName::content, id);
}
std::string_view idOf(InpaintArea area) {
    return rowOf(kAreas, &AreaName::area, area).id;
}
std::optional<InpaintArea> inpaintAreaFromId(std::string_view id) {
    return fromId(kAreas, &AreaName::area, id);
}
std::string_view idOf(GreyMask grey) {
    return rowOf(kGreys, &GreyName::grey, grey).id;
}
std::optional<GreyMask> greyMaskFromId(std::string_view id) {
    return fromId(kGreys, &GreyName::grey, id);
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
