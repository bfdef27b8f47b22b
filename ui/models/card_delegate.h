#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

namespace latentbrush::ui {

/// Paints one card of a CardsModel: its preview, its name, and below it what is known of it, or, greyed, why
/// it cannot be used now.
class CardDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CardDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintPreview(QPainter* painter, const QRect& place, const QPalette& palette,
                      const QModelIndex& index) const;
    void paintText(QPainter* painter, const QRect& place, const QStyleOptionViewItem& option,
                   const QModelIndex& index) const;

    QIcon m_none; ///< stands where a card has no preview
};

} // namespace latentbrush::ui
