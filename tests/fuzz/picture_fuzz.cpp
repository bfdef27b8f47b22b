#include "image/picture_file.h"

#include <cstdlib>

/// Any of the picture formats, told apart by the first bytes: what is taken is a whole picture.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace latentbrush::image;
    const auto file = decodePicture(std::as_bytes(std::span(data, size)));
    if (file && !checkImage(file->image))
        std::abort();
    return 0;
}
