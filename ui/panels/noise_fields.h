#pragma once

#include "request/steering.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace latentbrush::ui {

class SizeField;
class SliderField;

/// How noise is drawn beside the seed: a second seed mixed in, the noise of another size, whose random
/// numbers.
class NoiseFields : public QWidget {
    Q_OBJECT
public:
    explicit NoiseFields(QWidget* parent = nullptr);

    NoiseChoice noise() const;
    void setNoise(const NoiseChoice& noise);
    /// What is not as usual, in a few words.
    QStringList summary() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void retranslate();

    SliderField* m_variation;
    QLabel* m_variationSeedLabel;
    QLineEdit* m_variationSeed;
    QCheckBox* m_resizes;
    SizeField* m_resizeFrom;
    QLabel* m_sourceLabel;
    QComboBox* m_source;
};

} // namespace latentbrush::ui
