#include "painted_runner.h"

#include <thread>

namespace latentbrush::ui {
namespace {

image::Picture gradient(int width, int height, std::uint64_t seed, double noise) {
    auto picture = std::make_shared<image::Image>();
    picture->width = width;
    picture->height = height;
    picture->pixels.reserve(static_cast<std::size_t>(width) * height * 3);
    auto state = seed * 2654435761U + 1;
    const auto random = [&state] {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<int>(state >> 56);
    };
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < 3; ++c) {
                const auto kind = (static_cast<std::uint64_t>(c) + seed) % 3;
                const auto base = 255.0 * (kind == 0   ? x / double(width)
                                           : kind == 1 ? y / double(height)
                                                       : (x + y) / double(width + height));
                picture->pixels.push_back(static_cast<std::uint8_t>(base * (1 - noise) + random() * noise));
            }
    return picture;
}

} // namespace

Result<> paintPictures(const GenerationRequest& asked, JobId job, const Observer& observer,
                       const StopToken& stop, std::chrono::milliseconds stepTime) {
    auto request = asked;
    if (const auto* init = initOf(request.task); init && request.width == 0) {
        request.width = init->picture->width;
        request.height = init->picture->height;
    }
    if (request.width % 8 || request.height % 8)
        return failure(ErrorCode::InvalidSize,
                       std::to_string(request.width) + "x" + std::to_string(request.height), "8");
    observer({job, Started{request.count}});
    for (int picture = 0; picture < request.count; ++picture) {
        const auto seed = request.seed.value_or(0) + static_cast<std::uint64_t>(picture);
        for (int step = 1; step <= request.steps; ++step) {
            std::this_thread::sleep_for(stepTime);
            if (stop.stopNow() || (picture > 0 && step == 1 && stop.skipRest())) {
                observer({job, CancelledJob{picture}});
                return failure(ErrorCode::Cancelled);
            }
            const auto left = (request.steps * (request.count - picture) - step) *
                              std::chrono::duration<double>(stepTime).count();
            observer({job, Progress{Progress::Stage::Denoising, picture, step, request.steps, left}});
            const auto noise = 1 - static_cast<double>(step) / request.steps;
            observer(
                {job, Preview{picture, step, gradient(request.width / 8, request.height / 8, seed, noise)}});
        }
        FinishedImage finished{request, {}, {}, gradient(request.width, request.height, seed, 0)};
        finished.request.seed = seed;
        finished.request.count = 1;
        observer({job, ImageReady{picture, finished}});
    }
    observer({job, Finished{1}});
    return {};
}

} // namespace latentbrush::ui
