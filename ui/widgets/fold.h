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

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void cutSummary();

    QToolButton* m_button;
    QLabel* m_summaryLabel;
    QString m_summary;
    QWidget* m_content;
};

} // namespace latentbrush::ui
