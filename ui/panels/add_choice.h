#pragma once

#include <QComboBox>
#include <QHash>

namespace latentbrush::ui {

/// A list of names to add from. It shows what it is for and never a choice: each is told and forgotten.
class AddChoice : public QComboBox {
    Q_OBJECT
public:
    explicit AddChoice(QWidget* parent = nullptr);

    /// What it shows, such as "Add a LoRA…".
    void setPrompt(const QString& text) { setItemText(0, text); }
    /// Hidden while there are none.
    void setNames(const QStringList& names);
    /// By name, why some cannot be used now: greyed, with that as their tooltip.
    void setReasons(const QHash<QString, QString>& reasons);

Q_SIGNALS:
    void chosen(const QString& name);

private:
    QHash<QString, QString> m_reasons;
};

} // namespace latentbrush::ui
