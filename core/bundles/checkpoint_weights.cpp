#include "bundles/checkpoint_weights.h"

#include "catalogue/ldm_names.h"

namespace latentbrush::bundles {

namespace {

using catalogue::NameMap;
using catalogue::OpenClipPart;
using tensors::StateDict;

StateDict below(const StateDict& file, const std::string& prefix) {
    StateDict part;
    for (auto tensor = file.lower_bound(prefix); tensor != file.end() && tensor->first.starts_with(prefix);
         ++tensor)
        part.emplace_hint(part.end(), tensor->first.substr(prefix.size()), tensor->second);
    return part;
}

// What has diffusers' names already keeps them.
StateDict turned(const StateDict& ldm, const NameMap& names) {
    StateDict diffusers;
    for (const auto& [name, tensor] : ldm)
        diffusers.emplace(names.toDiffusers(name).value_or(name), tensor);
    return diffusers;
}

at::Tensor partOf(const at::Tensor& whole, OpenClipPart part) {
    if (part == OpenClipPart::Whole || whole.dim() == 0)
        return whole;
    if (part == OpenClipPart::Transposed)
        return whole.t();
    const auto third = whole.size(0) / 3;
    const auto index = part == OpenClipPart::Queries ? 0 : part == OpenClipPart::Keys ? 1 : 2;
    return whole.narrow(0, index * third, third);
}

StateDict fromOpenClip(const StateDict& openClip, const catalogue::TextEncoderConfig& config) {
    StateDict text;
    for (const auto& tensor : catalogue::openClipTensors(config))
        if (const auto whole = openClip.find(tensor.openClip); whole != openClip.end())
            text.emplace(tensor.huggingFace, partOf(whole->second, tensor.part));
    return text;
}

StateDict textOf(const catalogue::CheckpointText& place, const catalogue::TextEncoderConfig& config,
                 const StateDict& file) {
    const auto text = below(file, place.prefix);
    return place.openClip ? fromOpenClip(text, config) : withoutTextModel(text);
}

} // namespace

StateDict withoutTextModel(const StateDict& text) {
    constexpr std::string_view kPrefix = "text_model.";
    StateDict plain;
    for (const auto& [name, tensor] : text)
        plain.emplace(name.starts_with(kPrefix) ? name.substr(kPrefix.size()) : name, tensor);
    return plain;
}

NetworkWeights checkpointWeights(const catalogue::Checkpoint& checkpoint, const StateDict& file) {
    NetworkWeights weights;
    weights.unet = turned(below(file, checkpoint.unetPrefix), catalogue::ldmUNetNames(checkpoint.unet));
    weights.vae = turned(below(file, checkpoint.vaePrefix), catalogue::ldmVaeNames(checkpoint.vae));
    weights.text = textOf(checkpoint.text, checkpoint.textEncoder, file);
    if (checkpoint.textEncoder2)
        weights.text2 = textOf(*checkpoint.text2, *checkpoint.textEncoder2, file);
    return weights;
}

} // namespace latentbrush::bundles
