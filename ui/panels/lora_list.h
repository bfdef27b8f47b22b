#pragma once

#include "request/prompting.h"

#include <QHash>
#include <QWidget>
#include <vector>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace latentbrush::ui {

class AddChoice;
class SliderField;

/// The LoRAs that are laid over the model, each with its weights, and a choice of those that may be added.
class LoraList : public QWidget {
    Q_OBJECT
public:
    explicit LoraList(QWidget* parent = nullptr);

    std::vector<LoraUse> loras() const;
    void setLoras(const std::vector<LoraUse>& loras);
    /// One more, with full weights; one that is there already stays as it is.
    void add(const QString& name);
    /// What may be added, by name.
    void setChoices(const QStringList& names);
    /// By name, why some of them cannot be used with the chosen model: greyed, with that as their tooltip.
    void setReasons(const QHash<QString, QString>& reasons);
    /// Their names, or that there are none.
    QString summary() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QString name;
        QWidget* widget;
        QToolButton* remove;
        SliderField* unet;
        SliderField* text;
    };

    void append(const LoraUse& use);
    void removeRow(QWidget* widget);
    void clear();
    void retranslate();
    void retranslate(const Row& row);

    std::vector<Row> m_rows;
    QVBoxLayout* m_column;
    AddChoice* m_choices;
};

} // namespace latentbrush::ui
