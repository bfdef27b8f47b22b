#include "ui/panels/noise_fields.h"

#include "ui/panels/size_field.h"
#include "ui/widgets/slider_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>
#include <array>

namespace latentbrush::ui {
namespace {

constexpr std::array kSources{NoiseSource::Cpu, NoiseSource::Philox};
constexpr QSize kUsualSize(512, 512); ///< what pictures whose seeds are shared had most often

} // namespace

NoiseFields::NoiseFields(QWidget* parent)
    : QWidget(parent), m_variation(new SliderField({0, 1, 0, 1, 0.05, 2, 0}, this)),
      m_variationSeedLabel(new QLabel(this)), m_variationSeed(new QLineEdit(this)),
      m_resizes(new QCheckBox(this)), m_resizeFrom(new SizeField(this)), m_sourceLabel(new QLabel(this)),
      m_source(new QComboBox(this)) {
    for (std::size_t row = 0; row < kSources.size(); ++row)
        m_source->addItem(QString());
    m_sourceLabel->setBuddy(m_source);
    m_variationSeedLabel->setBuddy(m_variationSeed);
    m_variationSeed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,10}")), this));
    m_variationSeed->setText(QStringLiteral("0"));
    m_resizeFrom->setSize(kUsualSize);
    layOut();
    connect(m_variation, &SliderField::valueChanged, this, [this](double strength) {
        for (QWidget* part : std::initializer_list<QWidget*>{m_variationSeed, m_variationSeedLabel})
            part->setEnabled(strength > 0);
        Q_EMIT changed();
    });
    connect(m_resizes, &QCheckBox::toggled, m_resizeFrom, &QWidget::setVisible);
    connect(m_resizes, &QCheckBox::toggled, this, &NoiseFields::changed);
    connect(m_resizeFrom, &SizeField::changed, this, &NoiseFields::changed);
    connect(m_source, &QComboBox::currentIndexChanged, this, &NoiseFields::changed);
    connect(m_variationSeed, &QLineEdit::textEdited, this, &NoiseFields::changed);
    for (QWidget* part : std::initializer_list<QWidget*>{m_variationSeed, m_variationSeedLabel})
        part->setEnabled(false);
    m_resizeFrom->hide();
    retranslate();
}

void NoiseFields::layOut() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (auto* part : std::initializer_list<QWidget*>{m_variation, m_variationSeedLabel, m_variationSeed,
                                                      m_resizes, m_resizeFrom, m_sourceLabel, m_source}) {
        column->addWidget(part);
        if (!qobject_cast<QLabel*>(part))
            column->addSpacing(6);
    }
}

NoiseChoice NoiseFields::noise() const {
    NoiseChoice noise;
    noise.source = kSources.at(static_cast<std::size_t>(m_source->currentIndex()));
    noise.variationStrength = m_variation->value();
    if (noise.variationStrength > 0)
        noise.variationSeed = m_variationSeed->text().toULongLong();
    if (m_resizes->isChecked()) {
        noise.resizeFromWidth = m_resizeFrom->size().width();
        noise.resizeFromHeight = m_resizeFrom->size().height();
    }
    return noise;
}

void NoiseFields::setNoise(const NoiseChoice& noise) {
    m_source->setCurrentIndex(
        static_cast<int>(std::find(kSources.begin(), kSources.end(), noise.source) - kSources.begin()));
    m_variation->setValue(noise.varies() ? noise.variationStrength : 0);
    m_variationSeed->setText(QString::number(noise.variationSeed.value_or(0)));
    m_resizes->setChecked(noise.resizes());
    if (noise.resizes())
        m_resizeFrom->setSize({noise.resizeFromWidth, noise.resizeFromHeight});
}

QStringList NoiseFields::summary() const {
    const auto now = noise();
    QStringList parts;
    if (now.varies())
        parts << tr("variation %1").arg(now.variationStrength);
    if (now.resizes())
        parts << tr("noise of %1 × %2").arg(now.resizeFromWidth).arg(now.resizeFromHeight);
    if (now.source != NoiseSource::Cpu)
        parts << m_source->currentText();
    return parts;
}

void NoiseFields::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void NoiseFields::retranslate() {
    m_variation->setText(
        tr("Variation"),
        tr("How much of a second seed's noise is mixed in: small values give variants of one "
           "picture."));
    m_variationSeedLabel->setText(tr("Variation seed"));
    m_variationSeed->setAccessibleName(tr("Variation seed"));
    m_resizes->setText(tr("Noise of another size"));
    m_resizes->setAccessibleName(m_resizes->text());
    m_resizes->setToolTip(
        tr("Lays the noise that the seed has at that size into the middle, so that a picture "
           "keeps what it shows when its size changes."));
    m_sourceLabel->setText(tr("Noise"));
    m_source->setAccessibleName(tr("Noise"));
    m_source->setToolTip(tr("Whose random numbers: seeds shared by others often mean those of a GPU."));
    m_source->setItemText(0, tr("CPU"));
    m_source->setItemText(1, tr("As on a GPU"));
}

} // namespace latentbrush::ui
