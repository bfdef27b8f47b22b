#include "ui/canvas/thumbnail_button.h"

#include <QToolButton>

namespace latentbrush::ui {
namespace {

constexpr int kThumbnail = 48;

} // namespace

QToolButton* thumbnailButton(const QImage& picture, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("thumbnail"));
    const auto ratio = button->devicePixelRatioF();
    const auto edge = static_cast<int>(kThumbnail * ratio);
    auto small =
        QPixmap::fromImage(picture.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    small.setDevicePixelRatio(ratio);
    button->setIcon(small);
    button->setIconSize({kThumbnail, kThumbnail});
    button->setCheckable(true);
    button->setAutoExclusive(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace latentbrush::ui
