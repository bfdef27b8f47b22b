#include "bundles/foreign_model.h"

#include "bundles/foreign_adapter.h"
#include "bundles/foreign_files.h"
#include "bundles/foreign_probe.h"
#include "bundles/placement.h"

#include <sstream>

namespace latentbrush::bundles {

namespace {

/// From memory: a file could be another one by now.
Result<torch::jit::Module> moduleOf(std::string bytes, const std::string& file, at::Device device) {
    try {
        std::istringstream stream(std::move(bytes));
        return torch::jit::load(stream, device);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const c10::Error& error) {
        return failure(ErrorCode::FileMalformed, file, error.what_without_backtrace());
    } catch (const std::exception& error) {
        return failure(ErrorCode::FileMalformed, file, error.what());
    }
}

/// Reads the networks one after another and makes them fit.
class ForeignReading {
public:
    ForeignReading(const ModelFiles& model, const LoadOptions& options, ForeignFiles files)
        : m_model(model), m_options(options), m_files(std::move(files)),
          m_names(*model.manifest.components), m_loaded{.manifest = model.manifest,
                                                        .hash = {},
                                                        .components = {},
                                                        .device = options.device,
                                                        .dtype = options.dtype} {}

    Result<LoadedModel> read() {
        auto& parts = m_loaded.components;
        return take(parts.textEncoder, m_names.textEncoder)
            .and_then([&] { return take(parts.unet, m_names.unet); })
            .and_then([&] { return take(parts.vaeDecoder, m_names.vaeDecoder); })
            .and_then([&] { return takeEncoder(); })
            .and_then([&] { return takeSecondText(); })
            .and_then([&] { return speakOurs() ? placeOurs() : adapt(); })
            .map([&] {
                m_loaded.hash = m_files.hash();
                return std::move(m_loaded);
            });
    }

private:
    std::string path(const catalogue::FileRecord& record) const {
        return (m_model.folder / record.file).string();
    }

    Result<> take(torch::jit::Module& module, const catalogue::FileRecord& record) {
        if (m_options.stop.stopNow())
            return failure(ErrorCode::Cancelled);
        auto bytes = m_files.read(record.file);
        if (!bytes)
            return failure(bytes);
        return moduleOf(std::move(*bytes), path(record), m_options.device)
            .map([&](torch::jit::Module loaded) { module = std::move(loaded); });
    }

    Result<> takeEncoder() {
        auto& parts = m_loaded.components;
        if (m_names.vaeEncoder.file.empty())
            parts.vaeEncoder = missingEncoder();
        else if (m_names.vaeEncoder.file == m_names.vaeDecoder.file)
            parts.vaeEncoder = parts.vaeDecoder;
        else
            return take(parts.vaeEncoder, m_names.vaeEncoder);
        return {};
    }

    Result<> takeSecondText() {
        return m_names.textEncoder2 ? take(m_loaded.components.textEncoder2.emplace(), *m_names.textEncoder2)
                                    : Result<>();
    }

    /// What this program wrote on another machine.
    bool speakOurs() const {
        const auto& parts = m_loaded.components;
        return parts.textEncoder.find_method("encode") && parts.unet.find_method("controlled");
    }

    Result<> placeOurs() {
        for (auto* module : modulesOf(m_loaded.components))
            place(*module, m_options.device, m_options.dtype);
        return {};
    }

    Result<> adapt() {
        if (m_loaded.manifest.vector != catalogue::VectorConditioning::None || m_names.textEncoder2)
            return failure(ErrorCode::UnsupportedModel, "TorchScript: " + m_loaded.manifest.family);
        auto& parts = m_loaded.components;
        // One file may be both halves of the VAE.
        for (auto* module : {&parts.textEncoder, &parts.unet, &parts.vaeDecoder})
            place(*module, m_options.device, std::nullopt);
        if (m_names.vaeEncoder.file != m_names.vaeDecoder.file && m_model.canEncode())
            place(parts.vaeEncoder, m_options.device, std::nullopt);
        return adaptNetworks().and_then([&] { return adaptVae(); });
    }

    Result<> adaptNetworks() {
        auto& parts = m_loaded.components;
        auto text = textAdapter(parts.textEncoder, path(m_names.textEncoder));
        if (!text)
            return failure(text);
        const auto width = probeText(*text, facts(), path(m_names.textEncoder));
        if (!width)
            return failure(width);
        auto adapters = unetAdapters(parts.unet, path(m_names.unet));
        if (!adapters)
            return failure(adapters);
        auto unet = probeUNet(std::move(*adapters), *width, facts(), m_options.stop, path(m_names.unet));
        if (!unet)
            return failure(unet);
        parts.textEncoder = std::move(*text);
        parts.unet = std::move(*unet);
        m_loaded.dtype = dtypeOf(parts.unet);
        return {};
    }

    Result<> adaptVae() {
        auto& parts = m_loaded.components;
        const auto encoderFile = path(m_names.vaeEncoder);
        auto encoder = m_model.canEncode() ? vaeAdapter(parts.vaeEncoder, "encode", encoderFile)
                                           : Result<torch::jit::Module>(parts.vaeEncoder);
        if (!encoder)
            return failure(encoder);
        auto decoder = vaeAdapter(parts.vaeDecoder, "decode", path(m_names.vaeDecoder));
        if (!decoder)
            return failure(decoder);
        if (auto fits = probeDecoder(*decoder, facts(), m_options.stop, path(m_names.vaeDecoder)); !fits)
            return fits;
        if (m_model.canEncode())
            if (auto fits = probeEncoder(*encoder, facts(), m_options.stop, encoderFile); !fits)
                return fits;
        parts.vaeEncoder = std::move(*encoder);
        parts.vaeDecoder = std::move(*decoder);
        return {};
    }

    ForeignFacts facts() const {
        const auto& manifest = m_loaded.manifest;
        const auto tokenizer = manifest.tokenizer.value_or(catalogue::TokenizerConfig());
        const bool isInpainting = manifest.concat == catalogue::Concat::MaskMaskedImage;
        return {.latents = manifest.latents,
                .inChannels = manifest.latents.channels + (isInpainting ? manifest.latents.channels + 1 : 0),
                .latentEdges = {8, manifest.nativeWidth / manifest.latents.downscale},
                .tokens = tokenizer.length,
                // A tokenizer of its own may know fewer words than CLIP's.
                .lastId = m_model.tokenizerFolder.empty() ? tokenizer.endId : 0,
                .device = m_options.device};
    }

    const ModelFiles& m_model;
    const LoadOptions& m_options;
    ForeignFiles m_files;
    const catalogue::ComponentFiles& m_names;
    LoadedModel m_loaded;
};

} // namespace

bool isForeign(const ModelFiles& model, const LoadOptions& options) {
    return model.form == ModelForm::Exports ||
           (model.form == ModelForm::Components && !options.mayRunTorchScript);
}

Result<LoadedModel> loadForeignModel(const ModelFiles& model, const LoadOptions& options,
                                     const KnownHashes& hashes) {
    auto files = ForeignFiles::open(model, options.consents, hashes, options.stop);
    if (!files)
        return failure(files);
    return ForeignReading(model, options, std::move(*files)).read();
}

} // namespace latentbrush::bundles
