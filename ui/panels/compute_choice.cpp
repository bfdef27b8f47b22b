#include "ui/panels/compute_choice.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace latentbrush::ui {
namespace {

constexpr std::array kPrecisions{Precision::Auto, Precision::Fp32, Precision::Bf16, Precision::Fp16};

} // namespace

ComputeChoice::ComputeChoice(const QStringList& devices, QWidget* parent)
    : QWidget(parent), m_deviceLabel(new QLabel(this)), m_device(new QComboBox(this)),
      m_precisionLabel(new QLabel(this)), m_precision(new QComboBox(this)) {
    for (const auto& device : devices)
        m_device->addItem(device, device);
    for (const auto precision : kPrecisions) {
        const auto id = idOf(precision);
        m_precision->addItem(QString::fromLatin1(id.data(), static_cast<qsizetype>(id.size())));
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_deviceLabel);
    column->addWidget(m_device);
    column->addSpacing(6);
    column->addWidget(m_precisionLabel);
    column->addWidget(m_precision);
    for (auto* box : {m_device, m_precision})
        connect(box, &QComboBox::currentIndexChanged, this, &ComputeChoice::changed);
    retranslate();
}

std::string ComputeChoice::device() const {
    return m_device->currentData().toString().toStdString();
}

Precision ComputeChoice::precision() const {
    return kPrecisions[static_cast<std::size_t>(m_precision->currentIndex())];
}

void ComputeChoice::setCompute(const std::string& device, Precision precision) {
    const auto name = QString::fromStdString(device);
    if (m_device->findData(name) < 0)
        m_device->addItem(name, name);
    m_device->setCurrentIndex(m_device->findData(name));
    const auto* row = std::find(kPrecisions.begin(), kPrecisions.end(), precision);
    m_precision->setCurrentIndex(static_cast<int>(row - kPrecisions.begin()));
}

QString ComputeChoice::summary() const {
    if (m_device->currentIndex() == 0 && m_precision->currentIndex() == 0)
        return m_device->currentText();
    return QStringLiteral("%1 · %2").arg(m_device->currentText(), m_precision->currentText());
}

void ComputeChoice::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ComputeChoice::retranslate() {
    m_deviceLabel->setText(tr("Device"));
    m_device->setAccessibleName(tr("Device"));
    m_device->setToolTip(tr("Where the networks are computed."));
    m_device->setItemText(0, tr("Automatic"));
    if (const auto row = m_device->findData(QStringLiteral("cpu")); row >= 0)
        m_device->setItemText(row, tr("CPU"));
    m_precisionLabel->setText(tr("Precision"));
    m_precision->setAccessibleName(tr("Precision"));
    m_precision->setToolTip(tr("The number format that the networks are computed in."));
    m_precision->setItemText(0, tr("Automatic"));
}

} // namespace latentbrush::ui
