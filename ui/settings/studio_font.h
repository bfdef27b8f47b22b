#pragma once

#include <QFont>

namespace latentbrush::ui {

/// The desktop's font where it names one; else Noto Sans, with Japanese glyphs for the characters that
/// Chinese and Japanese share.
QFont studioFont(const QFont& desktop);

} // namespace latentbrush::ui
