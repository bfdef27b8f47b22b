#include "catalogue/configs_json.h"
#include "catalogue/manifest_checks.h"
#include "catalogue/manifest_words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::catalogue {

namespace {

using nlohmann::json;

constexpr int kMostPixels = 1 << 16;

/// Reads one manifest; the first fault is kept.
class ManifestReader {
public:
    ManifestReader(const json& value, std::string subject)
        : m_subject(std::move(subject)), m_fields(value, m_subject, m_fault) {}

    Result<ModelManifest> read();

private:
    void readDescription();
    void readConfigs();
    void readLatents();
    void readConditioning();
    void readFiles();
    void readPreview();
    void readDefaults();

    /// An embedded config.json; its faults are named from the top.
    template <class Config>
    std::optional<Config> config(const char* key, Result<Config> (*read)(const json&, const std::string&));
    template <class Words>
    auto word(const char* key, const char* otherwise, const Words& words);
    std::optional<TokenizerConfig> tokenizer(const char* key);
    FileRecord fileRecord(JsonFields fields);

    std::string m_subject;
    Fault m_fault;
    JsonFields m_fields;
    ModelManifest m_manifest;
};

template <class Config>
std::optional<Config> ManifestReader::config(const char* key,
                                             Result<Config> (*read)(const json&, const std::string&)) {
    const auto* value = m_fields.find(key);
    if (value && !value->is_object())
        m_fields.malformed(key, "no object");
    if (!value || m_fault)
        return std::nullopt;
    auto config = read(*value, m_subject);
    if (config)
        return std::move(*config);
    m_fault = config.error();
    if (m_fault->code == ErrorCode::FileMalformed)
        m_fault->detail = std::string(key) + "." + m_fault->detail;
    return std::nullopt;
}

template <class Words>
auto ManifestReader::word(const char* key, const char* otherwise, const Words& words) {
    const auto text = m_fields.text(key, otherwise);
    for (const auto& [known, meaning] : words)
        if (text == known)
            return meaning;
    m_fields.malformed(key, "unknown word " + text);
    return words.front().second;
}

std::optional<TokenizerConfig> ManifestReader::tokenizer(const char* key) {
    if (!m_fields.has(key))
        return std::nullopt;
    auto ids = m_fields.object(key);
    return TokenizerConfig{ids.integer("length", std::nullopt, 2, kMostPixels), ids.id("begin_id"),
                           ids.id("end_id"), ids.id("pad_id")};
}

FileRecord ManifestReader::fileRecord(JsonFields fields) {
    FileRecord record{fields.text("file", std::nullopt), fields.text("sha256", std::nullopt)};
    if (!isBundleFileName(record.file))
        fields.malformed("file", "no plain file name");
    if (!isSha256(record.sha256))
        fields.malformed("sha256", "not 64 lower-case hex digits");
    return record;
}

void ManifestReader::readDescription() {
    m_manifest.name = m_fields.text("name", std::nullopt);
    m_manifest.family = m_fields.text("family", std::nullopt);
    m_manifest.licence = m_fields.text("licence", "");
    auto description = m_fields.object("description");
    if (const auto* languages = m_fields.find("description"); languages && languages->is_object())
        for (const auto& [language, text] : languages->items())
            m_manifest.description[language] = description.text(language.c_str(), std::nullopt);
    auto prompts = m_fields.object("sample_prompts");
    if (const auto* languages = m_fields.find("sample_prompts"); languages && languages->is_object())
        for (const auto& [language, texts] : languages->items())
            m_manifest.samplePrompts[language] = prompts.texts(language.c_str());
}

void ManifestReader::readConfigs() {
    if (!m_fields.has("scheduler"))
        m_fields.malformed("scheduler", "missing");
    if (auto scheduler = config("scheduler", schedulerFromJson))
        m_manifest.scheduler = std::move(*scheduler);
    m_manifest.unet = config("unet", unetFromJson);
    m_manifest.vae = config("vae", vaeFromJson);
    m_manifest.textEncoder = config("text_encoder", textEncoderFromJson);
    m_manifest.textEncoder2 = config("text_encoder_2", textEncoderFromJson);
    m_manifest.lowResolutionNoise = config("low_resolution_noise", schedulerFromJson);
}

void ManifestReader::readLatents() {
    auto latents = m_fields.object("latents");
    m_manifest.latents = {latents.integer("channels", std::nullopt, 1, 256),
                          latents.integer("downscale", std::nullopt, 1, 256),
                          latents.number("scale", std::nullopt), latents.number("shift", 0)};
    auto size = m_fields.object("native_size");
    m_manifest.nativeWidth = size.integer("width", std::nullopt, 1, kMostPixels);
    m_manifest.nativeHeight = size.integer("height", std::nullopt, 1, kMostPixels);
}

void ManifestReader::readConditioning() {
    m_manifest.concat = word("concat", "none", kConcatWords);
    m_manifest.emptyMaskedLatents = word("empty_masked_latents", "encoded", kEmptyMaskedLatentsWords);
    m_manifest.crossAttention = m_fields.text("cross_attention", "text");
    if (m_fields.has("text_encoder_layer"))
        m_manifest.textEncoderLayer = m_fields.integer("text_encoder_layer", std::nullopt, 0, 1024);
    m_manifest.vector = word("vector_conditioning", "none", kVectorWords);
    m_manifest.zerosForEmptyNegative = m_fields.boolean("zeros_for_empty_negative", false);
    m_manifest.tokenizer = tokenizer("tokenizer");
    m_manifest.tokenizer2 = tokenizer("tokenizer_2");
    m_manifest.precision = m_fields.text("precision", "fp32");
    constexpr std::array kPrecisions{"fp32", "fp16", "bf16", "fp8"};
    if (std::ranges::find(kPrecisions, m_manifest.precision) == kPrecisions.end())
        m_fields.malformed("precision", "none of fp32, fp16, bf16, fp8");
}

void ManifestReader::readFiles() {
    for (auto& weights : m_fields.objects("weights"))
        m_manifest.weights.push_back(fileRecord(weights));
    if (!m_fields.has("components"))
        return;
    auto components = m_fields.object("components");
    m_manifest.components.emplace();
    for (const auto& [name, member] : kComponentWords) {
        if (!components.has(name))
            components.malformed(name, "missing");
        m_manifest.components.value().*member = fileRecord(components.object(name));
    }
    if (components.has("text_encoder_2"))
        m_manifest.components->textEncoder2 = fileRecord(components.object("text_encoder_2"));
}

void ManifestReader::readPreview() {
    const auto* rows = m_fields.find("preview_rgb");
    if (!rows)
        return;
    m_manifest.previewRgb.emplace();
    bool good = rows->is_array() && rows->size() == m_manifest.previewRgb->size();
    for (std::size_t row = 0; good && row < rows->size(); ++row) {
        good = (*rows)[row].is_array();
        for (std::size_t i = 0; good && i < (*rows)[row].size(); ++i) {
            const auto& number = (*rows)[row][i];
            good = number.is_number() && std::isfinite(number.get<double>());
            if (good)
                (*m_manifest.previewRgb)[row].push_back(number.get<double>());
        }
    }
    if (!good)
        m_fields.malformed("preview_rgb", "not three rows of numbers");
}

void ManifestReader::readDefaults() {
    auto defaults = m_fields.object("defaults");
    if (defaults.has("sampler"))
        m_manifest.defaults.sampler = defaults.text("sampler", std::nullopt);
    if (defaults.has("schedule"))
        m_manifest.defaults.schedule = defaults.text("schedule", std::nullopt);
    if (defaults.has("steps"))
        m_manifest.defaults.steps = defaults.integer("steps", std::nullopt, 1, 10'000);
    if (defaults.has("guidance"))
        m_manifest.defaults.guidance = defaults.number("guidance", std::nullopt);
}

Result<ModelManifest> ManifestReader::read() {
    // First of all: a newer form may break any of the rules below.
    const int version = m_fields.integer("format_version", std::nullopt, 1);
    if (!m_fault && version > ModelManifest::kFormatVersion)
        return failure(ErrorCode::NewerFormat, m_subject, std::to_string(version));
    readDescription();
    readConfigs();
    readLatents();
    readConditioning();
    readFiles();
    readPreview();
    readDefaults();
    if (!m_fault)
        checkManifest(m_manifest, m_fields);
    if (m_fault)
        return tl::unexpected(*m_fault);
    return std::move(m_manifest);
}

} // namespace

Result<ModelManifest> manifestFromJson(const json& value, const std::string& subject) {
    auto manifest = ManifestReader(value, subject).read();
    if (manifest)
        manifest->unknown = membersBeyond(value, toJson(*manifest));
    return manifest;
}

Result<ModelManifest> readManifest(const std::filesystem::path& file) {
    const auto json = readJsonFile(file);
    if (!json)
        return failure(json);
    return manifestFromJson(*json, file.string());
}

} // namespace latentbrush::catalogue
