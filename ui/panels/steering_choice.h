#pragma once

#include "request/generation_request.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace latentbrush::ui {

class SliderField;

/// What most pictures leave as it is: how the text encoder is read, what guidance does beside its scale, and
/// how noise is drawn.
class SteeringChoice : public QWidget {
    Q_OBJECT
public:
    explicit SteeringChoice(QWidget* parent = nullptr);

    /// Writes its settings into the request; its LoRAs stay.
    void writeInto(GenerationRequest& request) const;
    void setFrom(const GenerationRequest& request);
    /// The VAEs that may stand in for the model's own.
    void setVaes(const QStringList& names);
    /// By name, why some VAEs cannot be used with the chosen model.
    void setVaeReasons(const QHash<QString, QString>& reasons);
    void chooseVae(const QString& name);
    /// The settings that are not as usual, in a few words.
    QString summary() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    FreeU freeU() const;
    void chooseFreeU(const FreeU& freeU);
    void wire();
    void retranslate();

    QLabel* m_vaeLabel;
    QComboBox* m_vae;
    QHash<QString, QString> m_vaeReasons;
    SliderField* m_clipSkip;
    QLabel* m_emphasisLabel;
    QComboBox* m_emphasis;
    SliderField* m_rescale;
    SliderField* m_start;
    SliderField* m_end;
    SliderField* m_perturbed;
    SliderField* m_eta;
    QLabel* m_freeULabel;
    QComboBox* m_freeU;
    FreeU m_ownFreeU; ///< that a request brought, where it is none of those offered
    QLabel* m_sourceLabel;
    QComboBox* m_source;
    SliderField* m_variation;
    QLabel* m_variationSeedLabel;
    QLineEdit* m_variationSeed;
};

} // namespace latentbrush::ui
