#include "scene_labels.h"

#include <algorithm>

namespace latentbrush::trainer {

namespace {

using picturebook::Object;

int placeOf(const Object& object) {
    return static_cast<int>(object.kind) * static_cast<int>(picturebook::kColours.size()) +
           static_cast<int>(object.colour);
}

int labelAt(const picturebook::Scene& scene, const picturebook::Drawing& drawing, std::size_t pixel) {
    const auto object = drawing.objects[pixel];
    return object == picturebook::kNoObject ? static_cast<int>(drawing.classes[pixel])
                                            : kFirstObjectLabel + placeOf(scene.objects[object]);
}

} // namespace

at::Tensor cellLabels(const picturebook::Scene& scene, const picturebook::Drawing& drawing, int factor) {
    const int side = drawing.size / factor;
    auto labels = at::empty({side, side}, at::kLong);
    auto cells = labels.accessor<std::int64_t, 2>();
    for (int cell = 0; cell < side * side; ++cell) {
        std::array<int, kCellLabels> counts{};
        for (int pixel = 0; pixel < factor * factor; ++pixel) {
            const int row = cell / side * factor + pixel / factor;
            const int column = cell % side * factor + pixel % factor;
            ++counts[static_cast<std::size_t>(
                labelAt(scene, drawing, static_cast<std::size_t>(row) * drawing.size + column))];
        }
        const auto most = std::max_element(counts.rbegin(), counts.rend());
        cells[cell / side][cell % side] = std::distance(most, counts.rend()) - 1;
    }
    return labels;
}

at::Tensor factsOf(const picturebook::Scene& scene) {
    auto facts = at::zeros({kFacts});
    auto values = facts.accessor<float, 1>();
    int first = 0;
    values[first + static_cast<int>(scene.time)] = 1;
    first += static_cast<int>(picturebook::kTimes.size());
    values[first + static_cast<int>(scene.ground)] = 1;
    first += static_cast<int>(picturebook::kGrounds.size());
    for (const auto& object : scene.objects)
        values[first + placeOf(object)] = 1;
    first += kCellLabels - kFirstObjectLabel;
    values[first] = scene.light.has_value();
    values[first + 1] = scene.cloud.has_value();
    values[first + 2] = scene.mountains;
    return facts;
}

} // namespace latentbrush::trainer
