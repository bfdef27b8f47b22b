#pragma once

#include "document/document_state.h"
#include "random_picture.h"

#include <gtest/gtest.h>

namespace latentbrush::document {

/// Pixels in all layers over more tiles than one snapshot record holds, a frame and settings.
inline DocumentState richState(int width, int height) {
    std::mt19937 random(20);
    auto state = blankState(width, height).value();
    for (const auto id : {LayerId::Picture, LayerId::Mask, LayerId::Sketch})
        for (int y = 100; y < height; y += 250)
            for (int x = 0; x < width; x += 250)
                EXPECT_TRUE(state.layer(id).write(randomPicture(40, 8, channelsOf(id), random), x, y));
    state.frame = {5, 6, 70, 80};
    state.settings = {{"prompt", "赤い家"}, {"seed", 7}};
    return state;
}

} // namespace latentbrush::document
