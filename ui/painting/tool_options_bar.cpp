#include "ui/painting/tool_options_bar.h"

#include "ui/painting/tool_box.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/slider_field.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace latentbrush::ui {
namespace {

constexpr int kSliderWidth = 148;
constexpr int kSwatch = 20;

bool paintsStrokes(ToolId tool) {
    return tool == ToolId::Brush || tool == ToolId::Eraser;
}

/// Changes pixels of what is chosen to be painted on.
bool paints(ToolId tool) {
    return tool != ToolId::Picker && tool != ToolId::Frame && tool != ToolId::Crop && tool != ToolId::Place;
}

bool combines(ToolId tool) {
    return paints(tool) && !paintsStrokes(tool) && tool != ToolId::Bucket;
}

bool looksAtColours(ToolId tool) {
    return tool == ToolId::Wand || tool == ToolId::Bucket;
}

} // namespace

ToolOptionsBar::ToolOptionsBar(ToolBox& tools, QWidget* parent)
    : QFrame(parent), m_tools(tools), m_target(new QComboBox(this)), m_colour(new QToolButton(this)),
      m_size(new SliderField({1, 4096, 1, 500, 1, 0, 64}, this)),
      m_hardness(new SliderField({0, 100, 0, 100, 1, 0, 80}, this)),
      m_strength(new SliderField({1, 100, 1, 100, 1, 0, 100}, this)), m_pressureSizes(new QToolButton(this)),
      m_pressureWeakens(new QToolButton(this)), m_screenSizes(new QCheckBox(this)),
      m_combine(new QComboBox(this)), m_tolerance(new SliderField({0, 255, 0, 255, 1, 0, 24}, this)),
      m_connected(new QCheckBox(this)), m_radial(new QCheckBox(this)) {
    setObjectName(QStringLiteral("panel"));
    m_target->addItems({QString(), QString()});
    m_combine->addItems({QString(), QString(), QString(), QString()});
    m_pressureSizes->setIcon(icon(QStringLiteral("pressure-size")));
    m_pressureWeakens->setIcon(icon(QStringLiteral("pressure-strength")));
    for (auto* button : {m_pressureSizes, m_pressureWeakens})
        button->setCheckable(true);
    for (auto* slider : {m_size, m_hardness, m_strength, m_tolerance})
        slider->setFixedWidth(kSliderWidth);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(12);
    for (QWidget* part : std::initializer_list<QWidget*>{m_target, m_colour, m_combine, m_size, m_hardness,
                                                         m_strength, m_pressureSizes, m_pressureWeakens,
                                                         m_screenSizes, m_tolerance, m_connected, m_radial})
        row->addWidget(part);
    row->addStretch();
    for (auto* slider : {m_size, m_hardness, m_strength, m_tolerance})
        connect(slider, &SliderField::valueChanged, this, &ToolOptionsBar::take);
    for (auto* box : {m_target, m_combine})
        connect(box, &QComboBox::currentIndexChanged, this, &ToolOptionsBar::take);
    for (QAbstractButton* button : std::initializer_list<QAbstractButton*>{
             m_pressureSizes, m_pressureWeakens, m_screenSizes, m_connected, m_radial})
        connect(button, &QAbstractButton::toggled, this, &ToolOptionsBar::take);
    connect(m_colour, &QToolButton::clicked, this, &ToolOptionsBar::chooseColour);
    connect(&m_tools, &ToolBox::chosen, this, &ToolOptionsBar::follow);
    connect(&m_tools.settings(), &ToolSettings::changed, this, &ToolOptionsBar::follow);
    retranslate();
    follow();
}

void ToolOptionsBar::follow() {
    if (m_following)
        return;
    m_following = true;
    const auto tool = m_tools.currentId();
    const ToolValues usual;
    const auto& values = m_tools.settings().values();
    const auto& brush = m_tools.settings().brushOf(tool);
    m_target->setCurrentIndex(static_cast<int>(values.target));
    m_combine->setCurrentIndex(static_cast<int>(values.combine));
    m_size->setValue(brush.diameter);
    m_hardness->setValue(brush.hardness * 100);
    m_strength->setValue(brush.strength * 100);
    m_pressureSizes->setChecked(brush.pressureSizes);
    m_pressureWeakens->setChecked(brush.pressureWeakens);
    m_screenSizes->setChecked(values.screenSizes);
    m_tolerance->setUsual(usual.*tolerance());
    m_tolerance->setValue(values.*tolerance());
    m_connected->setChecked(values.reach == image::WandReach::Connected);
    m_radial->setChecked(values.radial);
    showColour();
    for (QWidget* part : std::initializer_list<QWidget*>{m_size, m_hardness, m_strength, m_pressureSizes,
                                                         m_pressureWeakens, m_screenSizes})
        part->setVisible(paintsStrokes(tool));
    // A pasted picture comes onto the picture or the sketch.
    m_target->setItemText(0, tool == ToolId::Place ? tr("Picture") : tr("Mask"));
    m_target->setVisible(paints(tool) || tool == ToolId::Place);
    m_colour->setVisible(tool == ToolId::Picker ||
                         (paints(tool) && tool != ToolId::Eraser && values.target == PaintTarget::Sketch));
    m_combine->setVisible(combines(tool));
    m_tolerance->setVisible(looksAtColours(tool));
    m_connected->setVisible(looksAtColours(tool));
    m_radial->setVisible(tool == ToolId::Gradient);
    m_following = false;
}

/// The one that the tool goes by.
int ToolValues::*ToolOptionsBar::tolerance() const {
    const bool fillsMask =
        m_tools.currentId() == ToolId::Bucket && m_tools.settings().values().target == PaintTarget::Mask;
    return fillsMask ? &ToolValues::outlineTolerance : &ToolValues::tolerance;
}

void ToolOptionsBar::take() {
    if (m_following)
        return;
    m_following = true;
    auto values = m_tools.settings().values();
    const bool anotherTarget = m_target->currentIndex() != static_cast<int>(values.target);
    values.target = static_cast<PaintTarget>(m_target->currentIndex());
    values.combine = static_cast<Combine>(m_combine->currentIndex());
    values.screenSizes = m_screenSizes->isChecked();
    // Another target has its own, which is shown next, as is the brush.
    if (!anotherTarget)
        values.*tolerance() = static_cast<int>(m_tolerance->value());
    values.reach = m_connected->isChecked() ? image::WandReach::Connected : image::WandReach::Everywhere;
    values.radial = m_radial->isChecked();
    m_tools.settings().set(values);
    if (!anotherTarget && paintsStrokes(m_tools.currentId())) {
        auto brush = m_tools.settings().brushOf(m_tools.currentId());
        brush.diameter = m_size->value();
        brush.hardness = m_hardness->value() / 100;
        brush.strength = m_strength->value() / 100;
        brush.pressureSizes = m_pressureSizes->isChecked();
        brush.pressureWeakens = m_pressureWeakens->isChecked();
        m_tools.settings().setBrushOf(m_tools.currentId(), brush);
    }
    m_following = false;
    follow();
}

void ToolOptionsBar::chooseColour() {
    const auto colour = QColorDialog::getColor(m_tools.settings().values().colour, this, tr("Colour"),
                                               QColorDialog::ShowAlphaChannel);
    if (!colour.isValid())
        return;
    auto values = m_tools.settings().values();
    values.colour = colour;
    m_tools.settings().set(values);
}

void ToolOptionsBar::showColour() {
    QPixmap swatch(kSwatch, kSwatch);
    swatch.fill(Qt::transparent);
    QPainter painter(&swatch);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(m_tools.settings().values().colour);
    painter.drawRoundedRect(QRectF(0.5, 0.5, kSwatch - 1, kSwatch - 1), 4, 4);
    painter.end();
    m_colour->setIcon(swatch);
    m_colour->setIconSize({kSwatch, kSwatch});
}

void ToolOptionsBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        follow();
    }
}

void ToolOptionsBar::retranslate() {
    setAccessibleName(tr("Tool options"));
    m_target->setItemText(1, tr("Sketch"));
    m_target->setToolTip(tr("What is painted on: the mask, or colour hints over the picture (X)."));
    m_colour->setToolTip(tr("The colour for the sketch (pick one from the picture with I)."));
    m_combine->setItemText(0, tr("Replace"));
    m_combine->setItemText(1, tr("Add"));
    m_combine->setItemText(2, tr("Subtract"));
    m_combine->setItemText(3, tr("Intersect"));
    m_combine->setToolTip(
        tr("What a new shape does with what is there; Shift adds, Alt subtracts, both intersect."));
    m_size->setText(tr("Size"), tr("The brush's diameter ([ and ])."));
    m_hardness->setText(tr("Hardness"),
                        tr("How much of the brush is full, in percent (Shift+[ and Shift+])."));
    m_strength->setText(tr("Strength"), tr("How much one stroke paints, in percent."));
    m_pressureSizes->setToolTip(tr("The pen's pressure changes the size."));
    m_pressureWeakens->setToolTip(tr("The pen's pressure changes the strength."));
    m_screenSizes->setText(tr("Screen size"));
    m_screenSizes->setToolTip(tr("The brush stays as large on the screen whatever the zoom."));
    m_tolerance->setText(
        tr("Tolerance"),
        tr("How unlike the clicked pixel another may be, in its colour, or in the mask where the "
           "bucket fills that."));
    m_connected->setText(tr("Connected"));
    m_connected->setToolTip(tr("Takes only what hangs together with the clicked pixel."));
    m_radial->setText(tr("Radial"));
    m_radial->setToolTip(tr("Around the first point instead of along a line."));
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_target, m_colour, m_combine, m_pressureSizes, m_pressureWeakens})
        part->setAccessibleName(part->toolTip());
}

} // namespace latentbrush::ui
