#include "document/document_file.h"
#include "document/json_text.h"
#include "image/mask_from.h"

#include <array>

namespace latentbrush::document {

namespace {

using image::Image;
using image::OpenRaster;
using image::RasterLayer;

constexpr int kVersion = 1;
constexpr const char* kMark = "latentbrush:layer";

struct LayerName {
    LayerId id;
    const char* mark;
    const char* name;
};
/// From the top.
constexpr std::array<LayerName, kLayerCount> kLayers{{{LayerId::Mask, "mask", "Mask"},
                                                      {LayerId::Sketch, "sketch", "Sketch"},
                                                      {LayerId::Picture, "picture", "Picture"}}};

/// White, as opaque as the mask: painted on in another program it stays a mask.
Image whiteOf(const Image& mask) {
    Image white{mask.width, mask.height, 4, {}};
    white.pixels.reserve(mask.pixels.size() * 4);
    for (const auto value : mask.pixels)
        white.pixels.insert(white.pixels.end(), {255, 255, 255, value});
    return white;
}

/// How bright what is seen of each pixel is.
Image maskOf(const Image& image) {
    const auto bright = image::maskFromLuminance(image);
    Image mask{image.width, image.height, 1, {}};
    mask.pixels.resize(std::size_t(image.width) * image.height);
    for (std::size_t i = 0; bright && i < mask.pixels.size(); ++i) {
        const int alpha = image.channels == 4 ? image.pixels[i * 4 + 3] : 255;
        mask.pixels[i] = static_cast<std::uint8_t>((bright->values[i] * alpha + 127) / 255);
    }
    return mask;
}

RasterLayer layerOf(const DocumentState& state, const LayerName& name) {
    const auto& layer = state.layer(name.id);
    auto content = layer.contentBounds();
    if (content.empty())
        content = {0, 0, 1, 1}; // no program takes a layer without pixels
    RasterLayer raster;
    raster.name = name.name;
    raster.x = content.x;
    raster.y = content.y;
    raster.visible = name.id != LayerId::Mask;
    raster.image = layer.read(content);
    if (name.id == LayerId::Mask)
        raster.image = whiteOf(raster.image);
    raster.attributes[kMark] = name.mark;
    return raster;
}

/// Which of our layers it is; `byName` where no layer of the file is marked.
std::optional<LayerId> idOf(const RasterLayer& layer, bool byName) {
    const auto mark = layer.attributes.find(kMark);
    for (const auto& known : kLayers)
        if (byName ? layer.name == known.name : mark != layer.attributes.end() && mark->second == known.mark)
            return known.id;
    return std::nullopt;
}

/// Programs that do not know our marks drop them, but keep the names.
bool goesByNames(const OpenRaster& raster) {
    std::size_t named = 0;
    for (const auto& layer : raster.layers) {
        if (layer.attributes.contains(kMark))
            return false;
        named += idOf(layer, true).has_value();
    }
    return named == kLayers.size();
}

bool isPlain(const RasterLayer& layer) {
    return layer.visible && layer.opacity == 1 && layer.compositeOp == image::kSourceOver;
}

/// In bands, so that an RGB picture does not take twice its memory.
Result<> put(TiledLayer& layer, const Image& image, int x, int y) {
    if (image.channels == layer.channels())
        return layer.write(image, x, y);
    for (int top = 0; top < image.height; top += kTileEdge) {
        Image band{image.width, std::min(kTileEdge, image.height - top), 4, {}};
        band.pixels.reserve(std::size_t(4) * band.width * band.height);
        for (int row = top; row < top + band.height; ++row)
            for (int column = 0; column < image.width; ++column) {
                const auto* pixel = image.at(column, row);
                band.pixels.insert(band.pixels.end(), {pixel[0], pixel[1], pixel[2], 255});
            }
        if (auto written = layer.write(band, x, y + top); !written)
            return written;
    }
    return {};
}

/// What is neither mask nor sketch; `merged` where it is known how it is seen.
Result<> putPicture(OpenedState& opened, OpenRaster others, const Image& merged) {
    auto& picture = opened.state.picture;
    if (!merged.empty()) {
        opened.notices.push_back(image::Notice::LayersMerged);
        return put(picture, merged, 0, 0);
    }
    if (others.layers.size() == 1 && isPlain(others.layers[0]))
        return put(picture, others.layers[0].image, others.layers[0].x, others.layers[0].y);
    if (others.layers.empty())
        return {};
    opened.notices.push_back(image::Notice::LayersMerged);
    return put(picture, image::mergedImage(others), 0, 0);
}

Result<> readSettings(const OpenRaster& raster, DocumentState& state) {
    const auto entry = raster.files.find(std::string(kDocumentEntry));
    if (entry == raster.files.end())
        return {};
    const auto json = parsedJson(entry->second);
    const auto malformed = failure(ErrorCode::FileMalformed, {}, std::string(kDocumentEntry));
    if (!json || !json->is_object() || isDeeperThan(*json, kSettingDepthLimit + 2))
        return malformed;
    const auto version = json->value("version", nlohmann::json());
    const auto settings = json->value("settings", nlohmann::json());
    if (!version.is_number_unsigned() || !settings.is_object())
        return malformed;
    if (version > kVersion)
        return failure(ErrorCode::NewerFormat, {}, version.dump());
    state.settings = settings;
    // Another program may have made the canvas smaller since.
    (void)setValuesOf(state, {{"frame", json->value("frame", nlohmann::json())}});
    return {};
}

} // namespace

OpenRaster rasterOf(const DocumentState& state) {
    OpenRaster raster;
    raster.width = state.picture.width();
    raster.height = state.picture.height();
    for (const auto& name : kLayers)
        raster.layers.push_back(layerOf(state, name));
    const auto& frame = state.frame;
    raster.files[std::string(kDocumentEntry)] =
        jsonText({{"version", kVersion},
                  {"frame", {frame.x, frame.y, frame.width, frame.height}},
                  {"settings", state.settings}});
    return raster;
}

Result<OpenedState> stateOf(OpenRaster raster, Image merged) {
    auto blank = blankState(raster.width, raster.height);
    if (!blank)
        return failure(blank);
    OpenedState opened{std::move(*blank), {}};
    const bool byName = goesByNames(raster);
    OpenRaster others{raster.width, raster.height, raster.xres, raster.yres, {}, {}, {}};
    for (auto& layer : raster.layers) {
        const auto id = idOf(layer, byName);
        if (id)
            merged = {}; // it shows mask or sketch as well
        if (!id || *id == LayerId::Picture) {
            others.layers.push_back(std::move(layer));
            continue;
        }
        const auto image = *id == LayerId::Mask ? maskOf(layer.image) : layer.image;
        if (auto written = put(opened.state.layer(*id), image, layer.x, layer.y); !written)
            return failure(written);
    }
    if (auto written = putPicture(opened, std::move(others), merged); !written)
        return failure(written);
    if (auto read = readSettings(raster, opened.state); !read)
        return failure(read);
    return opened;
}

} // namespace latentbrush::document
