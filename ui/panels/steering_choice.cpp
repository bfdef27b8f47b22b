#include "ui/panels/steering_choice.h"

#include "ui/panels/free_u_choice.h"
#include "ui/panels/grey_items.h"
#include "ui/panels/noise_fields.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <array>

namespace latentbrush::ui {
namespace {

constexpr std::array kEmphases{Emphasis::Original, Emphasis::NoNorm, Emphasis::Ignore};
constexpr std::array kGrammars{PromptGrammar::Automatic1111, PromptGrammar::Plain};
constexpr std::array kPredictions{PredictionChoice::Auto, PredictionChoice::Epsilon, PredictionChoice::V,
                                  PredictionChoice::VZeroSnr, PredictionChoice::Sample};

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
      m_predictionLabel(new QLabel(this)), m_prediction(new QComboBox(this)),
      m_grammarLabel(new QLabel(this)), m_grammar(new QComboBox(this)),
      m_clipSkip(new SliderField({1, double(Prompting::kClipSkipLimit), 1, 12, 1, 0, 1}, this)),
      m_emphasisLabel(new QLabel(this)), m_emphasis(new QComboBox(this)), m_rescale(makeShare(0, this)),
      m_start(makeShare(0, this)), m_end(makeShare(1, this)),
      m_perturbed(new SliderField({0, Steering::kPerturbedLimit, 0, 6, 0.5, 1, 0}, this)),
      m_eta(makeShare(0, this)), m_freeU(new FreeUChoice(this)), m_noise(new NoiseFields(this)) {
    const auto fill = [](QComboBox* box, QLabel* label, std::size_t rows) {
        for (std::size_t row = 0; row < rows; ++row)
            box->addItem(QString());
        label->setBuddy(box);
    };
    m_vae->addItem(QString(), QString());
    m_vaeLabel->setBuddy(m_vae);
    fill(m_prediction, m_predictionLabel, kPredictions.size());
    fill(m_grammar, m_grammarLabel, kGrammars.size());
    fill(m_emphasis, m_emphasisLabel, kEmphases.size());
    layOut();
    wire();
    retranslate();
}

void SteeringChoice::layOut() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (auto* part : std::initializer_list<QWidget*>{
             m_vaeLabel, m_vae, m_clipSkip, m_grammarLabel, m_grammar, m_emphasisLabel, m_emphasis, m_rescale,
             m_start, m_end, m_perturbed, m_freeU, m_eta, m_noise, m_predictionLabel, m_prediction}) {
        column->addWidget(part);
        if (!qobject_cast<QLabel*>(part))
            column->addSpacing(6);
    }
}

void SteeringChoice::wire() {
    for (auto* slider : {m_clipSkip, m_rescale, m_start, m_end, m_perturbed, m_eta})
        connect(slider, &SliderField::valueChanged, this, &SteeringChoice::changed);
    for (auto* box : {m_vae, m_prediction, m_grammar, m_emphasis})
        connect(box, &QComboBox::currentIndexChanged, this, &SteeringChoice::changed);
    connect(m_freeU, &FreeUChoice::changed, this, &SteeringChoice::changed);
    connect(m_noise, &NoiseFields::changed, this, &SteeringChoice::changed);
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

void SteeringChoice::writeInto(GenerationRequest& request) const {
    request.vae = m_vae->currentData().toString().toStdString();
    request.prompting.clipSkip = static_cast<int>(m_clipSkip->value());
    request.prompting.emphasis = kEmphases.at(static_cast<std::size_t>(m_emphasis->currentIndex()));
    request.prompting.grammar = kGrammars.at(static_cast<std::size_t>(m_grammar->currentIndex()));
    request.prediction = kPredictions.at(static_cast<std::size_t>(m_prediction->currentIndex()));
    request.steering = {m_rescale->value(), m_start->value(), m_end->value(), m_perturbed->value(),
                        m_freeU->freeU()};
    request.eta = m_eta->value();
    request.noise = m_noise->noise();
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
        m_grammar->setCurrentIndex(rowOfValue(kGrammars, request.prompting.grammar));
        m_prediction->setCurrentIndex(rowOfValue(kPredictions, request.prediction));
        m_freeU->setFreeU(request.steering.freeU);
        m_eta->setValue(request.eta);
        m_noise->setNoise(request.noise);
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
    if (now.prompting.grammar != usual.prompting.grammar)
        parts << m_grammar->currentText();
    if (now.prediction != usual.prediction)
        parts << m_prediction->currentText();
    parts << m_noise->summary();
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
    m_eta->setText(tr("Eta (DDIM)"), tr("How much fresh noise DDIM adds at each step."));
    m_grammarLabel->setText(tr("Prompt grammar"));
    m_grammar->setAccessibleName(tr("Prompt grammar"));
    m_grammar->setToolTip(tr("Whether brackets, AND and BREAK in a prompt mean something, or are words."));
    m_grammar->setItemText(0, tr("As in AUTOMATIC1111"));
    m_grammar->setItemText(1, tr("Plain text"));
    m_predictionLabel->setText(tr("The network's answer"));
    m_prediction->setAccessibleName(tr("The network's answer"));
    m_prediction->setToolTip(tr(
        "What the network was trained to say. Another choice than the model's own helps where its file says "
        "it nowhere: pictures of noise become pictures."));
    m_prediction->setItemText(0, tr("As the model says"));
    m_prediction->setItemText(1, tr("The noise (epsilon)"));
    m_prediction->setItemText(2, tr("The velocity (v)"));
    m_prediction->setItemText(3, tr("The velocity, down to no signal"));
    m_prediction->setItemText(4, tr("The picture itself"));
}

} // namespace latentbrush::ui
