#pragma once

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QSlider;

namespace latentbrush::ui {

/// A number as a slider with a typed field: the slider covers the sensible range, the field the whole one,
/// and a double-click on the slider brings the usual value back.
class SliderField : public QWidget {
    Q_OBJECT
public:
    struct Range {
        double least = 0, most = 1;                 ///< what may be typed
        double sensibleLeast = 0, sensibleMost = 1; ///< what the slider covers
        double step = 1;
        int decimals = 0;
        double usual = 0;
    };

    explicit SliderField(const Range& range, QWidget* parent = nullptr);

    void setText(const QString& label, const QString& toolTip);
    double value() const;
    void setValue(double value); ///< outside the range: the nearest
    void setUsual(double value); ///< a value that was the usual one becomes the new one
    void reset();

Q_SIGNALS:
    void valueChanged(double value);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followField(double value);

    Range m_range;
    QLabel* m_label;
    QDoubleSpinBox* m_field;
    QSlider* m_slider;
};

} // namespace latentbrush::ui
