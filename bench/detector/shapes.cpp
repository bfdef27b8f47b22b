#include "detector/shapes.h"

#include "detector/shape_plans.h"

#include <algorithm>
#include <cmath>

namespace latentbrush::detector {

namespace {

// A window by night is cream where the plan has nothing, a sail before a sunset is nothing where it has
// cream.
constexpr float kPaleForNothing = 0.5f, kNothingForPale = 0.8f;
constexpr float kFreeStretch = 0.1f; // what sizes in whole pixels and blur make of the aspect, as a logarithm

float agreement(const Cell& cell, char plan) {
    switch (plan) {
    case '#':
        return cell.named;
    case '%':
        return cell.dark;
    case 'o':
        return cell.cream + kNothingForPale * cell.other;
    default:
        return cell.other + kPaleForNothing * cell.cream;
    }
}

/// The mean over all cells of the plan that say something.
double agreement(const Grid& grid, const ShapePlan& plan) {
    double sum = 0, cells = 0;
    for (int i = 0; i < kGrid * kGrid; ++i) {
        const char expected = plan.rows[i / kGrid][i % kGrid];
        if (expected == '?')
            continue;
        sum += agreement(grid[i], expected);
        ++cells;
    }
    return sum / cells;
}

double aspectPenalty(float seen, float expected) {
    return 0.5 * std::max(0.0f, std::abs(std::log(seen / expected)) - kFreeStretch);
}

} // namespace

Grid gridOf(const Component& object, const Labels& labels) {
    Grid grid{};
    std::array<float, kGrid * kGrid> sizes{};
    const auto cellAt = [&](int x, int y) {
        return (y - object.top) * kGrid / object.height() * kGrid +
               (x - object.left) * kGrid / object.width();
    };
    for (int y = object.top; y <= object.bottom; ++y)
        for (int x = object.left; x <= object.right; ++x)
            sizes[cellAt(x, y)] += 1;
    for (const int pixel : object.pixels) {
        const int x = pixel % kSide, y = pixel / kSide;
        if (x < object.left || x > object.right || y < object.top || y > object.bottom)
            continue;
        Cell& cell = grid[cellAt(x, y)];
        const std::uint8_t label = labels[pixel];
        const float share = 1.0f / sizes[cellAt(x, y)];
        cell.named += isNamed(label) ? share : 0;
        cell.dark += label == kBrown || label == kBlack ? share : 0;
        cell.cream += label == kCream ? share : 0;
    }
    for (Cell& cell : grid)
        cell.other = 1 - cell.named - cell.dark - cell.cream;
    return grid;
}

Fit fitShape(const Component& object, const Labels& labels) {
    const Grid grid = gridOf(object, labels);
    const float aspect = static_cast<float>(object.width()) / static_cast<float>(object.height());
    Fit best;
    for (const ShapePlan& plan : shapePlans()) {
        const double likeness = agreement(grid, plan) - aspectPenalty(aspect, plan.aspect);
        if (likeness > best.likeness)
            best = {plan.kind, likeness};
    }
    return best;
}

} // namespace latentbrush::detector
