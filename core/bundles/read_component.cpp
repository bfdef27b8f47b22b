#include "bundles/read_component.h"

#include "networks/networks.h"

#include <sstream>

namespace latentbrush::bundles {

namespace {

namespace fs = std::filesystem;
using Shapes = std::map<std::string, std::vector<std::int64_t>>;

Result<torch::jit::Module> readModule(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error))
        return failure(ErrorCode::FileMissing, file.string());
    try {
        auto module = torch::jit::load(file.string(), at::kCPU);
        if (!module.find_method("forward"))
            return failure(ErrorCode::FileMalformed, file.string(), "no forward");
        return module;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const c10::Error& error) {
        return failure(ErrorCode::FileMalformed, file.string(), error.what_without_backtrace());
    } catch (const std::exception& error) {
        return failure(ErrorCode::FileMalformed, file.string(), error.what());
    }
}

// What others trace may carry other names; those that the config knows have the config's shapes.
Result<> checkShapes(const torch::jit::Module& module, const Shapes& shapes) {
    for (const auto& parameter : module.named_parameters()) {
        const auto expected = shapes.find(parameter.name);
        if (expected == shapes.end() || parameter.value.sizes() == at::IntArrayRef(expected->second))
            continue;
        std::ostringstream detail;
        detail << parameter.value.sizes() << " instead of " << at::IntArrayRef(expected->second);
        return failure(ErrorCode::ShapeMismatch, parameter.name, detail.str());
    }
    return {};
}

} // namespace

Result<Components> readComponents(const fs::path& folder, const catalogue::ModelManifest& manifest,
                                  const StopToken& stop) {
    const auto& files = *manifest.components;
    Components components;
    struct Part {
        const std::string& file;
        torch::jit::Module& module;
        Shapes shapes;
    };
    std::vector<Part> parts{
        {files.textEncoder.file, components.textEncoder,
         manifest.textEncoder ? networks::textEncoderShapes(*manifest.textEncoder) : Shapes()},
        {files.unet.file, components.unet, manifest.unet ? networks::unetShapes(*manifest.unet) : Shapes()},
        {files.vaeEncoder.file, components.vaeEncoder,
         manifest.vae ? networks::vaeEncoderShapes(*manifest.vae) : Shapes()},
        {files.vaeDecoder.file, components.vaeDecoder,
         manifest.vae ? networks::vaeDecoderShapes(*manifest.vae) : Shapes()}};
    if (files.textEncoder2)
        parts.push_back(
            {files.textEncoder2->file, components.textEncoder2.emplace(),
             manifest.textEncoder2 ? networks::textEncoderShapes(*manifest.textEncoder2) : Shapes()});
    for (const auto& part : parts) {
        if (stop.stopNow())
            return failure(ErrorCode::Cancelled);
        auto module = readModule(folder / part.file);
        if (!module)
            return failure(module);
        if (const auto checked = checkShapes(*module, part.shapes); !checked)
            return failure(checked);
        part.module = std::move(*module);
    }
    return components;
}

} // namespace latentbrush::bundles
