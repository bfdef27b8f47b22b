#pragma once

#include <QString>
#include <string>

namespace latentbrush::ui {

/// The name of a change as a person reads it behind 'Undo' and 'Redo', in the language that is switched on;
/// empty for a name that no tool gives.
QString stepText(const std::string& name);

} // namespace latentbrush::ui
