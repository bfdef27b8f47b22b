#include "ui/painting/mask_amount_card.h"

#include "ui/painting/background_step.h"
#include "ui/widgets/slider_field.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QtConcurrent>

namespace latentbrush::ui {

MaskAmountCard::MaskAmountCard(QWidget* parent)
    : QFrame(parent), m_title(new QLabel(this)), m_amount(new SliderField({0, 256, 0, 64, 1, 0, 8}, this)),
      m_apply(new QPushButton(this)), m_cancel(new QPushButton(this)) {
    setObjectName(QStringLiteral("floatingCard"));
    setAutoFillBackground(true);
    m_title->setObjectName(QStringLiteral("heading"));
    m_apply->setObjectName(QStringLiteral("primaryButton"));
    m_amount->setFixedWidth(220);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(12);
    for (QWidget* part : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_amount),
                          static_cast<QWidget*>(m_apply), static_cast<QWidget*>(m_cancel)})
        row->addWidget(part);
    connect(m_amount, &SliderField::valueChanged, this, &MaskAmountCard::preview);
    connect(m_apply, &QPushButton::clicked, this, &MaskAmountCard::accept);
    connect(m_cancel, &QPushButton::clicked, this, &MaskAmountCard::reject);
    connect(&m_watcher, &QFutureWatcher<Outcome>::finished, this, [this] {
        // The signal may still be that of a future before.
        const auto future = m_watcher.future();
        if (m_document && future.isFinished() && !future.isCanceled())
            show(future.result());
    });
    hide();
    retranslate();
}

void MaskAmountCard::open(PaintedDocument& document, MaskOperation operation,
                          std::array<std::uint8_t, 3> rgb) {
    reject();
    m_document = &document;
    m_operation = operation;
    m_rgb = rgb;
    m_shownAmount = -1;
    // A stroke painted meanwhile took the preview's place.
    connect(&document, &PaintedDocument::historyChanged, this, &MaskAmountCard::preview);
    retranslate();
    adjustSize();
    QFrame::show();
    raise();
    m_amount->setFocus();
    preview();
}

double MaskAmountCard::amount() const {
    return m_amount->value();
}

void MaskAmountCard::setAmount(double amount) {
    m_amount->setValue(amount);
}

void MaskAmountCard::preview() {
    if (!m_document)
        return;
    m_wantedAmount = amount();
    const auto work = [from = m_document->state(), operation = m_operation, amount = m_wantedAmount,
                       rgb = m_rgb]() -> Outcome {
        return std::make_shared<Result<document::DocumentState>>(withMask(operation, from, amount, rgb));
    };
    const auto size = m_document->size();
    if (qint64(size.width()) * size.height() <= BackgroundStep::kAtOnce)
        return show(work());
    m_watcher.setFuture(QtConcurrent::run(work)); // what ran before is no longer waited for
}

void MaskAmountCard::show(const Outcome& outcome) {
    if (!*outcome) {
        const auto error = outcome->error();
        reject();
        Q_EMIT failed(error);
        return;
    }
    const auto before = m_document->shown().mask.contentBounds();
    if (!m_document->draft(m_draft))
        m_draft = m_document->beginDraft();
    m_document->draft(m_draft)->mask = (**outcome).mask;
    m_shownAmount = m_wantedAmount;
    m_document->draftChanged(document::LayerId::Mask,
                             united(before, m_document->shown().mask.contentBounds()));
    if (m_accepting)
        accept();
}

void MaskAmountCard::accept() {
    if (!m_document)
        return;
    if (m_shownAmount != amount() || !m_document->draft(m_draft)) {
        m_accepting = true; // as soon as it is there
        if (!m_watcher.isRunning())
            preview();
        return;
    }
    const auto document = m_document;
    const auto draft = m_draft;
    end();
    if (auto done = document->commitDraft(draft, nameOf(m_operation)); !done)
        Q_EMIT failed(done.error());
}

void MaskAmountCard::reject() {
    const auto document = m_document;
    const auto draft = m_draft;
    end();
    if (document)
        document->dropDraft(draft);
}

void MaskAmountCard::end() {
    m_watcher.setFuture({});
    if (m_document)
        m_document->disconnect(this);
    m_document = nullptr;
    m_draft = 0;
    m_accepting = false;
    hide();
}

void MaskAmountCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        accept();
    else if (event->key() == Qt::Key_Escape)
        reject();
    else
        QFrame::keyPressEvent(event);
}

void MaskAmountCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MaskAmountCard::retranslate() {
    switch (m_operation) {
    case MaskOperation::Grow:
        m_title->setText(tr("Grow the mask"));
        m_amount->setText(tr("Pixels"), tr("How far the mask grows on all sides."));
        break;
    case MaskOperation::Shrink:
        m_title->setText(tr("Shrink the mask"));
        m_amount->setText(tr("Pixels"), tr("How far the mask shrinks on all sides."));
        break;
    case MaskOperation::Smooth:
        m_title->setText(tr("Smooth the mask"));
        m_amount->setText(tr("Radius"), tr("Corners and specks smaller than this go."));
        break;
    case MaskOperation::FromColour:
        m_title->setText(tr("Mask from the colour"));
        m_amount->setText(tr("Tolerance"), tr("How unlike the colour a pixel may be."));
        break;
    default:
        m_title->setText(tr("Feather the mask"));
        m_amount->setText(tr("Radius"), tr("How soft the mask's edge becomes."));
        break;
    }
    m_apply->setText(tr("Apply"));
    m_cancel->setText(tr("Cancel"));
}

} // namespace latentbrush::ui
