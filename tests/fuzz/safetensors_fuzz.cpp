#include "weights/safetensors.h"

#include <algorithm>
#include <cstdlib>

/// What is taken for a safetensors file has tensors that tile its data: every byte belongs to one of them,
/// and each has as many as its shape and dtype need.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace latentbrush::weights;
    const auto bytes = std::as_bytes(std::span(data, size));
    const auto file = SafetensorsFile::parse(bytes, "fuzz");
    if (!file)
        return 0;
    std::size_t total = 0;
    for (const auto& [name, entry] : file->tensors()) {
        const auto* end = bytes.data() + bytes.size();
        if (entry.bytes.data() < bytes.data() || entry.bytes.data() > end ||
            entry.bytes.size() > static_cast<std::size_t>(end - entry.bytes.data()))
            std::abort();
        std::uint64_t bits = static_cast<std::uint64_t>(bitsOf(entry.dtype));
        const bool empty = std::ranges::count(entry.shape, 0) > 0;
        bool overflows = false;
        for (const auto extent : entry.shape)
            overflows |= __builtin_mul_overflow(bits, static_cast<std::uint64_t>(extent), &bits);
        if (empty ? !entry.bytes.empty() : overflows || bits != entry.bytes.size() * 8)
            std::abort();
        total += entry.bytes.size();
    }
    if (total > size)
        std::abort();
    return 0;
}
