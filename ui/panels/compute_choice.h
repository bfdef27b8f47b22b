#pragma once

#include "request/generation_request.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace latentbrush::ui {

/// Where the networks are computed, and in which number format.
class ComputeChoice : public QWidget {
    Q_OBJECT
public:
    /// The first device is the automatic choice.
    explicit ComputeChoice(const QStringList& devices, QWidget* parent = nullptr);

    std::string device() const;
    Precision precision() const;
    /// A device that is not offered is added.
    void setCompute(const std::string& device, Precision precision);
    /// "CPU · bf16"; the device alone while all is automatic.
    QString summary() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_deviceLabel;
    QComboBox* m_device;
    QLabel* m_precisionLabel;
    QComboBox* m_precision;
};

} // namespace latentbrush::ui
