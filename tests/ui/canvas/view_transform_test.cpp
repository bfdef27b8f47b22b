#include "ui/canvas/view_transform.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

ViewTransform viewOf(QSizeF picture, double pixelRatio = 1) {
    ViewTransform view;
    view.setView({1000, 800}, pixelRatio);
    view.setPicture(picture);
    return view;
}

struct Fit {
    QSizeF picture;
    double pixelRatio;
    double zoom;
};

class ViewTransformFits : public testing::TestWithParam<Fit> {};

TEST_P(ViewTransformFits, ShowsAllOfThePictureInTheMiddle) {
    const auto view = viewOf(GetParam().picture, GetParam().pixelRatio);
    EXPECT_DOUBLE_EQ(view.zoom(), GetParam().zoom);
    EXPECT_TRUE(QRectF(0, 0, 1000, 800).contains(view.frame()));
    // On whole device pixels, so up to half of one off.
    EXPECT_NEAR(view.frame().center().x(), 500, 0.5);
    EXPECT_NEAR(view.frame().center().y(), 400, 0.5);
}

// The view leaves a margin of 20 on each side: 960 × 760.
INSTANTIATE_TEST_SUITE_P(Sizes, ViewTransformFits,
                         testing::Values(Fit{{1920, 100}, 1, 0.5}, Fit{{100, 1520}, 1, 0.5},
                                         Fit{{760, 760}, 1, 1},
                                         Fit{{128, 128}, 1, 5},   // 5.94, a whole multiple below
                                         Fit{{304, 304}, 1, 2.5}, // not yet squares
                                         Fit{{760, 760}, 2, 2},   // twice as many device pixels
                                         Fit{{1, 1}, 1, 64},      // the most
                                         Fit{{48000, 1}, 1, 0.02} // the least
                                         ));

TEST(ViewTransform, ThePointUnderTheCursorStaysThere) {
    auto view = viewOf({512, 512});
    const QPointF at(430, 260);
    const auto began = view.frame();
    const auto zoomed = view.zoom();
    for (const auto zoom : {0.5, 1.0, 3.7, 64.0}) {
        const auto before = view.toPicture(at);
        const auto most = 0.5 / view.zoom() + 0.5 / zoom; // frames lie on whole device pixels
        view.zoomTo(zoom, at);
        EXPECT_LE(std::abs(view.toPicture(at).x() - before.x()), most) << zoom;
        EXPECT_LE(std::abs(view.toPicture(at).y() - before.y()), most) << zoom;
    }
    view.zoomTo(zoomed, at);
    EXPECT_NEAR(view.frame().x(), began.x(), 1e-9) << "nothing adds up";
    EXPECT_NEAR(view.frame().y(), began.y(), 1e-9);
}

TEST(ViewTransform, ThereAndBackIsTheSamePoint) {
    auto view = viewOf({512, 300}, 1.5);
    view.zoomTo(3.7, {430, 260});
    const auto back = view.toPicture(view.toView({12.5, 280}));
    EXPECT_NEAR(back.x(), 12.5, 1e-9);
    EXPECT_NEAR(back.y(), 280, 1e-9);
}

TEST(ViewTransform, AHundredPercentIsOneDevicePixel) {
    auto view = viewOf({512, 300}, 1.5);
    view.zoomTo(1, {500, 400});
    EXPECT_DOUBLE_EQ(view.frame().width() * 1.5, 512);
    // On a whole device pixel.
    EXPECT_DOUBLE_EQ(view.frame().x() * 1.5, std::round(view.frame().x() * 1.5));
}

TEST(ViewTransform, ZoomStaysWithinItsLimits) {
    auto view = viewOf({512, 512});
    view.zoomBy(1e9, {500, 400});
    EXPECT_DOUBLE_EQ(view.zoom(), ViewTransform::kMost);
    view.zoomBy(1e-9, {500, 400});
    EXPECT_DOUBLE_EQ(view.zoom(), ViewTransform::kLeast);
}

TEST(ViewTransform, APannedPictureStaysInSight) {
    auto view = viewOf({512, 512});
    view.panBy({-1e6, 1e6});
    EXPECT_TRUE(view.frame().intersects(QRectF(0, 0, 1000, 800)));
}

TEST(ViewTransform, FollowsTheViewOnlyWhileFitted) {
    auto view = viewOf({760, 760});
    view.setView({500, 400}, 1);
    EXPECT_NEAR(view.zoom(), 360.0 / 760, 1e-12);
    view.zoomTo(2, {250, 200});
    view.setView({1000, 800}, 1);
    EXPECT_DOUBLE_EQ(view.zoom(), 2);
}

} // namespace
} // namespace latentbrush::ui
