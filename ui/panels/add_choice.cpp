#include "ui/panels/add_choice.h"

#include <QStandardItemModel>

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
    grey();
}

void AddChoice::setReasons(const QHash<QString, QString>& reasons) {
    m_reasons = reasons;
    grey();
}

void AddChoice::grey() {
    auto* items = qobject_cast<QStandardItemModel*>(model());
    for (int row = 1; items && row < count(); ++row) {
        const auto reason = m_reasons.value(itemText(row));
        items->item(row)->setEnabled(reason.isEmpty());
        items->item(row)->setToolTip(reason);
    }
}

} // namespace latentbrush::ui
