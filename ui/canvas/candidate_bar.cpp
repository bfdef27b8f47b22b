#include "ui/canvas/candidate_bar.h"

#include "ui/canvas/thumbnail_row.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/soft_shadow.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>

namespace latentbrush::ui {
namespace {

bool isBarKey(const QKeyEvent& event) {
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
    case Qt::Key_C:
        return true;
    default:
        return false;
    }
}

} // namespace

CandidateBar::CandidateBar(QWidget* parent)
    : QFrame(parent), m_row(new ThumbnailRow(this)), m_compare(new QToolButton(this)),
      m_reject(new QPushButton(this)), m_accept(new QPushButton(this)) {
    setObjectName(QStringLiteral("floatingCard"));
    setFocusPolicy(Qt::ClickFocus);
    m_compare->setIcon(icon(QStringLiteral("compare")));
    m_compare->setIconSize({20, 20});
    m_compare->setCheckable(true);
    m_reject->setIcon(icon(QStringLiteral("reject")));
    m_accept->setObjectName(QStringLiteral("primaryButton"));
    m_accept->setIcon(iconOnAccent(QStringLiteral("accept")));
    for (QWidget* button : std::initializer_list<QWidget*>{m_compare, m_reject, m_accept}) {
        button->setFocusPolicy(Qt::TabFocus);
        button->installEventFilter(this);
    }
    connect(m_row, &ThumbnailRow::chosen, this, &CandidateBar::chosen);
    connect(m_row, &ThumbnailRow::hovered, this, &CandidateBar::previewed);
    connect(m_compare, &QToolButton::toggled, this, &CandidateBar::compareToggled);
    connect(m_reject, &QPushButton::clicked, this, &CandidateBar::rejected);
    connect(m_accept, &QPushButton::clicked, this, &CandidateBar::accept);
    layOut();
    retranslate();
    hide();
    new SoftShadow(this);
}

void CandidateBar::layOut() {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(7, 7, 12, 7);
    row->setSpacing(8);
    row->addWidget(m_row);
    row->addSpacing(4);
    for (QWidget* button : std::initializer_list<QWidget*>{m_compare, m_reject, m_accept})
        row->addWidget(button);
}

void CandidateBar::clear() {
    m_row->clear();
    hide();
    setCompare(false);
}

void CandidateBar::append(const QImage& picture) {
    auto* button = m_row->append(picture);
    button->installEventFilter(this);
    // Tab goes from left to right, though the buttons beside the row are older.
    QWidget* before = this;
    if (count() > 1)
        before = m_row->buttons()[count() - 2];
    setTabOrder(before, button);
    retranslate();
    adjustSize();
    show();
    if (count() == 1)
        choose(0);
}

int CandidateBar::current() const {
    return m_row->current();
}

void CandidateBar::choose(int index) {
    m_row->choose(index);
}

qsizetype CandidateBar::count() const {
    return m_row->buttons().size();
}

bool CandidateBar::isComparing() const {
    return m_compare->isChecked();
}

void CandidateBar::setCompare(bool compare) {
    m_compare->setChecked(compare);
}

void CandidateBar::accept() {
    Q_EMIT accepted(current());
}

void CandidateBar::flip(int step) {
    const auto all = static_cast<int>(count());
    const auto next = (current() + step + all) % all;
    // The focus goes along from thumbnail to thumbnail, and stays on any other button.
    if (m_row->isAncestorOf(focusWidget()))
        m_row->buttons()[next]->setFocus();
    choose(next);
}

bool CandidateBar::takeKey(const QKeyEvent& event) {
    if (!isBarKey(event) || current() < 0)
        return false;
    switch (event.key()) {
    case Qt::Key_Left:
        flip(-1);
        break;
    case Qt::Key_Right:
        flip(1);
        break;
    case Qt::Key_Escape:
        Q_EMIT rejected();
        break;
    case Qt::Key_C:
        setCompare(!isComparing());
        break;
    default:
        accept();
    }
    return true;
}

bool CandidateBar::hear(QEvent& event) {
    if (event.type() != QEvent::KeyPress && event.type() != QEvent::ShortcutOverride)
        return false;
    const auto& key = static_cast<QKeyEvent&>(event);
    if (event.type() == QEvent::KeyPress ? !takeKey(key) : !isBarKey(key))
        return false;
    event.accept();
    return true;
}

bool CandidateBar::event(QEvent* event) {
    return hear(*event) || QFrame::event(event);
}

bool CandidateBar::eventFilter(QObject* watched, QEvent* event) {
    // Enter is a button's own where pressing it does something else than accepting.
    const bool isOther = watched == m_compare || watched == m_reject;
    if (isOther && event->type() == QEvent::KeyPress) {
        const auto key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            static_cast<QAbstractButton*>(watched)->click();
            return true;
        }
    }
    return hear(*event) || QFrame::eventFilter(watched, event);
}

void CandidateBar::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CandidateBar::retranslate() {
    setAccessibleName(tr("Candidates"));
    for (qsizetype i = 0; i < count(); ++i) {
        auto* button = m_row->buttons()[i];
        button->setToolTip(tr("Shows candidate %1 of %2 (arrow keys).").arg(i + 1).arg(count()));
        button->setAccessibleName(tr("Candidate %1").arg(i + 1));
    }
    m_compare->setToolTip(tr("Compares the candidate with what was there before, side by side (C)."));
    m_compare->setAccessibleName(tr("Compare"));
    m_reject->setText(tr("Reject"));
    m_reject->setToolTip(tr("Leaves the document as it is (Esc). The candidates stay in the history."));
    m_accept->setText(tr("Accept"));
    m_accept->setToolTip(tr("Makes this candidate part of the document (Enter), in one step to undo."));
    for (auto* button : {m_reject, m_accept})
        button->setAccessibleName(button->text());
}

} // namespace latentbrush::ui
