#include "catalogue/ldm_names.h"

namespace latentbrush::catalogue {

namespace {

void addLayer(std::vector<OpenClipTensor>& tensors, const std::string& openClip,
              const std::string& huggingFace) {
    constexpr std::pair<const char*, const char*> kWhole[] = {{".ln_1.", ".layer_norm1."},
                                                              {".ln_2.", ".layer_norm2."},
                                                              {".attn.out_proj.", ".self_attn.out_proj."},
                                                              {".mlp.c_fc.", ".mlp.fc1."},
                                                              {".mlp.c_proj.", ".mlp.fc2."}};
    constexpr std::pair<const char*, OpenClipPart> kThirds[] = {{"q_proj.", OpenClipPart::Queries},
                                                                {"k_proj.", OpenClipPart::Keys},
                                                                {"v_proj.", OpenClipPart::Values}};
    for (const std::string kind : {"weight", "bias"}) {
        for (const auto& [inOpenClip, inHuggingFace] : kWhole)
            tensors.push_back({openClip + inOpenClip + kind, huggingFace + inHuggingFace + kind});
        for (const auto& [projection, third] : kThirds)
            tensors.push_back(
                {openClip + ".attn.in_proj_" + kind, huggingFace + ".self_attn." + projection + kind, third});
    }
}

} // namespace

std::vector<OpenClipTensor> openClipTensors(const TextEncoderConfig& config) {
    std::vector<OpenClipTensor> tensors{{"token_embedding.weight", "embeddings.token_embedding.weight"},
                                        {"positional_embedding", "embeddings.position_embedding.weight"},
                                        {"ln_final.weight", "final_layer_norm.weight"},
                                        {"ln_final.bias", "final_layer_norm.bias"}};
    for (int layer = 0; layer < config.layers; ++layer)
        addLayer(tensors, "transformer.resblocks." + std::to_string(layer),
                 "encoder.layers." + std::to_string(layer));
    if (config.projection > 0)
        tensors.push_back({"text_projection", "text_projection.weight", OpenClipPart::Transposed});
    return tensors;
}

} // namespace latentbrush::catalogue
