#pragma once

#include <QImage>

class QToolButton;
class QWidget;

namespace latentbrush::ui {

/// A button with a small view of a picture, one of a row of which one is checked.
QToolButton* thumbnailButton(const QImage& picture, QWidget* parent);

} // namespace latentbrush::ui
