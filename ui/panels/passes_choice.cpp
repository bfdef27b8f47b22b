#include "ui/panels/passes_choice.h"

#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace latentbrush::ui {
namespace {

constexpr std::array kEnlargings{Enlarging::Latents, Enlarging::NearestLatents, Enlarging::Pixels};

} // namespace

PassesChoice::PassesChoice(QWidget* parent)
    : QWidget(parent), m_ofNewPictures(new QWidget(this)),
      m_scale(new SliderField({1, HiresPass::kScaleLimit, 1, 2, 0.05, 2, 1}, this)),
      m_strength(new SliderField({0.01, 1, 0.05, 1, 0.05, 2, HiresPass().strength}, this)),
      m_steps(new SliderField({0, GenerationRequest::kStepLimit, 0, 60, 1, 0, 0}, this)),
      m_byLabel(new QLabel(this)), m_by(new QComboBox(this)), m_refinerLabel(new QLabel(this)),
      m_refiner(new QComboBox(this)),
      m_from(new SliderField({0, 1, 0.5, 1, 0.05, 2, GenerationRequest().refinerFrom}, this)),
      m_noiseLevel(
          new SliderField({0, Upscale::kNoiseLevelLimit, 0, 100, 5, 0, double(Upscale().noiseLevel)}, this)) {
    for (std::size_t row = 0; row < kEnlargings.size(); ++row)
        m_by->addItem(QString());
    m_refiner->addItem(QString(), QString());
    m_byLabel->setBuddy(m_by);
    m_refinerLabel->setBuddy(m_refiner);
    auto* column = new QVBoxLayout(this);
    auto* ofNewPictures = new QVBoxLayout(m_ofNewPictures);
    for (auto* each : {column, ofNewPictures}) {
        each->setContentsMargins(0, 0, 0, 0);
        each->setSpacing(4);
    }
    for (auto* part : std::initializer_list<QWidget*>{m_scale, m_strength, m_steps, m_byLabel, m_by,
                                                      m_refinerLabel, m_refiner, m_from})
        ofNewPictures->addWidget(part);
    column->addWidget(m_ofNewPictures);
    column->addWidget(m_noiseLevel);
    for (auto* slider : {m_scale, m_strength, m_steps, m_from, m_noiseLevel})
        connect(slider, &SliderField::valueChanged, this, &PassesChoice::changed);
    for (auto* box : {m_by, m_refiner})
        connect(box, &QComboBox::currentIndexChanged, this, &PassesChoice::changed);
    connect(this, &PassesChoice::changed, this, &PassesChoice::refreshEnabled);
    retranslate();
    refreshEnabled();
    setEnlarges(false);
}

void PassesChoice::setEnlarges(bool enlarges) {
    m_ofNewPictures->setHidden(enlarges);
    m_noiseLevel->setHidden(!enlarges);
}

void PassesChoice::refreshEnabled() {
    const bool larger = m_scale->value() > 1;
    for (auto* part : std::initializer_list<QWidget*>{m_strength, m_steps, m_byLabel, m_by})
        part->setEnabled(larger);
    m_from->setEnabled(m_refiner->currentIndex() > 0);
}

void PassesChoice::setRefiners(const QStringList& names) {
    const QSignalBlocker quiet(m_refiner);
    const auto chosen = m_refiner->currentData().toString();
    while (m_refiner->count() > 1)
        m_refiner->removeItem(1);
    for (const auto& name : names)
        m_refiner->addItem(QFileInfo(name).completeBaseName(), name);
    chooseRefiner(chosen);
}

void PassesChoice::chooseRefiner(const QString& name) {
    if (m_refiner->findData(name) < 0)
        m_refiner->addItem(QFileInfo(name).completeBaseName(), name);
    m_refiner->setCurrentIndex(m_refiner->findData(name));
}

void PassesChoice::writeInto(GenerationRequest& request) const {
    request.hires = {m_scale->value(), static_cast<int>(m_steps->value()), m_strength->value(),
                     kEnlargings.at(static_cast<std::size_t>(m_by->currentIndex()))};
    request.refiner = m_refiner->currentData().toString().toStdString();
    request.refinerFrom = m_from->value();
    if (auto* upscale = std::get_if<Upscale>(&request.task))
        upscale->noiseLevel = static_cast<int>(m_noiseLevel->value());
}

void PassesChoice::setFrom(const GenerationRequest& request) {
    {
        const QSignalBlocker quiet(this);
        m_scale->setValue(request.hires.scale);
        m_strength->setValue(request.hires.strength);
        m_steps->setValue(request.hires.steps);
        m_by->setCurrentIndex(
            static_cast<int>(std::ranges::find(kEnlargings, request.hires.by) - kEnlargings.begin()));
        chooseRefiner(QString::fromStdString(request.refiner));
        m_from->setValue(request.refinerFrom);
        if (const auto* upscale = std::get_if<Upscale>(&request.task))
            m_noiseLevel->setValue(upscale->noiseLevel);
    }
    Q_EMIT changed();
}

QString PassesChoice::summary() const {
    if (m_ofNewPictures->isHidden())
        return tr("4 times larger");
    QStringList parts;
    if (m_scale->value() > 1)
        parts << tr("%1 times larger").arg(m_scale->value());
    if (m_refiner->currentIndex() > 0)
        parts << m_refiner->currentText();
    return parts.isEmpty() ? tr("none") : parts.join(QStringLiteral(" · "));
}

void PassesChoice::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PassesChoice::retranslate() {
    m_scale->setText(tr("Enlarge"),
                     tr("Makes a new picture so many times larger and goes over it once more, so "
                        "that large pictures hold together (\"hires fix\"). 1 is off."));
    m_strength->setText(tr("Strength"), tr("How much the second pass may change."));
    m_steps->setText(tr("Steps"), tr("Steps of the second pass; 0 is as many as the first."));
    m_byLabel->setText(tr("Enlarged as"));
    m_by->setAccessibleName(tr("Enlarged as"));
    m_by->setItemText(0, tr("Latents, smooth"));
    m_by->setItemText(1, tr("Latents, as they are"));
    m_by->setItemText(2, tr("Picture (Lanczos)"));
    m_refinerLabel->setText(tr("Refiner"));
    m_refiner->setAccessibleName(tr("Refiner"));
    m_refiner->setToolTip(tr("A second model that finishes what the first began, such as SDXL's refiner."));
    m_refiner->setItemText(0, tr("None"));
    m_noiseLevel->setText(tr("Noise level"), tr("How much of the picture's fine detail is taken for noise "
                                                "and made up anew when it is enlarged."));
    m_from->setText(tr("Takes over at"), tr("How far the picture has come when the refiner takes over."));
}

} // namespace latentbrush::ui
