#pragma once

#include "base/result.h"
#include "request/control.h"
#include "request/passes.h"
#include "request/prompting.h"
#include "request/sampling.h"
#include "request/steering.h"
#include "request/task.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace latentbrush {

/// Which number format the networks compute in. Auto: bf16 on a CPU with avx512_bf16 or AMX, else fp32; fp16
/// on a GPU.
enum class Precision { Auto, Fp32, Bf16, Fp16 };

/// Everything that decides a picture, as a plain value: default-constructible, comparable, to and from JSON;
/// nothing of Qt or torch in it. If it changes the picture, it is here. The same JSON is the command line's
/// `--request`, the record in the history, the `latentbrush` text in a PNG, and the bug report. Panels fill
/// it, the worker gets a copy.
struct GenerationRequest {
    static constexpr int kFormatVersion = 2;
    static constexpr std::uint64_t kSeedLimit =
        4294967296;                                       ///< seeds are below this, as other tools write them
    static constexpr std::size_t kPromptLimit = 1u << 20; ///< bytes; a longer prompt is refused, not cut
    static constexpr int kStepLimit = 1000;
    static constexpr int kCountLimit = 64;
    static constexpr int kSizeLimit = 16384; ///< pixels a side
    static constexpr double kGuidanceLimit = 100;
    static constexpr double kEtaLimit = 1;

    std::string model = "starter"; ///< "starter", a model's name in the catalogue, or a path
    std::string vae;               ///< a VAE of the model folders instead of the model's own; "": its own
    std::string refiner;           ///< a second model that finishes what the first began (SDXL's); "": none
    double refinerFrom = 0.8;      ///< the share of the noise's way at which it takes over, 0 to 1
    std::string prompt;
    std::string negativePrompt;
    Prompting prompting{};
    Sampler sampler = SamplingDefaults().sampler;
    Schedule schedule = SamplingDefaults().schedule;
    PredictionChoice prediction = PredictionChoice::Auto;    ///< of the model; a refiner keeps its own
    int steps = SamplingDefaults().steps;                    ///< 1 to 1000
    double guidanceScale = SamplingDefaults().guidanceScale; ///< 1 switches guidance off
    Steering steering{};
    std::vector<ControlUse> controls{};
    double eta = 0; ///< DDIM's share of fresh noise, 0 to 1
    int width = 0;  ///< pixels; 0: the model's native size
    int height = 0;
    HiresPass hires{};
    std::optional<std::uint64_t>
        seed; ///< picture i of `count` uses seed + i; none: one is drawn, and recorded
    NoiseChoice noise{};
    int count = 1;               ///< 1 to 64 pictures
    std::string device = "auto"; ///< "auto", "cpu", "cuda" or "cuda:N"
    Precision precision = Precision::Auto;
    Task task;

    nlohmann::json unknown =
        nlohmann::json::object(); ///< keys of the JSON that this version does not know, kept as they are

    bool operator==(const GenerationRequest&) const = default;

    bool hasRefiner() const { return !refiner.empty() && refinerFrom < 1; }
};

/// Keys: version, model, vae, refiner, refiner_from, prompt, negative_prompt, sampler, schedule, prediction,
/// steps, guidance_scale, eta, width, height, seed (null: none), count, device, precision, task (task.h),
/// controls (control.h), and those of prompting.h, steering.h and passes.h; enumerations by their `idOf`.
nlohmann::json toJson(const GenerationRequest& request);
/// On one line, keys in alphabetical order: the same request gives the same bytes.
std::string toJsonText(const GenerationRequest& request);

/// Takes the sampler, schedule, steps and guidance scale.
void setSampling(GenerationRequest& request, const SamplingDefaults& defaults);

/// Missing keys take the defaults above, unknown ones are kept; version 1 knew no grammar: its prompts are
/// Plain. InvalidRequest names the key with a wrong type or an impossible value (`validate` is part of
/// reading); NewerFormat when `version` is above
/// kFormatVersion. Of text also FileMalformed (no JSON, or deeper than 64) and FileTooLarge (over 16 MiB).
/// Without a resolver the pictures of the task and of ControlNets stay null: such a request can be shown and
/// kept, not run. With one, a picture that is not found is FileMissing, with its hash as subject.
Result<GenerationRequest> requestFromJson(const nlohmann::json& json, const PictureResolver& resolver = {});
Result<GenerationRequest> requestFromJsonText(std::string_view text, const PictureResolver& resolver = {});

/// The ranges above, UTF-8 without NUL, width and height both 0 or both given, every seed + i below
/// kSeedLimit; what depends on the model (size steps, sampler and schedule) is the pipeline's to check.
/// InvalidRequest with the JSON's key as subject; UnknownDevice for a device that is not of the form above.
Result<> validate(const GenerationRequest& request);

/// Every picture that the request needs, each once; handles may be null.
std::vector<const PictureReference*> picturesOf(const GenerationRequest& request);

std::string_view idOf(Precision precision); ///< "auto", "fp32", "bf16", "fp16"
std::optional<Precision> precisionFromId(std::string_view id);

} // namespace latentbrush
