#pragma once

#include "request/sampling.h"

#include <QSize>
#include <QString>

namespace latentbrush::ui {

/// A model as the parameters panel offers it.
struct ModelChoice {
    QString name; ///< as GenerationRequest::model has it
    QSize nativeSize{512, 512};
    int sizeMultiple = 8;
    int tokenLimit = 75; ///< tokens of text that it reads at once
    SamplingDefaults defaults{};
};

} // namespace latentbrush::ui
