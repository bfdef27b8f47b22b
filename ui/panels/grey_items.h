#pragma once

#include <QHash>
#include <QString>

class QComboBox;

namespace latentbrush::ui {

/// Greys those of a list's items that cannot be used now, with the reason as their tooltip; `reasons` is by
/// the items' texts. The first row is no choice of that kind and stays.
void greyItems(QComboBox& list, const QHash<QString, QString>& reasons);

} // namespace latentbrush::ui
