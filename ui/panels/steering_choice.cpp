#include "ui/panels/steering_choice.h"

#include "ui/panels/grey_items.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>

#include <array>

namespace latentbrush::ui {
namespace {

constexpr std::array kEmphases{Emphasis::Original, Emphasis::NoNorm, Emphasis::Ignore};
/// Off, and what its makers found for each family (formats.md 9); the row after them is a request's own.
constexpr std::array kFreeUs{FreeU{}, FreeU{1.5, 1.6, 0.9, 0.2}, FreeU{1.4, 1.6, 0.9, 0.2},
                             FreeU{1.3, 1.4, 0.9, 0.2}};
constexpr std::array kSources{NoiseSource::Cpu, NoiseSource::Philox};

template <class Values, class Value>
int rowOfValue(const Values& values, Value value) {
    return static_cast<int>(std::find(values.begin(), values.end(), value) - values.begin());
}

SliderField* makeShare(double usual, QWidget* parent) {
    return new SliderField({0, 1, 0, 1, 0.05, 2, usual}, parent);
}

} // namespace

SteeringChoice::SteeringChoice(QWidget* parent)
    : QWidget(parent), m_vaeLabel(new QLabel(this)), m_vae(new QComboBox(this)),
      m_clipSkip(new SliderField({1, double(Prompting::kClipSkipLimit), 1, 12, 1, 0, 1}, this)),
      m_emphasisLabel(new QLabel(this)), m_emphasis(new QComboBox(this)), m_rescale(makeShare(0, this)),
      m_start(makeShare(0, this)), m_end(makeShare(1, this)),
      m_perturbed(new SliderField({0, Steering::kPerturbedLimit, 0, 6, 0.5, 1, 0}, this)),
      m_eta(makeShare(0, this)), m_freeULabel(new QLabel(this)), m_freeU(new QComboBox(this)),
      m_sourceLabel(new QLabel(this)), m_source(new QComboBox(this)), m_variation(makeShare(0, this)),
      m_variationSeedLabel(new QLabel(this)), m_variationSeed(new QLineEdit(this)) {
    for (std::size_t row = 0; row < kEmphases.size(); ++row)
        m_emphasis->addItem(QString());
    for (std::size_t row = 0; row < kFreeUs.size(); ++row)
        m_freeU->addItem(QString());
    m_freeULabel->setBuddy(m_freeU);
    for (std::size_t row = 0; row < kSources.size(); ++row)
        m_source->addItem(QString());
    m_vae->addItem(QString(), QString());
    m_vaeLabel->setBuddy(m_vae);
    m_emphasisLabel->setBuddy(m_emphasis);
    m_sourceLabel->setBuddy(m_source);
    m_variationSeedLabel->setBuddy(m_variationSeed);
    m_variationSeed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,10}")), this));
    m_variationSeed->setText(QStringLiteral("0"));
    layOut();
    wire();
    retranslate();
}

void SteeringChoice::layOut() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (auto* part : std::initializer_list<QWidget*>{
             m_vaeLabel, m_vae, m_clipSkip, m_emphasisLabel, m_emphasis, m_rescale, m_start, m_end,
             m_perturbed, m_freeULabel, m_freeU, m_eta, m_variation, m_variationSeedLabel, m_variationSeed,
             m_sourceLabel, m_source}) {
        column->addWidget(part);
        if (!qobject_cast<QLabel*>(part))
            column->addSpacing(6);
    }
}

void SteeringChoice::wire() {
    for (auto* slider : {m_clipSkip, m_rescale, m_start, m_end, m_perturbed, m_eta, m_variation})
        connect(slider, &SliderField::valueChanged, this, &SteeringChoice::changed);
    for (auto* box : {m_vae, m_emphasis, m_freeU, m_source})
        connect(box, &QComboBox::currentIndexChanged, this, &SteeringChoice::changed);
    connect(m_variationSeed, &QLineEdit::textEdited, this, &SteeringChoice::changed);
    connect(m_variation, &SliderField::valueChanged, this, [this](double strength) {
        m_variationSeed->setEnabled(strength > 0);
        m_variationSeedLabel->setEnabled(strength > 0);
    });
    m_variationSeed->setEnabled(false);
    m_variationSeedLabel->setEnabled(false);
    // An interval has a length.
    connect(m_start, &SliderField::valueChanged, this, [this](double start) {
        if (start >= m_end->value())
            m_end->setValue(start + 0.05);
        if (start >= 1)
            m_start->setValue(0.95);
    });
    connect(m_end, &SliderField::valueChanged, this, [this](double end) {
        if (end <= m_start->value())
            m_start->setValue(end - 0.05);
        if (end <= 0)
            m_end->setValue(0.05);
    });
}

void SteeringChoice::setVaes(const QStringList& names) {
    const QSignalBlocker quiet(m_vae);
    const auto chosen = m_vae->currentData().toString();
    while (m_vae->count() > 1)
        m_vae->removeItem(1);
    for (const auto& name : names)
        m_vae->addItem(name, name);
    chooseVae(chosen);
    greyItems(*m_vae, m_vaeReasons);
}

void SteeringChoice::setVaeReasons(const QHash<QString, QString>& reasons) {
    m_vaeReasons = reasons;
    greyItems(*m_vae, m_vaeReasons);
}

void SteeringChoice::chooseVae(const QString& name) {
    if (m_vae->findData(name) < 0)
        m_vae->addItem(name, name);
    m_vae->setCurrentIndex(m_vae->findData(name));
}

FreeU SteeringChoice::freeU() const {
    const auto row = static_cast<std::size_t>(m_freeU->currentIndex());
    return row < kFreeUs.size() ? kFreeUs.at(row) : m_ownFreeU;
}

void SteeringChoice::chooseFreeU(const FreeU& freeU) {
    const int row = rowOfValue(kFreeUs, freeU);
    const int own = static_cast<int>(kFreeUs.size());
    if (row == own) {
        m_ownFreeU = freeU;
        if (m_freeU->count() == own)
            m_freeU->addItem(tr("As the picture had it"));
    }
    m_freeU->setCurrentIndex(row);
}

void SteeringChoice::writeInto(GenerationRequest& request) const {
    request.vae = m_vae->currentData().toString().toStdString();
    request.prompting.clipSkip = static_cast<int>(m_clipSkip->value());
    request.prompting.emphasis = kEmphases.at(static_cast<std::size_t>(m_emphasis->currentIndex()));
    request.steering = {m_rescale->value(), m_start->value(), m_end->value(), m_perturbed->value(), freeU()};
    request.eta = m_eta->value();
    request.noise.source = kSources.at(static_cast<std::size_t>(m_source->currentIndex()));
    request.noise.variationStrength = m_variation->value();
    request.noise.variationSeed.reset();
    if (m_variation->value() > 0)
        request.noise.variationSeed = m_variationSeed->text().toULongLong();
}

void SteeringChoice::setFrom(const GenerationRequest& request) {
    {
        const QSignalBlocker quiet(this);
        chooseVae(QString::fromStdString(request.vae));
        m_clipSkip->setValue(request.prompting.clipSkip);
        m_emphasis->setCurrentIndex(rowOfValue(kEmphases, request.prompting.emphasis));
        m_rescale->setValue(request.steering.rescale);
        m_start->setValue(0);
        m_end->setValue(request.steering.end);
        m_start->setValue(request.steering.start);
        m_perturbed->setValue(request.steering.perturbed);
        chooseFreeU(request.steering.freeU);
        m_eta->setValue(request.eta);
        m_source->setCurrentIndex(rowOfValue(kSources, request.noise.source));
        m_variation->setValue(request.noise.varies() ? request.noise.variationStrength : 0);
        m_variationSeed->setText(QString::number(request.noise.variationSeed.value_or(0)));
    }
    Q_EMIT changed();
}

QString SteeringChoice::summary() const {
    GenerationRequest now;
    writeInto(now);
    const GenerationRequest usual;
    QStringList parts;
    if (now.vae != usual.vae)
        parts << m_vae->currentText();
    if (now.prompting.clipSkip != usual.prompting.clipSkip)
        parts << tr("layer %1").arg(now.prompting.clipSkip);
    if (now.prompting.emphasis != usual.prompting.emphasis)
        parts << m_emphasis->currentText();
    if (now.steering != usual.steering)
        parts << tr("guidance");
    if (now.eta != usual.eta)
        parts << tr("eta %1").arg(now.eta);
    if (now.noise.varies())
        parts << tr("variation %1").arg(now.noise.variationStrength);
    if (now.noise.source != usual.noise.source)
        parts << m_source->currentText();
    return parts.isEmpty() ? tr("as usual") : parts.join(QStringLiteral(" · "));
}

void SteeringChoice::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SteeringChoice::retranslate() {
    m_vaeLabel->setText(tr("VAE"));
    m_vae->setAccessibleName(tr("VAE"));
    m_vae->setToolTip(
        tr("Turns what the network made into a picture; some files bring one with other colours."));
    m_vae->setItemText(0, tr("The model's own"));
    m_clipSkip->setText(tr("CLIP layer"),
                        tr("Which layer of the text encoder is used, counted from the end: 1 is the model's "
                           "own, 2 the one before (\"clip skip\")."));
    m_emphasisLabel->setText(tr("Weights in the prompt"));
    m_emphasis->setAccessibleName(tr("Weights in the prompt"));
    m_emphasis->setToolTip(tr("What (word:1.2) does to the text encoder's answer."));
    m_emphasis->setItemText(0, tr("Keep the mean"));
    m_emphasis->setItemText(1, tr("Without keeping the mean"));
    m_emphasis->setItemText(2, tr("Ignored"));
    m_rescale->setText(tr("Guidance rescale"),
                       tr("Brings pictures that guidance made too harsh back to their contrast."));
    m_start->setText(tr("Guidance from"), tr("The share of the steps at which guidance begins."));
    m_end->setText(tr("Guidance until"), tr("The share of the steps at which guidance ends."));
    m_perturbed->setText(tr("Perturbed attention"),
                         tr("Also steers away from what the network draws when it cannot see the whole. 0 is "
                            "off, 3 is usual; each step takes half as long again."));
    m_freeULabel->setText(tr("FreeU"));
    m_freeU->setAccessibleName(tr("FreeU"));
    m_freeU->setToolTip(tr("Strengthens what the network makes of the whole over its details."));
    m_freeU->setItemText(0, tr("Off"));
    m_freeU->setItemText(1, tr("For SD 1"));
    m_freeU->setItemText(2, tr("For SD 2"));
    m_freeU->setItemText(3, tr("For SDXL"));
    if (m_freeU->count() > static_cast<int>(kFreeUs.size()))
        m_freeU->setItemText(static_cast<int>(kFreeUs.size()), tr("As the picture had it"));
    m_eta->setText(tr("Eta (DDIM)"), tr("How much fresh noise DDIM adds at each step."));
    m_variation->setText(
        tr("Variation"),
        tr("How much of a second seed's noise is mixed in: small values give variants of one "
           "picture."));
    m_variationSeedLabel->setText(tr("Variation seed"));
    m_variationSeed->setAccessibleName(tr("Variation seed"));
    m_sourceLabel->setText(tr("Noise"));
    m_source->setAccessibleName(tr("Noise"));
    m_source->setToolTip(tr("Whose random numbers: seeds shared by others often mean those of a GPU."));
    m_source->setItemText(0, tr("CPU"));
    m_source->setItemText(1, tr("As on a GPU"));
}

} // namespace latentbrush::ui
