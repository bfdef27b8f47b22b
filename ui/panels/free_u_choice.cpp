#include "ui/panels/free_u_choice.h"

#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace latentbrush::ui {
namespace {

/// Off, and what its makers found for each family (formats.md 9); the row after them is a person's own.
constexpr std::array kKnown{FreeU{}, FreeU{1.5, 1.6, 0.9, 0.2}, FreeU{1.4, 1.6, 0.9, 0.2},
                            FreeU{1.3, 1.4, 0.9, 0.2}};
constexpr int kOwn = static_cast<int>(kKnown.size());

SliderField* makeFactor(QWidget* parent) {
    return new SliderField({0, FreeU::kLimit, 0, 2, 0.05, 2, 1}, parent);
}

} // namespace

FreeUChoice::FreeUChoice(QWidget* parent)
    : QWidget(parent), m_label(new QLabel(this)),
      m_kind(new QComboBox(this)), m_own{makeFactor(this), makeFactor(this), makeFactor(this),
                                         makeFactor(this)} {
    for (int row = 0; row <= kOwn; ++row)
        m_kind->addItem(QString());
    m_label->setBuddy(m_kind);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_label);
    column->addWidget(m_kind);
    for (auto* slider : m_own) {
        column->addWidget(slider);
        slider->hide();
        connect(slider, &SliderField::valueChanged, this, [this] {
            m_exact = {m_own[0]->value(), m_own[1]->value(), m_own[2]->value(), m_own[3]->value()};
            Q_EMIT changed();
        });
    }
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int row) {
        // One's own begin as what was chosen before.
        if (row < kOwn)
            show(kKnown.at(static_cast<std::size_t>(row)));
        for (auto* slider : m_own)
            slider->setVisible(row == kOwn);
        Q_EMIT changed();
    });
    retranslate();
}

FreeU FreeUChoice::freeU() const {
    const int row = m_kind->currentIndex();
    if (row < kOwn)
        return kKnown.at(static_cast<std::size_t>(row));
    return m_exact;
}

void FreeUChoice::setFreeU(const FreeU& freeU) {
    const auto known = std::ranges::find(kKnown, freeU);
    m_kind->setCurrentIndex(static_cast<int>(known - kKnown.begin()));
    show(freeU);
}

void FreeUChoice::show(const FreeU& freeU) {
    m_exact = freeU;
    const double values[] = {freeU.backbone1, freeU.backbone2, freeU.skip1, freeU.skip2};
    for (std::size_t each = 0; each < m_own.size(); ++each) {
        const QSignalBlocker quiet(m_own[each]);
        m_own[each]->setValue(values[each]);
    }
}

void FreeUChoice::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FreeUChoice::retranslate() {
    m_label->setText(tr("FreeU"));
    m_kind->setAccessibleName(tr("FreeU"));
    m_kind->setToolTip(tr("Strengthens what the network makes of the whole over its details."));
    m_kind->setItemText(0, tr("Off"));
    m_kind->setItemText(1, tr("For SD 1"));
    m_kind->setItemText(2, tr("For SD 2"));
    m_kind->setItemText(3, tr("For SDXL"));
    m_kind->setItemText(kOwn, tr("Own numbers"));
    m_own[0]->setText(tr("Whole, first level"),
                      tr("How much more the deepest level says; 1 changes nothing."));
    m_own[1]->setText(tr("Whole, second level"),
                      tr("How much more the level above it says; 1 changes nothing."));
    m_own[2]->setText(tr("Details, first level"),
                      tr("How much of the coarse part comes from the side there; 1 changes nothing."));
    m_own[3]->setText(tr("Details, second level"),
                      tr("How much of the coarse part comes from the side there; 1 changes nothing."));
}

} // namespace latentbrush::ui
