#include "image/png.h"

#include <cstdlib>

/// Whatever libpng takes for a picture is a whole one, and survives our own writing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace latentbrush::image;
    const auto file = decodePng(std::as_bytes(std::span(data, size)));
    if (!file)
        return 0;
    if (!checkImage(file->image))
        std::abort();
    constexpr std::size_t kSmall = 1 << 16;
    if (file->image.pixels.size() > kSmall)
        return 0;
    const auto again = encodePng(file->image);
    if (!again || decodePng(*again)->image != file->image)
        std::abort();
    return 0;
}
