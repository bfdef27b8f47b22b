#include "scene_batch.h"

#include <ATen/Parallel.h>

namespace latentbrush::trainer {

SceneBatch drawScenes(picturebook::Dice& dice, picturebook::Split split, int count, int size) {
    SceneBatch batch;
    for (int i = 0; i < count; ++i)
        batch.scenes.push_back(picturebook::randomScene(dice, split));
    batch.drawings.resize(batch.scenes.size());
    auto bytes = at::empty({count, size, size, 3}, at::kByte);
    auto objects = at::empty({count, 1, size, size}, at::kByte);
    at::parallel_for(0, count, 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = begin; i < end; ++i) {
            auto& drawing = batch.drawings[static_cast<std::size_t>(i)];
            drawing = picturebook::draw(batch.scenes[static_cast<std::size_t>(i)], size);
            std::copy(drawing.rgb.begin(), drawing.rgb.end(), bytes[i].data_ptr<std::uint8_t>());
            std::copy(drawing.objects.begin(), drawing.objects.end(), objects[i].data_ptr<std::uint8_t>());
        }
    });
    batch.pictures = bytes.permute({0, 3, 1, 2}).to(at::kFloat).div_(127.5).sub_(1).contiguous();
    batch.objects = objects.ne(picturebook::kNoObject).to(at::kFloat);
    return batch;
}

} // namespace latentbrush::trainer
