#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace latentbrush::ui {

/// What stands where no picture is: what will appear here, or why nothing does.
class EmptyHistory : public QWidget {
    Q_OBJECT
public:
    enum class Reason { NothingMade, NothingFound, BinEmpty };

    explicit EmptyHistory(QWidget* parent = nullptr);
    void setReason(Reason reason);

Q_SIGNALS:
    void clearAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Reason m_reason = Reason::NothingMade;
    QLabel* m_heading;
    QLabel* m_text;
    QPushButton* m_clear;
};

} // namespace latentbrush::ui
