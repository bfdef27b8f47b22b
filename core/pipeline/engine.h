#pragma once

#include "base/result.h"
#include "base/stop_token.h"
#include "request/generation_request.h"
#include "request/job_event.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace latentbrush::pipeline {

/// Where models come from and what the machine may be used for.
struct EngineOptions {
    std::filesystem::path starterFolder{}; ///< the bundle called "starter", the one whose TorchScript is run
    std::filesystem::path clipMerges{};    ///< CLIP's merges.txt, for models that come without a vocabulary
    std::vector<std::filesystem::path> modelFolders{}; ///< searched for models by name
    /// More of them, asked for at each look: those a person may change while the program runs. Any thread.
    std::function<std::vector<std::filesystem::path>()> moreModelFolders{};
    std::filesystem::path consentsFile{}; ///< remembers to which TorchScript of others the person agreed
    std::filesystem::path cacheFolder{};  ///< remembers the hashes of big files; empty: base/files.h's
    int threads = 0;                      ///< 0: one a physical core that this process may use
    /// Bytes that may still be taken; empty: what the system and the cgroups say (memory.h).
    std::function<std::uint64_t()> memoryLeft{};
};

/// Files beside a request that an engineer may exchange; not part of it, because a picture can be made again
/// without them.
struct LatentFiles {
    /// safetensors: `latents` [B,C,h,w], unit-variance initial noise; optional `noise` [steps,B,C,h,w] for
    /// stochastic samplers.
    std::filesystem::path in{};
    /// safetensors: `latents` [B,C,h,w] as the sampler ended with them, before decoding (diffusers'
    /// output_type="latent").
    std::filesystem::path out{};
};

/// What a model is, as a window shows it.
struct ModelInfo {
    std::string name;
    std::string path;
    std::string family;  ///< "starter", "sd1" …
    int nativeWidth = 0; ///< pixels
    int nativeHeight = 0;
    int sizeMultiple = 8; ///< width and height must be multiples of this
    int tokenLimit = 77;
    SamplingDefaults defaults{}; ///< what its maker recommends
    bool operator==(const ModelInfo&) const = default;
};

/// What lies in the model folders beside models.
struct AddOnInfo {
    enum class Kind { Lora, Embedding, Vae, ControlNet, PreviewVae };
    Kind kind = Kind::Lora;
    std::string name; ///< what requests and prompts call it
    std::string path;
    bool operator==(const AddOnInfo&) const = default;
};

/// Turns a GenerationRequest into pictures: holds the loaded model, the prompt embeddings' cache and the
/// devices.
///
/// Threads: `generate`, `load` and `unload` belong to one thread at a time, always the same one (OpenMP keeps
/// a team per calling thread); `describe`, `countTokens` may be called from any thread at any time and never
/// wait for a generation. Torch is not seen in this header.
class Engine {
public:
    explicit Engine(EngineOptions options);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Makes `request.count` pictures and reports each through the observer (Started … Finished, Failed or
    /// CancelledJob, all with `job`). Picture i uses seed + i and a generator of its own, so a batch equals
    /// its singles byte for byte. A task's pictures must be there (FileMissing, by their hash) and of the
    /// request's size, which they give where it is 0x0. On a stop token's Now the next block of the network
    /// throws and the model stays usable: Cancelled within half a second also for SD 1.5 on a CPU. Errors:
    /// InvalidRequest, InvalidSize, UnsupportedCombination, UnknownDevice, ModelNotFound, those of opening a
    /// bundle, OutOfMemory, Cancelled. What was finished before an error stays finished.
    Result<> generate(const GenerationRequest& request, JobId job, const Observer& observer, StopToken stop,
                      const LatentFiles& latents = {});

    /// Loads the model ahead of the first request, so that a window can do it behind its back.
    Result<> load(const std::string& model, const std::string& device, Precision precision);
    void unload();

    /// The person agrees to run the TorchScript of these bytes: the SHA-256 that ConsentNeeded gave in its
    /// detail. Remembered in `consentsFile`; any thread. InvalidRequest for what is no SHA-256, WriteFailed.
    Result<> trust(const std::string& hash);

    /// Writes the model as a bundle of TorchScript into a folder of that path, to keep or to hand on, and
    /// remembers that this machine wrote it. FileExists for a path where something is; UnsupportedModel for
    /// what is TorchScript already; the errors of opening and of writing; Cancelled.
    Result<> importModel(const std::string& model, const std::filesystem::path& folder,
                         const StopToken& stop);

    Result<ModelInfo> describe(const std::string& model) const;
    std::vector<ModelInfo> models() const;
    /// Found by place and name alone; opens no file.
    std::vector<AddOnInfo> addOns() const;

    /// Tokens of a prompt by that model's first tokenizer, as its grammar reads it: without begin, end,
    /// padding and <lora:…>; the longest of what it says over the steps. `chunks` of tokenLimit − 2 are read
    /// at once.
    struct PromptLength {
        int tokens = 0;
        int chunks = 1;
        bool operator==(const PromptLength&) const = default;
    };
    Result<PromptLength> countTokens(const std::string& model, const std::string& text,
                                     PromptGrammar grammar = PromptGrammar::Automatic1111) const;
    /// The ids [tokenLimit] that the text encoder would get.
    Result<std::vector<std::int64_t>> tokenize(const std::string& model, const std::string& text) const;

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace latentbrush::pipeline
