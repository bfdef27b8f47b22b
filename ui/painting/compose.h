#pragma once

#include "ui/painting/mask_look.h"

#include "document/document_state.h"

namespace latentbrush::ui {

/// The layers that are seen: a document's, with the mask that a view shows of it.
struct SeenLayers {
    const document::TiledLayer& picture;
    const document::TiledLayer& sketch;
    const document::TiledLayer& mask;
};

/// What is seen of the pixels of `rect`, which lies in the one tile `tile`: the picture, the sketch over it,
/// the mask in its colour over both. Premultiplied ARGB, `stride` pixels from row to row.
void compose(const SeenLayers& seen, int tile, const document::Rect& rect, const MaskLook& look,
             quint32* pixels, int stride);

/// A block of premultiplied pixels at half its size: each pixel is the mean of four. The last column or row
/// of an odd block counts twice. In place, rows without gaps; both numbers become the new size.
void halve(quint32* pixels, int& width, int& height);

/// `over` on `under`, both premultiplied.
inline quint32 blended(quint32 under, quint32 over) {
    const quint32 rest = 255 - (over >> 24);
    const auto scaled = [rest](quint32 pair) {
        pair = pair * rest + 0x800080U;
        return ((pair + ((pair >> 8) & 0xff00ffU)) >> 8) & 0xff00ffU;
    };
    return over + scaled(under & 0xff00ffU) + (scaled((under >> 8) & 0xff00ffU) << 8);
}

} // namespace latentbrush::ui
