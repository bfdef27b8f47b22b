#include "detector/picture_io.h"

#include <png.h>
#include <stdexcept>

namespace latentbrush::detector {

Pixels readPicture(const std::filesystem::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    Pixels pixels;
    if (png_image_begin_read_from_file(&image, file.c_str())) {
        image.format = PNG_FORMAT_RGB;
        pixels.rgb.resize(PNG_IMAGE_SIZE(image));
        pixels.width = static_cast<int>(image.width);
        pixels.height = static_cast<int>(image.height);
        png_image_finish_read(&image, nullptr, pixels.rgb.data(), 0, nullptr);
    }
    if (PNG_IMAGE_FAILED(image))
        throw std::runtime_error(file.string() + ": " + image.message);
    return pixels;
}

} // namespace latentbrush::detector
