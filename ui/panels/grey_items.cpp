#include "ui/panels/grey_items.h"

#include <QComboBox>
#include <QStandardItemModel>

namespace latentbrush::ui {

void greyItems(QComboBox& list, const QHash<QString, QString>& reasons) {
    auto* items = qobject_cast<QStandardItemModel*>(list.model());
    for (int row = 1; items && row < list.count(); ++row) {
        const auto reason = reasons.value(list.itemText(row));
        items->item(row)->setEnabled(reason.isEmpty());
        items->item(row)->setToolTip(reason);
    }
}

} // namespace latentbrush::ui
