#pragma once

#include "base/stop_token.h"
#include "pipeline/engine.h"
#include "pipeline/latent_file.h"
#include "pipeline/pass.h"
#include "pipeline/picture_noise.h"
#include "pipeline/previews.h"
#include "pipeline/time_left.h"
#include "request/job_event.h"

#include <functional>

namespace latentbrush::pipeline {

/// One job on a loaded model: text, then picture by picture steps, decoding and its events. Made for one run.
class Generation {
public:
    struct Surroundings {
        PassParts parts;
        std::function<Provenance()> provenance; ///< asked once a picture: its model's hash may still be made
        int sizeMultiple = 8;                   ///< what a second pass's edges are multiples of
        std::optional<torch::jit::Module> previewDecoder{};
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
    bundles::LoadedModel& model() const { return m_with.parts.base.model; }
    std::vector<std::int64_t> latentShape(int width, int height, int pictures) const;
    std::vector<std::int64_t> latentShape(const GenerationRequest& request, int pictures) const;
    Result<> readLatentsIn();
    Result<> preparePasses();
    Result<> makePicture(int index);
    Result<image::Image> finishedPicture(const at::Tensor& latents) const;
    at::Tensor initialNoise(const Pass& pass, int index, PictureNoise& noise) const;
    at::Tensor denoised(const Pass& pass, int index, int stepsBefore, const at::Tensor& enlarged);
    at::Tensor enlarged(const at::Tensor& latents) const;
    int steps() const;
    void say(decltype(JobEvent::what) what) const;
    void sayProgress(Progress::Stage stage, int picture, int step) const;
    void stepDone(int picture, int step, const at::Tensor& cleanEstimate);

    GenerationRequest m_request;
    Surroundings m_with;
    Previews m_previews;
    sampling::SamplePlan m_plan;
    std::optional<Pass> m_first;
    std::optional<Pass> m_second; ///< of a picture that is made larger (HiresPass)
    TimeLeft m_timeLeft;
    Stopwatch m_stepWatch;
    GivenLatents m_given;
    double m_textSeconds = 0;
    std::vector<at::Tensor> m_latents;
    int m_finished = 0;
};

} // namespace latentbrush::pipeline
