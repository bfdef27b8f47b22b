#pragma once

#include "request/generation_request.h"
#include "ui/panels/model_choice.h"
#include "ui/panels/painting_choice.h"
#include "ui/panels/pair_choice.h"

#include <QHash>
#include <QScrollArea>
#include <vector>

class QComboBox;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace latentbrush::ui {

class ComputeChoice;
class ControlList;
class Fold;
class LoraList;
class PassesChoice;
class SeedField;
class SizeField;
class SliderField;
class SteeringChoice;

/// Every setting of a request but the prompts and the task's pictures.
class ParametersPanel : public QScrollArea {
    Q_OBJECT
public:
    using Start = PaintingChoice::Start;

    ParametersPanel(std::vector<ModelChoice> models, PairChoice::Supports supports,
                    const QStringList& devices, QWidget* parent = nullptr);

    /// The request as set, its prompts empty.
    GenerationRequest request() const;
    /// Takes all settings, strength and painting from its task; a model that is not offered is added under
    /// its name.
    void setRequest(const GenerationRequest& request);
    /// The same for a start that happens now: a random seed is drawn and shown.
    GenerationRequest requestToStart();

    void drawSeed();
    bool isSeedLocked() const;
    void setSeedLocked(bool locked);
    ModelChoice model() const;
    void chooseModel(const QString& name);
    /// What is offered; the chosen one stays, also where it is not among them.
    void setModels(std::vector<ModelChoice> models);
    void setAddOns(const AddOnNames& names);
    void setReasons(const AddOnReasons& reasons);
    void chooseVae(const QString& name);
    void addLora(const QString& name);
    void addControl(const QString& name);
    ControlList& controls() { return *m_controls; }
    void setSize(QSize size);
    QSize nearestSize() const; ///< to the one that is set, of those that the model can make

    /// Which of the settings for a picture or its mask are shown.
    void setStart(Start start);
    double strength() const; ///< that of the start
    double pictureStrength() const { return m_painting->pictureStrength(); }
    double maskStrength() const { return m_painting->maskStrength(); }
    Painting painting() const;
    void setPainting(double pictureStrength, double maskStrength, const Painting& painting);

Q_SIGNALS:
    void changed();
    void modelChanged();
    /// Show all models, and what goes with them.
    void modelsAsked();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOut(QWidget* content);
    void wire();
    void retranslate();
    void retranslateUsual(); ///< the texts that name the model's defaults
    void refreshSummaries();
    QString paintingTitle() const;

    // parameters_panel_models.cpp
    void offerModels();
    void takeModel();

    // parameters_panel_request.cpp
    void takePainting(const Task& task);

    std::vector<ModelChoice> m_models;
    QSize m_nativeSize;
    SamplingDefaults m_defaults; ///< of the model that is chosen
    GenerationRequest m_rest;    ///< what no field here shows, kept as it came

    QLabel* m_modelLabel;
    QComboBox* m_model;
    QToolButton* m_browse;
    SizeField* m_size;
    SliderField* m_steps;
    SliderField* m_guidance;
    PairChoice* m_pair;
    Fold* m_pairFold;
    PaintingChoice* m_painting;
    Fold* m_paintingFold;
    LoraList* m_loras;
    Fold* m_lorasFold;
    ControlList* m_controls;
    Fold* m_controlsFold;
    PassesChoice* m_passes;
    Fold* m_passesFold;
    SteeringChoice* m_steering;
    Fold* m_steeringFold;
    SeedField* m_seed;
    SliderField* m_count;
    ComputeChoice* m_compute;
    Fold* m_computeFold;
};

} // namespace latentbrush::ui
