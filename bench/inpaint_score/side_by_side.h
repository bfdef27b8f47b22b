#pragma once

#include "inpaint_score/cases.h"

#include <filesystem>

namespace latentbrush::score {

/// FOLDER/042.png: the case's source, its mask and the result side by side, with the prompt as text
/// "caption". Throws std::runtime_error.
void keepSideBySide(const std::filesystem::path& folder, int number, const InpaintCase& asked,
                    const image::Image& result);

} // namespace latentbrush::score
