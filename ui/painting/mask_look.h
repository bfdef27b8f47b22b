#pragma once

#include <QColor>

namespace latentbrush::ui {

/// How a mask is seen on a picture.
struct MaskLook {
    enum class Kind { Overlay, Ants, Hidden };
    Kind kind = Kind::Overlay;
    QColor colour = QColor(235, 60, 75);
    double opacity = 0.5; ///< of the overlay where the mask is full, 0 … 1

    bool operator==(const MaskLook&) const = default;
};

} // namespace latentbrush::ui
