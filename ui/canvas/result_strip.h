#pragma once

#include <QFrame>
#include <QImage>

class QHBoxLayout;
class QToolButton;

namespace latentbrush::ui {

/// The pictures of one job as a small row over the canvas: a click or the arrow keys show one. Hidden while
/// there is but one.
class ResultStrip : public QFrame {
    Q_OBJECT
public:
    explicit ResultStrip(QWidget* parent = nullptr);

    void clear();
    void append(const QImage& picture);
    int current() const { return m_current; }
    void choose(int index);
    qsizetype count() const { return m_buttons.size(); }

Q_SIGNALS:
    void chosen(int index);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QHBoxLayout* m_row;
    QList<QToolButton*> m_buttons;
    int m_current = -1;
};

} // namespace latentbrush::ui
