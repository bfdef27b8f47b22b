#include "ui/panels/control_list.h"

#include "ui/panels/add_choice.h"

#include <QEvent>
#include <QVBoxLayout>

namespace latentbrush::ui {

ControlList::ControlList(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout), m_choices(new AddChoice(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_column->setSpacing(12);
    column->addLayout(m_column);
    column->addWidget(m_choices);
    connect(m_choices, &AddChoice::chosen, this, &ControlList::add);
    retranslate();
}

std::vector<ControlUse> ControlList::controls() const {
    std::vector<ControlUse> uses;
    for (const auto* row : m_rows)
        if (auto use = row->use(); !use.picture.hash.empty())
            uses.push_back(std::move(use));
    return uses;
}

void ControlList::setControls(const std::vector<ControlUse>& controls) {
    if (controls == this->controls())
        return;
    while (!m_rows.empty())
        remove(m_rows.back());
    for (const auto& use : controls)
        append(use);
    Q_EMIT changed();
}

void ControlList::add(const QString& name) {
    if (m_rows.size() >= ControlUse::kControlsLimit)
        return;
    ControlUse use;
    use.name = name.toStdString();
    auto* row = append(std::move(use));
    row->takeCanvasPicture();
    Q_EMIT changed();
}

ControlRow* ControlList::append(ControlUse use) {
    auto* row = new ControlRow(std::move(use), m_sources, this);
    m_rows.push_back(row);
    m_column->addWidget(row);
    connect(row, &ControlRow::changed, this, &ControlList::changed);
    connect(row, &ControlRow::failed, this, &ControlList::failed);
    connect(row, &ControlRow::removeWanted, this, [this, row] {
        remove(row);
        Q_EMIT changed();
    });
    row->findKeptPicture();
    return row;
}

void ControlList::remove(ControlRow* row) {
    std::erase(m_rows, row);
    row->hide();
    row->deleteLater();
}

void ControlList::setChoices(const QStringList& names) {
    m_choices->setNames(names);
}

void ControlList::setReasons(const QHash<QString, QString>& reasons) {
    m_choices->setReasons(reasons);
}

QString ControlList::summary() const {
    QStringList names;
    for (const auto* row : m_rows)
        names << QString::fromStdString(row->use().name);
    return names.isEmpty() ? tr("none") : names.join(QStringLiteral(", "));
}

void ControlList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ControlList::retranslate() {
    m_choices->setPrompt(tr("Add a ControlNet…"));
    m_choices->setAccessibleName(tr("Add a ControlNet"));
    m_choices->setToolTip(tr("ControlNets of the model folders: networks that a picture steers through."));
}

} // namespace latentbrush::ui
