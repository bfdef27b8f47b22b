#pragma once

#include "base/result.h"
#include "catalogue/configs.h"
#include "tensors/state_dict.h"

#include <torch/script.h>

namespace latentbrush::networks {

/// What a new module's parameters are. Shaped: fp32 of their shapes that share one number and take no memory,
/// for who puts others in their place (set_data) before they are read or written: whole networks that are
/// allocated twice leave a heap full of holes (measured: 1.5 GB of SDXL's weights).
enum class Parameters { Allocated, Shaped };

/// The networks as TorchScript modules, defined from a config in C++ and made of `aten` operators alone, so
/// that any LibTorch opens what they save and gradients flow through them. Parameters carry diffusers' names:
/// a StateDict of a diffusers folder fits as it is. Built on the CPU in fp32 with undefined values that want
/// gradients: call `initialise` or `loadWeights` next; move them with `Module::to(device, dtype)`. Any
/// LibTorch executor runs them; with GraphOptimizerEnabledGuard(false) the first call equals the later ones.
///
/// unet:         forward(sample [B,inChannels,h,w], timestep [B] (float, may be fractional), context
///               [B,T,contextWidth][, y][, guidance [B,guidanceWidth]]) → [B,outChannels,h,w].
///               The timestep embedding is computed in fp32 and cast to the sample's dtype. y stands where
///               the config has a vectorWidth ([B,vectorWidth]) or a classCount (int64 [B]).
///               controlled(the same, residuals: List[Tensor]): residuals[i] is added to state i, oldest
///               first, that the up path takes, the last of them to what the middle gives.
///               perturbed(as forward), perturbed_controlled(as controlled): the middle's self attention sees
///               each token alone (formats.md 6.5); there are none where the middle has no attention.
///               NAME_free_u(the same, factors: List[float]) of each of these: FreeU, with the backbone and
///               the skip factor of the first level up, then those of the second.
/// controlNet:   forward(sample, timestep, context[, y], hint [B,hintChannels,8h,8w] in [0,1]) → those
///               residuals, not weighed, [B,C,h',w'] each ([B,C,1,1] if pooledOver)
/// vaeEncoder:   forward(image [B,3,H,W] in [−1,1]) → moments [B,2Z,H/f,W/f] (mean ‖ log variance, not
///               clamped)
/// vaeDecoder:   forward(latents/scale [B,Z,h,w]) → image [B,3,h·f,w·f] about [−1,1], not clamped
/// taesdEncoder: forward(image [B,3,H,W] in [0,1]) → latents [B,Z,H/f,W/f] as the sampler has them
/// taesdDecoder: forward(latents as the sampler has them) → image about [0,1], not clamped
/// textEncoder:  forward(ids int64 [B,positions]) → hidden states [B,positions,width], by the config after
///               the final norm and without the last layers; with a projection (hidden states, pooled
///               [B,projection]).
///               encode(ids, vectors [N,width], places int64 [N], skip: int) → (hidden states, pooled):
///               vectors stand in for the tokens at places (flat, of B·positions); `skip` more layers are
///               left out of the hidden states; pooled is the first end token's last state after the norm,
///               projected, [B,0] without a projection.
torch::jit::Module buildUNet(const catalogue::UNetConfig& config,
                             Parameters parameters = Parameters::Allocated);
torch::jit::Module buildControlNet(const catalogue::ControlNetConfig& config);
torch::jit::Module buildVaeEncoder(const catalogue::VaeConfig& config,
                                   Parameters parameters = Parameters::Allocated);
torch::jit::Module buildVaeDecoder(const catalogue::VaeConfig& config,
                                   Parameters parameters = Parameters::Allocated);
torch::jit::Module buildTaesdEncoder(const catalogue::TaesdConfig& config);
torch::jit::Module buildTaesdDecoder(const catalogue::TaesdConfig& config);
torch::jit::Module buildTextEncoder(const catalogue::TextEncoderConfig& config,
                                    Parameters parameters = Parameters::Allocated);

/// Parameter name → shape, without building anything: counts and shape checks cost nothing even at SD sizes.
std::map<std::string, std::vector<std::int64_t>> unetShapes(const catalogue::UNetConfig& config);
std::map<std::string, std::vector<std::int64_t>> controlNetShapes(const catalogue::ControlNetConfig& config);
std::map<std::string, std::vector<std::int64_t>> vaeEncoderShapes(const catalogue::VaeConfig& config);
std::map<std::string, std::vector<std::int64_t>> vaeDecoderShapes(const catalogue::VaeConfig& config);
std::map<std::string, std::vector<std::int64_t>> taesdEncoderShapes(const catalogue::TaesdConfig& config);
std::map<std::string, std::vector<std::int64_t>> taesdDecoderShapes(const catalogue::TaesdConfig& config);
std::map<std::string, std::vector<std::int64_t>>
textEncoderShapes(const catalogue::TextEncoderConfig& config);

/// Copies the tensors into the module's parameters (cast to their dtype). `prefix` is cut from the names
/// that have it (such as "text_model."); tensors the module lacks are ignored, a missing one is
/// TensorMissing, another shape is ShapeMismatch, except that [C,C,1,1] and [C,C] serve each other. Older
/// attention names (query, key, value, proj_attn) are understood.
Result<> loadWeights(torch::jit::Module& module, const tensors::StateDict& weights,
                     const std::string& prefix = {});

/// The module's parameters by name, sharing memory.
tensors::StateDict stateOf(const torch::jit::Module& module);

/// Fresh weights for training: PyTorch's defaults for conv and linear (Kaiming uniform, a = √5), 1 and 0 for
/// norms, N(0, 0.02) for embeddings, zeros for the UNet's last convolution and for the last layer of each
/// residual or transformer block. The same seed gives the same bytes.
void initialise(torch::jit::Module& module, std::uint64_t seed);

} // namespace latentbrush::networks
