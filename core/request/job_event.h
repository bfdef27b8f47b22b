#pragma once

#include "base/error.h"
#include "image/image.h"
#include "request/generation_request.h"
#include "request/provenance.h"

#include <functional>
#include <variant>

namespace latentbrush {

using JobId = std::uint64_t;

/// One picture, finished: what was asked for (with its own seed, count 1, the size and model filled in), how
/// it was made, and itself.
struct FinishedImage {
    GenerationRequest request;
    Provenance provenance;
    Timings timings;
    image::Picture picture;
};

// What happened to a job, in the order it happens. Queued comes from the one who queues; the rest from the
// Engine.
struct Queued {};
struct Started {
    int pictures = 1;
};
/// Loading comes before the first step, when the model is not in memory yet.
struct Progress {
    enum class Stage { LoadingModel, EncodingPrompt, Denoising, Decoding };
    Stage stage = Stage::Denoising;
    int picture = 0; ///< 0-based, of Started::pictures
    int step = 0;    ///< steps done
    int steps = 0;   ///< model evaluations may be more; this counts what the person asked for, of which a
                     ///< picture from a picture takes the share of its strength
    double secondsLeft = -1; ///< for the whole job; negative while unknown
};
/// The forming picture, small or full size; cheap (latent-to-RGB), at most one a step.
struct Preview {
    int picture = 0;
    int step = 0;
    image::Picture image;
};
struct ImageReady {
    int picture = 0;
    FinishedImage image;
};
struct Finished {
    double seconds = 0;
};
struct Failed {
    Error error;
};
struct CancelledJob {
    int picturesDone = 0;
};

struct JobEvent {
    JobId job = 0;
    std::variant<Queued, Started, Progress, Preview, ImageReady, Finished, Failed, CancelledJob> what;
};

/// Called on the worker's thread, in order; must return quickly and must not throw.
using Observer = std::function<void(const JobEvent&)>;

} // namespace latentbrush
