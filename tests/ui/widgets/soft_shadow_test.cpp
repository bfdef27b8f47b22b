#include "ui/widgets/soft_shadow.h"

#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(SoftShadowTest, FadesFromTheCardOutwards) {
    EXPECT_DOUBLE_EQ(SoftShadow::darknessAt(SoftShadow::kReach), 0);
    EXPECT_DOUBLE_EQ(SoftShadow::darknessAt(SoftShadow::kReach + 100), 0);
    for (int distance = -SoftShadow::kReach; distance < SoftShadow::kReach; ++distance)
        EXPECT_GT(SoftShadow::darknessAt(distance), SoftShadow::darknessAt(distance + 1));
}

TEST(SoftShadowTest, GoesWhereTheCardGoes) {
    QWidget stage;
    stage.setGeometry(0, 0, 400, 300);
    auto* card = new QWidget; // gets its parent later, as the prompt card does
    auto* shadow = new SoftShadow(card);
    card->setParent(&stage);
    card->setGeometry(100, 100, 200, 80);
    card->show();
    stage.show();
    EXPECT_EQ(shadow->parentWidget(), &stage);
    EXPECT_TRUE(shadow->isVisible());
    EXPECT_EQ(shadow->geometry().center(),
              QPoint(card->geometry().center().x(), card->geometry().center().y() + SoftShadow::kFall));
    EXPECT_LT(stage.children().indexOf(shadow), stage.children().indexOf(card));
    card->hide();
    EXPECT_FALSE(shadow->isVisible());
    card->show();
    card->move(10, 10);
    EXPECT_EQ(shadow->x(), 10 - SoftShadow::kReach);
    delete card;
    EXPECT_EQ(stage.findChild<SoftShadow*>(), nullptr);
}

TEST(SoftShadowTest, DarkensTheStageAroundTheCardOnly) {
    QWidget stage;
    stage.setGeometry(0, 0, 400, 300);
    stage.setPalette(QPalette(Qt::white, Qt::white));
    auto* card = new QWidget(&stage);
    card->setGeometry(100, 100, 200, 80);
    new SoftShadow(card);
    stage.show();
    const auto seen = stage.grab().toImage();
    EXPECT_EQ(seen.pixelColor(20, 20), QColor(Qt::white));
    EXPECT_LT(seen.pixelColor(200, 190).lightness(), 250);
    EXPECT_LT(seen.pixelColor(200, 190).lightness(), seen.pixelColor(200, 195).lightness());
}

} // namespace
} // namespace latentbrush::ui
