#include "steering_options.h"

#include "number_arguments.h"
#include "said.h"
#include "terminal.h"

namespace latentbrush::cli {

namespace {

/// NAME, NAME:WEIGHT or NAME:TEXT:UNET, as in a prompt's <lora:…>.
Result<LoraUse> loraOf(const std::string& said) {
    LoraUse use;
    const auto first = said.find(':');
    use.name = said.substr(0, first);
    if (first == std::string::npos)
        return use;
    const auto second = said.find(':', first + 1);
    const auto text = numberOf<double>(std::string_view(said).substr(first + 1, second - first - 1));
    const auto unet =
        second == std::string::npos ? text : numberOf<double>(std::string_view(said).substr(second + 1));
    if (!text || !unet)
        return failure(ErrorCode::InvalidRequest, "--lora", "'" + said + "' is not NAME:WEIGHT");
    use.text = *text;
    use.unet = *unet;
    return use;
}

} // namespace

void SteeringOptions::addTo(CLI::App& command) {
    const auto text = [](const QString& translated) { return translated.toStdString(); };
    command.add_option("--vae", vae, text(Tr::tr("a VAE's name or path instead of the model's own")));
    command.add_option(
        "--prediction", prediction,
        text(Tr::tr("what the network's answer is taken for: auto (what the model says), epsilon, "
                    "v, v_zsnr or sample")));
    command.add_option(
        "--lora", loras,
        text(Tr::tr("NAME:WEIGHT or NAME:TEXT:UNET: a LoRA over the model; may be said again")));
    command.add_option("--grammar", grammar,
                       text(Tr::tr("how the prompt is read: a1111 (weights, schedules …) or plain")));
    command.add_option("--emphasis", emphasis,
                       text(Tr::tr("what weights in the prompt do: original, no_norm or ignore")));
    command.add_option("--clip-skip", clipSkip,
                       text(Tr::tr("which layer of the text encoder is used: 1 is the model's own, 2 the one "
                                   "before")));
    command.add_option("--eta", eta, text(Tr::tr("fresh noise at each step of ddim, 0 to 1")));
    command.add_option("--guidance-rescale", rescale,
                       text(Tr::tr("how far guided pictures are brought back to their contrast, 0 to 1")));
    command.add_option("--guidance-start", start,
                       text(Tr::tr("the share of the steps at which guidance begins, 0 to 1")));
    command.add_option("--guidance-end", end, text(Tr::tr("the share at which it ends, 0 to 1")));
    command.add_option("--perturbed-attention", perturbed,
                       text(Tr::tr("perturbed-attention guidance; 0 is off, 3 is usual")));
    command.add_option("--noise", noiseSource,
                       text(Tr::tr("whose random numbers: cpu, or philox (as CUDA draws them)")));
    command.add_option("--variation-seed", variationSeed,
                       text(Tr::tr("a second seed whose noise is mixed in")));
    command.add_option("--variation-strength", variationStrength,
                       text(Tr::tr("how much of the second seed, 0 to 1")));
}

Result<> SteeringOptions::setIn(GenerationRequest& request) const {
    auto& prompting = request.prompting;
    auto set = setById(prompting.grammar, grammar, "--grammar", promptGrammarFromId);
    if (set)
        set = setById(prompting.emphasis, emphasis, "--emphasis", emphasisFromId);
    if (set)
        set = setById(request.noise.source, noiseSource, "--noise", noiseSourceFromId);
    if (set)
        set = setById(request.prediction, prediction, "--prediction", predictionFromId);
    if (!set)
        return set;
    for (const auto& said : loras) {
        auto use = loraOf(said);
        if (!use)
            return failure(use);
        prompting.loras.push_back(std::move(*use));
    }
    setIfSaid(request.vae, vae);
    setIfSaid(prompting.clipSkip, clipSkip);
    setIfSaid(request.eta, eta);
    setIfSaid(request.steering.rescale, rescale);
    setIfSaid(request.steering.start, start);
    setIfSaid(request.steering.end, end);
    setIfSaid(request.steering.perturbed, perturbed);
    setIfSaid(request.noise.variationSeed, variationSeed);
    setIfSaid(request.noise.variationStrength, variationStrength);
    return {};
}

} // namespace latentbrush::cli
