#include "ui/models/preview_cache.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

constexpr int kPatience = 10000;
constexpr int kEdge = 16;

class PreviewCacheTest : public testing::Test {
protected:
    void paint(Qt::GlobalColor colour, QSize size) {
        QImage image(size, QImage::Format_RGB32);
        image.fill(colour);
        ASSERT_TRUE(image.save(m_file, "PNG"));
    }

    QTemporaryDir m_folder;
    QString m_file = m_folder.filePath(QStringLiteral("fur.preview.png"));
    PreviewCache m_cache{kEdge};
    QSignalSpy m_loaded{&m_cache, &PreviewCache::loaded};
};

TEST_F(PreviewCacheTest, LoadsASquareBehindTheFirstQuestion) {
    paint(Qt::red, {400, 100});
    EXPECT_TRUE(m_cache.image(m_file).isNull());
    ASSERT_TRUE(m_loaded.wait(kPatience));
    EXPECT_EQ(m_cache.image(m_file).size(), QSize(kEdge, kEdge));
    EXPECT_EQ(m_cache.image(m_file).pixelColor(8, 8), QColor(Qt::red));
}

TEST_F(PreviewCacheTest, ShowsTheOldOneUntilTheNewOneCame) {
    paint(Qt::red, {20, 30});
    m_cache.image(m_file);
    ASSERT_TRUE(m_loaded.wait(kPatience));
    paint(Qt::blue, {20, 30});
    EXPECT_EQ(m_cache.image(m_file).pixelColor(8, 8), QColor(Qt::red));
    m_cache.refresh();
    EXPECT_EQ(m_cache.image(m_file).pixelColor(8, 8), QColor(Qt::red));
    ASSERT_TRUE(m_loaded.wait(kPatience));
    EXPECT_EQ(m_cache.image(m_file).pixelColor(8, 8), QColor(Qt::blue));
}

TEST_F(PreviewCacheTest, WhatIsNoPictureIsAskedForOnce) {
    const auto nowhere = m_folder.filePath(QStringLiteral("nowhere.png"));
    EXPECT_TRUE(m_cache.image(nowhere).isNull());
    ASSERT_TRUE(m_loaded.wait(kPatience));
    EXPECT_TRUE(m_cache.image(nowhere).isNull());
    paint(Qt::red, {20, 20});
    m_cache.image(m_file);
    ASSERT_TRUE(m_loaded.wait(kPatience));
    EXPECT_EQ(m_loaded.size(), 2);
    EXPECT_EQ(m_loaded.last().first().toString(), m_file);
}

} // namespace
} // namespace latentbrush::ui
