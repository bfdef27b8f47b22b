#include "ui/models/card_delegate.h"

#include "ui/models/cards_model.h"
#include "ui/widgets/icon.h"

#include <QPainter>
#include <QPainterPath>

namespace latentbrush::ui {
namespace {

constexpr int kMargin = 6;
constexpr int kGap = 10;
constexpr qreal kRadius = 5;
constexpr qreal kGreyed = 0.4; ///< of a preview that cannot be used

bool isGreyed(const QModelIndex& index) {
    return !index.data(CardsModel::ReasonRole).toString().isEmpty();
}

} // namespace

CardDelegate::CardDelegate(QObject* parent)
    : QStyledItemDelegate(parent), m_none(icon(QStringLiteral("grid"))) {}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const int text = 2 * option.fontMetrics.height() + 2;
    return {160, 2 * kMargin + std::max(CardsModel::kPreviewEdge, text)};
}

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const auto& palette = option.palette;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto tile = QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5);
    const bool selected = option.state & QStyle::State_Selected;
    painter->setPen(Qt::NoPen);
    if (selected || option.state & QStyle::State_MouseOver) {
        painter->setBrush(palette.color(QPalette::Midlight));
        painter->drawRoundedRect(tile, kRadius, kRadius);
    }
    if (selected) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(
            QPen(palette.color(QPalette::Highlight), option.state & QStyle::State_HasFocus ? 2 : 1));
        painter->drawRoundedRect(tile, kRadius, kRadius);
    }
    const auto inside = option.rect.adjusted(kMargin + 2, kMargin, -kMargin - 2, -kMargin);
    QRect preview(inside.topLeft(), QSize(CardsModel::kPreviewEdge, CardsModel::kPreviewEdge));
    paintPreview(painter, preview, palette, index);
    paintText(painter, inside.adjusted(preview.width() + kGap, 0, 0, 0), option, index);
    painter->restore();
}

void CardDelegate::paintPreview(QPainter* painter, const QRect& place, const QPalette& palette,
                                const QModelIndex& index) const {
    painter->save();
    painter->setOpacity(isGreyed(index) ? kGreyed : 1);
    QPainterPath tile;
    tile.addRoundedRect(place, kRadius, kRadius);
    painter->setClipPath(tile);
    painter->fillRect(place, palette.color(QPalette::Mid));
    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    if (picture.isNull())
        m_none.paint(painter, place.adjusted(14, 14, -14, -14));
    else
        painter->drawImage(place, picture);
    painter->restore();
}

void CardDelegate::paintText(QPainter* painter, const QRect& place, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const auto greyed = isGreyed(index);
    const auto& palette = option.palette;
    const auto& metrics = option.fontMetrics;
    const auto line = [&](const QString& text, Qt::TextElideMode elide, int top) {
        painter->drawText(QRect(place.left(), top, place.width(), metrics.height()),
                          Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(text, elide, place.width()));
    };
    const int top = place.top() + (place.height() - 2 * metrics.height() - 2) / 2;
    const auto muted = palette.color(QPalette::PlaceholderText);
    painter->setFont(option.font);
    painter->setPen(greyed ? muted : palette.color(QPalette::Text));
    // Versions stand at the end of names.
    line(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, top);
    painter->setPen(muted);
    line(index.data(greyed ? CardsModel::ReasonRole : CardsModel::FactsRole).toString(), Qt::ElideRight,
         top + metrics.height() + 2);
}

} // namespace latentbrush::ui
