#pragma once

#include <QFrame>

class QToolButton;

namespace latentbrush::ui {

/// The zoom as a small floating control: out, the percentage (a click fits the picture), in.
class ZoomPill : public QFrame {
    Q_OBJECT
public:
    explicit ZoomPill(QWidget* parent = nullptr);
    void setZoom(double zoom);

Q_SIGNALS:
    void zoomInAsked();
    void zoomOutAsked();
    void fitAsked();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QToolButton* m_out;
    QToolButton* m_percent;
    QToolButton* m_in;
};

} // namespace latentbrush::ui
