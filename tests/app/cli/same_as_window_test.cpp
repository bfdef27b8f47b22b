#include "../../core/base/temporary_folder.h"
#include "document/document_file.h"
#include "image/mask_shape.h"
#include "image/png.h"
#include "task_options.h"
#include "ui/documents/document_task.h"
#include "ui/painting/extend_document.h"

#include <gtest/gtest.h>

namespace latentbrush::cli {
namespace {

constexpr int kWidth = 96, kHeight = 64;

image::Image picture() {
    image::Image made{kWidth, kHeight, 3, {}};
    for (int i = 0; i < kWidth * kHeight * 3; ++i)
        made.pixels.push_back(static_cast<std::uint8_t>(i * 7 + i / kWidth));
    return made;
}

/// A block with a soft side.
image::Image mask(int width, int height) {
    image::Image made{width, height, 3, std::vector<std::uint8_t>(std::size_t(width) * height * 3)};
    for (int y = height / 4; y < height / 2; ++y)
        for (int x = width / 4; x < width / 2; ++x)
            for (int c = 0; c < 3; ++c)
                made.pixels[std::size_t(y * width + x) * 3 + c] =
                    static_cast<std::uint8_t>(std::min(255, 60 + x * 4));
    return made;
}

struct Case {
    const char* name;
    image::Image mask;
    std::optional<double> strength;
    Painting painting;
    image::Margins margins; ///< to continue the picture by; with a blur that is not the usual one too
};

Painting with(double blur, MaskedContent content = MaskedContent::Original,
              InpaintArea area = InpaintArea::Whole) {
    Painting painting;
    painting.maskBlur = blur;
    painting.content = content;
    painting.area = area;
    return painting;
}

/// The same picture, mask and settings are asked for in the same words, whether by the window or the command
/// line: so the engine gives the same bytes.
class SameAsWindow : public testing::TestWithParam<Case> {
protected:
    void SetUp() override {
        ASSERT_TRUE(image::writePng(file("init.png"), picture(), {}, IfExists::Replace));
        if (!GetParam().mask.empty()) {
            ASSERT_TRUE(image::writePng(file("mask.png"), GetParam().mask, {}, IfExists::Replace));
        }
    }
    std::filesystem::path file(const char* name) const { return m_folder.path() / name; }

    Task ofCommandLine() const {
        const auto& asked = GetParam();
        TaskOptions options;
        options.init = file("init.png").string();
        options.strength = asked.strength;
        if (!asked.mask.empty())
            options.mask = file("mask.png").string();
        if (!asked.mask.empty() || asked.margins != image::Margins()) {
            options.painting.maskBlur = asked.painting.maskBlur;
            options.painting.content = std::string(idOf(asked.painting.content));
            options.painting.area = std::string(idOf(asked.painting.area));
            options.painting.grey = std::string(idOf(asked.painting.grey));
            options.painting.notMasked = asked.painting.notMasked;
        }
        const auto& [left, top, right, bottom] = asked.margins;
        if (asked.margins != image::Margins())
            options.painting.outpaint = std::to_string(left) + ',' + std::to_string(top) + ',' +
                                        std::to_string(right) + ',' + std::to_string(bottom);
        const auto task = options.task(TextToImage(), m_folder.path());
        EXPECT_TRUE(task) << task.error().detail;
        return task ? *task : Task();
    }
    Task ofWindow() const {
        const auto& asked = GetParam();
        auto state = document::openState(file("init.png"))->state;
        if (!asked.mask.empty())
            state.mask = document::importMask(file("mask.png"), kWidth, kHeight)->mask;
        if (asked.margins != image::Margins())
            state = *ui::extendedBy(state, asked.margins, image::featherReach(asked.painting.maskBlur));
        ui::DocumentSettings settings;
        settings.painting = asked.painting;
        if (asked.strength)
            settings.maskStrength = settings.pictureStrength = *asked.strength;
        const auto request = ui::requestFor(state, settings);
        EXPECT_TRUE(request) << request.error().detail;
        return request ? request->task : Task();
    }

    TemporaryFolder m_folder;
};

TEST_P(SameAsWindow, AsksForTheSame) {
    const auto line = ofCommandLine(), window = ofWindow();
    ASSERT_FALSE(std::holds_alternative<TextToImage>(line));
    EXPECT_EQ(toJson(line), toJson(window)); // pictures by the hash of their pixels
}

INSTANTIATE_TEST_SUITE_P(
    Tasks, SameAsWindow,
    testing::Values(Case{"a_picture_made_over", {}, {}, {}, {}}, Case{"at_a_strength", {}, 0.4, {}, {}},
                    Case{"a_mask", mask(kWidth, kHeight), {}, {}, {}},
                    Case{"its_settings",
                         mask(kWidth, kHeight),
                         0.9,
                         with(9.5, MaskedContent::Telea, InpaintArea::Masked),
                         {}},
                    Case{"a_mask_of_another_size", mask(40, 40), {}, with(2), {}},
                    Case{"continued", {}, {}, {}, {16, 0, 8, 24}},
                    Case{"continued_with_a_wider_blur", {}, 1.0, with(11), {32, 0, 0, 0}},
                    Case{"continued_with_a_hard_edge", {}, {}, with(0), {0, 8, 0, 0}},
                    Case{"continued_and_masked", mask(kWidth, kHeight), {}, with(3), {0, 0, 24, 0}}),
    [](const auto& info) { return std::string(info.param.name); });

} // namespace
} // namespace latentbrush::cli
