#include "pipeline/latent_file.h"

#include "tensors/state_dict.h"

#include <sstream>

namespace latentbrush::pipeline {

namespace {

const std::string kFlag = "--latents-in"; ///< the one way in

std::string text(at::IntArrayRef shape) {
    std::ostringstream out;
    out << shape;
    return out.str();
}

Result<at::Tensor> tensorOf(const tensors::StateDict& tensors, const std::string& name, at::IntArrayRef shape,
                            const std::filesystem::path& path) {
    const auto& tensor = tensors.at(name);
    if (tensor.sizes() != shape)
        return failure(ErrorCode::InvalidRequest, kFlag,
                       path.string() + ": " + name + ": " + text(tensor.sizes()) + " instead of " +
                           text(shape));
    return tensor.to(at::kFloat);
}

} // namespace

Result<GivenLatents> readLatents(const std::filesystem::path& path, const std::vector<std::int64_t>& shape,
                                 int steps) {
    const auto file = tensors::readStateDict(path);
    if (!file)
        return failure(file);
    if (!file->contains("latents"))
        return failure(ErrorCode::InvalidRequest, kFlag, path.string() + ": no 'latents' in it");
    const auto latents = tensorOf(*file, "latents", shape, path);
    if (!latents)
        return failure(latents);
    GivenLatents given{*latents, {}};
    if (file->contains("noise")) {
        auto noiseShape = shape;
        noiseShape.insert(noiseShape.begin(), steps);
        const auto noise = tensorOf(*file, "noise", noiseShape, path);
        if (!noise)
            return failure(noise);
        given.noise = *noise;
    }
    return given;
}

Result<> writeLatents(const std::filesystem::path& path, const std::vector<at::Tensor>& pictures) {
    return tensors::writeStateDict(path, {{"latents", at::cat(pictures).to(at::kFloat).contiguous()}});
}

} // namespace latentbrush::pipeline
