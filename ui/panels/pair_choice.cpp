#include "ui/panels/pair_choice.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace latentbrush::ui {
namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

void offer(QComboBox& box, int row, bool enabled) {
    static_cast<QStandardItemModel*>(box.model())->item(row)->setEnabled(enabled);
}

} // namespace

PairChoice::PairChoice(Supports supports, QWidget* parent)
    : QWidget(parent), m_supports(std::move(supports)), m_samplerLabel(new QLabel(this)),
      m_scheduleLabel(new QLabel(this)), m_sampler(new QComboBox(this)), m_schedule(new QComboBox(this)) {
    for (const auto& each : kSamplers)
        m_sampler->addItem(text(each.label));
    for (const auto& each : kSchedules)
        m_schedule->addItem(text(each.label));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_samplerLabel);
    column->addWidget(m_sampler);
    column->addSpacing(6);
    column->addWidget(m_scheduleLabel);
    column->addWidget(m_schedule);
    connect(m_sampler, &QComboBox::currentIndexChanged, this, [this] {
        leaveUnsupported();
        greyOut();
        Q_EMIT changed();
    });
    connect(m_schedule, &QComboBox::currentIndexChanged, this, &PairChoice::changed);
    retranslate();
    setPair(Sampler::DpmPp2M, Schedule::Karras);
    greyOut();
}

Sampler PairChoice::sampler() const {
    return kSamplers[static_cast<std::size_t>(m_sampler->currentIndex())].sampler;
}

Schedule PairChoice::schedule() const {
    return kSchedules[static_cast<std::size_t>(m_schedule->currentIndex())].schedule;
}

void PairChoice::setPair(Sampler sampler, Schedule schedule) {
    const auto samplerRow = std::find_if(kSamplers.begin(), kSamplers.end(),
                                         [&](const auto& each) { return each.sampler == sampler; });
    const auto scheduleRow = std::find_if(kSchedules.begin(), kSchedules.end(),
                                          [&](const auto& each) { return each.schedule == schedule; });
    m_sampler->setCurrentIndex(static_cast<int>(samplerRow - kSamplers.begin()));
    m_schedule->setCurrentIndex(static_cast<int>(scheduleRow - kSchedules.begin()));
}

QString PairChoice::summary() const {
    return QStringLiteral("%1 · %2").arg(m_sampler->currentText(), m_schedule->currentText());
}

void PairChoice::greyOut() {
    for (std::size_t row = 0; row < kSchedules.size(); ++row)
        offer(*m_schedule, static_cast<int>(row), m_supports(sampler(), kSchedules[row].schedule));
    for (std::size_t row = 0; row < kSamplers.size(); ++row) {
        const auto usable = std::any_of(kSchedules.begin(), kSchedules.end(), [&](const auto& each) {
            return m_supports(kSamplers[row].sampler, each.schedule);
        });
        offer(*m_sampler, static_cast<int>(row), usable);
    }
}

void PairChoice::leaveUnsupported() {
    if (m_supports(sampler(), schedule()))
        return;
    const auto first = std::find_if(kSchedules.begin(), kSchedules.end(), [this](const auto& each) {
        return m_supports(sampler(), each.schedule);
    });
    if (first != kSchedules.end())
        m_schedule->setCurrentIndex(static_cast<int>(first - kSchedules.begin()));
}

void PairChoice::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PairChoice::retranslate() {
    m_samplerLabel->setText(tr("Sampler"));
    m_sampler->setAccessibleName(tr("Sampler"));
    m_sampler->setToolTip(tr("The method that takes the noise away step by step."));
    m_scheduleLabel->setText(tr("Schedule"));
    m_schedule->setAccessibleName(tr("Schedule"));
    m_schedule->setToolTip(tr("How the steps are spread over the noise levels."));
    m_schedule->setItemText(0, tr("Automatic"));
}

} // namespace latentbrush::ui
