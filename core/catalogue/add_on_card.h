#pragma once

#include "catalogue/model_card.h"
#include "catalogue/model_tree.h"

namespace latentbrush::catalogue {

/// What a list shows such a file as; a PreviewVae as a VAE.
CardKind cardKindOf(AddOnKind kind);

/// What the file's header says of an add-on: family, precision, and its problem where it is not what its
/// place promises. Reads no weights but an embedding's few rows; neither what lies beside the file nor its
/// hash. Of a PreviewVae nothing is told but its size.
ModelCard readAddOnCard(const AddOnFile& file);

} // namespace latentbrush::catalogue
