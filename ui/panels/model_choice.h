#pragma once

#include "request/sampling.h"

#include <QHash>
#include <QSize>
#include <QStringList>

namespace latentbrush::ui {

/// What the model folders have beside models, by name.
struct AddOnNames {
    QStringList loras{};
    QStringList vaes{};
    QStringList controlNets{};
};

/// By name, why some of them cannot be used with the chosen model.
struct AddOnReasons {
    QHash<QString, QString> loras{};
    QHash<QString, QString> vaes{};
    QHash<QString, QString> controlNets{};
};

/// A model as the parameters panel offers it.
struct ModelChoice {
    QString name; ///< as GenerationRequest::model has it
    QSize nativeSize{512, 512};
    int sizeMultiple = 8;
    int tokenLimit = 75; ///< tokens of text that it reads at once
    SamplingDefaults defaults{};
    bool enlarges = false; ///< it makes a picture four times larger, and no new ones
};

} // namespace latentbrush::ui
