#include "image/orientation.h"

#include <algorithm>
#include <utility>

namespace latentbrush::image {

namespace {

struct Turn {
    bool transposed; ///< rows and columns change places, first of all
    bool mirrored;   ///< then left and right
    bool flipped;    ///< then top and bottom
};

constexpr Turn kTurns[] = {{false, false, false}, {false, true, false}, {false, true, true},
                           {false, false, true},  {true, false, false}, {true, true, false},
                           {true, true, true},    {true, false, true}};

} // namespace

Image upright(Image image, int orientation) {
    if (orientation < 2 || orientation > 8)
        return image;
    const Turn turn = kTurns[orientation - 1];
    Image result{image.width, image.height, image.channels, std::vector<std::uint8_t>(image.pixels.size())};
    if (turn.transposed)
        std::swap(result.width, result.height);
    auto* to = result.pixels.data();
    for (int y = 0; y < result.height; ++y)
        for (int x = 0; x < result.width; ++x, to += image.channels) {
            const int fromX = turn.mirrored ? result.width - 1 - x : x;
            const int fromY = turn.flipped ? result.height - 1 - y : y;
            const auto* from = turn.transposed ? image.at(fromY, fromX) : image.at(fromX, fromY);
            std::copy_n(from, image.channels, to);
        }
    return result;
}

} // namespace latentbrush::image
