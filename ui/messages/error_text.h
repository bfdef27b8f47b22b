#pragma once

#include "base/error.h"

#include <QString>

namespace latentbrush::ui {

/// An error as a person reads it, in the language that is switched on.
struct ErrorText {
    QString what; ///< what happened, in one sentence with its subject
    QString next; ///< what is safe, or what to do

    /// Both, as running text.
    QString sentence() const;
};

/// Every code has its own text. The error's detail is English and technical: show it apart, as 'Details'.
ErrorText errorText(const Error& error);

} // namespace latentbrush::ui
