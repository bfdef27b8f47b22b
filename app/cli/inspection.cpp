#include "inspection.h"

#include "base/sha256.h"
#include "catalogue/checkpoint_hints.h"
#include "catalogue/diffusers_folder.h"
#include "catalogue/export_files.h"
#include "catalogue/export_manifest.h"
#include "catalogue/find_models.h"
#include "catalogue/model_hash.h"
#include "catalogue/model_manifest.h"
#include "parameter_counts.h"
#include "weights/torch_script.h"
#include "weights/weight_file.h"

#include <array>
#include <numeric>

namespace latentbrush::cli {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// Adds up one file's parameters under the part that its names begin with, or under `part` when it is given.
Result<> count(const fs::path& file, const std::string& part, json& out) {
    const auto weights = weights::WeightFile::open(file);
    if (!weights)
        return failure(weights);
    for (const auto* table : {"parameters", "dtypes"})
        if (!out.contains(table))
            out[table] = json::object();
    auto& parameters = out["parameters"];
    auto& dtypes = out["dtypes"];
    for (const auto& [name, entry] : weights->tensors()) {
        const auto numbers = std::accumulate(entry.shape.begin(), entry.shape.end(), std::int64_t{1},
                                             std::multiplies<std::int64_t>());
        auto key = part;
        for (const auto* prefix : {"unet", "vae", "text_encoder"})
            if (part.empty() && name.starts_with(std::string(prefix) + "."))
                key = prefix;
        for (const auto& sum : {key, std::string("total")})
            if (!sum.empty())
                parameters[sum] = parameters.value(sum, std::int64_t{0}) + numbers;
        out["tensors"] = out.value("tensors", std::int64_t{0}) + 1;
        const std::string dtype(nameOf(entry.dtype));
        dtypes[dtype] = dtypes.value(dtype, 0) + 1;
    }
    std::error_code error;
    out["files"].push_back({{"name", file.filename().string()}, {"bytes", fs::file_size(file, error)}});
    return {};
}

Result<> countWeights(const fs::path& folder, const catalogue::ModelManifest& manifest, json& out) {
    for (const auto& record : manifest.weights)
        if (const auto counted = count(folder / record.file, {}, out); !counted)
            return failure(counted);
    return {};
}

/// Exports: their parameters counted from the configs, and how large their files are.
Result<> listComponents(const fs::path& folder, const catalogue::ModelManifest& manifest, json& out) {
    std::int64_t total = 0;
    for (const auto& [part, numbers] : parameterCounts(manifest)) {
        out["parameters"][part] = numbers;
        total += numbers;
    }
    if (total > 0)
        out["parameters"]["total"] = total;
    const auto& parts = *manifest.components;
    for (const auto& record : {parts.textEncoder, parts.unet, parts.vaeEncoder, parts.vaeDecoder}) {
        std::error_code error;
        const auto bytes = fs::file_size(folder / record.file, error);
        if (error)
            return failure(ErrorCode::FileMissing, (folder / record.file).string(), error.message());
        out["files"].push_back({{"name", record.file}, {"bytes", bytes}});
    }
    return {};
}

Result<json> inspectBundle(const fs::path& folder) {
    const auto manifest = catalogue::readManifest(folder / "model.json");
    if (!manifest)
        return failure(manifest);
    json out{{"kind", "bundle"},
             {"name", manifest->name},
             {"family", manifest->family},
             {"licence", manifest->licence},
             {"config", toJson(*manifest)}};
    // What the components were made from stays behind when they are installed.
    const auto counted =
        manifest->components ? listComponents(folder, *manifest, out) : countWeights(folder, *manifest, out);
    if (!counted)
        return failure(counted);
    return out;
}

Result<json> inspectDiffusersFolder(const fs::path& path) {
    const auto folder = catalogue::readDiffusersFolder(path);
    if (!folder)
        return failure(folder);
    const auto manifest = catalogue::manifestOf(*folder);
    json out{{"kind", "diffusers"},         {"name", manifest.name},        {"family", manifest.family},
             {"licence", manifest.licence}, {"pipeline", folder->pipeline}, {"config", toJson(manifest)}};
    const std::array parts{std::pair{"unet", &folder->unetWeights}, std::pair{"vae", &folder->vaeWeights},
                           std::pair{"text_encoder", &folder->textEncoderWeights},
                           std::pair{"text_encoder_2", &folder->textEncoder2Weights}};
    for (const auto& [part, files] : parts)
        for (const auto& file : *files)
            if (const auto counted = count(file, part, out); !counted)
                return failure(counted);
    return out;
}

/// What one file of weights is: a checkpoint of a family, or what it is instead, as far as that is known.
Result<json> inspectFile(const fs::path& path) {
    json out{{"name", path.stem().string()}};
    if (const auto counted = count(path, {}, out); !counted)
        return failure(counted);
    const auto file = weights::WeightFile::open(path);
    if (!file)
        return failure(file);
    out["kind"] = file->format() == weights::WeightFormat::Pickle ? "pickle" : "safetensors";
    const auto checkpoint = catalogue::readCheckpoint(catalogue::tensorTableOf(*file), path.string(),
                                                      catalogue::hintsOf(*file, path));
    if (checkpoint) {
        const auto manifest = catalogue::manifestOf(*checkpoint, path.stem().string());
        out["kind"] = "checkpoint";
        out["family"] = manifest.family;
        out["config"] = toJson(manifest);
        for (const auto& [part, numbers] : parameterCounts(manifest))
            out["parameters"][part] = numbers;
    } else if (checkpoint.error().code == ErrorCode::UnsupportedModel ||
               checkpoint.error().code == ErrorCode::NoModelOfItsOwn) {
        out["kind"] = checkpoint.error().subject;
    }
    return out;
}

/// TorchScript, told by the table of its ZIP.
Result<json> programFile(const fs::path& path) {
    if (const auto checked = weights::checkTorchScript(path); !checked)
        return failure(checked);
    const auto hash = sha256OfFile(path);
    if (!hash)
        return failure(hash);
    std::error_code error;
    return json{{"name", path.filename().string()}, {"bytes", fs::file_size(path, error)}, {"sha256", *hash}};
}

Result<json> inspectPrograms(const std::vector<fs::path>& files, const std::string& name) {
    json out{{"kind", "TorchScript export"}, {"name", name}, {"family", "unknown"}};
    for (const auto& path : files) {
        auto file = programFile(path);
        if (!file)
            return file;
        out["files"].push_back(std::move(*file));
    }
    return out;
}

Result<json> inspectExports(const fs::path& folder, const catalogue::Consents& consents) {
    const auto manifest = catalogue::exportManifest(folder);
    if (!manifest)
        return failure(manifest);
    auto out = inspectPrograms(catalogue::exportFilesIn(folder).value().all(), manifest->name);
    if (!out)
        return out;
    std::vector<std::string> hashes;
    for (const auto& file : (*out)["files"])
        hashes.push_back(file["sha256"]);
    const auto hash = catalogue::modelHash(std::move(hashes));
    (*out)["hash"] = hash;
    (*out)["trusted"] = consents.has(hash);
    (*out)["config"] = toJson(*manifest);
    return out;
}

} // namespace

Result<json> inspectModel(const fs::path& path, const catalogue::Consents& consents) {
    if (!fs::exists(path))
        return failure(ErrorCode::FileMissing, path.string());
    const auto kind = catalogue::modelKindOf(path);
    if (kind == catalogue::ModelKind::Bundle)
        return inspectBundle(path);
    if (kind == catalogue::ModelKind::DiffusersFolder)
        return inspectDiffusersFolder(path);
    if (kind == catalogue::ModelKind::Exports)
        return inspectExports(path, consents);
    if (fs::is_regular_file(path) && weights::checkTorchScript(path))
        return inspectPrograms({path}, path.stem().string());
    if (kind == catalogue::ModelKind::SingleFile)
        return inspectFile(path);
    return failure(ErrorCode::UnsupportedFormat, path.string());
}

} // namespace latentbrush::cli
