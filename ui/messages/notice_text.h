#pragma once

#include "image/notice.h"

#include <QString>

namespace latentbrush::ui {

/// What was done to a picture while it was opened, a sentence for each, in the language that is switched on.
QString noticeText(const image::Notices& notices);

} // namespace latentbrush::ui
