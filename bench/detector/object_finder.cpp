#include "detector/object_finder.h"

#include <algorithm>
#include <cstdlib>

namespace latentbrush::detector {

namespace {

// The smallest object is 34 × 49 or 46 × 29, the largest 56 wide and 62 high. A network's may be a little
// smaller; sun, moon (20 × 20) and cloud (36 × 18) stay below.
constexpr int kLeastWidth = 26, kLeastHeight = 23, kLeastNamed = 220;
constexpr int kLargestWidth = 64;
constexpr int kPartGap = 9;      // ropes and blur between a balloon and its basket
constexpr int kLeastPiece = 20;  // pixels of named colours of a piece of a torn object
constexpr int kLargestHalf = 46; // a balloon is at most 42 wide

int gapBetween(int oneFirst, int oneLast, int otherFirst, int otherLast) {
    return std::max(oneFirst, otherFirst) - std::min(oneLast, otherLast) - 1;
}

/// A part lies over or under the body, or beside it, and is mostly of neutral colours.
bool isPartOf(const Component& part, const Component& body) {
    if (2 * part.named() > part.area())
        return false;
    const int across = gapBetween(part.left, part.right, body.left, body.right);
    const int down = gapBetween(part.top, part.bottom, body.top, body.bottom);
    return (across < 0 && -across * 10 >= part.width() * 6 && down <= kPartGap) ||
           (down < 0 && across <= 3 && body.width() + part.width() + across <= kLargestWidth - 4);
}

/// The two halves of a balloon whose stripe is as pale as the sky behind it; one may have the basket.
bool areHalves(const Component& one, const Component& other) {
    const int across = gapBetween(one.left, one.right, other.left, other.right);
    const int width = std::max(one.right, other.right) - std::min(one.left, other.left) + 1;
    const int down = gapBetween(one.top, one.bottom, other.top, other.bottom);
    return one.mainColour() == other.mainColour() && across <= 18 && width <= kLargestHalf &&
           std::abs(one.top - other.top) <= 8 && -down * 10 >= std::min(one.height(), other.height()) * 7;
}

/// A cabin that thin pillars hardly join to its car: two objects never lie one above the other.
bool areStacked(const Component& one, const Component& other) {
    const int across = gapBetween(one.left, one.right, other.left, other.right);
    const int down = gapBetween(one.top, one.bottom, other.top, other.bottom);
    return one.mainColour() == other.mainColour() && down <= 4 &&
           -across * 10 >= std::min(one.width(), other.width()) * 7;
}

bool joinOnce(std::vector<Component>& components, const Labels& labels) {
    for (std::size_t i = 0; i < components.size(); ++i)
        for (std::size_t j = 0; j < components.size(); ++j) {
            const Component& body = components[i];
            const Component& part = components[j];
            if (i == j || part.area() > body.area() || body.named() < kLeastPiece)
                continue;
            const bool named = part.named() >= kLeastPiece;
            if (!isPartOf(part, body) && !(named && (areHalves(part, body) || areStacked(part, body))))
                continue;
            components[i].add(part, labels);
            components.erase(components.begin() + static_cast<std::ptrdiff_t>(j));
            return true;
        }
    return false;
}

/// Cut at the emptiest column of the middle third.
std::vector<Component> cut(const Component& wide, const Labels& labels) {
    std::vector<int> columns(kSide, 0);
    for (const int pixel : wide.pixels)
        ++columns[pixel % kSide];
    const auto from = columns.begin() + wide.left + wide.width() / 3;
    const auto to = columns.begin() + wide.right - wide.width() / 3;
    const int at = static_cast<int>(std::min_element(from, to) - columns.begin());
    std::vector<Component> halves(2);
    for (const int pixel : wide.pixels)
        halves[pixel % kSide > at].add(pixel, labels[pixel]);
    return halves;
}

/// Rows and columns at the border that hold a pixel or two are left out of the box.
void tighten(Component& object) {
    std::vector<int> columns(kSide, 0), rows(kSide, 0);
    for (const int pixel : object.pixels) {
        ++columns[pixel % kSide];
        ++rows[pixel / kSide];
    }
    while (object.left < object.right && columns[object.left] < 2)
        ++object.left;
    while (object.right > object.left && columns[object.right] < 2)
        --object.right;
    while (object.top < object.bottom && rows[object.top] < 2)
        ++object.top;
    while (object.bottom > object.top && rows[object.bottom] < 2)
        --object.bottom;
}

} // namespace

std::vector<Component> findObjects(const Labels& labels) {
    auto components = findComponents(labels);
    while (joinOnce(components, labels)) {
    }
    std::vector<Component> objects;
    for (const Component& component : components) {
        if (component.width() > kLargestWidth)
            for (Component& half : cut(component, labels))
                objects.push_back(std::move(half));
        else
            objects.push_back(component);
    }
    std::for_each(objects.begin(), objects.end(), tighten);
    std::erase_if(objects, [](const Component& object) {
        return object.width() < kLeastWidth || object.height() < kLeastHeight || object.named() < kLeastNamed;
    });
    std::sort(objects.begin(), objects.end(),
              [](const Component& a, const Component& b) { return a.left + a.right < b.left + b.right; });
    return objects;
}

} // namespace latentbrush::detector
