#include "ui/documents/document_task.h"

#include "document/document_file.h"
#include "document/document_resize.h"
#include "image/crop.h"
#include "image/extend.h"
#include "image/fill_under_mask.h"
#include "image/mask_from.h"
#include "image/painted_box.h"
#include "image/resize.h"
#include "ui/painting/paint_into.h"

#include <algorithm>
#include <optional>

namespace latentbrush::ui {
namespace {

using document::DocumentState;
using document::Rect;

constexpr std::uint8_t kPaper = 255;

image::Mask transparencyOf(const image::Image& picture) {
    image::Mask mask = image::filledMask(picture.width, picture.height);
    for (std::size_t pixel = 0; pixel < mask.values.size(); ++pixel)
        mask.values[pixel] = 255 - picture.pixels[4 * pixel + 3];
    return mask;
}

/// On white paper, without transparency.
image::Image onPaper(const image::Image& picture) {
    image::Image opaque{picture.width, picture.height, 3, {}};
    opaque.pixels.reserve(picture.pixels.size() / 4 * 3);
    for (std::size_t pixel = 0; pixel < picture.pixels.size(); pixel += 4)
        for (int c = 0; c < 3; ++c) {
            const int alpha = picture.pixels[pixel + 3];
            const int mixed = picture.pixels[pixel + c] * alpha + kPaper * (255 - alpha);
            opaque.pixels.push_back(static_cast<std::uint8_t>((mixed + 127) / 255));
        }
    return opaque;
}

/// What is opaque, where that is a rectangle with nothing but holes around it.
std::optional<image::Box> opaqueBox(const image::Mask& transparency) {
    auto opaque = transparency;
    for (auto& value : opaque.values)
        value = value == 0 ? 255 : 0;
    const auto box = image::boundsOf(opaque);
    const auto inside = image::cropped(transparency, box.width > 0 ? box : image::Box{0, 0, 1, 1});
    const auto pixels = static_cast<std::ptrdiff_t>(box.width) * box.height;
    const auto clear = std::ranges::count(transparency.values, 255);
    const bool isWhole = std::ranges::all_of(inside.values, [](int value) { return value == 0; });
    const auto all = static_cast<std::ptrdiff_t>(transparency.values.size());
    return isWhole && pixels > 0 && clear + pixels == all ? std::optional(box) : std::nullopt;
}

/// Where nothing is, what is around goes on: the network is to continue the picture, not the paper. A picture
/// that was extended begins as the command line's `--outpaint` does.
Result<image::Image> withoutHoles(const image::Image& picture) {
    if (picture.channels == 3)
        return picture;
    const auto transparency = transparencyOf(picture);
    const auto& values = transparency.values;
    if (std::ranges::all_of(values, [](int value) { return value == 255; }) ||
        std::ranges::none_of(values, [](int value) { return value == 255; }))
        return onPaper(picture);
    if (const auto box = opaqueBox(transparency))
        return image::extended(
            onPaper(image::cropped(picture, *box)),
            {box->x, box->y, picture.width - box->x - box->width, picture.height - box->y - box->height});
    auto filled = image::filledUnderMask(picture, transparency, image::MaskedContent::Blurred);
    if (!filled)
        return filled;
    return filled->channels == 3 ? std::move(*filled) : onPaper(*filled);
}

PictureReference reference(image::Image picture) {
    return referenceTo(std::make_shared<const image::Image>(std::move(picture)));
}

/// Whether the candidate's pixel is what the request began with, which the document has still.
bool isUntouched(const image::Image& before, const image::Image& made, std::size_t pixel) {
    for (int c = 0; c < 3; ++c)
        if (before.pixels[pixel * before.channels + c] != made.pixels[pixel * made.channels + c])
            return false;
    return true;
}

void layPixel(image::Image& picture, const image::Image& made, std::size_t pixel) {
    std::copy_n(made.pixels.begin() + static_cast<std::ptrdiff_t>(pixel * made.channels), 3,
                picture.pixels.begin() + static_cast<std::ptrdiff_t>(pixel * 4));
    picture.pixels[pixel * 4 + 3] = 255;
}

Result<document::TiledLayer> maskLayer(const image::Image& picture) {
    const auto whiteness = image::maskFromWhiteness(picture);
    if (!whiteness)
        return failure(whiteness);
    auto layer = document::TiledLayer::create(picture.width, picture.height, 1);
    if (!layer)
        return layer;
    const image::Image values{whiteness->width, whiteness->height, 1, whiteness->values};
    if (auto written = layer->write(values, 0, 0); !written)
        return failure(written);
    layer->dropBlankTiles(layer->bounds());
    return layer;
}

image::Image rgbaOf(const image::Image& picture) {
    if (picture.channels == 4)
        return picture;
    image::Image rgba{picture.width, picture.height, 4, {}};
    rgba.pixels.resize(picture.pixels.size() / 3 * 4);
    for (std::size_t pixel = 0; pixel < picture.pixels.size() / 3; ++pixel)
        layPixel(rgba, picture, pixel);
    return rgba;
}

/// Of the frame's size, to the nearest that every model can make.
GenerationRequest newPicture(const Rect& frame, const DocumentSettings& settings) {
    static constexpr int kStep = 8;
    const auto fitting = [](int edge) { return std::max(kStep, (edge + kStep / 2) / kStep * kStep); };
    auto request = settings.request;
    request.task = TextToImage{};
    request.width = fitting(frame.width);
    request.height = fitting(frame.height);
    return request;
}

bool isEmptyFrame(const DocumentState& state) {
    const auto isBlank = [&](const document::TiledLayer& layer) {
        return std::ranges::all_of(layer.tilesIn(state.frame), [&](int tile) { return !layer.tile(tile); });
    };
    return isBlank(state.picture) && isBlank(state.sketch);
}

} // namespace

bool paintsMask(const DocumentState& state) {
    return state.mask.hasPaintIn(state.frame);
}

bool usesSketch(const DocumentState& state) {
    return state.sketch.hasPaintIn(state.frame);
}

FrameTask frameTask(const DocumentState& state) {
    if (paintsMask(state))
        return FrameTask::FillMask;
    return isEmptyFrame(state) ? FrameTask::NewPicture : FrameTask::ChangePicture;
}

Result<GenerationRequest> requestFor(const DocumentState& state, const DocumentSettings& settings) {
    const auto task = frameTask(state);
    if (task == FrameTask::NewPicture)
        return newPicture(state.frame, settings);
    const auto framed = document::resized(state, state.frame);
    if (!framed)
        return failure(framed);
    auto picture = withoutHoles(document::flattened(*framed));
    if (!picture)
        return failure(picture);
    auto request = settings.request;
    if (task == FrameTask::FillMask) {
        auto grey = image::greyPicture(maskIn(framed->mask, framed->mask.bounds()));
        request.task = Inpaint{reference(std::move(*picture)), reference(std::move(grey)),
                               settings.maskStrength, settings.painting};
    } else {
        request.task = ImageToImage{reference(std::move(*picture)), settings.pictureStrength};
    }
    if (task != FrameTask::FillMask || settings.painting.area == InpaintArea::Whole)
        request.width = request.height = 0;
    return request;
}

Result<DocumentState> withCandidate(DocumentState state, const Rect& frame, const GenerationRequest& asked,
                                    const image::Image& made) {
    if (document::intersected(frame, state.picture.bounds()) != frame || frame.empty())
        return failure(ErrorCode::InvalidRequest, "frame", "beyond the document");
    const auto fitting = image::resized(made, frame.width, frame.height);
    if (!fitting)
        return failure(fitting);
    const auto* init = initOf(asked.task);
    const bool keepsTheRest = std::holds_alternative<Inpaint>(asked.task) && init->picture &&
                              init->picture->width == frame.width && init->picture->height == frame.height;
    auto picture = state.picture.read(frame);
    auto sketch = state.sketch.read(frame);
    for (std::size_t pixel = 0; pixel < picture.pixels.size() / 4; ++pixel) {
        if (keepsTheRest && isUntouched(*init->picture, *fitting, pixel))
            continue;
        layPixel(picture, *fitting, pixel);
        std::fill_n(sketch.pixels.begin() + static_cast<std::ptrdiff_t>(pixel * 4), 4, std::uint8_t(0));
    }
    if (auto written = state.picture.write(picture, frame.x, frame.y); !written)
        return failure(written);
    if (auto written = state.sketch.write(sketch, frame.x, frame.y); !written)
        return failure(written);
    state.sketch.dropBlankTiles(frame);
    return state;
}

Result<DocumentState> documentOf(const GenerationRequest& request, const image::Picture& made) {
    const auto* init = initOf(request.task);
    const auto picture = init && init->picture ? init->picture : made;
    if (!picture || picture->empty())
        return failure(ErrorCode::FileMissing, init ? init->hash : std::string());
    auto state = document::blankState(picture->width, picture->height);
    if (!state)
        return state;
    if (auto written = state->picture.write(rgbaOf(*picture), 0, 0); !written)
        return failure(written);
    if (const auto* inpaint = std::get_if<Inpaint>(&request.task); inpaint && inpaint->mask.picture) {
        auto mask = maskLayer(*inpaint->mask.picture);
        if (!mask)
            return failure(mask);
        if (mask->bounds() != state->mask.bounds())
            return failure(ErrorCode::InvalidRequest, "task.mask", "of another size");
        state->mask = std::move(*mask);
    }
    writeInto(state->settings, settingsOf(request));
    return state;
}

} // namespace latentbrush::ui
