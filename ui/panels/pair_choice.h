#pragma once

#include "request/sampling.h"

#include <QWidget>
#include <functional>

class QComboBox;
class QLabel;

namespace latentbrush::ui {

/// Sampler and schedule. Pairs that cannot be used together are greyed.
class PairChoice : public QWidget {
    Q_OBJECT
public:
    using Supports = std::function<bool(Sampler, Schedule)>;

    explicit PairChoice(Supports supports, QWidget* parent = nullptr);

    Sampler sampler() const;
    Schedule schedule() const;
    void setPair(Sampler sampler, Schedule schedule);
    /// "DPM++ 2M · Karras".
    QString summary() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void greyOut();
    void leaveUnsupported();

    Supports m_supports;
    QLabel* m_samplerLabel;
    QLabel* m_scheduleLabel;
    QComboBox* m_sampler;
    QComboBox* m_schedule;
};

} // namespace latentbrush::ui
