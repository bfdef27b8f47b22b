#pragma once

#include "request/painting.h"

#include <QWidget>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;

namespace latentbrush::ui {

class SliderField;

/// How much of a picture is made anew, and how its masked part is: the denoising strength, remembered
/// separately for whole pictures and for masks, and all of `Painting`. Values come back as they were set,
/// also where they are finer than the fields show.
class PaintingChoice : public QWidget {
    Q_OBJECT
public:
    /// What the next picture starts from: noise alone, a whole picture, or a picture and its mask.
    enum class Start { Nothing, Picture, Mask };

    explicit PaintingChoice(QWidget* parent = nullptr);

    Start start() const { return m_start; }
    /// Shows what matters for this start: of a whole picture the strength alone. Changes no value.
    void setStart(Start start);
    /// That of the start; without a picture that of whole pictures.
    double strength() const;
    double pictureStrength() const { return m_pictureStrength; }
    double maskStrength() const { return m_maskStrength; }
    Painting painting() const { return m_painting; }
    void setPainting(double pictureStrength, double maskStrength, const Painting& painting);
    /// "0.75", with a mask "1.00 · Original · Whole picture".
    QString summary() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    QLayout* maskColumn();
    void wire();
    void retranslate();
    void retranslateItems();
    void showValues();
    void edit(const std::function<void()>& take); ///< by the person, not by `showValues`

    Start m_start = Start::Nothing;
    double m_pictureStrength;
    double m_maskStrength;
    Painting m_painting;
    bool m_showing = false;

    SliderField* m_strength;
    QWidget* m_maskPart; ///< all but the strength
    QLabel* m_contentLabel;
    QComboBox* m_content;
    QLabel* m_areaLabel;
    QComboBox* m_area;
    SliderField* m_padding;
    SliderField* m_blur;
    QLabel* m_sideLabel;
    QComboBox* m_side; ///< of the mask that is repainted
    QLabel* m_greyLabel;
    QComboBox* m_grey;
    QCheckBox* m_matchColours;
    QCheckBox* m_poisson;
};

} // namespace latentbrush::ui
