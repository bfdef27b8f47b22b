#include "ui/jobs/picture_view.h"

#include <cstring>

namespace latentbrush::ui {

QImage toQImage(const image::Picture& picture) {
    if (!picture || picture->empty())
        return {};
    const bool alpha = picture->channels == 4;
    const QImage borrowed(picture->pixels.data(), picture->width, picture->height,
                          picture->width * picture->channels,
                          alpha ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
    return borrowed.convertToFormat(alpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

image::Picture toPicture(const QImage& image) {
    if (image.isNull())
        return nullptr;
    const bool alpha = image.hasAlphaChannel();
    const auto rows = image.convertToFormat(alpha ? QImage::Format_RGBA8888 : QImage::Format_RGB888);
    auto picture = std::make_shared<image::Image>();
    picture->width = rows.width();
    picture->height = rows.height();
    picture->channels = alpha ? 4 : 3;
    const auto rowBytes = static_cast<std::size_t>(rows.width()) * picture->channels;
    picture->pixels.resize(rowBytes * rows.height());
    for (int y = 0; y < rows.height(); ++y)
        std::memcpy(picture->pixels.data() + y * rowBytes, rows.constScanLine(y), rowBytes);
    return picture;
}

} // namespace latentbrush::ui
