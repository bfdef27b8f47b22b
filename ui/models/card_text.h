#pragma once

#include "catalogue/model_card.h"

#include <QString>

namespace latentbrush::ui {

// The words for what lies in the model folders, in the language that is switched on.

/// Its name; of the starter, whose name is not for people, what it is.
QString nameText(const catalogue::ModelCard& card);

/// "LoRA", "Embedding" …
QString kindText(catalogue::CardKind kind);

/// "SD 1.x"; a family of others' making by its own word; empty for none.
QString familyText(const std::string& family);

/// "SD 1.x · fp16 · 144 MB": what is known of it.
QString factsText(const catalogue::ModelCard& card);

/// Why it cannot be used with a model of that family: its problem, or the misfit. Empty where it can.
QString reasonText(const catalogue::ModelCard& card, const std::string& modelFamily);

/// What using it does: "Add this LoRA" …
QString useText(catalogue::CardKind kind);

} // namespace latentbrush::ui
