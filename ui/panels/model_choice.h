#pragma once

#include "request/sampling.h"

#include <QSize>
#include <QStringList>

namespace latentbrush::ui {

/// What the model folders have beside models, by name.
struct AddOnNames {
    QStringList loras{};
    QStringList vaes{};
    QStringList controlNets{};
};

/// A model as the parameters panel offers it.
struct ModelChoice {
    QString name; ///< as GenerationRequest::model has it
    QSize nativeSize{512, 512};
    int sizeMultiple = 8;
    int tokenLimit = 75; ///< tokens of text that it reads at once
    SamplingDefaults defaults{};
};

} // namespace latentbrush::ui
