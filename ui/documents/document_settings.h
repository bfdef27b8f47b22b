#pragma once

#include "request/generation_request.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace latentbrush::ui {

/// What a document remembers of the panels, so that prompt and settings come back with its tab. It lies in
/// the document's settings under "generation".
struct DocumentSettings {
    GenerationRequest request; ///< its task is left as text to image: the document itself is the task
    double pictureStrength = ImageToImage().strength;
    double maskStrength = Inpaint().strength;
    Painting painting;

    bool operator==(const DocumentSettings&) const = default;
};

/// None where a document has none yet, or has some that this version cannot read.
std::optional<DocumentSettings> settingsOf(const nlohmann::json& documentSettings);
void writeInto(nlohmann::json& documentSettings, const DocumentSettings& settings);

/// Those that a task was asked for with.
DocumentSettings settingsOf(const GenerationRequest& request);

} // namespace latentbrush::ui
