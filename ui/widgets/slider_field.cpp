#include "ui/widgets/slider_field.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSlider>

#include <cmath>

namespace latentbrush::ui {

SliderField::SliderField(const Range& range, QWidget* parent)
    : QWidget(parent), m_range(range), m_label(new QLabel(this)), m_field(new QDoubleSpinBox(this)),
      m_slider(new QSlider(Qt::Horizontal, this)) {
    m_field->setRange(range.least, range.most);
    m_field->setSingleStep(range.step);
    m_field->setDecimals(range.decimals);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_field->setFixedWidth(72);
    m_field->setKeyboardTracking(false);
    m_field->installEventFilter(this);
    m_slider->setRange(
        0, static_cast<int>(std::lround((range.sensibleMost - range.sensibleLeast) / range.step)));
    m_slider->setPageStep(std::max(1, m_slider->maximum() / 10));
    m_slider->installEventFilter(this);
    m_label->setBuddy(m_field);
    setFocusProxy(m_field);

    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_label, 0, 0);
    grid->addWidget(m_field, 0, 1);
    grid->addWidget(m_slider, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);

    connect(m_field, &QDoubleSpinBox::valueChanged, this, &SliderField::followField);
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int tick) { m_field->setValue(m_range.sensibleLeast + tick * m_range.step); });
    m_field->setValue(range.usual);
    followField(m_field->value());
}

void SliderField::setText(const QString& label, const QString& toolTip) {
    m_label->setText(label);
    for (QWidget* part : {static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_slider)}) {
        part->setAccessibleName(label);
        part->setAccessibleDescription(toolTip);
    }
    setToolTip(toolTip);
}

double SliderField::value() const {
    return m_field->value();
}

void SliderField::setValue(double value) {
    m_field->setValue(value);
}

void SliderField::setUsual(double value) {
    const bool was = m_field->value() == m_range.usual;
    m_range.usual = value;
    if (was)
        reset();
}

void SliderField::reset() {
    setValue(m_range.usual);
}

void SliderField::followField(double value) {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(static_cast<int>(std::lround((value - m_range.sensibleLeast) / m_range.step)));
    Q_EMIT valueChanged(value);
}

bool SliderField::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_slider && event->type() == QEvent::MouseButtonDblClick) {
        reset();
        return true;
    }
    // A wheel that scrolls the panel must not change the numbers it passes over.
    if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace latentbrush::ui
