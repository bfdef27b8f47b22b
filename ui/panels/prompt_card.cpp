#include "ui/panels/prompt_card.h"

#include "ui/messages/task_text.h"
#include "ui/panels/prompt_edit.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/soft_shadow.h"
#include "ui/widgets/time_line.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace latentbrush::ui {

PromptCard::PromptCard(TokenCounter::Count count, QWidget* parent)
    : QFrame(parent), m_counter(count), m_negativeCounter(count), m_prompt(new PromptEdit(1, 8, this)),
      m_negative(new PromptEdit(1, 4, this)), m_fold(new QToolButton(this)), m_countLabel(new QLabel(this)),
      m_status(new QLabel(this)), m_timeLine(new TimeLine(this)), m_rule(new QFrame(this)),
      m_finishOne(new QPushButton(this)), m_cancel(new QPushButton(this)), m_generate(new QPushButton(this)) {
    makeParts();
    layOut();
    retranslate();

    connect(m_prompt, &PromptEdit::textEdited, &m_counter, &TokenCounter::setText);
    connect(m_negative, &PromptEdit::textEdited, &m_negativeCounter, &TokenCounter::setText);
    connect(m_prompt, &PromptEdit::textEdited, this, &PromptCard::promptEdited);
    connect(m_negative, &PromptEdit::textEdited, this, [this] {
        refresh();
        Q_EMIT promptEdited();
    });
    connect(&m_counter, &TokenCounter::counted, this, &PromptCard::showCount);
    connect(&m_negativeCounter, &TokenCounter::counted, this,
            [this](const TokenCount& negative) { m_negative->setBorder(negative.border); });
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_negative->setVisible(open);
        if (open)
            m_negative->setFocus();
        refresh();
    });
    connect(m_generate, &QPushButton::clicked, this, &PromptCard::generateAsked);
    connect(m_cancel, &QPushButton::clicked, this, [this] { Q_EMIT cancelAsked(StopDegree::Now); });
    connect(m_finishOne, &QPushButton::clicked, this, [this] {
        m_stopping = true;
        refresh();
        Q_EMIT cancelAsked(StopDegree::AfterThisPicture);
    });
}

void PromptCard::makeParts() {
    setObjectName(QStringLiteral("promptCard"));
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.1);
    m_prompt->setFont(large);
    m_negative->setObjectName(QStringLiteral("negativePrompt"));
    m_negative->hide();
    m_fold->setObjectName(QStringLiteral("foldButton"));
    m_fold->setCheckable(true);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_status->setObjectName(QStringLiteral("muted"));
    m_generate->setObjectName(QStringLiteral("generateButton"));
    m_generate->setIcon(iconOnAccent(QStringLiteral("generate")));
    m_generate->setAutoDefault(false);
    m_cancel->setIcon(icon(QStringLiteral("cancel")));
    new SoftShadow(this);
}

void PromptCard::layOut() {
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_fold);
    middle->addStretch(1);
    middle->addWidget(m_countLabel);
    m_rule->setObjectName(QStringLiteral("cardRule"));
    m_rule->setFixedHeight(1);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_finishOne);
    bottom->addWidget(m_cancel);
    bottom->addWidget(m_generate);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 14, 12);
    column->setSpacing(7);
    column->addWidget(m_prompt);
    column->addLayout(middle);
    column->addWidget(m_negative);
    column->addWidget(m_rule);
    column->addWidget(m_timeLine);
    column->addLayout(bottom);
}

QString PromptCard::prompt() const {
    return m_prompt->toPlainText();
}

QString PromptCard::negativePrompt() const {
    return m_negative->toPlainText();
}

void PromptCard::setPrompts(const QString& prompt, const QString& negative) {
    m_prompt->replaceText(prompt);
    m_negative->replaceText(negative);
}

void PromptCard::insertWord(const QString& word) {
    const bool negative = isNegativeOpen() && focusWidget() == m_negative;
    (negative ? m_negative : m_prompt)->insertWord(word);
}

void PromptCard::setModel(const QString& model, int tokenLimit) {
    m_counter.setModel(model, tokenLimit);
    m_negativeCounter.setModel(model, tokenLimit);
}

void PromptCard::setAction(const QString& action) {
    m_action = action;
    refresh();
}

bool PromptCard::isComposing() const {
    return m_prompt->isComposing() || m_negative->isComposing();
}

void PromptCard::focusPrompt() {
    m_prompt->setFocus();
}

bool PromptCard::isNegativeOpen() const {
    return m_fold->isChecked();
}

void PromptCard::openNegative() {
    m_fold->setChecked(true);
    m_negative->setFocus();
}

void PromptCard::closeNegative() {
    m_fold->setChecked(false);
    m_prompt->setFocus();
}

void PromptCard::setLoading(bool now) {
    m_loading = now;
    refresh();
}

void PromptCard::begin(int pictures) {
    m_running = true;
    m_stopping = false;
    m_pictures = pictures;
    m_progress = {Progress::Stage::LoadingModel, 0, 0, 0, -1};
    refresh();
}

void PromptCard::showProgress(const Progress& progress) {
    m_progress = progress;
    refresh();
}

void PromptCard::end() {
    m_running = false;
    refresh();
}

void PromptCard::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PromptCard::retranslate() {
    m_prompt->setPlaceholderText(tr("Describe the picture"));
    m_prompt->setAccessibleName(tr("Prompt"));
    m_negative->setPlaceholderText(tr("What should not be in it"));
    m_negative->setAccessibleName(tr("Negative prompt"));
    m_fold->setToolTip(tr("Opens the field for what should not be in the picture."));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stops at once; finished pictures are kept (Shift+Esc)."));
    m_finishOne->setText(tr("Finish this one"));
    m_finishOne->setToolTip(tr("Finishes the picture that is being made and skips the rest."));
    showCount(m_count);
    refresh();
}

void PromptCard::showCount(const TokenCount& count) {
    m_count = count;
    const int parts = std::max(1, (count.tokens + count.limit - 1) / count.limit);
    m_countLabel->setText(QStringLiteral("%1/%2").arg(count.tokens).arg(parts * count.limit));
    const bool beyond = count.tokens > count.limit;
    m_countLabel->setToolTip(
        beyond ? tr("The model reads %1 tokens at once; the coloured rest becomes another part.")
                     .arg(count.limit)
               : tr("How many tokens of the prompt the model reads, and how many it can."));
    m_countLabel->setAccessibleName(tr("Tokens: %1 of %2").arg(count.tokens).arg(parts * count.limit));
    m_countLabel->setObjectName(beyond ? QStringLiteral("beyond") : QStringLiteral("muted"));
    m_countLabel->style()->unpolish(m_countLabel);
    m_countLabel->style()->polish(m_countLabel);
    m_prompt->setBorder(count.border);
}

void PromptCard::refresh() {
    m_fold->setArrowType(m_fold->isChecked() ? Qt::DownArrow : Qt::RightArrow);
    const auto negative = m_negative->toPlainText().simplified();
    const auto shown = negative.size() > 40 ? negative.left(40) + QChar(0x2026) : negative;
    m_fold->setText(m_fold->isChecked() || shown.isEmpty() ? tr("Negative prompt")
                                                           : tr("Not: %1").arg(shown));
    m_timeLine->setVisible(m_running || m_loading);
    m_rule->setVisible(!m_running && !m_loading);
    m_cancel->setVisible(m_running);
    m_finishOne->setVisible(m_running && m_pictures > 1 && !m_stopping &&
                            m_progress.picture + 1 < m_pictures);
    m_generate->setText(m_running ? tr("Add to the queue") : tr("Generate"));
    m_generate->setToolTip(m_running ? tr("Waits in the queue until the running job has ended (Ctrl+Enter).")
                                     : tr("Makes the picture (Ctrl+Enter)."));
    m_status->setText(m_running   ? progressText()
                      : m_loading ? stageText(Progress::Stage::LoadingModel)
                                  : m_action);
    const bool counts = m_running && m_progress.stage == Progress::Stage::Denoising && m_progress.steps > 0;
    const double all = static_cast<double>(m_progress.steps) * m_pictures;
    const double done = m_progress.step + static_cast<double>(m_progress.picture) * m_progress.steps;
    m_timeLine->setShare(counts                                                       ? done / all
                         : m_running && m_progress.stage == Progress::Stage::Decoding ? 1
                                                                                      : -1);
}

QString PromptCard::progressText() const {
    if (m_progress.stage != Progress::Stage::Denoising)
        return stageText(m_progress.stage);
    QStringList parts;
    if (m_pictures > 1)
        parts << tr("Picture %1/%2").arg(m_progress.picture + 1).arg(m_pictures);
    parts << tr("Step %1/%2").arg(m_progress.step).arg(m_progress.steps);
    if (m_progress.secondsLeft >= 0)
        parts << tr("%1 left").arg(timeText(m_progress.secondsLeft));
    return parts.join(QStringLiteral(" · "));
}

} // namespace latentbrush::ui
