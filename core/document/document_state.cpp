#include "document/document_state.h"

#include "document/json_text.h"

#include <array>
#include <optional>
#include <string_view>

namespace latentbrush::document {

namespace {

constexpr const char* kSize = "size";
constexpr const char* kFrame = "frame";
constexpr std::string_view kSettings = "settings.";

/// None when it is no array of so many whole numbers that a layer's pixels can have.
template <std::size_t kCount>
std::optional<std::array<int, kCount>> numbersOf(const nlohmann::json& value) {
    if (!value.is_array() || value.size() != kCount)
        return std::nullopt;
    std::array<int, kCount> numbers;
    for (std::size_t i = 0; i < kCount; ++i) {
        if (!value[i].is_number_integer() || value[i] < 0 || value[i] > TiledLayer::kMaxEdge)
            return std::nullopt;
        numbers[i] = value[i].get<int>();
    }
    return numbers;
}

bool isFrame(const Rect& frame, const Rect& bounds) {
    return !frame.empty() && intersected(frame, bounds) == frame;
}

/// None when it is no frame of these layers.
std::optional<Rect> frameOf(const nlohmann::json& value, const Rect& bounds) {
    const auto numbers = numbersOf<4>(value);
    if (!numbers)
        return std::nullopt;
    const Rect frame{(*numbers)[0], (*numbers)[1], (*numbers)[2], (*numbers)[3]};
    return isFrame(frame, bounds) ? std::optional(frame) : std::nullopt;
}

/// Blank layers of that size; none when there is no such size.
std::optional<DocumentState> blankOf(const nlohmann::json& size) {
    const auto numbers = numbersOf<2>(size);
    auto blank = numbers ? blankState((*numbers)[0], (*numbers)[1]) : failure(ErrorCode::InvalidSize);
    return blank ? std::optional(std::move(*blank)) : std::nullopt;
}

} // namespace

TiledLayer& DocumentState::layer(LayerId id) {
    return id == LayerId::Picture ? picture : id == LayerId::Mask ? mask : sketch;
}

const TiledLayer& DocumentState::layer(LayerId id) const {
    return id == LayerId::Picture ? picture : id == LayerId::Mask ? mask : sketch;
}

int channelsOf(LayerId id) {
    return id == LayerId::Mask ? 1 : 4;
}

Result<DocumentState> blankState(int width, int height) {
    DocumentState state;
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        auto layer = TiledLayer::create(width, height, channelsOf(id));
        if (!layer)
            return failure(layer);
        state.layer(id) = std::move(*layer);
    }
    state.frame = state.picture.bounds();
    return state;
}

Result<> checkState(const DocumentState& state) {
    const auto& picture = state.picture;
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        const auto& layer = state.layer(id);
        if (layer.bounds() != picture.bounds() || layer.bounds().empty() ||
            layer.channels() != channelsOf(id))
            return failure(ErrorCode::InvalidRequest, "layer", std::to_string(static_cast<int>(id)));
    }
    if (!isFrame(state.frame, picture.bounds()))
        return failure(ErrorCode::InvalidRequest, "frame", "not within the layers");
    if (!state.settings.is_object())
        return failure(ErrorCode::InvalidRequest, "settings", "no object");
    if (isDeeperThan(state.settings, kSettingDepthLimit + 1))
        return failure(ErrorCode::InvalidRequest, "settings", "too deep");
    return {};
}

Result<> checkTiles(const DocumentState& state, const std::vector<TileSwap>& tiles) {
    for (const auto& swap : tiles) {
        if (static_cast<int>(swap.layer) >= kLayerCount)
            return failure(ErrorCode::InvalidRequest, "layer", std::to_string(static_cast<int>(swap.layer)));
        if (!state.layer(swap.layer).fits(swap.tile, swap.after))
            return failure(ErrorCode::InvalidRequest, "tile", std::to_string(swap.tile));
    }
    return {};
}

std::vector<TileSwap> swapsBetween(const DocumentState& before, const DocumentState& after) {
    std::vector<TileSwap> all;
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch}) {
        const auto swaps = swapsBetween(id, before.layer(id), after.layer(id));
        all.insert(all.end(), swaps.begin(), swaps.end());
    }
    return all;
}

nlohmann::json valuesOf(const DocumentState& state) {
    const auto& frame = state.frame;
    nlohmann::json values{{kSize, {state.picture.width(), state.picture.height()}},
                          {kFrame, {frame.x, frame.y, frame.width, frame.height}}};
    for (const auto& [key, value] : state.settings.items())
        values[std::string(kSettings) + key] = value;
    return values;
}

Result<> setValuesOf(DocumentState& state, const nlohmann::json& values) {
    if (!values.is_object())
        return failure(ErrorCode::InvalidRequest, "values", "no object");
    std::optional<DocumentState> blank;
    if (const auto size = values.find(kSize); size != values.end()) {
        blank = blankOf(*size);
        if (!blank)
            return failure(ErrorCode::InvalidRequest, kSize, "no size of a layer");
    }
    const Rect bounds = blank ? blank->picture.bounds() : state.picture.bounds();
    Rect frame = state.frame;
    auto settings = nlohmann::json::object();
    for (const auto& [key, value] : values.items()) {
        if (key == kFrame) {
            const auto given = frameOf(value, bounds);
            if (!given)
                return failure(ErrorCode::InvalidRequest, key, "not within the layers");
            frame = *given;
        } else if (key.starts_with(kSettings)) {
            if (isDeeperThan(value, kSettingDepthLimit))
                return failure(ErrorCode::InvalidRequest, key, "too deep");
            settings[key.substr(kSettings.size())] = value;
        } else if (key != kSize) {
            return failure(ErrorCode::InvalidRequest, key, "unknown");
        }
    }
    if (!isFrame(frame, bounds))
        return failure(ErrorCode::InvalidRequest, kFrame, "not within the layers");
    if (blank) {
        blank->settings = std::move(state.settings);
        state = std::move(*blank);
    }
    state.frame = frame;
    setValues(state.settings, settings);
    return {};
}

} // namespace latentbrush::document
