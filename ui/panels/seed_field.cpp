#include "ui/panels/seed_field.h"

#include "request/generation_request.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>
#include <QToolButton>

namespace latentbrush::ui {
namespace {

// Room for the seeds of a whole job: picture i takes seed + i.
constexpr std::uint64_t kMost = GenerationRequest::kSeedLimit - GenerationRequest::kCountLimit;

} // namespace

SeedField::SeedField(QWidget* parent)
    : QWidget(parent), m_label(new QLabel(this)), m_field(new QLineEdit(this)), m_dice(new QToolButton(this)),
      m_lock(new QToolButton(this)) {
    m_field->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,10}")), m_field));
    m_dice->setIcon(icon(QStringLiteral("dice")));
    m_lock->setCheckable(true);
    for (auto* button : {m_dice, m_lock})
        button->setIconSize({18, 18});
    m_label->setBuddy(m_field);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(m_field, 1);
    row->addSpacing(4);
    row->addWidget(m_dice);
    row->addWidget(m_lock);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_label);
    column->addLayout(row);

    connect(m_dice, &QToolButton::clicked, this, &SeedField::draw);
    connect(m_lock, &QToolButton::toggled, this, [this] {
        retranslate();
        Q_EMIT changed();
    });
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        m_fresh = true;
        setLocked(true);
        Q_EMIT changed();
    });
    connect(m_field, &QLineEdit::editingFinished, this,
            [this] { m_field->setText(QString::number(seed())); });
    draw();
    retranslate();
}

std::uint64_t SeedField::seed() const {
    return std::min<std::uint64_t>(m_field->text().toULongLong(), GenerationRequest::kSeedLimit - 1);
}

void SeedField::setSeed(std::uint64_t seed) {
    m_field->setText(QString::number(seed));
    m_fresh = true;
    Q_EMIT changed();
}

std::uint64_t SeedField::take() {
    if (!isLocked() && !m_fresh)
        draw();
    m_fresh = false;
    return seed();
}

bool SeedField::isLocked() const {
    return m_lock->isChecked();
}

void SeedField::setLocked(bool locked) {
    m_lock->setChecked(locked);
}

void SeedField::draw() {
    setSeed(QRandomGenerator::global()->generate64() % kMost);
}

void SeedField::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SeedField::retranslate() {
    m_label->setText(tr("Seed"));
    m_field->setAccessibleName(tr("Seed"));
    m_field->setToolTip(
        tr("The number that the noise is drawn from: the same seed and settings give the same picture."));
    m_dice->setToolTip(tr("Draws a new seed."));
    m_dice->setAccessibleName(tr("New seed"));
    m_lock->setIcon(icon(isLocked() ? QStringLiteral("lock") : QStringLiteral("unlock")));
    m_lock->setToolTip(isLocked() ? tr("Fixed: every start uses this seed.")
                                  : tr("Random: every start draws a new seed."));
    m_lock->setAccessibleName(tr("Fixed seed"));
}

} // namespace latentbrush::ui
