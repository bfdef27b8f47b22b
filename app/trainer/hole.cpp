#include "hole.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::trainer {

namespace {

using picturebook::Dice;

at::Tensor rectangle(Dice& dice, int size) {
    auto hole = at::zeros({1, size, size});
    const int width = dice.between(size / 5, size * 3 / 4);
    const int height = dice.between(size / 5, size * 3 / 4);
    const int x = dice.between(0, size - width);
    const int y = dice.between(0, size - height);
    hole.slice(1, y, y + height).slice(2, x, x + width).fill_(1);
    return hole;
}

void dab(at::TensorAccessor<float, 3> hole, int size, double x, double y, double radius) {
    const int top = std::max(0, static_cast<int>(y - radius));
    const int bottom = std::min(size - 1, static_cast<int>(y + radius));
    for (int row = top; row <= bottom; ++row) {
        const double reach = std::sqrt(std::max(0.0, radius * radius - (row - y) * (row - y)));
        const int left = std::max(0, static_cast<int>(x - reach));
        const int right = std::min(size - 1, static_cast<int>(x + reach));
        for (int column = left; column <= right; ++column)
            hole[0][row][column] = 1;
    }
}

at::Tensor strokes(Dice& dice, int size) {
    auto hole = at::zeros({1, size, size});
    auto pixels = hole.accessor<float, 3>();
    for (int stroke = dice.between(1, 3); stroke > 0; --stroke) {
        const double radius = dice.between(size / 16, size / 6);
        double x = dice.between(0, size - 1);
        double y = dice.between(0, size - 1);
        for (int turn = dice.between(2, 5); turn > 0; --turn) {
            const double toX = std::clamp<double>(x + dice.between(-size / 3, size / 3), 0, size - 1);
            const double toY = std::clamp<double>(y + dice.between(-size / 3, size / 3), 0, size - 1);
            const int dabs = 1 + static_cast<int>(std::hypot(toX - x, toY - y) / (radius / 3));
            for (int i = 0; i <= dabs; ++i)
                dab(pixels, size, x + (toX - x) * i / dabs, y + (toY - y) * i / dabs, radius);
            x = toX;
            y = toY;
        }
    }
    return hole;
}

at::Tensor wholeObject(Dice& dice, const picturebook::Drawing& drawing) {
    auto hole = at::zeros({1, drawing.size, drawing.size});
    const auto& box = dice.pick(drawing.boxes);
    const int margin = dice.between(2, drawing.size / 10);
    const auto clampToPicture = [&](int value) { return std::clamp(value, 0, drawing.size); };
    hole.slice(1, clampToPicture(box.y - margin), clampToPicture(box.y + box.height + margin))
        .slice(2, clampToPicture(box.x - margin), clampToPicture(box.x + box.width + margin))
        .fill_(1);
    return hole;
}

} // namespace

at::Tensor randomHole(Dice& dice, const picturebook::Drawing& drawing) {
    switch (dice.between(0, 2)) {
    case 0:
        return rectangle(dice, drawing.size);
    case 1:
        return strokes(dice, drawing.size);
    default:
        return wholeObject(dice, drawing);
    }
}

at::Tensor maskOnLatents(const at::Tensor& mask, int factor) {
    return at::max_pool2d(mask, factor, factor);
}

} // namespace latentbrush::trainer
