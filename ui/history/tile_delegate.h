#pragma once

#include <QIcon>
#include <QStyledItemDelegate>

namespace latentbrush::ui {

/// Paints one picture of the history: the thumbnail whole on its tile, a star, signs for one that was made
/// from a picture and one whose file is gone, rings for the selection and the keyboard's place.
class TileDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    static constexpr int kMargin = 2; ///< pixels between a tile's border and the picture

    explicit TileDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    void paintBadge(QPainter* painter, const QRect& tile, Qt::Corner corner, const QIcon& icon) const;

    QIcon m_star;
    QIcon m_missing;
    QIcon m_fromPicture;
};

} // namespace latentbrush::ui
