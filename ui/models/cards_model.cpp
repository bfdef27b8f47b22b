#include "ui/models/cards_model.h"

#include "ui/models/card_text.h"

#include <algorithm>

namespace latentbrush::ui {
namespace {

using catalogue::ModelCard;

/// Sharp also where a pixel of the window is two of the screen.
constexpr int kDensest = 2;

QString searchedText(const ModelCard& card) {
    QStringList texts{nameText(card), familyText(card.family), kindText(card.kind)};
    for (const auto& trigger : card.triggers)
        texts << QString::fromStdString(trigger);
    return texts.join(QLatin1Char('\n'));
}

} // namespace

CardsModel::CardsModel(QObject* parent) : QAbstractListModel(parent), m_previews(kDensest * kPreviewEdge) {
    connect(&m_previews, &PreviewCache::loaded, this, [this](const QString& file) {
        for (int row = 0; row < rowCount(); ++row)
            if (file == QString::fromStdString(cardAt(row).preview.string()))
                Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
    });
}

int CardsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CardsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& card = cardAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return nameText(card);
    case Qt::DecorationRole:
        return m_previews.image(QString::fromStdString(card.preview.string()));
    case FactsRole:
        return QStringLiteral("%1 · %2").arg(kindText(card.kind), factsText(card));
    case ReasonRole:
        return reasonText(card, m_family);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole: {
        const auto reason = reasonText(card, m_family);
        const auto facts = index.data(FactsRole).toString();
        return reason.isEmpty() ? facts : QStringLiteral("%1\n%2").arg(facts, reason);
    }
    default:
        return {};
    }
}

void CardsModel::setCards(std::vector<ModelCard> cards) {
    m_previews.refresh();
    if (cards == m_cards)
        return changedAll();
    beginResetModel();
    m_cards = std::move(cards);
    filter();
    endResetModel();
}

void CardsModel::setFamily(const std::string& family) {
    if (family == m_family)
        return;
    m_family = family;
    changedAll();
}

void CardsModel::setFilter(const QString& text, std::optional<catalogue::CardKind> kind) {
    beginResetModel();
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_kind = kind;
    filter();
    endResetModel();
}

void CardsModel::setHash(const std::filesystem::path& path, const std::string& hash) {
    for (auto& card : m_cards)
        if (card.path == path)
            card.hash = hash;
}

void CardsModel::retranslate() {
    changedAll();
}

const ModelCard& CardsModel::cardAt(int row) const {
    return m_cards.at(m_rows.at(static_cast<std::size_t>(row)));
}

int CardsModel::rowOf(const std::filesystem::path& path) const {
    const auto found =
        std::ranges::find_if(m_rows, [&](std::size_t card) { return m_cards[card].path == path; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

bool CardsModel::isUsable(int row) const {
    const auto& card = cardAt(row);
    return !card.problem && !catalogue::misfitOf(card, m_family);
}

void CardsModel::filter() {
    m_rows.clear();
    for (std::size_t card = 0; card < m_cards.size(); ++card)
        if (isLetThrough(m_cards[card]))
            m_rows.push_back(card);
}

bool CardsModel::isLetThrough(const ModelCard& card) const {
    if (m_kind && card.kind != *m_kind)
        return false;
    const auto text = searchedText(card);
    return std::ranges::all_of(m_words,
                               [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

void CardsModel::changedAll() {
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

} // namespace latentbrush::ui
