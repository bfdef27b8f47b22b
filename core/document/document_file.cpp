#include "document/document_file.h"

#include "image/mask_combine.h"
#include "image/mask_from.h"
#include "image/png.h"

#include <new>

namespace latentbrush::document {

namespace {

using image::Image;

/// `work`, with what the standard library throws as an Error about that file.
template <class Work>
auto guarded(const std::filesystem::path& file, Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory, file.string());
    } catch (const std::exception& error) {
        return failure(ErrorCode::Internal, file.string(), error.what());
    }
}

Result<OpenedState> stateOfPicture(image::PictureFile file) {
    // As a raster of one layer: what belongs to a picture is said in one place.
    image::OpenRaster raster;
    raster.width = file.image.width;
    raster.height = file.image.height;
    raster.layers.emplace_back();
    raster.layers[0].image = std::move(file.image);
    auto opened = stateOf(std::move(raster));
    if (!opened)
        return opened;
    opened->notices = std::move(file.notices);
    auto texts = nlohmann::json::object();
    std::size_t bytes = 0;
    for (const auto& text : file.texts) {
        bytes += text.key.size() + text.value.size();
        if (bytes <= kMaxTextsBytes)
            texts.emplace(text.key, text.value); // the first of a key, as findText has it
    }
    if (!texts.empty())
        opened->state.settings["texts"] = std::move(texts);
    return opened;
}

Result<OpenedState> decodeState(std::span<const std::byte> bytes) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (!text.starts_with("PK")) {
        auto file = image::decodePicture(bytes);
        if (!file)
            return failure(file);
        return stateOfPicture(std::move(*file));
    }
    auto raster = image::decodeOpenRaster(bytes);
    if (!raster)
        return failure(raster);
    // Such layers are not merged here: what their program saw stands in the file.
    auto merged = image::isMergedPlainly(*raster) ? Result<Image>() : image::decodeMergedImage(bytes);
    const bool fits = merged && merged->width == raster->width && merged->height == raster->height;
    return stateOf(std::move(*raster), fits ? std::move(*merged) : Image());
}

bool isOpaque(const Image& image) {
    for (std::size_t at = 3; at < image.pixels.size(); at += 4)
        if (image.pixels[at] != 255)
            return false;
    return true;
}

Image withoutAlpha(const Image& image) {
    Image rgb{image.width, image.height, 3, {}};
    rgb.pixels.reserve(image.pixels.size() / 4 * 3);
    for (std::size_t at = 0; at < image.pixels.size(); at += 4)
        rgb.pixels.insert(rgb.pixels.end(), image.pixels.begin() + static_cast<std::ptrdiff_t>(at),
                          image.pixels.begin() + static_cast<std::ptrdiff_t>(at + 3));
    return rgb;
}

} // namespace

Result<OpenedState> openState(const std::filesystem::path& path) {
    return guarded(path, [&]() -> Result<OpenedState> {
        const auto bytes = readWhole(path, image::kMaxFileBytes);
        if (!bytes)
            return failure(bytes);
        auto opened = decodeState(std::as_bytes(std::span(*bytes)));
        if (!opened)
            return failure(opened.error().code, path.string(), opened.error().detail);
        return opened;
    });
}

Result<> saveState(const std::filesystem::path& path, const DocumentState& state) {
    return guarded(path, [&] { return image::writeOpenRaster(path, rasterOf(state), IfExists::Replace); });
}

Image flattened(const DocumentState& state) {
    const auto bounds = state.picture.bounds();
    auto picture = state.picture.read(bounds);
    if (const auto sketched = state.sketch.contentBounds(); !sketched.empty()) {
        image::OpenRaster raster;
        raster.width = bounds.width;
        raster.height = bounds.height;
        raster.layers.resize(2);
        raster.layers[0].image = state.sketch.read(sketched);
        raster.layers[0].x = sketched.x;
        raster.layers[0].y = sketched.y;
        raster.layers[1].image = std::move(picture);
        picture = image::mergedImage(raster);
    }
    return isOpaque(picture) ? withoutAlpha(picture) : picture;
}

Result<> exportPicture(const std::filesystem::path& path, const DocumentState& state,
                       const image::Texts& texts, IfExists ifExists) {
    return guarded(path, [&] { return image::writePng(path, flattened(state), texts, ifExists); });
}

Result<> exportMask(const std::filesystem::path& path, const DocumentState& state, IfExists ifExists) {
    return guarded(path, [&] {
        const auto mask = state.mask.read(state.mask.bounds());
        Image grey{mask.width, mask.height, 3, {}};
        grey.pixels.reserve(mask.pixels.size() * 3);
        for (const auto value : mask.pixels)
            grey.pixels.insert(grey.pixels.end(), 3, value);
        return image::writePng(path, grey, {}, ifExists);
    });
}

Result<ImportedMask> importMask(const std::filesystem::path& path, int width, int height) {
    return guarded(path, [&]() -> Result<ImportedMask> {
        auto layer = TiledLayer::create(width, height, 1);
        if (!layer)
            return failure(layer);
        auto file = image::readPictureFile(path);
        if (!file)
            return failure(file);
        auto mask = image::maskFromLuminance(file->image);
        if (mask && (mask->width != width || mask->height != height)) {
            mask = image::fitted(*mask, width, height);
            file->notices.push_back(image::Notice::MaskScaled);
        }
        if (!mask)
            return failure(mask);
        if (auto put = layer->write({width, height, 1, std::move(mask->values)}, 0, 0); !put)
            return failure(put);
        return ImportedMask{std::move(*layer), std::move(file->notices)};
    });
}

} // namespace latentbrush::document
