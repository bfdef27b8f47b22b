#pragma once

#include <QPixmap>
#include <QWidget>

namespace latentbrush::ui {

/// The shadow that a floating card throws on what lies below it: a sibling that stays under the card and goes
/// where it goes. Stretched from one small picture, since a graphics effect would paint and blur the whole
/// card again for every blink of a cursor in it.
class SoftShadow : public QWidget {
    Q_OBJECT
public:
    static constexpr int kReach = 18;  ///< pixels around the card
    static constexpr int kCorner = 12; ///< the card's radius
    static constexpr int kFall = 4;    ///< pixels that the light comes from above

    /// Belongs to the card's parent, now and when it gets another.
    explicit SoftShadow(QWidget* card);

    /// Its darkness, 0 to 1, so many pixels outside the card's border; negative: inside.
    static double darknessAt(double distance);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow();

    QWidget* m_card;
    QPixmap m_patch; ///< the shadow of a card that is all corners
};

} // namespace latentbrush::ui
