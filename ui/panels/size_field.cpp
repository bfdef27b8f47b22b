#include "ui/panels/size_field.h"

#include "request/generation_request.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace latentbrush::ui {

SizeField::SizeField(QWidget* parent)
    : QWidget(parent), m_label(new QLabel(this)), m_width(new QSpinBox(this)), m_height(new QSpinBox(this)),
      m_swap(new QToolButton(this)) {
    auto* times = new QLabel(QStringLiteral("×"), this);
    times->setObjectName(QStringLiteral("muted"));
    m_swap->setIcon(icon(QStringLiteral("swap")));
    m_swap->setIconSize({18, 18});
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_width, 1);
    row->addWidget(times);
    row->addWidget(m_height, 1);
    row->addWidget(m_swap);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_label);
    column->addLayout(row);

    for (auto* field : {m_width, m_height}) {
        field->setRange(8, GenerationRequest::kSizeLimit);
        field->setSingleStep(m_multiple);
        field->setKeyboardTracking(false);
        field->setButtonSymbols(QAbstractSpinBox::NoButtons);
        connect(field, &QSpinBox::valueChanged, this, &SizeField::changed);
        connect(field, &QSpinBox::editingFinished, this,
                [this, field] { field->setValue(nearest(field->value(), m_multiple)); });
    }
    connect(m_swap, &QToolButton::clicked, this, [this] { setSize(size().transposed()); });
    retranslate();
}

QSize SizeField::size() const {
    return {m_width->value(), m_height->value()};
}

void SizeField::setSize(QSize size) {
    m_width->setValue(size.width());
    m_height->setValue(size.height());
}

void SizeField::setMultiple(int multiple) {
    m_multiple = std::max(1, multiple);
    for (auto* field : {m_width, m_height})
        field->setSingleStep(m_multiple);
}

int SizeField::nearest(int length, int multiple) {
    const auto rounded = (length + multiple / 2) / multiple * multiple;
    return std::clamp(rounded, multiple, GenerationRequest::kSizeLimit / multiple * multiple);
}

void SizeField::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SizeField::retranslate() {
    m_label->setText(tr("Size"));
    m_width->setAccessibleName(tr("Width"));
    m_width->setToolTip(tr("Width in pixels."));
    m_height->setAccessibleName(tr("Height"));
    m_height->setToolTip(tr("Height in pixels."));
    m_swap->setToolTip(tr("Swaps width and height."));
    m_swap->setAccessibleName(tr("Swap width and height"));
}

} // namespace latentbrush::ui
