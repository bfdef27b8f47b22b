#pragma once

#include <QWidget>

class QToolButton;
class QLabel;

namespace latentbrush::ui {

/// Rarely used settings, folded away under their title and a one-line summary of their values.
class Fold : public QWidget {
    Q_OBJECT
public:
    explicit Fold(QWidget* content, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSummary(const QString& summary);
    bool isOpen() const;
    void setOpen(bool open);

Q_SIGNALS:
    void toggled(bool open);

private:
    QToolButton* m_button;
    QLabel* m_summaryLabel;
    QWidget* m_content;
};

} // namespace latentbrush::ui
