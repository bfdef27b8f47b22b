#include "ui/panels/control_row.h"

#include "image/picture_file.h"
#include "image/resize.h"
#include "ui/jobs/picture_view.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/slider_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace latentbrush::ui {
namespace {

constexpr int kViewEdge = 112; ///< pixels

Result<PictureReference> readReference(const QString& file) {
    auto read = image::readPictureFile(file.toStdString());
    if (!read)
        return failure(read);
    return referenceTo(std::make_shared<const image::Image>(std::move(read->image)));
}

/// What a network is shown, as small as the row shows it.
QImage viewOf(const image::Picture& picture, Preprocessor preprocessor, const ControlRow::Sources& sources) {
    auto hint =
        sources.preprocess ? sources.preprocess(*picture, preprocessor) : Result<image::Image>(*picture);
    if (hint)
        hint = image::thumbnail(*hint, kViewEdge);
    return hint ? toQImage(std::make_shared<const image::Image>(std::move(*hint))) : QImage();
}

SliderField* makeShare(double usual, QWidget* parent) {
    return new SliderField({0, 1, 0, 1, 0.05, 2, usual}, parent);
}

} // namespace

ControlRow::ControlRow(ControlUse use, Sources sources, QWidget* parent)
    : QWidget(parent), m_use(std::move(use)), m_sources(std::move(sources)), m_title(new QLabel(this)),
      m_remove(new QToolButton(this)), m_view(new QLabel(this)), m_open(new QPushButton(this)),
      m_take(new QPushButton(this)), m_preprocessor(new QComboBox(this)),
      m_weight(new SliderField({0, ControlUse::kWeightLimit, 0, 2, 0.05, 2, 1}, this)),
      m_start(makeShare(0, this)), m_end(makeShare(1, this)), m_guess(new QCheckBox(this)) {
    const auto name = QString::fromStdString(m_use.name);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setText(name);
    m_title->setToolTip(name);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_remove->setIcon(icon(QStringLiteral("close")));
    m_remove->setAutoRaise(true);
    m_view->setFixedSize(kViewEdge, kViewEdge);
    m_view->setAlignment(Qt::AlignCenter);
    m_view->setFrameShape(QFrame::StyledPanel);
    m_view->setWordWrap(true);
    for (std::size_t row = 0; row < kPreprocessors.size(); ++row)
        m_preprocessor->addItem(QString());
    m_preprocessor->setCurrentIndex(static_cast<int>(m_use.preprocessor));
    m_weight->setValue(m_use.weight);
    m_start->setValue(m_use.start);
    m_end->setValue(m_use.end);
    m_guess->setChecked(m_use.guess);
    layOut();
    wire();
    retranslate();
    refreshView();
}

void ControlRow::findKeptPicture() {
    if (!m_use.picture.picture && !m_use.picture.hash.empty() && m_sources.keptPicture)
        takePicture([find = m_sources.keptPicture, hash = m_use.picture.hash] { return find(hash); });
}

void ControlRow::layOut() {
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_remove);
    auto* beside = new QVBoxLayout;
    beside->addWidget(m_open);
    beside->addWidget(m_take);
    beside->addWidget(m_preprocessor);
    beside->addStretch(1);
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_view);
    middle->addLayout(beside, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addLayout(middle);
    for (auto* part : std::initializer_list<QWidget*>{m_weight, m_start, m_end, m_guess})
        column->addWidget(part);
}

void ControlRow::wire() {
    connect(m_remove, &QToolButton::clicked, this, &ControlRow::removeWanted);
    connect(m_take, &QPushButton::clicked, this, &ControlRow::takeCanvasPicture);
    connect(m_open, &QPushButton::clicked, this, &ControlRow::openPicture);
    connect(m_preprocessor, &QComboBox::currentIndexChanged, this, [this](int row) {
        m_use.preprocessor = kPreprocessors.at(static_cast<std::size_t>(row)).value;
        refreshView();
        Q_EMIT changed();
    });
    for (auto* slider : {m_weight, m_start, m_end})
        connect(slider, &SliderField::valueChanged, this, &ControlRow::changed);
    connect(m_guess, &QCheckBox::toggled, this, &ControlRow::changed);
}

ControlUse ControlRow::use() const {
    auto use = m_use;
    use.weight = m_weight->value();
    // An interval has a length, whatever the sliders say.
    use.start = std::min(m_start->value(), 0.95);
    use.end = std::max(m_end->value(), use.start + 0.05);
    use.guess = m_guess->isChecked();
    return use;
}

void ControlRow::takeCanvasPicture() {
    if (m_sources.canvasPicture)
        if (auto make = m_sources.canvasPicture())
            takePicture(std::move(make));
}

/// Making and hashing a large picture is not for the thread that draws.
void ControlRow::takePicture(std::function<image::Picture()> make) {
    QtConcurrent::run([make = std::move(make)]() -> std::optional<PictureReference> {
        auto picture = make();
        return picture ? std::optional(referenceTo(std::move(picture))) : std::nullopt;
    }).then(this, [this](const std::optional<PictureReference>& reference) {
        if (!reference)
            return;
        m_use.picture = *reference;
        refreshView();
        Q_EMIT changed();
    });
}

void ControlRow::openPicture() {
    const auto file = QFileDialog::getOpenFileName(
        this, tr("Picture for %1").arg(m_title->text()), {},
        tr("Pictures (%1)").arg(QStringLiteral("*.png *.jpg *.jpeg *.webp *.tif *.tiff")));
    if (file.isEmpty())
        return;
    QtConcurrent::run(readReference, file).then(this, [this](const Result<PictureReference>& reference) {
        if (!reference)
            return Q_EMIT failed(reference.error());
        m_use.picture = *reference;
        refreshView();
        Q_EMIT changed();
    });
}

void ControlRow::refreshView() {
    const int wanted = ++m_wanted;
    if (!m_use.picture.picture) {
        m_view->setText(m_use.picture.hash.empty() ? tr("No picture yet") : tr("The picture is not here"));
        return;
    }
    QtConcurrent::run(viewOf, m_use.picture.picture, m_use.preprocessor, m_sources)
        .then(this, [this, wanted](const QImage& view) {
            if (wanted == m_wanted)
                m_view->setPixmap(QPixmap::fromImage(view));
        });
}

void ControlRow::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslate();
    refreshView();
}

void ControlRow::retranslate() {
    m_remove->setToolTip(tr("Takes this ControlNet off."));
    m_remove->setAccessibleName(tr("Remove %1").arg(m_title->text()));
    m_view->setToolTip(tr("What the network is shown."));
    m_open->setText(tr("Open…"));
    m_open->setToolTip(tr("Chooses the picture that steers."));
    m_take->setText(tr("From the canvas"));
    m_take->setToolTip(tr("Takes the picture that the canvas shows now."));
    m_preprocessor->setAccessibleName(tr("Preparation"));
    m_preprocessor->setToolTip(tr("What is made of the picture before the network is shown it."));
    m_preprocessor->setItemText(0, tr("As it is"));
    m_preprocessor->setItemText(1, tr("Edges (Canny)"));
    m_preprocessor->setItemText(2, tr("Scribble"));
    m_preprocessor->setItemText(3, tr("Lines"));
    m_preprocessor->setItemText(4, tr("Depth map"));
    m_weight->setText(tr("Weight"), tr("How strongly it steers; 1 is as it was made."));
    m_start->setText(tr("From"), tr("The share of the steps at which it begins."));
    m_end->setText(tr("Until"), tr("The share of the steps at which it ends."));
    m_guess->setText(tr("More than the prompt"));
    m_guess->setToolTip(tr("Guesses what the picture shows, even without a prompt (\"guess mode\")."));
}

} // namespace latentbrush::ui
