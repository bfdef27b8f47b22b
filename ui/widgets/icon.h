#pragma once

#include <QIcon>

namespace latentbrush::ui {

/// A line icon of resources/icons by its name ("dice"), tinted at each painting with the palette's text
/// colour, so that it follows the appearance by itself.
QIcon icon(const QString& name);

/// The same in white, for the accent-coloured button.
QIcon iconOnAccent(const QString& name);

} // namespace latentbrush::ui
