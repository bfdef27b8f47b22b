#pragma once

#include "ui/panels/control_row.h"

#include <QHash>
#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace latentbrush::ui {

class AddChoice;

/// The ControlNets that steer, and a choice of those that may be added.
class ControlList : public QWidget {
    Q_OBJECT
public:
    explicit ControlList(QWidget* parent = nullptr);

    void setSources(ControlRow::Sources sources) { m_sources = std::move(sources); }

    /// Those that have their picture.
    std::vector<ControlUse> controls() const;
    void setControls(const std::vector<ControlUse>& controls);
    void add(const QString& name);
    /// What may be added, by name.
    void setChoices(const QStringList& names);
    /// By name, why some of them cannot be used with the chosen model.
    void setReasons(const QHash<QString, QString>& reasons);
    /// Their names, or that there are none.
    QString summary() const;

Q_SIGNALS:
    void changed();
    void failed(const Error& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    ControlRow* append(ControlUse use);
    void remove(ControlRow* row);
    void retranslate();

    std::vector<ControlRow*> m_rows;
    QVBoxLayout* m_column;
    AddChoice* m_choices;
    ControlRow::Sources m_sources;
};

} // namespace latentbrush::ui
