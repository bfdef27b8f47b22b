#include "ui/panels/lora_list.h"

#include "ui/panels/add_choice.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/slider_field.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace latentbrush::ui {

LoraList::LoraList(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout), m_choices(new AddChoice(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_column->setSpacing(8);
    column->addLayout(m_column);
    column->addWidget(m_choices);
    connect(m_choices, &AddChoice::chosen, this, &LoraList::add);
    retranslate();
}

std::vector<LoraUse> LoraList::loras() const {
    std::vector<LoraUse> uses;
    for (const auto& row : m_rows)
        uses.push_back({row.name.toStdString(), row.unet->value(), row.text->value()});
    return uses;
}

void LoraList::setLoras(const std::vector<LoraUse>& loras) {
    if (loras == this->loras())
        return;
    clear();
    for (const auto& use : loras)
        append(use);
    Q_EMIT changed();
}

void LoraList::add(const QString& name) {
    if (std::any_of(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.name == name; }))
        return;
    append({name.toStdString(), 1, 1});
    Q_EMIT changed();
}

void LoraList::append(const LoraUse& use) {
    auto* widget = new QWidget(this);
    auto* title = new QLabel(QString::fromStdString(use.name), widget);
    title->setTextFormat(Qt::PlainText);
    title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    title->setToolTip(QString::fromStdString(use.name));
    const SliderField::Range range{-Prompting::kLoraLimit, Prompting::kLoraLimit, -1, 2, 0.05, 2, 1};
    const Row row{QString::fromStdString(use.name), widget, new QToolButton(widget),
                  new SliderField(range, widget), new SliderField(range, widget)};
    row.remove->setIcon(icon(QStringLiteral("close")));
    row.remove->setAutoRaise(true);
    row.unet->setValue(use.unet);
    row.text->setValue(use.text);
    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(row.remove);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(row.unet);
    column->addWidget(row.text);
    m_column->addWidget(widget);
    for (auto* slider : {row.unet, row.text})
        connect(slider, &SliderField::valueChanged, this, &LoraList::changed);
    connect(row.remove, &QToolButton::clicked, this, [this, widget] { removeRow(widget); });
    m_rows.push_back(row);
    retranslate(row);
}

void LoraList::removeRow(QWidget* widget) {
    std::erase_if(m_rows, [&](const Row& row) { return row.widget == widget; });
    widget->hide();
    widget->deleteLater();
    Q_EMIT changed();
}

void LoraList::clear() {
    for (const auto& row : m_rows)
        delete row.widget;
    m_rows.clear();
}

void LoraList::setChoices(const QStringList& names) {
    m_choices->setNames(names);
}

void LoraList::setReasons(const QHash<QString, QString>& reasons) {
    m_choices->setReasons(reasons);
}

QString LoraList::summary() const {
    QStringList names;
    for (const auto& row : m_rows)
        names << row.name;
    return names.isEmpty() ? tr("none") : names.join(QStringLiteral(", "));
}

void LoraList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void LoraList::retranslate(const Row& row) {
    row.remove->setToolTip(tr("Takes this LoRA off."));
    row.remove->setAccessibleName(tr("Remove %1").arg(row.name));
    row.unet->setText(tr("Picture"), tr("How much it changes what the network draws; 1 is as it was made."));
    row.text->setText(tr("Text"), tr("How much it changes how the prompt is read."));
}

void LoraList::retranslate() {
    m_choices->setPrompt(tr("Add a LoRA…"));
    m_choices->setAccessibleName(tr("Add a LoRA"));
    m_choices->setToolTip(tr("LoRAs of the model folders. In the prompt, <lora:name:0.8> does the same."));
    for (const auto& row : m_rows)
        retranslate(row);
}

} // namespace latentbrush::ui
