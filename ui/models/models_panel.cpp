#include "ui/models/models_panel.h"

#include "ui/models/card_delegate.h"
#include "ui/models/card_text.h"
#include "ui/models/cards_model.h"
#include "ui/models/empty_models.h"
#include "ui/widgets/icon.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace latentbrush::ui {
namespace {

using catalogue::CardKind;

constexpr CardKind kKinds[] = {CardKind::Model, CardKind::Lora, CardKind::Embedding, CardKind::Vae,
                               CardKind::ControlNet};

} // namespace

ModelsPanel::ModelsPanel(QWidget* parent)
    : QWidget(parent), m_model(new CardsModel(this)), m_search(new QLineEdit(this)),
      m_kind(new QComboBox(this)), m_list(new QListView(this)), m_empty(new EmptyModels(this)),
      m_details(new CardDetails(this)) {
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName(QStringLiteral("panel"));
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_kind->addItem(QString());
    for (const auto kind : kKinds)
        m_kind->addItem(QString(), static_cast<int>(kind));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CardDelegate(m_list));
    m_list->setUniformItemSizes(true); // a folder of thousands is laid out without asking each
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    layOut();
    wire();
    retranslate();
    showCurrent();
    showEmptiness();
}

void ModelsPanel::layOut() {
    auto* top = new QHBoxLayout;
    top->setContentsMargins(10, 6, 10, 4);
    top->setSpacing(6);
    top->addWidget(m_search, 1);
    top->addWidget(m_kind);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_list, 1);
    column->addWidget(m_empty);
    column->addWidget(m_details);
}

void ModelsPanel::wire() {
    m_search->installEventFilter(this);
    m_list->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &ModelsPanel::filter);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ModelsPanel::filter);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelsPanel::showCurrent);
    connect(m_list, &QListView::doubleClicked, this, &ModelsPanel::use);
    connect(m_list, &QListView::customContextMenuRequested, this, &ModelsPanel::openMenu);
    connect(m_details, &CardDetails::useAsked, this, &ModelsPanel::use);
    connect(m_details, &CardDetails::hashComputed, m_model, &CardsModel::setHash);
    connect(m_details, &CardDetails::failed, this, &ModelsPanel::failed);
    connect(m_empty, &EmptyModels::settingsAsked, this, &ModelsPanel::settingsAsked);
    connect(m_empty, &EmptyModels::clearAsked, this, &ModelsPanel::clearFilter);
}

void ModelsPanel::setHashOf(CardDetails::HashOf hashOf) {
    m_details->setHashOf(std::move(hashOf));
}

void ModelsPanel::setCards(std::vector<catalogue::ModelCard> cards) {
    const auto row = currentRow();
    const auto path = row < 0 ? std::filesystem::path() : m_model->cardAt(row).path;
    m_model->setCards(std::move(cards));
    if (const auto again = m_model->rowOf(path); again >= 0 && again != currentRow())
        m_list->setCurrentIndex(m_model->index(again));
    setModel(m_modelName);
    showEmptiness();
}

void ModelsPanel::setModel(const QString& model) {
    m_modelName = model;
    const auto name = model.toStdString();
    const auto& cards = m_model->cards();
    const auto found = std::ranges::find_if(cards, [&](const catalogue::ModelCard& card) {
        return card.kind == CardKind::Model && (card.name == name || card.path == name);
    });
    m_model->setFamily(found == cards.end() ? std::string() : found->family);
    showCurrent();
}

QHash<QString, QString> ModelsPanel::reasons(CardKind kind) const {
    QHash<QString, QString> reasons;
    for (const auto& card : m_model->cards())
        if (const auto reason = reasonText(card, m_model->family()); card.kind == kind && !reason.isEmpty())
            reasons.insert(QString::fromStdString(card.name), reason);
    return reasons;
}

void ModelsPanel::focusSearch() {
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ModelsPanel::filter() {
    const auto row = currentRow();
    const auto path = row < 0 ? std::filesystem::path() : m_model->cardAt(row).path;
    const auto kind = m_kind->currentIndex() > 0
                          ? std::optional(static_cast<CardKind>(m_kind->currentData().toInt()))
                          : std::nullopt;
    m_model->setFilter(m_search->text(), kind);
    m_list->setCurrentIndex(m_model->index(m_model->rowOf(path)));
    showCurrent();
    showEmptiness();
}

void ModelsPanel::clearFilter() {
    m_search->clear();
    m_kind->setCurrentIndex(0);
}

int ModelsPanel::currentRow() const {
    const auto current = m_list->currentIndex();
    return current.isValid() ? current.row() : -1;
}

void ModelsPanel::showCurrent() {
    const auto row = currentRow();
    if (row >= 0)
        m_details->show(m_model->cardAt(row), m_model->family());
    m_details->setVisible(row >= 0);
}

// The starter alone is no reason to hide how one's own models get here.
void ModelsPanel::showEmptiness() {
    const auto& cards = m_model->cards();
    const bool hasOwn =
        std::ranges::any_of(cards, [](const catalogue::ModelCard& card) { return card.family != "starter"; });
    const bool found = m_model->rowCount() > 0;
    m_empty->setReason(hasOwn ? EmptyModels::Reason::NothingFound : EmptyModels::Reason::NoModels);
    m_empty->setVisible(!hasOwn || !found);
    m_list->setVisible(found || !hasOwn);
}

void ModelsPanel::use() {
    if (const auto row = currentRow(); row >= 0 && m_model->isUsable(row))
        Q_EMIT chosen(m_model->cardAt(row));
}

void ModelsPanel::openMenu(const QPoint& place) {
    const auto row = currentRow();
    if (row < 0)
        return;
    const auto card = m_model->cardAt(row);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* use = menu->addAction(useText(card.kind), this, &ModelsPanel::use);
    use->setEnabled(m_model->isUsable(row));
    menu->addSeparator();
    menu->addAction(icon(QStringLiteral("folder")), tr("Show in folder"), this,
                    [this, card] { Q_EMIT showInFolderAsked(QString::fromStdString(card.path.string())); });
    if (card.kind == CardKind::Model)
        menu->addAction(tr("Write as a bundle…"), this, [this, card] { Q_EMIT importAsked(card); })
            ->setToolTip(
                tr("Writes the model as TorchScript, which opens with neither configs nor weights."));
    auto* copy =
        menu->addAction(icon(QStringLiteral("copy")), tr("Copy hash"), m_details, &CardDetails::copyHash);
    copy->setEnabled(m_details->hasHash());
    menu->popup(m_list->viewport()->mapToGlobal(place));
}

bool ModelsPanel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto key = static_cast<QKeyEvent*>(event)->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_list && enter) {
        use();
        return true;
    }
    if (watched == m_search && (enter || key == Qt::Key_Down) && m_model->rowCount() > 0) {
        m_list->setFocus();
        if (currentRow() < 0)
            m_list->setCurrentIndex(m_model->index(0));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ModelsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ModelsPanel::retranslate() {
    m_search->setPlaceholderText(tr("Search models…"));
    m_search->setAccessibleName(tr("Search models"));
    m_search->setToolTip(tr("Finds what has all these words in its name, family or trigger words."));
    m_kind->setItemText(0, tr("All kinds"));
    for (int row = 1; row < m_kind->count(); ++row)
        m_kind->setItemText(row, kindText(static_cast<CardKind>(m_kind->itemData(row).toInt())));
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->setToolTip(tr("Shows only one kind of file."));
    m_list->setAccessibleName(tr("Models"));
    m_model->retranslate();
    showCurrent();
}

} // namespace latentbrush::ui
