#include "ui/panels/parameters_panel.h"

#include "ui/panels/seed_field.h"
#include "ui/panels/size_field.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace latentbrush::ui {
namespace {

constexpr std::array kPrecisions{Precision::Auto, Precision::Fp32, Precision::Bf16, Precision::Fp16};

SliderField* makeSlider(const SliderField::Range& range, QWidget* parent) {
    return new SliderField(range, parent);
}

} // namespace

ParametersPanel::ParametersPanel(std::vector<ModelChoice> models, PairChoice::Supports supports,
                                 QStringList devices, QWidget* parent)
    : QScrollArea(parent), m_models(std::move(models)), m_devices(std::move(devices)) {
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("panelContent"));
    m_modelLabel = new QLabel(content);
    m_model = new QComboBox(content);
    m_size = new SizeField(content);
    m_steps = makeSlider({1, GenerationRequest::kStepLimit, 1, 60, 1, 0, double(SamplingDefaults().steps)},
                         content);
    m_guidance = makeSlider(
        {1, GenerationRequest::kGuidanceLimit, 1, 20, 0.5, 1, SamplingDefaults().guidanceScale}, content);
    m_pair = new PairChoice(std::move(supports));
    m_pairFold = new Fold(m_pair, content);
    m_seed = new SeedField(content);
    m_count = makeSlider({1, GenerationRequest::kCountLimit, 1, 16, 1, 0, 1}, content);
    auto* compute = new QWidget;
    m_deviceLabel = new QLabel(compute);
    m_device = new QComboBox(compute);
    m_precisionLabel = new QLabel(compute);
    m_precision = new QComboBox(compute);
    auto* column = new QVBoxLayout(compute);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_deviceLabel);
    column->addWidget(m_device);
    column->addSpacing(6);
    column->addWidget(m_precisionLabel);
    column->addWidget(m_precision);
    m_computeFold = new Fold(compute, content);
    layOut(content);
    for (const auto& model : m_models)
        m_model->addItem(model.name, model.name);
    for (const auto& device : std::as_const(m_devices))
        m_device->addItem(device, device);
    for (const auto precision : kPrecisions) {
        const auto id = idOf(precision);
        m_precision->addItem(QString::fromLatin1(id.data(), static_cast<qsizetype>(id.size())));
    }
    takeModel();
    wire();
    retranslate();
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
    column->addWidget(m_model);
    for (QWidget* part : std::initializer_list<QWidget*>{m_size, m_steps, m_guidance, m_count, m_seed,
                                                         m_pairFold, m_computeFold}) {
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
    const auto tell = [this] {
        refreshSummaries();
        Q_EMIT changed();
    };
    connect(m_size, &SizeField::changed, this, tell);
    connect(m_seed, &SeedField::changed, this, tell);
    connect(m_pair, &PairChoice::changed, this, tell);
    for (auto* slider : {m_steps, m_guidance, m_count})
        connect(slider, &SliderField::valueChanged, this, tell);
    for (auto* box : {m_device, m_precision})
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    for (auto* box : findChildren<QComboBox*>())
        box->setFocusPolicy(Qt::StrongFocus);
}

void ParametersPanel::takeModel() {
    const auto chosen = model();
    const bool wasNative = m_nativeSize.isEmpty() || m_size->size() == m_nativeSize;
    m_nativeSize = chosen.nativeSize;
    if (m_pair->sampler() == m_defaults.sampler && m_pair->schedule() == m_defaults.schedule)
        m_pair->setPair(chosen.defaults.sampler, chosen.defaults.schedule);
    m_steps->setUsual(chosen.defaults.steps);
    m_guidance->setUsual(chosen.defaults.guidanceScale);
    m_defaults = chosen.defaults;
    retranslateUsual();
    m_size->setMultiple(chosen.sizeMultiple);
    if (wasNative)
        m_size->setSize(chosen.nativeSize);
}

ModelChoice ParametersPanel::model() const {
    const auto name = m_model->currentData().toString();
    const auto found = std::find_if(m_models.begin(), m_models.end(),
                                    [&](const ModelChoice& each) { return each.name == name; });
    if (found != m_models.end())
        return *found;
    ModelChoice unknown;
    unknown.name = name;
    return unknown;
}

void ParametersPanel::chooseModel(const QString& name) {
    auto row = m_model->findData(name);
    if (row < 0) {
        m_model->addItem(name, name);
        row = m_model->count() - 1;
    }
    m_model->setCurrentIndex(row);
}

void ParametersPanel::setSize(QSize size) {
    m_size->setSize(size);
}

QSize ParametersPanel::nearestSize() const {
    const auto multiple = model().sizeMultiple;
    return {SizeField::nearest(m_size->size().width(), multiple),
            SizeField::nearest(m_size->size().height(), multiple)};
}

void ParametersPanel::drawSeed() {
    m_seed->draw();
}

bool ParametersPanel::isSeedLocked() const {
    return m_seed->isLocked();
}

void ParametersPanel::setSeedLocked(bool locked) {
    m_seed->setLocked(locked);
}

GenerationRequest ParametersPanel::request() const {
    auto request = m_rest;
    request.model = m_model->currentData().toString().toStdString();
    request.sampler = m_pair->sampler();
    request.schedule = m_pair->schedule();
    request.steps = static_cast<int>(m_steps->value());
    request.guidanceScale = m_guidance->value();
    request.width = m_size->size().width();
    request.height = m_size->size().height();
    request.seed = m_seed->seed();
    request.count = static_cast<int>(m_count->value());
    request.device = m_device->currentData().toString().toStdString();
    request.precision = kPrecisions[static_cast<std::size_t>(m_precision->currentIndex())];
    // The last picture's seed must stay below the limit.
    request.seed = std::min<std::uint64_t>(*request.seed, GenerationRequest::kSeedLimit -
                                                              static_cast<std::uint64_t>(request.count));
    return request;
}

GenerationRequest ParametersPanel::requestToStart() {
    m_seed->take();
    return request();
}

void ParametersPanel::setRequest(const GenerationRequest& request) {
    {
        const QSignalBlocker quiet(this);
        m_rest = request;
        m_rest.prompt.clear();
        m_rest.negativePrompt.clear();
        chooseModel(QString::fromStdString(request.model));
        m_pair->setPair(request.sampler, request.schedule);
        m_steps->setValue(request.steps);
        m_guidance->setValue(request.guidanceScale);
        m_size->setSize(request.width > 0 ? QSize(request.width, request.height) : model().nativeSize);
        if (request.seed)
            m_seed->setSeed(*request.seed);
        m_count->setValue(request.count);
        const auto device = QString::fromStdString(request.device);
        if (m_device->findData(device) < 0)
            m_device->addItem(device, device);
        m_device->setCurrentIndex(m_device->findData(device));
        m_precision->setCurrentIndex(static_cast<int>(
            std::find(kPrecisions.begin(), kPrecisions.end(), request.precision) - kPrecisions.begin()));
    }
    refreshSummaries();
    Q_EMIT modelChanged();
    Q_EMIT changed();
}

void ParametersPanel::refreshSummaries() {
    m_pairFold->setSummary(m_pair->summary());
    const bool automatic = m_device->currentIndex() == 0 && m_precision->currentIndex() == 0;
    m_computeFold->setSummary(
        automatic ? m_device->currentText()
                  : QStringLiteral("%1 · %2").arg(m_device->currentText(), m_precision->currentText()));
}

void ParametersPanel::changeEvent(QEvent* event) {
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
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
    if (const auto row = m_model->findData(QStringLiteral("starter")); row >= 0)
        m_model->setItemText(row, tr("Starter model"));
    retranslateUsual();
    m_count->setText(tr("Count"),
                     tr("How many pictures, each with the next seed. A double-click brings back 1."));
    m_pairFold->setTitle(tr("Sampler"));
    m_computeFold->setTitle(tr("Computing"));
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
    refreshSummaries();
}

} // namespace latentbrush::ui
