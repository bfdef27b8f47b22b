#pragma once

#include "base/result.h"
#include "catalogue/configs.h"
#include "catalogue/model_manifest.h"
#include "catalogue/tensor_table.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace latentbrush::catalogue {

/// The families of Stable Diffusion that are run (formats.md 1.2).
enum class Family { Sd1, Sd2, Sdxl, SdxlRefiner, X4Upscaler };
const char* idOf(Family family); ///< "sd1", "sd2", "sdxl", "sdxl_refiner", "x4_upscaler"
std::optional<Family> familyFromId(std::string_view id);

/// Where one text encoder stands in the file.
struct CheckpointText {
    std::string prefix;    ///< what stands before its names, such as "cond_stage_model.transformer."
    bool openClip = false; ///< OpenCLIP's names; else Hugging Face's
    bool operator==(const CheckpointText&) const = default;
};

/// A single file in the layout of CompVis and Stability (LDM, sgm), told by names and shapes
/// (formats.md 2.1, 2.7). Its EMA copy (`model_ema.*`) is passed over: what people share of these families
/// has the weights to sample with in `model.*` (use_ema false); only the configs of the LDM paper's zoo,
/// which are not run, want the copy.
struct Checkpoint {
    Family family = Family::Sd1;
    UNetConfig unet;
    VaeConfig vae;
    TextEncoderConfig textEncoder; ///< of the refiner, its one: bigG
    std::optional<TextEncoderConfig> textEncoder2;
    TokenizerConfig tokenizer; ///< ids of CLIP's merges; the padding is that of the encoder
    std::optional<TokenizerConfig> tokenizer2;
    SchedulerConfig scheduler;
    Concat concat = Concat::None;
    std::string precision = "fp32"; ///< of most of the UNet's numbers: fp32, fp16, bf16, fp8
    int nativeEdge = 512;           ///< pixels

    std::string unetPrefix; ///< what stands before "input_blocks"
    std::string vaePrefix;  ///< before "encoder"
    CheckpointText text;
    std::optional<CheckpointText> text2;
    bool operator==(const Checkpoint&) const = default;
};

/// What names and shapes do not say.
struct CheckpointHints {
    /// The numbers of one small tensor by its name in the table; empty: nobody can say. See numbersOf.
    std::function<std::vector<double>(const std::string& name)> numbersOf;
    std::string yaml; ///< text of the .yaml beside the file that has its stem; empty: there is none
};

/// `subject` is the file. Names may be nested in "state_dict.". UnsupportedModel: another family, by its
/// name; NoModelOfItsOwn: a file that goes with a model (a LoRA, an embedding, a ControlNet, a VAE …), by
/// what it is; TensorMissing where a part is not in the file, named by its first tensor; UnsupportedFormat
/// for a file of which nothing is known.
///
/// Epsilon or v (formats.md 2.7): marker tensors `v_pred` and `ztsnr`, else the yaml's `parameterization`,
/// else for SD 2 with four channels the number of steps (875000 and 220000: epsilon) and then how far the
/// last self-attention's norm strayed (a deviation above 0.09: v). The upscaler is v. A request may say
/// otherwise.
Result<Checkpoint> readCheckpoint(const TensorTable& table, const std::string& subject,
                                  const CheckpointHints& hints = {});

/// The same as a manifest, without files.
ModelManifest manifestOf(const Checkpoint& checkpoint, const std::string& name);

} // namespace latentbrush::catalogue
