#include "catalogue/checkpoint.h"

#include "catalogue/checkpoint_prediction.h"
#include "catalogue/family_facts.h"
#include "catalogue/foreign_models.h"
#include "catalogue/ldm_shapes.h"
#include "catalogue/stored_precision.h"

#include <algorithm>
#include <array>

namespace latentbrush::catalogue {

namespace {

constexpr const char* kNesting = "state_dict.";
constexpr std::array kUNetPrefixes{"model.diffusion_model.", "diffusion_model.", ""};
constexpr const char* kVaePrefix = "first_stage_model.";
constexpr const char* kOpenClip1 = "conditioner.embedders.0.model.";
constexpr const char* kOpenClip2 = "conditioner.embedders.1.model.";

/// What stands before every name, such as "state_dict.", as often as it does.
std::string nestingOf(const TensorTable& table) {
    std::string nesting;
    while (hasPrefix(table, nesting + kNesting))
        nesting += kNesting;
    return nesting;
}

/// Reads one checkpoint's parts; `table` is without nesting.
class CheckpointReader {
public:
    CheckpointReader(const TensorTable& table, const std::string& subject)
        : m_table(table), m_subject(subject) {}

    Result<Checkpoint> read() {
        return checkKind()
            .and_then([this] { return readUNet(); })
            .and_then([this] { return findFamily(); })
            .and_then([this] { return readTexts(); })
            .and_then([this] { return readVae(); })
            .and_then([this] { return fitUNet(); })
            .map([this] { return std::move(m_model); });
    }

private:
    Result<> unsupported(const std::string& what) const {
        return failure(ErrorCode::UnsupportedModel, what, m_subject);
    }

    Result<> checkKind() {
        if (const auto family = foreignFamilyOf(m_table))
            return unsupported(*family);
        if (const auto kind = companionKindOf(m_table))
            return failure(ErrorCode::NoModelOfItsOwn, *kind, m_subject);
        for (const std::string prefix : kUNetPrefixes)
            if (m_table.contains(prefix + "input_blocks.0.0.weight")) {
                m_model.unetPrefix = prefix;
                return {};
            }
        return failure(ErrorCode::UnsupportedFormat, m_subject,
                       "none of the names of a Stable Diffusion checkpoint");
    }

    Result<> readUNet() {
        return unetFromShapes(below(m_table, m_model.unetPrefix), m_subject)
            .map([this](const UNetConfig& config) { m_model.unet = config; });
    }

    // What the conditioner is called goes first; a UNet alone is told by its widths.
    Result<> findFamily() {
        const auto& unet = m_model.unet;
        if (hasPrefix(m_table, kOpenClip2))
            m_model.family = Family::Sdxl;
        else if (hasPrefix(m_table, kOpenClip1))
            m_model.family = unet.vectorWidth > 0 ? Family::SdxlRefiner : Family::Sd2;
        else if (unet.classCount > 0)
            m_model.family = Family::X4Upscaler;
        else if (hasPrefix(m_table, "cond_stage_model.model."))
            m_model.family = Family::Sd2;
        else if (hasPrefix(m_table, "cond_stage_model.transformer."))
            m_model.family = Family::Sd1;
        else
            return findFamilyByWidth();
        return {};
    }

    Result<> findFamilyByWidth() {
        constexpr std::pair<int, Family> kWidths[] = {
            {768, Family::Sd1}, {1024, Family::Sd2}, {2048, Family::Sdxl}, {1280, Family::SdxlRefiner}};
        const int width = m_model.unet.contextWidth;
        const auto* found = std::ranges::find(kWidths, width, &std::pair<int, Family>::first);
        if (found == std::end(kWidths))
            return unsupported("unet: context of " + std::to_string(width));
        m_model.family = found->second;
        return {};
    }

    CheckpointText textPlace() const {
        if (m_model.family == Family::Sdxl)
            return {"conditioner.embedders.0.transformer.", false};
        if (m_model.family == Family::Sd1)
            return {"cond_stage_model.transformer.", false};
        return {hasPrefix(m_table, kOpenClip1) || m_model.family == Family::SdxlRefiner
                    ? kOpenClip1
                    : "cond_stage_model.model.",
                true};
    }

    Result<TextEncoderConfig> readText(const CheckpointText& place) const {
        const auto read = place.openClip ? openClipFromShapes : clipFromShapes;
        auto config = read(below(m_table, place.prefix), m_subject);
        if (!config && config.error().code == ErrorCode::TensorMissing)
            return failure(ErrorCode::TensorMissing, place.prefix + config.error().subject, m_subject);
        return config.map([&](const TextEncoderConfig& whole) { return fittedTo(m_model.family, whole); });
    }

    Result<> readTexts() {
        m_model.text = textPlace();
        auto text = readText(m_model.text);
        if (!text)
            return failure(text);
        m_model.textEncoder = *text;
        m_model.tokenizer = tokenizerOf(*text, m_model.text.openClip);
        if (m_model.family != Family::Sdxl)
            return {};
        m_model.text2 = CheckpointText{kOpenClip2, true};
        auto second = readText(*m_model.text2);
        if (!second)
            return failure(second);
        m_model.textEncoder2 = *second;
        m_model.tokenizer2 = tokenizerOf(*second, true);
        return {};
    }

    Result<> readVae() {
        m_model.vaePrefix = kVaePrefix;
        auto vae = vaeFromShapes(below(m_table, kVaePrefix), m_subject);
        if (!vae && vae.error().code == ErrorCode::TensorMissing)
            return failure(ErrorCode::TensorMissing, kVaePrefix + vae.error().subject, m_subject);
        if (!vae)
            return failure(vae);
        m_model.vae = fittedTo(m_model.family, *vae);
        return {};
    }

    Result<> fitUNet() {
        auto& unet = m_model.unet;
        const int texts =
            m_model.textEncoder.width + (m_model.textEncoder2 ? m_model.textEncoder2->width : 0);
        if (unet.contextWidth != texts)
            return failure(ErrorCode::FileMalformed, m_subject,
                           "the UNet's context has another width than the text");
        setHeads(m_model.family, unet);
        for (std::size_t level = 0; level < unet.heads.size(); ++level)
            if (unet.blockOutChannels[level] % unet.heads[level] != 0)
                return unsupported("unet: width " + std::to_string(unet.blockOutChannels[level]));
        const auto concat = concatOf(m_model.family, unet, m_model.vae.latentChannels);
        if (!concat)
            return unsupported(unet.inChannels == 2 * m_model.vae.latentChannels
                                   ? "InstructPix2Pix"
                                   : "unet: in_channels = " + std::to_string(unet.inChannels));
        m_model.concat = *concat;
        return {};
    }

    const TensorTable& m_table;
    const std::string& m_subject;
    Checkpoint m_model;
};

void readScale(Checkpoint& model, const TensorTable& table, const TensorNumbers& numbers) {
    if (!table.contains("scale_factor"))
        return;
    const auto scale = numbers("scale_factor");
    if (scale.size() == 1 && scale[0] > 0 && scale[0] < 1e6)
        model.vae.scalingFactor = scale[0];
}

} // namespace

Result<Checkpoint> readCheckpoint(const TensorTable& table, const std::string& subject,
                                  const CheckpointHints& hints) {
    const auto nesting = nestingOf(table);
    const auto inside = nesting.empty() ? table : below(table, nesting);
    auto model = CheckpointReader(inside, subject).read();
    if (!model)
        return model;
    const TensorNumbers numbers = [&](const std::string& name) {
        return hints.numbersOf ? hints.numbersOf(nesting + name) : std::vector<double>();
    };
    readScale(*model, inside, numbers);
    const auto prediction = predictionOf(*model, inside, numbers, hints.yaml);
    model->scheduler = schedulerOf(model->family, prediction);
    model->unet.sampleSize = sampleSizeOf(model->family, prediction.type, model->concat);
    model->nativeEdge = model->unet.sampleSize * model->vae.downscale();
    model->precision = storedPrecisionOf(below(inside, model->unetPrefix));
    for (auto* prefix : {&model->unetPrefix, &model->vaePrefix, &model->text.prefix})
        prefix->insert(0, nesting);
    if (model->text2)
        model->text2->prefix.insert(0, nesting);
    return model;
}

ModelManifest manifestOf(const Checkpoint& checkpoint, const std::string& name) {
    ModelManifest manifest;
    manifest.name = name;
    manifest.family = idOf(checkpoint.family);
    manifest.scheduler = checkpoint.scheduler;
    manifest.latents = {checkpoint.vae.latentChannels, checkpoint.vae.downscale(),
                        checkpoint.vae.scalingFactor, checkpoint.vae.shiftFactor};
    manifest.nativeWidth = manifest.nativeHeight = checkpoint.nativeEdge;
    manifest.concat = checkpoint.concat;
    manifest.vector = vectorOf(checkpoint.family);
    manifest.zerosForEmptyNegative = checkpoint.family == Family::Sdxl;
    if (checkpoint.family == Family::X4Upscaler)
        manifest.lowResolutionNoise = lowResolutionNoise();
    manifest.tokenizer = checkpoint.tokenizer;
    manifest.tokenizer2 = checkpoint.tokenizer2;
    manifest.precision = checkpoint.precision;
    manifest.unet = checkpoint.unet;
    manifest.vae = checkpoint.vae;
    manifest.textEncoder = checkpoint.textEncoder;
    manifest.textEncoder2 = checkpoint.textEncoder2;
    return manifest;
}

} // namespace latentbrush::catalogue
