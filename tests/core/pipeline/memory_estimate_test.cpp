#include "pipeline/memory_estimate.h"

#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;

namespace {

/// Stable Diffusion 1.5, whose shapes are the configs' defaults.
bundles::ModelFiles sd15() {
    bundles::ModelFiles files;
    files.manifest.unet.emplace();
    files.manifest.vae.emplace();
    files.manifest.textEncoder.emplace();
    return files;
}

struct Measured {
    int bytesANumber;
    int edge;
    double gigabytes; ///< anonymous memory that engine_bench saw taken with random weights
};

TEST(MemoryEstimate, LiesWithinFifteenPercentOfWhatWasTaken) {
    const auto files = sd15();
    for (const auto& row :
         {Measured{2, 64, 2.27}, {2, 256, 2.46}, {2, 512, 3.44}, {2, 768, 4.29}, {4, 512, 6.85}}) {
        const auto bytes = modelBytes(files, row.bytesANumber) +
                           activationBytes(files, row.bytesANumber, row.edge, row.edge);
        EXPECT_NEAR(static_cast<double>(bytes) / 1e9 / row.gigabytes, 1, 0.15)
            << row.bytesANumber << ' ' << row.edge;
    }
}

TEST(MemoryEstimate, ADecoderThatNeedsFp32TakesTwiceAsMuch) {
    auto files = sd15();
    const auto half = activationBytes(files, 2, 512, 512);
    files.manifest.vae->forceUpcast = true;
    EXPECT_EQ(activationBytes(files, 2, 512, 512), 2 * half);
    EXPECT_EQ(activationBytes(files, 4, 512, 512), 2 * half) << "and never more than fp32";
}

TEST(MemoryEstimate, GrowsWithThePictureAndLessInStrips) {
    const auto files = sd15();
    const auto at = [&](int edge) { return activationBytes(files, 2, edge, edge); };
    EXPECT_EQ(at(512), 4 * at(256));
    EXPECT_LT(at(1536), at(1024)) << "above 1024 pixels a side it is decoded in strips";
    EXPECT_LT(at(1536), at(4096));
}

} // namespace
