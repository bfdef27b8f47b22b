#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::catalogue {

/// The picture that people keep beside a model file to know it by: `name.preview.png` or `name.png`, also as
/// JPEG and WebP; of a folder, beside it or `preview.png` in it. Empty: there is none.
std::filesystem::path previewBeside(const std::filesystem::path& model);

/// The words that call a LoRA, from the JSON that managers of models write beside it: `name.json`
/// ("activation text", words with commas between) and `name.civitai.info` ("trainedWords", a list). Without
/// doubles; empty where nothing can be read.
std::vector<std::string> triggersBeside(const std::filesystem::path& model);

} // namespace latentbrush::catalogue
