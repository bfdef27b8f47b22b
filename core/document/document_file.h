#pragma once

#include "base/files.h"
#include "document/document_state.h"
#include "image/notice.h"
#include "image/open_raster.h"
#include "image/picture_file.h"

namespace latentbrush::document {

// A document's state as files. Any thread, but not one that draws a window: reading and writing a large
// document takes seconds and a few times its pixels of memory.

/// What a file gave, and what was done to it on the way.
struct OpenedState {
    DocumentState state;
    image::Notices notices;
};

/// In an OpenRaster file the three layers are, from the top, "Mask" (hidden: white, as opaque as the mask),
/// "Sketch" and "Picture", each cut to its content and marked by the attribute `latentbrush:layer`; frame and
/// settings are JSON in this entry.
inline constexpr std::string_view kDocumentEntry = "data/latentbrush.json";

/// The state as layers; `stateOf` gives the same state back, bit by bit.
image::OpenRaster rasterOf(const DocumentState& state);

/// Of a raster of any program: its layers, where they are not marked as ours or all three carry our names,
/// become the picture (LayersMerged where that loses something). `merged` is what their program saw of them,
/// of the canvas's size, or empty: it is the picture where no layer is ours. A frame beyond the canvas
/// becomes the canvas. FileMalformed (detail: the entry) for settings that are none; NewerFormat.
Result<OpenedState> stateOf(image::OpenRaster raster, image::Image merged = {});

inline constexpr std::size_t kMaxTextsBytes = std::size_t(4) << 20;

/// Opens an OpenRaster, PNG, JPEG, WebP or TIFF file, told apart by its first bytes (layers that meet by more
/// than source-over are taken as their program merged them), with the errors of
/// readOpenRaster and readPictureFile. The state of a picture has it as its picture layer, and its texts (up
/// to kMaxTextsBytes) under "texts" in the settings, where it has some.
Result<OpenedState> openState(const std::filesystem::path& path);

/// Writes an OpenRaster file, whole or not at all; what stood there is replaced. InvalidRequest for more than
/// a file can hold (1 GiB); DiskFull, WriteFailed, OutOfMemory.
Result<> saveState(const std::filesystem::path& path, const DocumentState& state);

/// The picture with the sketch upon it; RGB when nothing of it is transparent.
image::Image flattened(const DocumentState& state);

/// The flattened picture as a PNG with these texts. FileExists, DiskFull, WriteFailed, OutOfMemory;
/// InvalidRequest for texts that no PNG takes.
Result<> exportPicture(const std::filesystem::path& path, const DocumentState& state,
                       const image::Texts& texts, IfExists ifExists);

/// The mask as a grey PNG, white = repaint.
Result<> exportMask(const std::filesystem::path& path, const DocumentState& state, IfExists ifExists);

struct ImportedMask {
    TiledLayer mask;
    image::Notices notices;
};

/// A mask layer of that size from any picture file, white = repaint; another size is scaled (MaskScaled).
/// The errors of readPictureFile; InvalidSize, see TiledLayer.
Result<ImportedMask> importMask(const std::filesystem::path& path, int width, int height);

} // namespace latentbrush::document
