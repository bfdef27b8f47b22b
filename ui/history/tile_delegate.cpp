#include "ui/history/tile_delegate.h"

#include "ui/history/history_model.h"
#include "ui/widgets/icon.h"

#include <QPainter>

namespace latentbrush::ui {
namespace {

constexpr int kBadge = 22;
constexpr qreal kRadius = 5;

/// Where the picture lies on the tile: at its own pixels, which the worker has scaled to fit; a stand-in from
/// before a change of size is made smaller.
QRect placeOf(const QImage& picture, const QRect& tile, qreal ratio) {
    const auto room = tile.size() - QSize(2 * TileDelegate::kMargin, 2 * TileDelegate::kMargin);
    auto size = picture.size() / ratio;
    if (size.width() > room.width() || size.height() > room.height())
        size.scale(room, Qt::KeepAspectRatio);
    QRect place(QPoint(), size);
    place.moveCenter(tile.center());
    return place;
}

} // namespace

TileDelegate::TileDelegate(QObject* parent)
    : QStyledItemDelegate(parent), m_star(iconOnAccent(QStringLiteral("star-filled"))),
      m_missing(iconOnAccent(QStringLiteral("warning"))),
      m_fromPicture(iconOnAccent(QStringLiteral("tool-brush"))) {}

void TileDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto& palette = option.palette;
    const auto& tile = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    const bool over = option.state & QStyle::State_MouseOver;
    painter->setPen(Qt::NoPen);
    painter->setBrush(over ? palette.color(QPalette::Mid) : palette.color(QPalette::Midlight));
    painter->drawRoundedRect(tile, kRadius, kRadius);

    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    if (!picture.isNull()) {
        painter->drawImage(placeOf(picture, tile, painter->device()->devicePixelRatioF()), picture);
    }
    if (index.data(HistoryModel::FavouriteRole).toBool())
        paintBadge(painter, tile, Qt::TopRightCorner, m_star);
    if (index.data(HistoryModel::MissingRole).toBool())
        paintBadge(painter, tile, Qt::BottomRightCorner, m_missing);
    if (index.data(HistoryModel::FromPictureRole).toBool())
        paintBadge(painter, tile, Qt::BottomLeftCorner, m_fromPicture);

    if (selected || option.state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(
            QPen(palette.color(selected ? QPalette::Highlight : QPalette::Text), selected ? 3 : 1));
        painter->drawRoundedRect(QRectF(tile).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    }
    if (selected && option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(palette.color(QPalette::Base), 1));
        painter->drawRoundedRect(QRectF(tile).adjusted(2.5, 2.5, -2.5, -2.5), kRadius - 2, kRadius - 2);
    }
}

void TileDelegate::paintBadge(QPainter* painter, const QRect& tile, Qt::Corner corner,
                              const QIcon& icon) const {
    QRect place(0, 0, kBadge, kBadge);
    if (corner == Qt::TopRightCorner)
        place.moveTopRight(tile.topRight() + QPoint(-4, 4));
    else if (corner == Qt::BottomLeftCorner)
        place.moveBottomLeft(tile.bottomLeft() + QPoint(4, -4));
    else
        place.moveBottomRight(tile.bottomRight() + QPoint(-4, -4));
    painter->setPen(Qt::NoPen);
    painter->setBrush(QColor(0, 0, 0, 150));
    painter->drawEllipse(place);
    icon.paint(painter, place.adjusted(4, 4, -4, -4));
}

} // namespace latentbrush::ui
