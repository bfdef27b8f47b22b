#include "ui/widgets/soft_shadow.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::ui {
namespace {

constexpr double kDarkest = 60.0 / 255;
constexpr int kSide = SoftShadow::kReach + SoftShadow::kCorner; ///< of the parts that are not stretched
constexpr int kPatch = 2 * kSide + 1;

QPixmap patch(qreal ratio) {
    const int pixels = static_cast<int>(std::ceil(kPatch * ratio));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < pixels; ++y)
        for (int x = 0; x < pixels; ++x) {
            // From the middle of the corner's circle.
            const auto across = std::max(0.0, std::abs((x + 0.5) / ratio - kPatch / 2.0) - 0.5);
            const auto down = std::max(0.0, std::abs((y + 0.5) / ratio - kPatch / 2.0) - 0.5);
            const auto distance = std::hypot(across, down) - SoftShadow::kCorner;
            image.setPixel(
                x, y, qRgba(0, 0, 0, static_cast<int>(std::lround(255 * SoftShadow::darknessAt(distance)))));
        }
    return QPixmap::fromImage(image);
}

} // namespace

SoftShadow::SoftShadow(QWidget* card) : QWidget(card->parentWidget()), m_card(card) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    card->installEventFilter(this);
    connect(card, &QObject::destroyed, this, [this] { delete this; });
    follow();
}

double SoftShadow::darknessAt(double distance) {
    const double out = std::clamp((distance + kReach) / (2 * kReach), 0.0, 1.0);
    return kDarkest * (1 - out * out * (3 - 2 * out));
}

bool SoftShadow::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::ParentChange:
    case QEvent::ZOrderChange:
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        follow();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void SoftShadow::follow() {
    if (parentWidget() != m_card->parentWidget())
        setParent(m_card->parentWidget());
    // A card without a parent is a window, whose shadow is the desktop's.
    const bool shown = parentWidget() && m_card->isVisibleTo(parentWidget());
    setVisible(shown);
    if (!shown)
        return;
    setGeometry(m_card->geometry().adjusted(-kReach, -kReach, kReach, kReach).translated(0, kFall));
    stackUnder(m_card);
}

void SoftShadow::paintEvent(QPaintEvent*) {
    const auto ratio = devicePixelRatioF();
    if (m_patch.isNull() || m_patch.width() != static_cast<int>(std::ceil(kPatch * ratio)))
        m_patch = patch(ratio);
    const std::array<qreal, 4> from{0, kSide * ratio, (kSide + 1) * ratio, kPatch * ratio};
    const std::array<qreal, 4> across{0, kSide, static_cast<qreal>(width() - kSide),
                                      static_cast<qreal>(width())};
    const std::array<qreal, 4> down{0, kSide, static_cast<qreal>(height() - kSide),
                                    static_cast<qreal>(height())};
    QPainter painter(this);
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t column = 0; column < 3; ++column)
            painter.drawPixmap(
                QRectF(QPointF(across[column], down[row]), QPointF(across[column + 1], down[row + 1])),
                m_patch, QRectF(QPointF(from[column], from[row]), QPointF(from[column + 1], from[row + 1])));
}

} // namespace latentbrush::ui
