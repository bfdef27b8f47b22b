#pragma once

#include "request/steering.h"

#include <QWidget>
#include <array>

class QComboBox;
class QLabel;

namespace latentbrush::ui {

class SliderField;

/// FreeU: off, the numbers that its makers found for each family, or a person's own, in four sliders that are
/// shown then.
class FreeUChoice : public QWidget {
    Q_OBJECT
public:
    explicit FreeUChoice(QWidget* parent = nullptr);

    FreeU freeU() const;
    void setFreeU(const FreeU& freeU);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void show(const FreeU& freeU);

    QLabel* m_label;
    QComboBox* m_kind;
    std::array<SliderField*, 4> m_own; ///< in the order of FreeU
    FreeU m_exact;                     ///< what the sliders show, finer than they do, until one is moved
};

} // namespace latentbrush::ui
