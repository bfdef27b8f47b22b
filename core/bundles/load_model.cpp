#include "bundles/load_model.h"

#include "bundles/build_components.h"
#include "bundles/checkpoint_weights.h"
#include "bundles/foreign_model.h"
#include "bundles/placement.h"
#include "bundles/read_component.h"
#include "bundles/weight_views.h"
#include "catalogue/model_hash.h"
#include "weights/weight_file.h"

namespace latentbrush::bundles {

namespace {

namespace fs = std::filesystem;

/// Reads the files of a model by its form.
class Reading {
public:
    Reading(const ModelFiles& files, const LoadOptions& options, const KnownHashes& hashes)
        : m_files(files), m_options(options), m_hashes(hashes) {}

    Result<Components> components() {
        if (isForeign(m_files, m_options))
            return failure(ErrorCode::UnsupportedModel, m_files.manifest.name,
                           "holds TorchScript that this machine did not write");
        switch (m_files.form) {
        case ModelForm::Exports: // foreign
        case ModelForm::Components:
            return fromComponents();
        case ModelForm::Weights:
            return fromWeights();
        case ModelForm::Diffusers:
            return fromDiffusers();
        case ModelForm::Checkpoint:
            return fromCheckpoint();
        }
        return failure(ErrorCode::Internal);
    }

    std::string hash() const {
        if (m_files.form == ModelForm::Checkpoint)
            return m_hashes.known(m_files.folder).value_or("");
        return m_files.form == ModelForm::Diffusers ? catalogue::modelHash(m_seen)
                                                    : catalogue::modelHash(m_files.manifest);
    }

private:
    Result<> check(const catalogue::FileRecord& record) {
        return m_hashes.check(m_files.folder / record.file, record.sha256, m_options.stop);
    }

    Result<> addWeights(const fs::path& path, tensors::StateDict& views) {
        const auto file = weights::WeightFile::open(path);
        if (!file)
            return failure(file);
        if (const auto dtype = quantisedBeyondUs(*file))
            return failure(ErrorCode::UnsupportedFormat, path.string(),
                           "weights in " + std::string(nameOf(*dtype)));
        addViews(*file, views);
        return {};
    }

    Result<Components> fromComponents() {
        for (const auto& record : catalogue::recordsOf(*m_files.manifest.components))
            if (const auto checked = check(record); !checked)
                return failure(checked);
        return readComponents(m_files.folder, m_files.manifest, m_options.stop);
    }

    Result<Components> fromWeights() {
        tensors::StateDict views;
        for (const auto& record : m_files.manifest.weights) {
            if (const auto checked = check(record); !checked)
                return failure(checked);
            if (const auto added = addWeights(m_files.folder / record.file, views); !added)
                return failure(added);
        }
        return build({.text = views,
                      .unet = views,
                      .vae = views,
                      .text2 = views,
                      .textPrefix = "text_encoder.",
                      .unetPrefix = "unet.",
                      .vaePrefix = "vae.",
                      .text2Prefix = "text_encoder_2."});
    }

    Result<Components> fromDiffusers() {
        NetworkWeights weights;
        const std::pair<const std::vector<fs::path>*, tensors::StateDict*> parts[] = {
            {&m_files.textEncoderWeights, &weights.text},
            {&m_files.textEncoder2Weights, &weights.text2},
            {&m_files.unetWeights, &weights.unet},
            {&m_files.vaeWeights, &weights.vae}};
        for (const auto& [paths, views] : parts)
            for (const auto& path : *paths) {
                auto hash = m_hashes.of(path, m_options.stop);
                if (!hash)
                    return failure(hash);
                m_seen.push_back(*hash);
                if (const auto added = addWeights(path, *views); !added)
                    return failure(added);
            }
        weights.text = withoutTextModel(weights.text);
        weights.text2 = withoutTextModel(weights.text2);
        return build(weights);
    }

    Result<Components> fromCheckpoint() {
        tensors::StateDict views;
        if (const auto added = addWeights(m_files.folder, views); !added)
            return failure(added);
        return build(checkpointWeights(*m_files.checkpoint, views));
    }

    Result<Components> build(const NetworkWeights& weights) {
        return buildComponents(m_files.manifest, weights, m_options.dtype, m_options.stop);
    }

    const ModelFiles& m_files;
    const LoadOptions& m_options;
    const KnownHashes& m_hashes;
    std::vector<std::string> m_seen;
};

} // namespace

std::vector<torch::jit::Module*> modulesOf(Components& components) {
    std::vector modules{&components.textEncoder, &components.unet, &components.vaeEncoder,
                        &components.vaeDecoder};
    if (components.textEncoder2)
        modules.push_back(&*components.textEncoder2);
    return modules;
}

Result<Components> loadComponents(const ModelFiles& files, const LoadOptions& options,
                                  const KnownHashes& hashes) {
    return Reading(files, options, hashes).components();
}

Result<LoadedModel> loadModel(const ModelFiles& files, const LoadOptions& options,
                              const KnownHashes& hashes) {
    if (isForeign(files, options))
        return loadForeignModel(files, options, hashes);
    Reading reading(files, options, hashes);
    auto components = reading.components();
    if (!components)
        return failure(components);
    LoadedModel model{files.manifest, reading.hash(), std::move(*components), options.device, options.dtype};
    for (auto* module : modulesOf(model.components)) {
        if (options.stop.stopNow())
            return failure(ErrorCode::Cancelled);
        place(*module, options.device, options.dtype);
    }
    return model;
}

} // namespace latentbrush::bundles
