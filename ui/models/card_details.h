#pragma once

#include "base/result.h"
#include "base/stop_token.h"
#include "catalogue/model_card.h"

#include <QFrame>
#include <functional>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace latentbrush::ui {

/// The chosen card in full: what it is, what is missing, the words that call it, its file and its hash, which
/// is computed on another thread when the person asks for it.
class CardDetails : public QFrame {
    Q_OBJECT
public:
    /// Any thread.
    using HashOf = std::function<Result<std::string>(const std::filesystem::path&, const StopToken&)>;

    explicit CardDetails(QWidget* parent = nullptr);
    ~CardDetails() override;

    void setHashOf(HashOf hashOf);
    void show(const catalogue::ModelCard& card, const std::string& modelFamily);
    void copyHash() const;
    bool hasHash() const { return m_card && !m_card->hash.empty(); }

Q_SIGNALS:
    void useAsked();
    void hashComputed(const std::filesystem::path& path, const std::string& hash);
    void failed(const Error& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void refresh();
    void refreshHash();
    void compute();
    void take(const std::filesystem::path& path, const Result<std::string>& hash);
    void retranslate();

    HashOf m_hashOf;
    std::optional<catalogue::ModelCard> m_card;
    std::string m_modelFamily;
    std::filesystem::path m_computing; ///< empty: none
    StopSource m_stop;

    QLabel* m_name;
    QLabel* m_facts;
    QLabel* m_reason;
    QLabel* m_words;
    QLineEdit* m_path;
    QLineEdit* m_hash;
    QToolButton* m_copy;
    QPushButton* m_compute;
    QPushButton* m_use;
};

} // namespace latentbrush::ui
