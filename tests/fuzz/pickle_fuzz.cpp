#include "weights/embedding_file.h"
#include "weights/weight_file.h"

#include <cstdlib>

/// What is taken for a file of weights has tensors with as many bytes as their shapes and dtypes need, and
/// reading it as an embedding gives whole vectors.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace latentbrush::weights;
    const auto bytes = std::as_bytes(std::span(data, size));
    if (const auto file = WeightFile::parse(bytes, "fuzz"))
        for (const auto& [name, entry] : file->tensors()) {
            std::uint64_t bits = static_cast<std::uint64_t>(bitsOf(entry.dtype));
            bool empty = false;
            bool overflows = false;
            for (const auto extent : entry.shape) {
                empty |= extent == 0;
                overflows |= __builtin_mul_overflow(bits, static_cast<std::uint64_t>(extent), &bits);
            }
            if (empty ? !entry.bytes.empty() : overflows || bits != entry.bytes.size() * 8)
                std::abort();
        }
    if (const auto embedding = readEmbedding(bytes, "fuzz.pt"))
        for (const auto& [width, vectors] : embedding->vectors)
            if (vectors.width != width ||
                vectors.bytes.size() * 8 != static_cast<std::size_t>(vectors.count * vectors.width) *
                                                static_cast<std::size_t>(bitsOf(vectors.dtype)))
                std::abort();
    return 0;
}
