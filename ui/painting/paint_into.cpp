#include "ui/painting/paint_into.h"

#include <algorithm>

namespace latentbrush::ui {
namespace {

using document::Rect;
using document::TiledLayer;

/// Straight alpha: `part` (0 … 255) of the colour over the pixel.
void layOver(std::uint8_t* rgba, const QColor& colour, int part) {
    if (part == 0)
        return;
    const int rest = rgba[3] * (255 - part) / 255;
    const int alpha = part + rest;
    const int channels[] = {colour.red(), colour.green(), colour.blue()};
    for (int each = 0; each < 3; ++each)
        rgba[each] =
            static_cast<std::uint8_t>((channels[each] * part + rgba[each] * rest + alpha / 2) / alpha);
    rgba[3] = static_cast<std::uint8_t>(alpha);
}

void fade(std::uint8_t* rgba, int part) {
    rgba[3] = static_cast<std::uint8_t>((rgba[3] * (255 - part) + 127) / 255);
    if (rgba[3] == 0)
        rgba[0] = rgba[1] = rgba[2] = 0; // so that what was erased is blank
}

void clear(TiledLayer& layer) {
    for (int tile = 0; tile < layer.tileCount(); ++tile)
        layer.setTile(tile, nullptr);
}

std::uint8_t valueOf(std::uint8_t had, std::uint8_t shape, Combine combine) {
    switch (combine) {
    case Combine::Replace:
        return shape;
    case Combine::Add:
        return std::max(had, shape);
    case Combine::Subtract:
        return std::min(had, static_cast<std::uint8_t>(255 - shape));
    case Combine::Intersect:
        return std::min(had, shape);
    }
    return had;
}

/// Whether pixels outside of the shape change too.
bool clearsOutside(Combine combine) {
    return combine == Combine::Replace || combine == Combine::Intersect;
}

void writeAll(TiledLayer& layer, const image::Image& picture, int x, int y) {
    // The picture has the layer's channels and all its pixels.
    [[maybe_unused]] const auto written = layer.write(picture, x, y);
}

} // namespace

image::Mask maskIn(const TiledLayer& mask, const Rect& rect) {
    auto part = mask.read(rect);
    return {part.width, part.height, std::move(part.pixels)};
}

void putMask(TiledLayer& mask, const image::Mask& part, int x, int y) {
    writeAll(mask, {part.width, part.height, 1, part.values}, x, y);
}

Rect combineMask(TiledLayer& mask, const image::Mask& shape, int x, int y, Combine combine) {
    Rect changed = intersected({x, y, shape.width, shape.height}, mask.bounds());
    auto part = maskIn(mask, {x, y, shape.width, shape.height});
    std::transform(part.values.begin(), part.values.end(), shape.values.begin(), part.values.begin(),
                   [combine](auto had, auto value) { return valueOf(had, value, combine); });
    if (clearsOutside(combine)) {
        changed = united(changed, mask.contentBounds());
        clear(mask);
    }
    putMask(mask, part, x, y);
    return changed;
}

Rect combineSketch(TiledLayer& sketch, const image::Mask& shape, int x, int y, Combine combine,
                   const QColor& colour) {
    Rect changed = intersected({x, y, shape.width, shape.height}, sketch.bounds());
    auto part = sketch.read({x, y, shape.width, shape.height});
    auto* rgba = part.pixels.data();
    for (const auto value : shape.values) {
        if (combine == Combine::Replace)
            fade(rgba, 255);
        if (combine == Combine::Subtract || combine == Combine::Intersect)
            fade(rgba, combine == Combine::Subtract ? value : 255 - value);
        else
            layOver(rgba, colour, value * colour.alpha() / 255);
        rgba += 4;
    }
    if (clearsOutside(combine)) {
        changed = united(changed, sketch.contentBounds());
        clear(sketch);
    }
    writeAll(sketch, part, x, y);
    return changed;
}

Rect combineInto(document::DocumentState& state, const image::Mask& shape, int x, int y,
                 const ToolValues& values, Combine combine) {
    if (shape.empty())
        return {};
    return values.target == PaintTarget::Mask
               ? combineMask(state.mask, shape, x, y, combine)
               : combineSketch(state.sketch, shape, x, y, combine, values.colour);
}

void layImage(TiledLayer& layer, const QImage& picture, int x, int y) {
    auto part = layer.read({x, y, picture.width(), picture.height()});
    auto* rgba = part.pixels.data();
    bool drawsNothing = true;
    for (int row = 0; row < picture.height(); ++row) {
        const auto* from = reinterpret_cast<const QRgb*>(picture.constScanLine(row));
        for (int column = 0; column < picture.width(); ++column, rgba += 4) {
            const int alpha = qAlpha(from[column]);
            drawsNothing = drawsNothing && alpha == 0;
            if (alpha != 0)
                layOver(rgba, QColor::fromRgba(qUnpremultiply(from[column])), alpha);
        }
    }
    if (!drawsNothing)
        writeAll(layer, part, x, y);
}

image::Image seenPicture(const document::DocumentState& state) {
    auto seen = state.picture.read(state.picture.bounds());
    for (int tile = 0; tile < state.sketch.tileCount(); ++tile) {
        if (!state.sketch.tile(tile))
            continue;
        const auto place = state.sketch.rectOf(tile);
        const auto over = state.sketch.read(place);
        for (int y = 0; y < place.height; ++y) {
            auto* to = seen.pixels.data() + (std::size_t(place.y + y) * seen.width + place.x) * 4;
            const auto* from = over.at(0, y);
            for (int x = 0; x < place.width; ++x, to += 4, from += 4)
                layOver(to, QColor(from[0], from[1], from[2]), from[3]);
        }
    }
    return seen;
}

void layColour(const TiledLayer& base, const TiledLayer& coverage, TiledLayer& target, const Rect& rect,
               const QColor& colour, bool erases) {
    const Rect inside = intersected(rect, base.bounds());
    if (inside.empty())
        return;
    auto part = base.read(inside);
    const auto covered = coverage.read(inside);
    auto* rgba = part.pixels.data();
    for (const auto value : covered.pixels) {
        if (erases)
            fade(rgba, value);
        else
            layOver(rgba, colour, value * colour.alpha() / 255);
        rgba += 4;
    }
    writeAll(target, part, inside.x, inside.y);
}

} // namespace latentbrush::ui
