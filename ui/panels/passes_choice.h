#pragma once

#include "request/generation_request.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace latentbrush::ui {

class SliderField;

/// What is done to a picture after its first model's steps: a refiner takes over, or it is made larger and
/// gone over once more. With a model that only enlarges, how much it makes up.
class PassesChoice : public QWidget {
    Q_OBJECT
public:
    explicit PassesChoice(QWidget* parent = nullptr);

    void writeInto(GenerationRequest& request) const;
    void setFrom(const GenerationRequest& request);
    /// The models that may take over, by name.
    void setRefiners(const QStringList& names);
    /// Whether the chosen model makes pictures larger instead of new ones: it knows one setting alone.
    void setEnlarges(bool enlarges);
    /// The settings that are not as usual, in a few words.
    QString summary() const;

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void chooseRefiner(const QString& name);
    void refreshEnabled();
    void retranslate();

    QWidget* m_ofNewPictures; ///< what follows, but for the last
    SliderField* m_scale;
    SliderField* m_strength;
    SliderField* m_steps;
    QLabel* m_byLabel;
    QComboBox* m_by;
    QLabel* m_refinerLabel;
    QComboBox* m_refiner;
    SliderField* m_from;
    SliderField* m_noiseLevel;
};

} // namespace latentbrush::ui
