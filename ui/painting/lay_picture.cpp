#include "ui/painting/lay_picture.h"

#include "ui/painting/paint_into.h"
#include "ui/painting/rects.h"

#include <QPainter>

#include <cmath>

namespace latentbrush::ui {
namespace {

/// Pixel on pixel: smoothing would only round.
bool isExact(const QImage& picture, const Placement& placement) {
    return placement.size == QSizeF(picture.size()) && std::fmod(placement.angle, 90) == 0;
}

/// What is seen of the placed picture in a rectangle of the document.
QImage drawn(const QImage& picture, const Placement& placement, const document::Rect& rect) {
    QImage result(rect.width, rect.height, QImage::Format_ARGB32_Premultiplied);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    if (!isExact(picture, placement))
        painter.setRenderHints(QPainter::SmoothPixmapTransform | QPainter::Antialiasing);
    painter.translate(-rect.x, -rect.y);
    painter.setTransform(placement.transform(picture.size()), true);
    painter.drawImage(0, 0, picture);
    return result;
}

struct Source {
    QImage picture;
    Placement placement;
};

/// A picture that is turned by quarters lies the same as one whose pixels are turned, which blurs nothing.
Source quartersTurned(const QImage& picture, const Placement& placement) {
    if (placement.angle == 0 || std::fmod(placement.angle, 90) != 0)
        return {picture, placement};
    const bool lies = std::fmod(placement.angle, 180) != 0;
    return {picture.transformed(QTransform().rotate(placement.angle)),
            {placement.middle, lies ? placement.size.transposed() : placement.size, 0}};
}

} // namespace

int halvingsFor(QSize picture, QSizeF drawn) {
    int times = 0;
    while ((picture.width() >> (times + 1)) >= drawn.width() &&
           (picture.height() >> (times + 1)) >= drawn.height())
        ++times;
    return times;
}

QImage halved(const QImage& picture, int times) {
    if (times == 0)
        return picture;
    return picture.scaled(picture.width() >> times, picture.height() >> times, Qt::IgnoreAspectRatio,
                          Qt::SmoothTransformation);
}

document::Rect layPicture(document::TiledLayer& layer, const QImage& picture, const Placement& placement) {
    const auto covered = intersected(toRect(placement.corners().boundingRect()), layer.bounds());
    if (picture.isNull() || covered.empty())
        return {};
    const auto small = halved(picture.convertToFormat(QImage::Format_ARGB32_Premultiplied),
                              halvingsFor(picture.size(), placement.size));
    const auto source = quartersTurned(small, placement);
    // Tile by tile: a large picture is not held three times.
    for (const int tile : layer.tilesIn(covered)) {
        const auto part = intersected(layer.rectOf(tile), covered);
        layImage(layer, drawn(source.picture, source.placement, part), part.x, part.y);
    }
    return covered;
}

} // namespace latentbrush::ui
