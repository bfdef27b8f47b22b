#pragma once

#include <QWidget>

namespace latentbrush::ui {

/// A thin progress bar without a frame. A negative share is work of unknown length: a piece that wanders.
class TimeLine : public QWidget {
    Q_OBJECT
public:
    explicit TimeLine(QWidget* parent = nullptr);

    void setShare(double share); ///< 0 to 1
    QSize sizeHint() const override { return {120, 4}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void animate();

    double m_share = 0;
    double m_phase = 0;
    int m_timer = 0;
};

} // namespace latentbrush::ui
