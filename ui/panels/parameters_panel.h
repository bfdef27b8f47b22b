#pragma once

#include "request/generation_request.h"
#include "ui/panels/model_choice.h"
#include "ui/panels/pair_choice.h"

#include <QScrollArea>
#include <vector>

class QComboBox;
class QLabel;
class QVBoxLayout;

namespace latentbrush::ui {

class Fold;
class SeedField;
class SizeField;
class SliderField;

/// Every setting of a request but the prompts.
class ParametersPanel : public QScrollArea {
    Q_OBJECT
public:
    ParametersPanel(std::vector<ModelChoice> models, PairChoice::Supports supports, QStringList devices,
                    QWidget* parent = nullptr);

    /// The request as set, its prompts empty.
    GenerationRequest request() const;
    /// Takes all settings; a model that is not offered is added under its name.
    void setRequest(const GenerationRequest& request);
    /// The same for a start that happens now: a random seed is drawn and shown.
    GenerationRequest requestToStart();

    void drawSeed();
    bool isSeedLocked() const;
    void setSeedLocked(bool locked);
    ModelChoice model() const;
    void chooseModel(const QString& name);
    void setSize(QSize size);
    QSize nearestSize() const; ///< to the one that is set, of those that the model can make

Q_SIGNALS:
    void changed();
    void modelChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut(QWidget* content);
    void wire();
    void retranslate();
    void retranslateUsual(); ///< the texts that name the model's defaults
    void refreshSummaries();
    void takeModel();

    std::vector<ModelChoice> m_models;
    QStringList m_devices;
    QSize m_nativeSize;
    SamplingDefaults m_defaults; ///< of the model that is chosen
    GenerationRequest m_rest;    ///< what no field here shows, kept as it came

    QLabel* m_modelLabel;
    QComboBox* m_model;
    SizeField* m_size;
    SliderField* m_steps;
    SliderField* m_guidance;
    PairChoice* m_pair;
    Fold* m_pairFold;
    SeedField* m_seed;
    SliderField* m_count;
    QLabel* m_deviceLabel;
    QComboBox* m_device;
    QLabel* m_precisionLabel;
    QComboBox* m_precision;
    Fold* m_computeFold;
};

} // namespace latentbrush::ui
