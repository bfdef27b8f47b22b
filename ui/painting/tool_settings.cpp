#include "ui/painting/tool_settings.h"

#include <QSettings>
#include <algorithm>

namespace latentbrush::ui {
namespace {

document::Brush limited(document::Brush brush) {
    brush.diameter = std::clamp(brush.diameter, 1.0, 4096.0);
    brush.hardness = std::clamp(brush.hardness, 0.0, 1.0);
    brush.strength = std::clamp(brush.strength, 0.01, 1.0);
    return brush;
}

void loadBrush(QSettings& settings, const QString& group, document::Brush& brush) {
    settings.beginGroup(group);
    brush.diameter = settings.value(QStringLiteral("diameter"), brush.diameter).toDouble();
    brush.hardness = settings.value(QStringLiteral("hardness"), brush.hardness).toDouble();
    brush.strength = settings.value(QStringLiteral("strength"), brush.strength).toDouble();
    brush.pressureSizes = settings.value(QStringLiteral("pressureSizes"), brush.pressureSizes).toBool();
    brush.pressureWeakens = settings.value(QStringLiteral("pressureWeakens"), brush.pressureWeakens).toBool();
    settings.endGroup();
}

void saveBrush(QSettings& settings, const QString& group, const document::Brush& brush) {
    settings.beginGroup(group);
    settings.setValue(QStringLiteral("diameter"), brush.diameter);
    settings.setValue(QStringLiteral("hardness"), brush.hardness);
    settings.setValue(QStringLiteral("strength"), brush.strength);
    settings.setValue(QStringLiteral("pressureSizes"), brush.pressureSizes);
    settings.setValue(QStringLiteral("pressureWeakens"), brush.pressureWeakens);
    settings.endGroup();
}

} // namespace

void ToolSettings::set(const ToolValues& values) {
    auto wanted = values;
    for (auto* brush : {&wanted.maskBrush, &wanted.sketchBrush, &wanted.eraser})
        *brush = limited(*brush);
    for (auto* tolerance : {&wanted.tolerance, &wanted.outlineTolerance})
        *tolerance = std::clamp(*tolerance, 0, 255);
    if (wanted == m_values)
        return;
    m_values = wanted;
    Q_EMIT changed();
}

const document::Brush& ToolSettings::brushOf(ToolId tool) const {
    if (tool == ToolId::Eraser)
        return m_values.eraser;
    return m_values.target == PaintTarget::Mask ? m_values.maskBrush : m_values.sketchBrush;
}

void ToolSettings::setBrushOf(ToolId tool, const document::Brush& brush) {
    auto wanted = m_values;
    if (tool == ToolId::Eraser)
        wanted.eraser = brush;
    else
        (wanted.target == PaintTarget::Mask ? wanted.maskBrush : wanted.sketchBrush) = brush;
    set(wanted);
}

void ToolSettings::load(QSettings& settings) {
    auto wanted = m_values;
    settings.beginGroup(QStringLiteral("tools"));
    loadBrush(settings, QStringLiteral("maskBrush"), wanted.maskBrush);
    loadBrush(settings, QStringLiteral("sketchBrush"), wanted.sketchBrush);
    loadBrush(settings, QStringLiteral("eraser"), wanted.eraser);
    wanted.screenSizes = settings.value(QStringLiteral("screenSizes"), wanted.screenSizes).toBool();
    wanted.tolerance = settings.value(QStringLiteral("tolerance"), wanted.tolerance).toInt();
    wanted.outlineTolerance =
        settings.value(QStringLiteral("outlineTolerance"), wanted.outlineTolerance).toInt();
    if (settings.value(QStringLiteral("onSketch")).toBool())
        wanted.target = PaintTarget::Sketch;
    wanted.combine = static_cast<Combine>(std::clamp(
        settings.value(QStringLiteral("combine"), static_cast<int>(wanted.combine)).toInt(), 0, 3));
    if (settings.value(QStringLiteral("everywhere")).toBool())
        wanted.reach = image::WandReach::Everywhere;
    wanted.radial = settings.value(QStringLiteral("radial"), wanted.radial).toBool();
    const QColor colour(settings.value(QStringLiteral("colour"), wanted.colour.name()).toString());
    if (colour.isValid())
        wanted.colour = colour;
    settings.endGroup();
    set(wanted);
}

void ToolSettings::save(QSettings& settings) const {
    settings.beginGroup(QStringLiteral("tools"));
    saveBrush(settings, QStringLiteral("maskBrush"), m_values.maskBrush);
    saveBrush(settings, QStringLiteral("sketchBrush"), m_values.sketchBrush);
    saveBrush(settings, QStringLiteral("eraser"), m_values.eraser);
    settings.setValue(QStringLiteral("screenSizes"), m_values.screenSizes);
    settings.setValue(QStringLiteral("tolerance"), m_values.tolerance);
    settings.setValue(QStringLiteral("outlineTolerance"), m_values.outlineTolerance);
    settings.setValue(QStringLiteral("onSketch"), m_values.target == PaintTarget::Sketch);
    settings.setValue(QStringLiteral("combine"), static_cast<int>(m_values.combine));
    settings.setValue(QStringLiteral("everywhere"), m_values.reach == image::WandReach::Everywhere);
    settings.setValue(QStringLiteral("radial"), m_values.radial);
    settings.setValue(QStringLiteral("colour"), m_values.colour.name(QColor::HexArgb));
    settings.endGroup();
}

} // namespace latentbrush::ui
