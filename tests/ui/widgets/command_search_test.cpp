#include "ui/widgets/command_search.h"

#include <QAction>
#include <QLineEdit>
#include <QMainWindow>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(CommandSearch, ScoresBeginningsAboveMiddlesAboveScatteredLetters) {
    const auto score = [](const char* text, const char* pattern) {
        return CommandSearch::score(QString::fromUtf8(text), QString::fromUtf8(pattern));
    };
    EXPECT_GT(score("Save the picture as", "save"), score("Next picture to save", "save"));
    EXPECT_GT(score("Next picture to save", "save"), score("So many a vowel ends", "save"));
    EXPECT_GT(score("Fit into the view", "fiv"), 0);
    EXPECT_EQ(score("Fit into the view", "vif"), 0);
    EXPECT_GT(score("新しいシード値", "シード"), 0);
    EXPECT_GT(score("anything", ""), 0);
}

TEST(CommandSearch, RunsTheBestAnswerAndPassesOverTheDisabled) {
    QMainWindow window;
    window.resize(800, 600);
    CommandSearch search(&window);
    QAction fit(QStringLiteral("&Fit into the view"));
    QAction full(QStringLiteral("F&ull screen"));
    full.setEnabled(false);
    int fitted = 0, filled = 0;
    QObject::connect(&fit, &QAction::triggered, &fit, [&] { ++fitted; });
    QObject::connect(&full, &QAction::triggered, &full, [&] { ++filled; });
    window.show();
    search.open({&fit, &full});
    auto* field = search.findChild<QLineEdit*>();
    field->setText(QStringLiteral("full"));
    QTest::keyClick(field, Qt::Key_Return);
    EXPECT_EQ(filled, 0);
    field->setText(QStringLiteral("fit"));
    QTest::keyClick(field, Qt::Key_Return);
    EXPECT_EQ(fitted, 1);
    EXPECT_FALSE(search.isVisible());
}

} // namespace
} // namespace latentbrush::ui
