#include "ui/painting/mask_clipboard.h"

#include "image/mask_combine.h"
#include "image/mask_from.h"

#include <algorithm>

namespace latentbrush::ui {
namespace {

image::Image rgbaOf(const QImage& picture) {
    const auto pixels = picture.convertToFormat(QImage::Format_RGBA8888);
    image::Image result{pixels.width(), pixels.height(), 4, {}};
    const auto rowBytes = std::size_t(pixels.width()) * 4;
    result.pixels.reserve(rowBytes * std::size_t(pixels.height()));
    for (int y = 0; y < pixels.height(); ++y)
        result.pixels.insert(result.pixels.end(), pixels.constScanLine(y),
                             pixels.constScanLine(y) + rowBytes);
    return result;
}

} // namespace

QImage maskImage(const document::DocumentState& state) {
    const auto mask = state.mask.read(state.mask.bounds());
    QImage result(mask.width, mask.height, QImage::Format_Grayscale8);
    for (int y = 0; y < result.height(); ++y)
        std::copy_n(mask.at(0, y), mask.width, result.scanLine(y));
    return result;
}

Result<document::DocumentState> withMaskImage(document::DocumentState state, const QImage& picture) {
    auto mask = image::maskFromWhiteness(rgbaOf(picture));
    if (mask && (mask->width != state.mask.width() || mask->height != state.mask.height()))
        mask = image::fitted(*mask, state.mask.width(), state.mask.height());
    if (!mask)
        return failure(mask);
    if (auto written = state.mask.write({mask->width, mask->height, 1, std::move(mask->values)}, 0, 0);
        !written)
        return failure(written);
    state.mask.dropBlankTiles(state.mask.bounds());
    return state;
}

} // namespace latentbrush::ui
