#include "canvas_fixture.h"

#include "document/document_resize.h"

#include <QSignalSpy>

namespace latentbrush::ui {
namespace {

constexpr QColor kGround(100, 150, 200);
constexpr QColor kOver(10, 200, 30);

class PictureOverTest : public CanvasFixture {
protected:
    PictureOverTest() {
        auto wanted = m_document.state();
        image::Image ground{kWidth, kHeight, 4, {}};
        for (int pixel = 0; pixel < kWidth * kHeight; ++pixel)
            ground.pixels.insert(ground.pixels.end(), {100, 150, 200, 255});
        EXPECT_TRUE(wanted.picture.write(ground, 0, 0));
        EXPECT_TRUE(m_document.applyState("test", wanted));
    }
    static PictureOver over(QSize size, std::optional<double> split = {}) {
        QImage picture(size, QImage::Format_RGB888);
        picture.fill(kOver);
        return {picture, {100, 50, 200, 128}, split};
    }
    void maskAll() {
        auto wanted = m_document.state();
        ASSERT_TRUE(wanted.mask.write(
            {kWidth, kHeight, 1, std::vector<std::uint8_t>(std::size_t(kWidth) * kHeight, 255)}, 0, 0));
        ASSERT_TRUE(m_document.applyState("mask.all", wanted));
    }
    QColor seenAt(double x, double y) { return colourAt(shown(), m_view.transform().toView({x, y})); }
};

class PictureOverOfAnySize : public PictureOverTest, public testing::WithParamInterface<QSize> {};

TEST_P(PictureOverOfAnySize, FillsItsPlaceAtEachZoom) {
    m_view.setOver(over(GetParam()));
    for (const double zoom : {0.5, 1.0, 1.3, 3.0}) {
        m_view.zoomTo(zoom, at(200, 114));
        EXPECT_EQ(seenAt(200.2, 110.2), kOver) << zoom;
        EXPECT_EQ(seenAt(104.2, 54.2), kOver) << zoom;
        EXPECT_EQ(seenAt(296.2, 174.2), kOver) << zoom;
        EXPECT_EQ(seenAt(96.2, 54.2), kGround) << zoom;
        EXPECT_EQ(seenAt(304.2, 174.2), kGround) << zoom;
    }
    m_view.setOver({});
    EXPECT_EQ(seenAt(200.2, 110.2), kGround);
}

INSTANTIATE_TEST_SUITE_P(Sizes, PictureOverOfAnySize,
                         testing::Values(QSize(200, 128), QSize(25, 16), QSize(512, 512), QSize(100, 500)));

TEST_F(PictureOverTest, TheMaskTintsNothingThere) {
    maskAll();
    EXPECT_NE(seenAt(150.2, 110.2), kGround);
    m_view.setOver(over({200, 128}, 0.5));
    EXPECT_EQ(seenAt(150.2, 110.2), kGround); // the document's half
    EXPECT_EQ(seenAt(250.2, 110.2), kOver);
    EXPECT_NE(seenAt(50.2, 110.2), kGround);
    m_view.setOver({});
    EXPECT_NE(seenAt(150.2, 110.2), kGround);
}

TEST_F(PictureOverTest, AntsWalkOverIt) {
    auto wanted = m_document.state();
    ASSERT_TRUE(wanted.mask.write({40, 40, 1, std::vector<std::uint8_t>(1600, 255)}, 150, 80));
    ASSERT_TRUE(m_document.applyState("test", wanted));
    MaskLook look;
    look.kind = MaskLook::Kind::Ants;
    m_view.setLook(look);
    m_view.setOver(over({200, 128}));
    const auto seen = shown();
    int ants = 0;
    for (int x = 150; x < 190; ++x)
        ants += colourAt(seen, at(x, 79)) != kOver;
    EXPECT_EQ(ants, 40);
    EXPECT_EQ(seenAt(170.2, 100.2), kOver);
}

TEST_F(PictureOverTest, AnotherPictureTakesItsPlaceAtOnce) {
    m_view.setOver(over({200, 128}));
    EXPECT_EQ(seenAt(200.2, 110.2), kOver);
    auto next = over({200, 128});
    next.picture.fill(Qt::white);
    m_view.setOver(next);
    EXPECT_EQ(seenAt(200.2, 110.2), QColor(Qt::white));
}

TEST_F(PictureOverTest, TheDividerIsDragged) {
    QSignalSpy moved(&m_view, &PaintingView::splitMoved);
    m_view.setOver(over({200, 128}, 0.5));
    EXPECT_TRUE(moved.isEmpty());
    mouse(QEvent::MouseMove, at(205, 100));
    EXPECT_EQ(m_view.cursor().shape(), Qt::SplitHCursor);
    drag(at(205, 100), at(250, 100));
    ASSERT_FALSE(moved.isEmpty());
    EXPECT_NEAR(moved.back().at(0).toDouble(), 0.75, 0.01);
    EXPECT_EQ(seenAt(230.2, 70.2), kGround);
    EXPECT_EQ(seenAt(270.2, 70.2), kOver);
    drag(at(250, 100), at(20, 100));
    EXPECT_DOUBLE_EQ(moved.back().at(0).toDouble(), 0);
    EXPECT_EQ(seenAt(130.2, 70.2), kOver);
    EXPECT_EQ(steps(), 1U); // nothing was painted on the way
    mouse(QEvent::MouseMove, at(250, 100));
    EXPECT_NE(m_view.cursor().shape(), Qt::SplitHCursor);
}

TEST_F(PictureOverTest, BesideTheDividerIsPainted) {
    m_view.setOver(over({200, 128}, 0.5));
    drag(at(150, 100), at(170, 100));
    drag(at(250, 100), at(260, 100));
    EXPECT_EQ(maskAt(160, 100), 255);
    EXPECT_EQ(maskAt(255, 100), 255);
    EXPECT_EQ(seenAt(255.2, 100.2), kOver);
}

TEST_F(PictureOverTest, WithoutASplitNothingIsInTheWay) {
    m_view.setOver(over({200, 128}));
    drag(at(100, 100), at(110, 100));
    EXPECT_EQ(maskAt(105, 100), 255);
}

TEST_F(PictureOverTest, AnotherDocumentHasNone) {
    m_view.setOver(over({200, 128}));
    PaintedDocument other(*document::Document::create(kWidth, kHeight));
    m_view.setDocument(&other);
    EXPECT_FALSE(m_view.over());
    m_view.setDocument(&m_document);
    EXPECT_EQ(seenAt(200.2, 110.2), kGround);
}

TEST_F(PictureOverTest, TheViewFollowsADocumentOfAnotherSize) {
    ASSERT_TRUE(m_document.applyState("crop", *document::resized(m_document.state(), {50, 50, 200, 100})));
    EXPECT_EQ(m_view.zoom(), 1); // it was zoomed, and stays so
    EXPECT_EQ(frame(), QRectF(kLeft, kTop, 200, 100));
    EXPECT_EQ(seenAt(199.2, 99.2), kGround);
    EXPECT_NE(seenAt(210, 50), kGround);
    ASSERT_TRUE(m_document.undo());
    EXPECT_EQ(frame(), QRectF(kLeft, kTop, kWidth, kHeight));
    EXPECT_EQ(seenAt(399.2, 299.2), kGround);
    m_view.fit();
    ASSERT_TRUE(m_document.redo());
    EXPECT_TRUE(m_view.transform().isFitted());
    EXPECT_EQ(m_view.zoom(), 3);
    EXPECT_EQ(seenAt(100.2, 50.2), kGround);
}

TEST_F(PictureOverTest, AnExtendedDocumentIsPaintedOnAllOver) {
    ASSERT_TRUE(m_document.applyState("extend", *document::resized(m_document.state(), {0, 0, 500, 350})));
    EXPECT_EQ(frame(), QRectF(kLeft, kTop, 500, 350));
    drag(at(450, 320), at(470, 320));
    EXPECT_EQ(maskAt(460, 320), 255);
    EXPECT_NE(seenAt(460.2, 320.2), seenAt(440.2, 320.2));
}

TEST_F(PictureOverTest, TheViewFollowsADraftOfAnotherSize) {
    const auto id = m_document.beginDraft();
    *m_document.draft(id) = *document::resized(m_document.state(), {0, 0, 100, 80});
    Q_EMIT m_document.sizeChanged({100, 80});
    EXPECT_EQ(frame(), QRectF(kLeft, kTop, 100, 80));
    EXPECT_EQ(seenAt(99.2, 79.2), kGround);
    EXPECT_NE(seenAt(110.2, 79.2), kGround);
    m_document.dropDraft(id);
    EXPECT_EQ(frame(), QRectF(kLeft, kTop, kWidth, kHeight));
    EXPECT_EQ(seenAt(110.2, 79.2), kGround);
}

} // namespace
} // namespace latentbrush::ui
