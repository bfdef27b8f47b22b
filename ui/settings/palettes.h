#pragma once

#include <QPalette>
#include <QString>

namespace latentbrush::ui {

/// The program's own colours, light and dark, for the Fusion style. Text on its ground has a contrast of at
/// least 4.5 : 1 (WCAG 2.1 AA), tested.
QPalette studioPalette(bool dark);

/// The style sheet of resources/style with the same colours filled in.
QString studioStyleSheet(bool dark);

} // namespace latentbrush::ui
