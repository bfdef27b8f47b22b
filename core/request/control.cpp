#include "request/control.h"

#include "request/id_table.h"
#include "request/range_check.h"

namespace latentbrush {

namespace {

nlohmann::json jsonOf(const ControlUse& use) {
    return {{"name", use.name},
            {"picture", toJson(use.picture)},
            {"preprocessor", idOf(use.preprocessor)},
            {"weight", use.weight},
            {"start", use.start},
            {"end", use.end},
            {"guess", use.guess}};
}

Result<ControlUse> controlFrom(const nlohmann::json& value, const PictureResolver& resolver) {
    if (!value.is_object())
        return failure(ErrorCode::InvalidRequest, "controls", "holds something else than objects");
    JsonReader reader(value, "controls.");
    ControlUse use;
    reader.read("name", use.name);
    reader.readId("preprocessor", use.preprocessor, preprocessorFromId);
    reader.read("weight", use.weight);
    reader.read("start", use.start);
    reader.read("end", use.end);
    reader.read("guess", use.guess);
    const auto* picture = reader.find("picture");
    if (!picture)
        reader.refuse("picture", "is missing");
    if (reader.error())
        return tl::unexpected<Error>(*reader.error());
    auto reference = pictureReferenceFromJson(*picture, "controls.picture");
    if (reference)
        reference = resolved(std::move(*reference), resolver);
    if (!reference)
        return failure(reference);
    use.picture = std::move(*reference);
    return use;
}

Result<> validate(const ControlUse& use) {
    if (use.name.empty())
        return failure(ErrorCode::InvalidRequest, "controls.name", "is empty");
    if (!isPictureHash(use.picture.hash))
        return failure(ErrorCode::InvalidRequest, "controls.picture", "has no picture");
    return checkRange("controls.weight", use.weight, 0, ControlUse::kWeightLimit)
        .and_then([&] { return checkRange("controls.start", use.start, 0, 1); })
        .and_then([&] { return checkRange("controls.end", use.end, 0, 1); })
        .and_then([&]() -> Result<> {
            if (use.start < use.end)
                return {};
            return failure(ErrorCode::InvalidRequest, "controls.end", "not above controls.start");
        });
}

} // namespace

std::string_view idOf(Preprocessor preprocessor) {
    return rowOf(kPreprocessors, preprocessor).id;
}
std::string_view labelOf(Preprocessor preprocessor) {
    return rowOf(kPreprocessors, preprocessor).label;
}
std::optional<Preprocessor> preprocessorFromId(std::string_view id) {
    return valueOf(kPreprocessors, id);
}

nlohmann::json toJson(const std::vector<ControlUse>& controls) {
    auto list = nlohmann::json::array();
    for (const auto& use : controls)
        list.push_back(jsonOf(use));
    return list;
}

Result<> readFrom(JsonReader& request, std::vector<ControlUse>& controls, const PictureResolver& resolver) {
    const auto* list = request.find("controls");
    if (!list)
        return {};
    if (!list->is_array()) {
        request.refuse("controls", "is no list");
        return {};
    }
    for (const auto& value : *list) {
        auto use = controlFrom(value, resolver);
        if (!use)
            return failure(use);
        controls.push_back(std::move(*use));
    }
    return {};
}

Result<> validate(const std::vector<ControlUse>& controls) {
    if (controls.size() > ControlUse::kControlsLimit)
        return failure(ErrorCode::InvalidRequest, "controls",
                       std::to_string(controls.size()) + ", limit " +
                           std::to_string(ControlUse::kControlsLimit));
    for (const auto& use : controls)
        if (auto checked = validate(use); !checked)
            return checked;
    return {};
}

} // namespace latentbrush
