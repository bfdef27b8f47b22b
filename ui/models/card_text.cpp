#include "ui/models/card_text.h"

#include "ui/messages/error_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace latentbrush::ui {
namespace {

using catalogue::CardKind;
using catalogue::ModelCard;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ModelCardText)
public:
    static QString kind(CardKind kind) {
        switch (kind) {
        case CardKind::Model:
            return tr("Model");
        case CardKind::Lora:
            return tr("LoRA");
        case CardKind::Embedding:
            return tr("Embedding");
        case CardKind::Vae:
            return tr("VAE");
        case CardKind::ControlNet:
            return tr("ControlNet");
        }
        return {};
    }

    static QString use(CardKind kind) {
        switch (kind) {
        case CardKind::Model:
            return tr("Use this model");
        case CardKind::Lora:
            return tr("Add this LoRA");
        case CardKind::Embedding:
            return tr("Write it into the prompt");
        case CardKind::Vae:
            return tr("Use this VAE");
        case CardKind::ControlNet:
            return tr("Add this ControlNet");
        }
        return {};
    }

    static QString starter() { return tr("Starter model"); }

    static QString family(const std::string& family) {
        if (family == "starter")
            return tr("Starter");
        if (family == "sd1")
            return tr("SD 1.x");
        if (family == "sd2")
            return tr("SD 2.x");
        if (family == "sdxl")
            return tr("SDXL");
        if (family == "sdxl_refiner")
            return tr("SDXL refiner");
        if (family == "x4_upscaler")
            return tr("x4 upscaler");
        if (family == "torchscript")
            return tr("TorchScript");
        return QString::fromStdString(family);
    }

    static QString misfit(catalogue::Misfit misfit, const ModelCard& card, const std::string& model) {
        if (misfit == catalogue::Misfit::OtherLatents)
            return tr("For other latents than those of %1").arg(family(model));
        return tr("For %1, not for %2").arg(family(card.family), family(model));
    }
};

/// A line of a list has no room for the folder, which is shown elsewhere.
Error shortened(Error error, const ModelCard& card) {
    const auto folder = card.path.parent_path().string() + '/';
    if (error.subject.starts_with(folder))
        error.subject.erase(0, folder.size());
    return error;
}

} // namespace

QString nameText(const ModelCard& card) {
    return card.family == "starter" ? Texts::starter() : QString::fromStdString(card.name);
}

QString kindText(CardKind kind) {
    return Texts::kind(kind);
}

QString familyText(const std::string& family) {
    return Texts::family(family);
}

QString factsText(const ModelCard& card) {
    QStringList facts;
    if (!card.family.empty())
        facts << familyText(card.family);
    if (!card.precision.empty())
        facts << QString::fromStdString(card.precision);
    facts << QLocale().formattedDataSize(static_cast<qint64>(card.bytes), 1,
                                         QLocale::DataSizeTraditionalFormat);
    return facts.join(QStringLiteral(" · "));
}

QString reasonText(const ModelCard& card, const std::string& modelFamily) {
    if (card.problem)
        return errorText(shortened(*card.problem, card)).what;
    const auto misfit = catalogue::misfitOf(card, modelFamily);
    return misfit ? Texts::misfit(*misfit, card, modelFamily) : QString();
}

QString useText(CardKind kind) {
    return Texts::use(kind);
}

} // namespace latentbrush::ui
