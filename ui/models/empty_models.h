#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace latentbrush::ui {

/// What stands where no model is: how models get here, or why nothing is shown.
class EmptyModels : public QWidget {
    Q_OBJECT
public:
    enum class Reason { NoModels, NothingFound };

    explicit EmptyModels(QWidget* parent = nullptr);
    void setReason(Reason reason);

Q_SIGNALS:
    void settingsAsked();
    void clearAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Reason m_reason = Reason::NoModels;
    QLabel* m_heading;
    QLabel* m_text;
    QPushButton* m_button;
};

} // namespace latentbrush::ui
