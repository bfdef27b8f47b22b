#pragma once

#include "catalogue/model_card.h"
#include "ui/models/preview_cache.h"

#include <QAbstractListModel>
#include <optional>
#include <vector>

namespace latentbrush::ui {

/// The cards of the model folders that the search lets through, as a list.
class CardsModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        FactsRole = Qt::UserRole, ///< "SD 1.x · fp16 · 144 MB"
        ReasonRole                ///< why it cannot be used now; empty where it can
    };
    static constexpr int kPreviewEdge = 48; ///< pixels

    explicit CardsModel(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the name; DecorationRole: its preview as QImage, null while it is not there.
    QVariant data(const QModelIndex& index, int role) const override;

    const std::vector<catalogue::ModelCard>& cards() const { return m_cards; }
    /// Previews are looked at anew even where the cards are the same.
    void setCards(std::vector<catalogue::ModelCard> cards);
    /// Of the model that add-ons have to fit.
    void setFamily(const std::string& family);
    const std::string& family() const { return m_family; }
    /// All words of the text stand somewhere in the name, the family or the words that call it; `kind`: none
    /// for all.
    void setFilter(const QString& text, std::optional<catalogue::CardKind> kind);
    void setHash(const std::filesystem::path& path, const std::string& hash);
    void retranslate();

    const catalogue::ModelCard& cardAt(int row) const;
    /// -1: not among those that are let through.
    int rowOf(const std::filesystem::path& path) const;
    bool isUsable(int row) const;

private:
    void filter();
    bool isLetThrough(const catalogue::ModelCard& card) const;
    void changedAll();

    std::vector<catalogue::ModelCard> m_cards;
    std::vector<std::size_t> m_rows; ///< into m_cards
    std::string m_family;
    QStringList m_words;
    std::optional<catalogue::CardKind> m_kind;
    mutable PreviewCache m_previews;
};

} // namespace latentbrush::ui
