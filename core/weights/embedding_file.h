#pragma once

#include "weights/safetensors.h"

namespace latentbrush::weights {

/// The vectors of a textual inversion for one text encoder.
struct EmbeddingVectors {
    std::int64_t count = 0;       ///< how many places of a prompt it takes
    std::int64_t width = 0;       ///< which encoder it is for: 768, 1024 or 1280, others in tests
    DType dtype = DType::F32;     ///< F16, BF16, F32 or F64
    std::vector<std::byte> bytes; ///< [count, width], row-major, little-endian
};

/// A textual inversion, of whichever layout (formats.md 5.1): A1111's string_to_param, diffusers' one tensor
/// under its token, kohya's emb_params, SDXL's clip_l and clip_g; as pickle or as safetensors.
struct EmbeddingFile {
    /// The file's own name for it, e.g. "<cat-toy>"; the file's stem where it has none.
    std::string name;
    /// The file's stem: what people who rename files expect to write in a prompt.
    std::string stem;
    std::int64_t step = 0; ///< of its training, 0 if not said
    /// By width. Two for SDXL, with the same count; otherwise one.
    std::map<std::int64_t, EmbeddingVectors> vectors;
};

/// The errors of WeightFile. UnsupportedFormat: no layout of an embedding, saying what there is instead;
/// FileMalformed: one, but of impossible shape, count or dtype.
Result<EmbeddingFile> readEmbedding(const std::filesystem::path& path);
/// The same over bytes in memory; `path` gives the stem and the subject of errors.
Result<EmbeddingFile> readEmbedding(std::span<const std::byte> bytes, const std::filesystem::path& path);

} // namespace latentbrush::weights
