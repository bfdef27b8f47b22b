#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QTimer;

namespace latentbrush::ui {

/// Says what was just done and offers to take it back, for a while; lies over the lower edge of its parent.
class UndoBar : public QFrame {
    Q_OBJECT
public:
    explicit UndoBar(QWidget* parent);

    /// The text is asked for again when the language changes.
    void offer(std::function<QString()> text, std::function<void()> undo);
    bool isOffering() const { return static_cast<bool>(m_undo); }
    void undo();
    /// After the parent's size changed.
    void place();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void end();

    std::function<QString()> m_text;
    std::function<void()> m_undo;
    QLabel* m_label;
    QPushButton* m_button;
    QTimer* m_timer;
};

} // namespace latentbrush::ui
