#include "ui/widgets/error_bar.h"

#include "ui/widgets/icon.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace latentbrush::ui {

ErrorBar::ErrorBar(QWidget* parent)
    : QFrame(parent), m_sign(new QLabel(this)), m_what(new QLabel(this)), m_next(new QLabel(this)),
      m_details(new QLabel(this)), m_remedyButton(new QPushButton(this)),
      m_detailsButton(new QPushButton(this)), m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("errorBar"));
    m_what->setObjectName(QStringLiteral("errorWhat"));
    m_details->setObjectName(QStringLiteral("muted"));
    for (auto* label : {m_what, m_next, m_details}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setTextFormat(Qt::PlainText);
    }
    m_details->hide();
    m_detailsButton->setCheckable(true);
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setAutoRaise(true);
    layOut();

    connect(m_close, &QToolButton::clicked, this, &ErrorBar::dismiss);
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QLabel::setVisible);
    connect(m_remedyButton, &QPushButton::clicked, this, [this] {
        const auto apply = m_remedy.apply;
        dismiss();
        apply();
    });
    hide();
}

void ErrorBar::layOut() {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 10, 8, 10);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_sign, 0, 0, 2, 1, Qt::AlignTop);
    grid->addWidget(m_what, 0, 1);
    grid->addWidget(m_next, 1, 1);
    grid->addWidget(m_details, 2, 1, 1, 4);
    grid->addWidget(m_detailsButton, 0, 2, 2, 1);
    grid->addWidget(m_remedyButton, 0, 3, 2, 1);
    grid->addWidget(m_close, 0, 4, 2, 1);
    grid->setColumnStretch(1, 1);
}

void ErrorBar::showError(const Error& error, const Remedy& remedy) {
    m_remedy = remedy;
    m_detailText = error.detail.empty()
                       ? QString()
                       : QStringLiteral("%1: %2").arg(QString::fromLatin1(nameOf(error.code)),
                                                      QString::fromStdString(error.detail));
    open([error] { return errorText(error); }, false);
}

void ErrorBar::showNotice(std::function<ErrorText()> text) {
    m_remedy = {};
    m_detailText.clear();
    open(std::move(text), true);
}

void ErrorBar::open(std::function<ErrorText()> text, bool notice) {
    m_notice = notice;
    style()->unpolish(this);
    style()->polish(this);
    m_sign->setPixmap(
        icon(notice ? QStringLiteral("info") : QStringLiteral("warning")).pixmap(QSize(20, 20)));
    m_text = std::move(text);
    m_details->setText(m_detailText);
    m_detailsButton->setChecked(false);
    m_detailsButton->setVisible(!m_detailText.isEmpty());
    m_remedyButton->setVisible(static_cast<bool>(m_remedy.apply));
    retranslate();
    show();
}

void ErrorBar::dismiss() {
    m_text = nullptr;
    hide();
}

void ErrorBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ErrorBar::retranslate() {
    setAccessibleName(m_notice ? tr("Notice") : tr("Error"));
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setToolTip(tr("Shows the technical details, in English."));
    m_close->setToolTip(tr("Closes this message (Esc)."));
    m_close->setAccessibleName(tr("Close"));
    if (!m_text)
        return;
    const auto text = m_text();
    m_what->setText(text.what);
    m_next->setText(text.next);
    m_remedyButton->setText(m_remedy.text);
}

} // namespace latentbrush::ui
