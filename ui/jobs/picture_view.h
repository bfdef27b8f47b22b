#pragma once

#include "image/image.h"

#include <QImage>

namespace latentbrush::ui {

/// The picture in the form that painting is fastest with: RGB32, or premultiplied ARGB32 where it has alpha.
/// May be called on any thread. Null for null.
QImage toQImage(const image::Picture& picture);

/// The other way; RGB, or RGBA where the image has alpha.
image::Picture toPicture(const QImage& image);

} // namespace latentbrush::ui
