#include "pipeline/request_checks.h"

namespace latentbrush::pipeline {

Result<> checkSize(const ShelvedModel& model, const GenerationRequest& request) {
    // An enlarged picture has its size from another one; the network copes with odd levels.
    const auto multiple = std::holds_alternative<Upscale>(request.task) ? model.manifest().latents.downscale
                                                                        : model.sizeMultiple();
    if (request.width >= multiple && request.height >= multiple && request.width % multiple == 0 &&
        request.height % multiple == 0)
        return {};
    return failure(ErrorCode::InvalidSize,
                   std::to_string(request.width) + "x" + std::to_string(request.height),
                   std::to_string(multiple));
}

Result<> checkTask(const ShelvedModel& model, const GenerationRequest& request) {
    const bool enlarges = model.manifest().concat == catalogue::Concat::LowResolution;
    if (enlarges != std::holds_alternative<Upscale>(request.task))
        return failure(ErrorCode::InvalidRequest, "task",
                       model.name + (enlarges ? " enlarges pictures alone" : " does not enlarge pictures"));
    if (request.hires.isOn() && !std::holds_alternative<TextToImage>(request.task))
        return failure(ErrorCode::InvalidRequest, "hires_scale", "a second pass follows a picture from text");
    return {};
}

} // namespace latentbrush::pipeline
