#include "catalogue/diffusers_folder.h"

#include "catalogue/configs_json.h"
#include "catalogue/diffusers_components.h"
#include "catalogue/diffusers_weights.h"
#include "catalogue/family_facts.h"
#include "catalogue/json_fields.h"

namespace latentbrush::catalogue {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

template <class Config>
Result<Config> readConfig(const fs::path& file, Result<Config> (*read)(const json&, const std::string&)) {
    const auto value = readJsonFile(file);
    if (!value)
        return failure(value);
    return read(*value, file.string());
}

/// The pooled vector of a CLIPTextModelWithProjection. A CLIPTextModel names the width of a projection, too,
/// which it does not have.
Result<int> projectionOf(const fs::path& file) {
    constexpr int kWidest = 1 << 16;
    const auto value = readJsonFile(file);
    if (!value)
        return failure(value);
    Fault fault;
    const int width = JsonFields(*value, file.string(), fault).integer("projection_dim", 512, 1, kWidest);
    if (fault)
        return tl::unexpected(*fault);
    return width;
}

/// Reads what the folder's parts say of themselves.
class FolderReader {
public:
    FolderReader(DiffusersFolder& model, const DiffusersComponents& parts) : m_model(model), m_parts(parts) {}

    Result<> read(WeightVariant variant) {
        return readNetworks()
            .and_then([&] { return readTexts(); })
            .and_then([&] { return readSchedulers(); })
            .and_then([&] { return checkTogether(); })
            .and_then([&] { return findFiles(variant); })
            .and_then([&] { return findTokenizers(); });
    }

private:
    template <class Config>
    Result<> take(Config& config, const std::string& file,
                  Result<Config> (*read)(const json&, const std::string&)) {
        return readConfig(m_model.folder / file, read).map([&](Config found) { config = std::move(found); });
    }

    bool hasTwoTexts() const { return m_model.family == Family::Sdxl; }

    Result<> readNetworks() {
        return take(m_model.unet, "unet/config.json", unetFromJson)
            .and_then([&] { return take(m_model.vae, "vae/config.json", vaeFromJson); })
            .map([&] {
                constexpr int kSd2ContextWidth = 1024;
                if (m_model.family == Family::Sd1 && m_model.unet.contextWidth == kSd2ContextWidth)
                    m_model.family = Family::Sd2;
                if (m_model.family == Family::Sd1 || m_model.family == Family::Sd2)
                    m_model.vae.forceUpcast = false;
                if (m_model.family == Family::X4Upscaler)
                    m_model.vae.forceUpcast = true; // its decoder breaks in half precision
            });
    }

    // The pipeline, not the file, says which hidden states are taken.
    Result<> readText(const std::string& part, TextEncoderConfig& config) {
        const auto file = part + "/config.json";
        if (const auto taken = take(config, file, textEncoderFromJson); !taken)
            return taken;
        const bool isSdxl = m_model.family == Family::Sdxl || m_model.family == Family::SdxlRefiner;
        config.skippedLayers = isSdxl ? 1 : 0;
        config.normHidden = !isSdxl;
        config.projection = 0;
        if (part != "text_encoder_2")
            return {};
        return projectionOf(m_model.folder / file).map([&](int width) { config.projection = width; });
    }

    Result<> readTexts() {
        return readText(m_parts.textEncoder, m_model.textEncoder).and_then([&]() -> Result<> {
            return hasTwoTexts() ? readText("text_encoder_2", m_model.textEncoder2.emplace()) : Result<>();
        });
    }

    Result<> readSchedulers() {
        return take(m_model.scheduler, "scheduler/scheduler_config.json", schedulerFromJson)
            .and_then([&]() -> Result<> {
                if (m_model.family != Family::X4Upscaler)
                    return {};
                return take(m_model.lowResolutionNoise.emplace(), "low_res_scheduler/scheduler_config.json",
                            schedulerFromJson);
            });
    }

    Result<> checkTogether() {
        const auto& unet = m_model.unet;
        const int channels = m_model.vae.latentChannels;
        if (unet.outChannels != channels)
            return failure(ErrorCode::UnsupportedModel,
                           "unet: out_channels other than the vae's latent_channels");
        const auto concat = concatOf(m_model.family, unet, channels);
        if (!concat)
            return failure(ErrorCode::UnsupportedModel,
                           "unet: in_channels = " + std::to_string(unet.inChannels));
        m_model.concat = *concat;
        const int texts =
            m_model.textEncoder.width + (m_model.textEncoder2 ? m_model.textEncoder2->width : 0);
        if (unet.contextWidth != texts)
            return failure(ErrorCode::FileMalformed, (m_model.folder / "unet" / "config.json").string(),
                           "cross_attention_dim: another number than the text encoder's hidden_size");
        return {};
    }

    Result<> findWeights(const std::string& part, const char* stem, WeightVariant variant,
                         std::vector<fs::path>& files) {
        return weightFiles(m_model.folder / part, stem, variant).map([&](std::vector<fs::path> found) {
            files = std::move(found);
        });
    }

    Result<> findFiles(WeightVariant variant) {
        constexpr const char* kNetwork = "diffusion_pytorch_model";
        return findWeights("unet", kNetwork, variant, m_model.unetWeights)
            .and_then([&] { return findWeights("vae", kNetwork, variant, m_model.vaeWeights); })
            .and_then([&] {
                return findWeights(m_parts.textEncoder, "model", variant, m_model.textEncoderWeights);
            })
            .and_then([&]() -> Result<> {
                return hasTwoTexts()
                           ? findWeights("text_encoder_2", "model", variant, m_model.textEncoder2Weights)
                           : Result<>();
            });
    }

    Result<> findTokenizer(const std::string& part, fs::path& tokenizer) {
        tokenizer = m_model.folder / part;
        std::error_code error;
        if (fs::is_regular_file(tokenizer / "tokenizer.json", error))
            return {};
        for (const auto* name : {"vocab.json", "merges.txt"})
            if (!fs::is_regular_file(tokenizer / name, error))
                return failure(ErrorCode::FileMissing, (tokenizer / name).string());
        return {};
    }

    Result<> findTokenizers() {
        return findTokenizer(m_parts.tokenizer, m_model.tokenizer).and_then([&]() -> Result<> {
            return hasTwoTexts() ? findTokenizer("tokenizer_2", m_model.tokenizer2) : Result<>();
        });
    }

    DiffusersFolder& m_model;
    const DiffusersComponents& m_parts;
};

} // namespace

Result<DiffusersFolder> readDiffusersFolder(const fs::path& folder, WeightVariant variant) {
    const auto parts = readDiffusersComponents(folder);
    if (!parts)
        return failure(parts);
    DiffusersFolder model;
    model.folder = folder;
    model.pipeline = parts->pipeline;
    model.family = parts->family;
    model.zerosForEmptyNegative = parts->zerosForEmptyNegative;
    if (const auto read = FolderReader(model, *parts).read(variant); !read)
        return failure(read);
    return model;
}

ModelManifest manifestOf(const DiffusersFolder& folder) {
    ModelManifest manifest;
    const auto name = folder.folder.filename();
    manifest.name = (name.empty() ? folder.folder.parent_path().filename() : name).string();
    manifest.family = idOf(folder.family);
    manifest.scheduler = folder.scheduler;
    manifest.latents = {folder.vae.latentChannels, folder.vae.downscale(), folder.vae.scalingFactor,
                        folder.vae.shiftFactor};
    manifest.nativeWidth = manifest.nativeHeight = folder.unet.sampleSize * folder.vae.downscale();
    manifest.concat = folder.concat;
    manifest.vector = vectorOf(folder.family);
    manifest.zerosForEmptyNegative = folder.zerosForEmptyNegative;
    manifest.lowResolutionNoise = folder.lowResolutionNoise;
    manifest.unet = folder.unet;
    manifest.vae = folder.vae;
    manifest.textEncoder = folder.textEncoder;
    manifest.textEncoder2 = folder.textEncoder2;
    return manifest;
}

} // namespace latentbrush::catalogue
