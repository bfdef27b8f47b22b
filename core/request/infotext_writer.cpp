#include "request/infotext.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace latentbrush {

namespace {

/// Raw where it can be; else a JSON string, so that neither a comma nor a quote inside ends the value. Blank
/// space at the ends and a leading quote need it too, or they would not be read back.
std::string quoted(const std::string& value) {
    constexpr std::string_view kBlank = " \t";
    const bool plain = value.find_first_of(",\n:") == std::string::npos && !value.empty() &&
                       value.front() != '"' && kBlank.find(value.front()) == std::string_view::npos &&
                       kBlank.find(value.back()) == std::string_view::npos;
    if (plain)
        return value;
    return nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The shortest decimal that reads back as the same number: 7, 7.5.
std::string shortest(double value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

class ParameterLine {
public:
    void add(std::string_view key, const std::string& value) {
        if (value.empty())
            return;
        if (!m_text.empty())
            m_text += ", ";
        m_text.append(key) += ": " + quoted(value);
    }
    const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

/// Whether a strength means something.
bool startsFrom(const Task& task) {
    return std::holds_alternative<ImageToImage>(task) || std::holds_alternative<Inpaint>(task);
}

/// What AUTOMATIC1111 writes, and as it does only what is not its default.
void addPainting(ParameterLine& line, const Painting& painting) {
    line.add("Mask blur", shortest(painting.maskBlur));
    line.add("Mask mode", painting.notMasked ? "Inpaint not masked" : "");
    if (painting.content != MaskedContent::Original)
        line.add("Masked content", std::string(labelOf(painting.content)));
    if (painting.area == InpaintArea::Masked) {
        line.add("Inpaint area", "Only masked");
        line.add("Masked area padding", std::to_string(painting.padding));
    }
    line.add("Soft inpainting enabled", painting.grey == GreyMask::Soft ? "True" : "");
}

/// What AUTOMATIC1111 writes beside the usual settings, and as it does only what is not its default.
void addExtras(ParameterLine& line, const GenerationRequest& request) {
    const auto number = [&](const char* key, double value, double usual) {
        line.add(key, value == usual ? "" : shortest(value));
    };
    const auto& prompting = request.prompting;
    line.add("VAE", request.vae);
    line.add("Clip skip", prompting.clipSkip == 1 ? "" : std::to_string(prompting.clipSkip));
    if (prompting.emphasis != Emphasis::Original)
        line.add("Emphasis", std::string(labelOf(prompting.emphasis)));
    if (request.sampler == Sampler::Ddim)
        number("Eta DDIM", request.eta, 0);
    number("CFG Rescale φ", request.steering.rescale, 0);
    number("PAG scale", request.steering.perturbed, 0);
    if (request.noise.varies()) {
        line.add("Variation seed", std::to_string(*request.noise.variationSeed));
        line.add("Variation seed strength", shortest(request.noise.variationStrength));
    }
}

/// As AUTOMATIC1111 and its ControlNet extension write them.
void addPasses(ParameterLine& line, const GenerationRequest& request) {
    if (request.noise.resizes())
        line.add("Seed resize from", std::to_string(request.noise.resizeFromWidth) + "x" +
                                         std::to_string(request.noise.resizeFromHeight));
    if (request.hires.isOn()) {
        line.add("Denoising strength", shortest(request.hires.strength));
        line.add("Hires upscale", shortest(request.hires.scale));
        line.add("Hires steps", request.hires.steps > 0 ? std::to_string(request.hires.steps) : "");
        line.add("Hires upscaler", std::string(labelOf(request.hires.by)));
    }
    if (request.hasRefiner()) {
        line.add("Refiner", request.refiner);
        line.add("Refiner switch at", shortest(request.refinerFrom));
    }
    const auto& freeU = request.steering.freeU;
    if (freeU.isOn()) {
        line.add("freeu_enabled", "True");
        line.add("freeu_b1", shortest(freeU.backbone1));
        line.add("freeu_b2", shortest(freeU.backbone2));
        line.add("freeu_s1", shortest(freeU.skip1));
        line.add("freeu_s2", shortest(freeU.skip2));
    }
}

void addControls(ParameterLine& line, const std::vector<ControlUse>& controls) {
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const auto& use = controls[i];
        std::string text("Module: ");
        text.append(labelOf(use.preprocessor)).append(", Model: ").append(use.name);
        text.append(", Weight: ").append(shortest(use.weight));
        text.append(", Guidance Start: ").append(shortest(use.start));
        text.append(", Guidance End: ").append(shortest(use.end));
        text.append(", Control Mode: ").append(use.guess ? "ControlNet is more important" : "Balanced");
        line.add("ControlNet " + std::to_string(i), text);
    }
}

/// The program that reads it knows LoRAs only by their tags in the prompt.
std::string tagsOf(const std::vector<LoraUse>& loras) {
    std::string tags;
    for (const auto& use : loras) {
        tags += " <lora:" + use.name + ":" + shortest(use.text);
        tags += use.unet == use.text ? ">" : ":" + shortest(use.unet) + ">";
    }
    return tags;
}

/// "name: hash, name: hash", by which Civitai and other programs find them.
void addLoraHashes(ParameterLine& line, const std::map<std::string, std::string>& hashes) {
    constexpr std::size_t kShortHash = 12;
    std::string text;
    for (const auto& [name, hash] : hashes)
        text += (text.empty() ? "" : ", ") + name + ": " + hash.substr(0, kShortHash);
    if (!text.empty())
        line.add("Lora hashes", text);
}

} // namespace

std::string infotextOf(const GenerationRequest& request, const Provenance& provenance) {
    constexpr std::size_t kShortHash = 10;
    ParameterLine line;
    line.add("Steps", std::to_string(request.steps));
    line.add("Sampler", std::string(labelOf(request.sampler)));
    line.add("Schedule type", std::string(labelOf(request.schedule)));
    line.add("CFG scale", shortest(request.guidanceScale));
    line.add("Seed", request.seed ? std::to_string(*request.seed) : "");
    if (request.width > 0 && request.height > 0)
        line.add("Size", std::to_string(request.width) + "x" + std::to_string(request.height));
    if (startsFrom(request.task))
        line.add("Denoising strength", shortest(strengthOf(request.task)));
    if (const auto* inpaint = std::get_if<Inpaint>(&request.task))
        addPainting(line, inpaint->painting);
    addExtras(line, request);
    addPasses(line, request);
    addControls(line, request.controls);
    line.add("Model hash", provenance.modelHash.substr(0, kShortHash));
    line.add("Model", provenance.modelName.empty() ? request.model : provenance.modelName);
    if (const auto vae = provenance.addOns.find(request.vae); vae != provenance.addOns.end())
        line.add("VAE hash", vae->second.substr(0, kShortHash));
    addLoraHashes(line, provenance.loraHashes);
    line.add("RNG", std::string(labelOf(request.noise.source)));
    line.add("Version", "Latentbrush " + provenance.engineVersion);

    std::string text = request.prompt + tagsOf(request.prompting.loras);
    if (!request.negativePrompt.empty())
        text += "\nNegative prompt: " + request.negativePrompt;
    return text + "\n" + line.text();
}

} // namespace latentbrush
