#include "image/picture_file.h"

#include <algorithm>

namespace latentbrush::image {

const std::string* findText(const Texts& texts, std::string_view key) {
    const auto found = std::ranges::find(texts, key, &Text::key);
    return found == texts.end() ? nullptr : &found->value;
}

Result<> checkSides(std::uint64_t width, std::uint64_t height) {
    const auto sides = std::to_string(width) + "x" + std::to_string(height);
    if (width == 0 || height == 0)
        return failure(ErrorCode::FileMalformed, {}, sides + " pixels");
    if (width > kMaxSide || height > kMaxSide)
        return failure(ErrorCode::FileTooLarge, {},
                       sides + " pixels, limit " + std::to_string(kMaxSide) + " a side");
    return {};
}

} // namespace latentbrush::image
