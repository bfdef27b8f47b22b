#include "ui/painting/step_text.h"

#include <QCoreApplication>

namespace latentbrush::ui {
namespace {

struct Step {
    const char* name;
    const char* text;
};

constexpr Step kSteps[] = {
    {"paint", QT_TRANSLATE_NOOP("PaintingStep", "Paint")},
    {"erase", QT_TRANSLATE_NOOP("PaintingStep", "Erase")},
    {"shape", QT_TRANSLATE_NOOP("PaintingStep", "Shape")},
    {"wand", QT_TRANSLATE_NOOP("PaintingStep", "Magic wand")},
    {"fill", QT_TRANSLATE_NOOP("PaintingStep", "Fill")},
    {"gradient", QT_TRANSLATE_NOOP("PaintingStep", "Gradient")},
    {"frame", QT_TRANSLATE_NOOP("PaintingStep", "Frame")},
    {"crop", QT_TRANSLATE_NOOP("PaintingStep", "Crop")},
    {"extend", QT_TRANSLATE_NOOP("PaintingStep", "Extend the canvas")},
    {"paste", QT_TRANSLATE_NOOP("PaintingStep", "Paste")},
    {"accept", QT_TRANSLATE_NOOP("PaintingStep", "Accept the candidate")},
    {"settings", QT_TRANSLATE_NOOP("PaintingStep", "Prompt and settings")},
    {"mask.paste", QT_TRANSLATE_NOOP("PaintingStep", "Paste the mask")},
    {"mask.import", QT_TRANSLATE_NOOP("PaintingStep", "Import a mask")},
    {"mask.invert", QT_TRANSLATE_NOOP("PaintingStep", "Invert the mask")},
    {"mask.clear", QT_TRANSLATE_NOOP("PaintingStep", "Clear the mask")},
    {"mask.all", QT_TRANSLATE_NOOP("PaintingStep", "Mask all")},
    {"mask.grow", QT_TRANSLATE_NOOP("PaintingStep", "Grow the mask")},
    {"mask.shrink", QT_TRANSLATE_NOOP("PaintingStep", "Shrink the mask")},
    {"mask.feather", QT_TRANSLATE_NOOP("PaintingStep", "Feather the mask")},
    {"mask.smooth", QT_TRANSLATE_NOOP("PaintingStep", "Smooth the mask")},
    {"mask.fill-holes", QT_TRANSLATE_NOOP("PaintingStep", "Fill holes")},
    {"mask.from-alpha", QT_TRANSLATE_NOOP("PaintingStep", "Mask from transparency")},
    {"mask.from-luminance", QT_TRANSLATE_NOOP("PaintingStep", "Mask from brightness")},
    {"mask.from-colour", QT_TRANSLATE_NOOP("PaintingStep", "Mask from the colour")},
    {"mask.object", QT_TRANSLATE_NOOP("PaintingStep", "Find the object")},
};

} // namespace

QString stepText(const std::string& name) {
    for (const auto& step : kSteps)
        if (name == step.name)
            return QCoreApplication::translate("PaintingStep", step.text);
    return {};
}

} // namespace latentbrush::ui
