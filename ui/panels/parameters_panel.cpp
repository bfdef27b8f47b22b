#include "ui/panels/parameters_panel.h"

#include "ui/panels/compute_choice.h"
#include "ui/panels/control_list.h"
#include "ui/panels/lora_list.h"
#include "ui/panels/passes_choice.h"
#include "ui/panels/seed_field.h"
#include "ui/panels/size_field.h"
#include "ui/panels/steering_choice.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace latentbrush::ui {
namespace {

SliderField* makeSlider(const SliderField::Range& range, QWidget* parent) {
    return new SliderField(range, parent);
}

} // namespace

ParametersPanel::ParametersPanel(std::vector<ModelChoice> models, PairChoice::Supports supports,
                                 const QStringList& devices, QWidget* parent)
    : QScrollArea(parent), m_models(std::move(models)) {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("panelContent"));
    m_modelLabel = new QLabel(content);
    m_model = new QComboBox(content);
    m_browse = new QToolButton(content);
    m_browse->setIcon(icon(QStringLiteral("grid")));
    m_size = new SizeField(content);
    m_steps = makeSlider({1, GenerationRequest::kStepLimit, 1, 60, 1, 0, double(SamplingDefaults().steps)},
                         content);
    m_guidance = makeSlider(
        {1, GenerationRequest::kGuidanceLimit, 1, 20, 0.5, 1, SamplingDefaults().guidanceScale}, content);
    m_pair = new PairChoice(std::move(supports));
    m_pairFold = new Fold(m_pair, content);
    m_painting = new PaintingChoice;
    m_paintingFold = new Fold(m_painting, content);
    m_loras = new LoraList;
    m_lorasFold = new Fold(m_loras, content);
    m_controls = new ControlList;
    m_controlsFold = new Fold(m_controls, content);
    m_passes = new PassesChoice;
    m_passesFold = new Fold(m_passes, content);
    m_steering = new SteeringChoice;
    m_steeringFold = new Fold(m_steering, content);
    m_seed = new SeedField(content);
    m_count = makeSlider({1, GenerationRequest::kCountLimit, 1, 16, 1, 0, 1}, content);
    m_compute = new ComputeChoice(devices);
    m_computeFold = new Fold(m_compute, content);
    layOut(content);
    offerModels();
    takeModel();
    wire();
    retranslate();
    setStart(Start::Nothing);
}

void ParametersPanel::layOut(QWidget* content) {
    setObjectName(QStringLiteral("panel"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(14, 8, 14, 14);
    column->setSpacing(4);
    column->addWidget(m_modelLabel);
    // Long names must not push the button out of the panel.
    m_model->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto* model = new QHBoxLayout;
    model->setSpacing(4);
    model->addWidget(m_model, 1);
    model->addWidget(m_browse);
    column->addLayout(model);
    for (QWidget* part : std::initializer_list<QWidget*>{
             m_size, m_steps, m_guidance, m_count, m_seed, m_paintingFold, m_lorasFold, m_controlsFold,
             m_pairFold, m_passesFold, m_steeringFold, m_computeFold}) {
        column->addSpacing(10);
        column->addWidget(part);
    }
    column->addStretch(1);
    setWidget(content);
    setMinimumWidth(260);
}

void ParametersPanel::wire() {
    connect(m_model, &QComboBox::currentIndexChanged, this, [this] {
        takeModel();
        Q_EMIT modelChanged();
        Q_EMIT changed();
    });
    connect(this, &ParametersPanel::modelChanged, this, [this] {
        const bool enlarges = model().enlarges;
        m_passes->setEnlarges(enlarges);
        m_size->setEnabled(!enlarges); // the picture's
        refreshSummaries();
    });
    connect(m_browse, &QToolButton::clicked, this, &ParametersPanel::modelsAsked);
    const auto tell = [this] {
        refreshSummaries();
        Q_EMIT changed();
    };
    connect(m_size, &SizeField::changed, this, tell);
    connect(m_seed, &SeedField::changed, this, tell);
    connect(m_pair, &PairChoice::changed, this, tell);
    connect(m_painting, &PaintingChoice::changed, this, tell);
    connect(m_loras, &LoraList::changed, this, tell);
    connect(m_controls, &ControlList::changed, this, tell);
    connect(m_passes, &PassesChoice::changed, this, tell);
    connect(m_steering, &SteeringChoice::changed, this, tell);
    for (auto* slider : {m_steps, m_guidance, m_count})
        connect(slider, &SliderField::valueChanged, this, tell);
    connect(m_compute, &ComputeChoice::changed, this, tell);
    for (auto* box : findChildren<QComboBox*>()) {
        box->setFocusPolicy(Qt::StrongFocus);
        box->installEventFilter(this);
    }
}

bool ParametersPanel::eventFilter(QObject* watched, QEvent* event) {
    // A wheel that scrolls the panel must not change the choices it passes over; the area's own scroll bars,
    // which it watches as well, are to hear it.
    const auto* box = qobject_cast<QComboBox*>(watched);
    if (event->type() == QEvent::Wheel && box && !box->hasFocus()) {
        event->ignore();
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

void ParametersPanel::setSize(QSize size) {
    m_size->setSize(size);
}

QSize ParametersPanel::nearestSize() const {
    const auto multiple = model().sizeMultiple;
    return {SizeField::nearest(m_size->size().width(), multiple),
            SizeField::nearest(m_size->size().height(), multiple)};
}

void ParametersPanel::setStart(Start start) {
    m_painting->setStart(start);
    m_paintingFold->setVisible(start != Start::Nothing);
    m_paintingFold->setTitle(paintingTitle());
    refreshSummaries();
}

QString ParametersPanel::paintingTitle() const {
    return m_painting->start() == Start::Picture ? tr("Image to image") : tr("Inpainting");
}

void ParametersPanel::refreshSummaries() {
    m_pairFold->setSummary(m_pair->summary());
    m_paintingFold->setSummary(m_painting->summary());
    m_lorasFold->setSummary(m_loras->summary());
    m_controlsFold->setSummary(m_controls->summary());
    m_passesFold->setSummary(m_passes->summary());
    m_steeringFold->setSummary(m_steering->summary());
    m_computeFold->setSummary(m_compute->summary());
}

void ParametersPanel::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    // What the folds sum up hears of the language after this.
    QMetaObject::invokeMethod(this, &ParametersPanel::refreshSummaries, Qt::QueuedConnection);
}

void ParametersPanel::retranslateUsual() {
    m_steps->setText(tr("Steps"),
                     tr("How many steps lead from noise to the picture. A double-click brings back %1.")
                         .arg(m_defaults.steps));
    m_guidance->setText(tr("Guidance scale"),
                        tr("How closely the picture follows the prompt. A double-click brings back %1.")
                            .arg(m_defaults.guidanceScale));
}

void ParametersPanel::retranslate() {
    m_modelLabel->setText(tr("Model"));
    m_model->setAccessibleName(tr("Model"));
    m_model->setToolTip(tr("The model that makes the picture."));
    m_browse->setAccessibleName(tr("All models"));
    m_browse->setToolTip(
        tr("Shows all models, and the LoRAs, embeddings, VAEs and ControlNets beside them."));
    if (const auto row = m_model->findData(QStringLiteral("starter")); row >= 0)
        m_model->setItemText(row, tr("Starter model"));
    retranslateUsual();
    m_count->setText(tr("Count"),
                     tr("How many pictures, each with the next seed. A double-click brings back 1."));
    m_pairFold->setTitle(tr("Sampler"));
    m_paintingFold->setTitle(paintingTitle());
    m_lorasFold->setTitle(tr("LoRA"));
    m_controlsFold->setTitle(tr("ControlNet"));
    m_passesFold->setTitle(tr("Further passes"));
    m_steeringFold->setTitle(tr("Fine tuning"));
    m_computeFold->setTitle(tr("Computing"));
    refreshSummaries();
}

} // namespace latentbrush::ui
