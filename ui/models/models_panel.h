#pragma once

#include "ui/models/card_details.h"

#include <QHash>
#include <QWidget>
#include <vector>

class QComboBox;
class QLineEdit;
class QListView;

namespace latentbrush::ui {

class CardsModel;
class EmptyModels;

/// What the model folders hold, searchable: models, LoRAs, embeddings, VAEs and ControlNets, those that
/// cannot be used with the chosen model greyed with the reason. Enter and a double-click use one.
class ModelsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ModelsPanel(QWidget* parent = nullptr);

    void setHashOf(CardDetails::HashOf hashOf);
    /// The chosen one stays, found by its path.
    void setCards(std::vector<catalogue::ModelCard> cards);
    /// The model that add-ons have to fit, by its name or path; unknown ones fit all.
    void setModel(const QString& model);
    /// By name, why add-ons of that kind cannot be used now; those that can be are not in it.
    QHash<QString, QString> reasons(catalogue::CardKind kind) const;
    void focusSearch();
    QSize sizeHint() const override { return {300, 520}; }

Q_SIGNALS:
    /// One that can be used.
    void chosen(const catalogue::ModelCard& card);
    void showInFolderAsked(const QString& file);
    /// A model, to be written as a bundle of TorchScript.
    void importAsked(const catalogue::ModelCard& card);
    void settingsAsked();
    void failed(const Error& error);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOut();
    void wire();
    void retranslate();
    void filter();
    void clearFilter();
    void showCurrent();
    void showEmptiness();
    void use();
    void openMenu(const QPoint& place);
    int currentRow() const;

    CardsModel* m_model;
    QString m_modelName;
    QLineEdit* m_search;
    QComboBox* m_kind;
    QListView* m_list;
    EmptyModels* m_empty;
    CardDetails* m_details;
};

} // namespace latentbrush::ui
