#pragma once

#include <QWidget>

class QLabel;
class QSpinBox;
class QToolButton;

namespace latentbrush::ui {

/// Width × height with a swap between them. What is typed goes to the nearest size that the model can make.
class SizeField : public QWidget {
    Q_OBJECT
public:
    explicit SizeField(QWidget* parent = nullptr);

    QSize size() const;
    /// As it is: a size from elsewhere is shown, fitting or not.
    void setSize(QSize size);
    void setMultiple(int multiple);

    static int nearest(int length, int multiple);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_label;
    QSpinBox* m_width;
    QSpinBox* m_height;
    QToolButton* m_swap;
    int m_multiple = 8;
};

} // namespace latentbrush::ui
