#include "detector/components.h"

#include <algorithm>

namespace latentbrush::detector {

namespace {

constexpr int kLeastArea = 8;
using Mask = std::vector<std::uint8_t>;

template <class Keep>
Mask filtered(const Mask& mask, Keep keep) {
    Mask result(mask.size(), 0);
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            int set = 0;
            for (int i = 0; i < 9; ++i)
                set += mask[std::clamp(y + i / 3 - 1, 0, kSide - 1) * kSide +
                            std::clamp(x + i % 3 - 1, 0, kSide - 1)];
            result[y * kSide + x] = keep(set);
        }
    return result;
}

Mask withoutLines(const Labels& labels) {
    Mask mask(labels.size());
    std::transform(labels.begin(), labels.end(), mask.begin(), [](std::uint8_t l) { return isPart(l); });
    Mask opened = filtered(filtered(mask, [](int set) { return set == 9; }), [](int set) { return set > 0; });
    return opened;
}

Component grow(int seed, const Labels& labels, Mask& left) {
    Component component;
    std::vector<int> open{seed};
    left[seed] = 0;
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        component.add(at, labels[at]);
        const auto visit = [&](int next) {
            if (left[next]) {
                left[next] = 0;
                open.push_back(next);
            }
        };
        if (at % kSide > 0)
            visit(at - 1);
        if (at % kSide < kSide - 1)
            visit(at + 1);
        if (at >= kSide)
            visit(at - kSide);
        if (at < kSide * (kSide - 1))
            visit(at + kSide);
    }
    return component;
}

} // namespace

int Component::named() const {
    int sum = 0;
    for (int i = kNamedFirst; i <= kNamedLast; ++i)
        sum += counts[i];
    return sum;
}

int Component::mainColour() const {
    const auto end = counts.begin() + kNamedLast + 1;
    return static_cast<int>(std::max_element(counts.begin(), end) - counts.begin());
}

void Component::add(int pixel, std::uint8_t label) {
    pixels.push_back(pixel);
    ++counts[label];
    left = std::min(left, pixel % kSide);
    right = std::max(right, pixel % kSide);
    top = std::min(top, pixel / kSide);
    bottom = std::max(bottom, pixel / kSide);
}

void Component::add(const Component& other, const Labels& labels) {
    for (const int pixel : other.pixels)
        add(pixel, labels[pixel]);
}

std::vector<Component> findComponents(const Labels& labels) {
    Mask left = withoutLines(labels);
    std::vector<Component> result;
    for (int i = 0; i < static_cast<int>(left.size()); ++i)
        if (left[i]) {
            Component component = grow(i, labels, left);
            if (component.area() >= kLeastArea)
                result.push_back(std::move(component));
        }
    return result;
}

} // namespace latentbrush::detector
