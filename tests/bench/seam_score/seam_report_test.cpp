#include "seam_score/seam_report.h"

#include "image/mask_shape.h"
#include "image/masked_mix.h"
#include "picturebook/draw.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace latentbrush::seam {

namespace {

using namespace picturebook;

constexpr int kReach = 10;

image::Image pictureOf(const Scene& scene) {
    auto drawing = draw(scene);
    return {drawing.size, drawing.size, 3, std::move(drawing.rgb)};
}

image::Image lighter(image::Image picture, int by) {
    for (auto& value : picture.pixels)
        value = static_cast<std::uint8_t>(std::min(value + by, 255));
    return picture;
}

image::Image blurred(const image::Image& picture) {
    auto result = picture;
    for (int y = 1; y < picture.height - 1; ++y)
        for (int x = 1; x < picture.width - 1; ++x)
            for (int c = 0; c < 3; ++c) {
                int sum = 0;
                for (int i = 0; i < 9; ++i)
                    sum += picture.at(x + i % 3 - 1, y + i / 3 - 1)[c];
                result.pixels[static_cast<std::size_t>(y * picture.width + x) * 3 + c] =
                    static_cast<std::uint8_t>(sum / 9);
            }
    return result;
}

/// A car on the right of a field; the left is painted over.
class SeamReport : public testing::Test {
protected:
    SeamReport() {
        for (int y = 38; y < 116; ++y)
            std::fill_n(hard.values.begin() + y * kNativeSize, 62, 255);
        soft = *image::feathered(hard, 4);
        places = placesOf(soft, kReach, objectsIn(source));
        references.untouched.add(source, places);
        references.decoded.add(source, places);
        references.elsewhere.addElsewhere(LabPicture(source), places, source.width, places.objects);
    }

    nlohmann::json reportOfPasted(const image::Image& patch, const image::Mask& mask) const {
        SeamReading reading;
        reading.add(*image::mixed(source, patch, mask), places);
        return reportOf(reading, references);
    }

    static double stepOf(const nlohmann::json& report) { return report["delta_e"]["step_bare"]; }
    static double riseOf(const nlohmann::json& report) { return report["delta_e"]["rise_bare"]; }

    const Scene scene{.time = Time::Day,
                      .ground = Ground::GrassyField,
                      .mountains = true,
                      .objects = {{Kind::Car, Colour::Red, Slot::Right, 97}}};
    const image::Image source = pictureOf(scene);
    image::Mask hard = image::filledMask(kNativeSize, kNativeSize);
    image::Mask soft;
    Places places;
    References references;
};

TEST_F(SeamReport, FindsTheObjectByItsPixels) {
    const auto objects = objectsIn(source);
    EXPECT_EQ(objects.at(97, 95), 255);
    EXPECT_EQ(objects.at(31, 95), 0);
    EXPECT_EQ(objects.at(97, 20), 0);
}

TEST_F(SeamReport, HasNothingToSayOfAnUntouchedPicture) {
    const auto report = reportOfPasted(source, soft);
    for (const char* measure : {"step", "step_bare", "feather_bare", "rise_bare"})
        EXPECT_DOUBLE_EQ(report["delta_e_ratio"]["to_untouched"][measure], 1) << measure;
    for (const char* measure : {"band_bare", "inside_bare", "band_to_inside"})
        EXPECT_DOUBLE_EQ(report["detail"]["of_untouched"][measure], 1) << measure;
}

TEST_F(SeamReport, SeesAHardEdgeInTheStepAndAFeatheredOneInTheRise) {
    const auto none = reportOfPasted(source, soft);
    const auto feathered = reportOfPasted(lighter(source, 12), soft);
    const auto cut = reportOfPasted(lighter(source, 12), hard);
    EXPECT_GT(stepOf(cut), stepOf(none) + 2);
    EXPECT_LT(stepOf(feathered), stepOf(none) + 1);
    EXPECT_GT(riseOf(feathered), riseOf(none) + 0.5);
}

TEST_F(SeamReport, SpreadsARoundedStepOverTheFeather) {
    const auto difference = [&](const char* measure) {
        const auto now = reportOfPasted(lighter(source, 1), soft), before = reportOfPasted(source, soft);
        return now["delta_e"][measure].get<double>() - before["delta_e"][measure].get<double>();
    };
    EXPECT_GT(difference("step_bare"), 0.1) << "one value off: the step is all at the half";
    EXPECT_LT(difference("feather_bare"), difference("step_bare") / 4);
}

TEST_F(SeamReport, SeesBlurInTheFeather) {
    image::Mask band = places.band;
    const auto report = reportOfPasted(blurred(source), band);
    EXPECT_LT(report["detail"]["of_untouched"]["band_bare"], 0.7);
    EXPECT_NEAR(report["detail"]["of_untouched"]["inside_bare"], 1, 0.05);
    EXPECT_LT(report["detail"]["of_untouched"]["band_to_inside"], 0.8);
}

TEST_F(SeamReport, HasNoRatioToNothing) {
    const auto report = reportOf(SeamReading(), References());
    EXPECT_TRUE(report["delta_e_ratio"]["to_elsewhere"]["step"].is_null());
    EXPECT_TRUE(report["detail"]["band_to_inside"].is_null());
    EXPECT_TRUE(report["detail"]["of_decoded"]["band_to_inside"].is_null());
}

TEST_F(SeamReport, CutsThroughTheOtherObjectElsewhereButNotWhereBare) {
    const auto report = reportOf(references);
    const auto& elsewhere = report["elsewhere"]["delta_e"];
    EXPECT_GT(elsewhere["step"], 2 * elsewhere["step_bare"].get<double>());
}

} // namespace

} // namespace latentbrush::seam
