#include "ui/models/card_details.h"

#include "ui/models/card_text.h"
#include "ui/widgets/icon.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

namespace latentbrush::ui {

CardDetails::CardDetails(QWidget* parent)
    : QFrame(parent), m_name(new QLabel(this)), m_facts(new QLabel(this)), m_reason(new QLabel(this)),
      m_words(new QLabel(this)), m_path(new QLineEdit(this)), m_hash(new QLineEdit(this)),
      m_copy(new QToolButton(this)), m_compute(new QPushButton(this)), m_use(new QPushButton(this)) {
    m_name->setObjectName(QStringLiteral("heading"));
    m_facts->setObjectName(QStringLiteral("muted"));
    m_reason->setObjectName(QStringLiteral("beyond"));
    for (auto* label : {m_name, m_facts, m_reason, m_words}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        // A name without a place to break it must not make the panel wide.
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_path->setReadOnly(true);
    m_hash->setReadOnly(true);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_use->setObjectName(QStringLiteral("primaryButton"));
    layOut();
    connect(m_use, &QPushButton::clicked, this, &CardDetails::useAsked);
    connect(m_copy, &QToolButton::clicked, this, &CardDetails::copyHash);
    connect(m_compute, &QPushButton::clicked, this, [this] {
        if (m_computing.empty())
            compute();
        else
            m_stop.request(StopDegree::Now);
    });
    retranslate();
}

CardDetails::~CardDetails() {
    m_stop.request(StopDegree::Now);
}

void CardDetails::layOut() {
    auto* hash = new QHBoxLayout;
    hash->setSpacing(4);
    hash->addWidget(m_hash, 1);
    hash->addWidget(m_copy);
    hash->addWidget(m_compute);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(6);
    for (auto* label : {m_name, m_facts, m_reason, m_words})
        column->addWidget(label);
    column->addWidget(m_path);
    column->addLayout(hash);
    column->addWidget(m_use);
}

void CardDetails::setHashOf(HashOf hashOf) {
    m_hashOf = std::move(hashOf);
    refreshHash();
}

void CardDetails::show(const catalogue::ModelCard& card, const std::string& modelFamily) {
    m_card = card;
    m_modelFamily = modelFamily;
    refresh();
}

void CardDetails::copyHash() const {
    if (hasHash())
        QApplication::clipboard()->setText(QString::fromStdString(m_card->hash));
}

void CardDetails::refresh() {
    if (!m_card)
        return;
    const auto reason = reasonText(*m_card, m_modelFamily);
    QStringList words;
    for (const auto& word : m_card->triggers)
        words << QString::fromStdString(word);
    m_name->setText(nameText(*m_card));
    m_facts->setText(QStringLiteral("%1 · %2").arg(kindText(m_card->kind), factsText(*m_card)));
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    m_words->setText(tr("Trigger words: %1").arg(words.join(QStringLiteral(", "))));
    m_words->setVisible(!words.isEmpty());
    m_path->setText(QString::fromStdString(m_card->path.string()));
    m_path->setToolTip(m_path->text());
    m_path->setCursorPosition(0);
    m_use->setText(useText(m_card->kind));
    m_use->setEnabled(reason.isEmpty());
    m_use->setToolTip(reason);
    refreshHash();
}

void CardDetails::refreshHash() {
    if (!m_card)
        return;
    const bool computing = !m_computing.empty() && m_computing == m_card->path;
    // A folder has many files; a bundle's manifest says the hash of them all.
    const bool canCompute = m_hashOf && QFileInfo(m_path->text()).isFile();
    m_hash->setText(QString::fromStdString(m_card->hash));
    m_hash->setCursorPosition(0);
    m_hash->setToolTip(m_hash->text());
    m_hash->setPlaceholderText(computing ? tr("Reading the file…") : tr("SHA-256: not computed"));
    m_hash->setVisible(hasHash() || canCompute);
    m_copy->setVisible(hasHash());
    m_compute->setVisible(!hasHash() && canCompute);
    m_compute->setEnabled(computing || m_computing.empty());
    m_compute->setText(computing ? tr("Stop") : tr("Compute"));
}

void CardDetails::compute() {
    if (!m_card || !m_hashOf)
        return;
    m_computing = m_card->path;
    m_stop = StopSource();
    refreshHash();
    QtConcurrent::run([hashOf = m_hashOf, path = m_computing, stop = m_stop.token()] {
        return hashOf(path, stop);
    }).then(this, [this, path = m_computing](const Result<std::string>& hash) { take(path, hash); });
}

void CardDetails::take(const std::filesystem::path& path, const Result<std::string>& hash) {
    m_computing.clear();
    if (hash) {
        if (m_card && m_card->path == path)
            m_card->hash = *hash;
        Q_EMIT hashComputed(path, *hash);
    } else if (hash.error().code != ErrorCode::Cancelled) {
        Q_EMIT failed(hash.error());
    }
    refreshHash();
}

void CardDetails::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void CardDetails::retranslate() {
    m_path->setAccessibleName(tr("File"));
    m_hash->setAccessibleName(tr("SHA-256"));
    m_copy->setAccessibleName(tr("Copy the hash"));
    m_copy->setToolTip(tr("Copies the SHA-256, by which others name this file."));
    m_compute->setToolTip(tr("Reads the whole file for its SHA-256, by which others name it."));
    refresh();
}

} // namespace latentbrush::ui
