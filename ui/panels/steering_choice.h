#pragma once

#include "request/generation_request.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace latentbrush::ui {

class FreeUChoice;
class NoiseFields;
class SliderField;

/// What most pictures leave as it is: how text is read, what guidance does beside its scale, how noise is
/// drawn, and what the network's answers mean.
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
    void wire();
    void retranslate();

    QLabel* m_vaeLabel;
    QComboBox* m_vae;
    QHash<QString, QString> m_vaeReasons;
    QLabel* m_predictionLabel;
    QComboBox* m_prediction;
    QLabel* m_grammarLabel;
    QComboBox* m_grammar;
    SliderField* m_clipSkip;
    QLabel* m_emphasisLabel;
    QComboBox* m_emphasis;
    SliderField* m_rescale;
    SliderField* m_start;
    SliderField* m_end;
    SliderField* m_perturbed;
    SliderField* m_eta;
    FreeUChoice* m_freeU;
    NoiseFields* m_noise;
};

} // namespace latentbrush::ui
