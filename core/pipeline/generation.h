#pragma once

#include "base/stop_token.h"
#include "bundles/loaded_model.h"
#include "pipeline/engine.h"
#include "pipeline/latent_colours.h"
#include "pipeline/latent_file.h"
#include "pipeline/prompt_conditioning.h"
#include "pipeline/starting_point.h"
#include "pipeline/time_left.h"
#include "request/job_event.h"
#include "sampling/plan.h"

#include <functional>

namespace latentbrush::pipeline {

/// One job on a loaded model: text, then picture by picture steps, decoding and its events. Made for one run.
class Generation {
public:
    struct Surroundings {
        bundles::LoadedModel& model;
        PromptCache& prompts;
        std::vector<EncoderTokens> encoders;
        EmbeddingVectors embeddingVectors;
        std::string encodersState;              ///< see PromptConditioning
        std::function<Provenance()> provenance; ///< asked once a picture: its model's hash may still be made
        JobId job = 0;
        const Observer& observer;
        StopToken stop;
        LatentFiles files;
    };

    /// `request` is checked, with seed and size filled in.
    Generation(GenerationRequest request, Surroundings surroundings);

    /// How many pictures were finished, also when it ends with an error.
    int finished() const { return m_finished; }

    /// Started was already said; Finished, Failed and CancelledJob are the caller's to say. Cancelled when
    /// the stop token asked for it before the last picture was done. Exceptions of LibTorch fly through.
    Result<> run();

private:
    std::vector<std::int64_t> latentShape(int pictures) const;
    Result<> readLatentsIn();
    Result<> readPrompts();
    Result<> makePicture(int index);
    Result<> showPicture();
    Result<image::Image> finishedPicture(const at::Tensor& latents) const;
    at::Tensor denoise(int index, double& seconds);
    void say(decltype(JobEvent::what) what) const;
    void sayProgress(Progress::Stage stage, int picture, int step) const;
    void stepDone(int picture, int step, const at::Tensor& cleanEstimate);

    GenerationRequest m_request;
    Surroundings m_with;
    std::optional<LatentColours> m_colours;
    sampling::SamplePlan m_plan;
    std::optional<PaintedArea> m_shown; ///< of the task's picture, where it has one
    StartingPoint m_start;
    TimeLeft m_timeLeft;
    Stopwatch m_stepWatch;
    GivenLatents m_given;
    Conditioning m_negative;
    Conditioning m_positive;
    double m_textSeconds = 0;
    std::vector<at::Tensor> m_latents;
    int m_finished = 0;
};

} // namespace latentbrush::pipeline
