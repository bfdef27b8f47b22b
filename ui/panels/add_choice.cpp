#include "ui/panels/add_choice.h"

#include "ui/panels/grey_items.h"

namespace latentbrush::ui {

AddChoice::AddChoice(QWidget* parent) : QComboBox(parent) {
    addItem(QString());
    connect(this, &QComboBox::activated, this, [this](int row) {
        if (row > 0)
            Q_EMIT chosen(itemText(row));
        setCurrentIndex(0);
    });
}

void AddChoice::setNames(const QStringList& names) {
    while (count() > 1)
        removeItem(1);
    addItems(names);
    setVisible(!names.isEmpty());
    greyItems(*this, m_reasons);
}

void AddChoice::setReasons(const QHash<QString, QString>& reasons) {
    m_reasons = reasons;
    greyItems(*this, m_reasons);
}

} // namespace latentbrush::ui
