#include "ui/settings/palettes.h"

#include <QColor>
#include <QRegularExpression>
#include <gtest/gtest.h>

#include <cmath>

namespace latentbrush::ui {
namespace {

/// WCAG 2.1's relative luminance and contrast.
double luminance(const QColor& color) {
    const auto linear = [](double part) {
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

struct Pair {
    QPalette::ColorRole text, ground;
};

class Palettes : public testing::TestWithParam<Pair> {};

TEST_P(Palettes, CanBeReadInBothAppearances) {
    for (const bool dark : {false, true}) {
        const auto palette = studioPalette(dark);
        EXPECT_GE(contrast(palette.color(GetParam().text), palette.color(GetParam().ground)), 4.5)
            << (dark ? "dark" : "light");
    }
}

INSTANTIATE_TEST_SUITE_P(Roles, Palettes,
                         testing::Values(Pair{QPalette::WindowText, QPalette::Window},
                                         Pair{QPalette::Text, QPalette::Base},
                                         Pair{QPalette::ButtonText, QPalette::Button},
                                         Pair{QPalette::PlaceholderText, QPalette::Base},
                                         Pair{QPalette::PlaceholderText, QPalette::AlternateBase},
                                         Pair{QPalette::PlaceholderText, QPalette::Light},
                                         Pair{QPalette::HighlightedText, QPalette::Highlight},
                                         Pair{QPalette::BrightText, QPalette::Light},
                                         Pair{QPalette::Link, QPalette::Window},
                                         Pair{QPalette::ToolTipText, QPalette::ToolTipBase}));

TEST(StudioStyleSheet, HasEveryColourFilledIn) {
    for (const bool dark : {false, true}) {
        const auto sheet = studioStyleSheet(dark);
        EXPECT_FALSE(sheet.isEmpty());
        static const QRegularExpression unfilled(QStringLiteral("\\{[a-zA-Z]+\\}"));
        EXPECT_FALSE(unfilled.match(sheet).hasMatch()) << unfilled.match(sheet).captured().toStdString();
    }
}

} // namespace
} // namespace latentbrush::ui
