#pragma once

#include "base/result.h"
#include "catalogue/checkpoint.h"

#include <filesystem>
#include <string>

namespace latentbrush::catalogue {

/// What model_index.json says a diffusers folder is made of.
struct DiffusersComponents {
    std::string pipeline;        ///< `_class_name`
    Family family = Family::Sd1; ///< Sd1 stands for Sd2, too, which its index does not tell apart
    /// Folder of the first text encoder and of its tokenizer: the refiner has "text_encoder_2" alone.
    std::string textEncoder = "text_encoder";
    std::string tokenizer = "tokenizer";
    bool zerosForEmptyNegative = false;
};

/// FileMissing, FileMalformed; UnsupportedModel for another pipeline or component, by its name.
Result<DiffusersComponents> readDiffusersComponents(const std::filesystem::path& folder);

} // namespace latentbrush::catalogue
