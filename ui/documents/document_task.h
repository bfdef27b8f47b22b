#pragma once

#include "document/document_state.h"
#include "request/generation_request.h"
#include "ui/documents/document_settings.h"

namespace latentbrush::ui {

/// What Generate does with a document: its frame is made over, or where something is masked in the frame that
/// alone is painted anew.
bool paintsMask(const document::DocumentState& state);

/// What Generate does with the frame: where nothing was painted in it, no picture, no sketch and no mask, a
/// new picture is made.
enum class FrameTask { NewPicture, ChangePicture, FillMask };
FrameTask frameTask(const document::DocumentState& state);

/// Whether something of the sketch lies in the frame: what is made goes by its colours.
bool usesSketch(const document::DocumentState& state);

/// The request for the document's frame. The sketch lies on the picture; where both are transparent the
/// colours around go on, or the paper is white when there are none. Whole pictures are made at the frame's
/// own size, surroundings of a mask (Painting::area) at the size that the settings name. Any thread but one
/// that draws a window: it copies and hashes the frame. Errors: OutOfMemory; InvalidSize.
Result<GenerationRequest> requestFor(const document::DocumentState& state, const DocumentSettings& settings);

/// The document with what was made of `asked` in its frame (`frame` as it was then): only pixels that differ
/// from what the request began with are touched, on the picture, and nothing of the sketch is left over them.
/// Any thread. InvalidRequest when the frame no longer lies in the document; OutOfMemory.
Result<document::DocumentState> withCandidate(document::DocumentState state, const document::Rect& frame,
                                              const GenerationRequest& asked, const image::Image& made);

/// A document to go on from a request: its picture (or `made`, where it had none), its mask, its settings.
/// InvalidSize; InvalidRequest for a mask of another size than the picture.
Result<document::DocumentState> documentOf(const GenerationRequest& request, const image::Picture& made);

} // namespace latentbrush::ui
