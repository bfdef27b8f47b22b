#include "ui/settings/desktop_color_scheme.h"
#include "ui/settings/preferences.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(Preferences, ComeBackAsTheyWere) {
    const QTemporaryDir folder;
    const auto file = folder.filePath(QStringLiteral("latentbrush.conf"));
    {
        Preferences preferences(file);
        EXPECT_EQ(preferences.language(), std::nullopt);
        EXPECT_EQ(preferences.appearance(), AppearanceChoice::FollowDesktop);
        preferences.setLanguage(Language::Japanese);
        preferences.setAppearance(AppearanceChoice::Dark);
        preferences.setWindow("geometry", "state");
        preferences.setLastRequest(R"({"prompt":"夜の雪原"})");
        preferences.setSeedLocked(true);
    }
    const Preferences preferences(file);
    EXPECT_EQ(preferences.language(), Language::Japanese);
    EXPECT_EQ(preferences.appearance(), AppearanceChoice::Dark);
    EXPECT_EQ(preferences.windowGeometry(), QByteArray("geometry"));
    EXPECT_EQ(preferences.windowState(), QByteArray("state"));
    EXPECT_EQ(preferences.lastRequest(), QByteArray(R"({"prompt":"夜の雪原"})"));
    EXPECT_TRUE(preferences.seedLocked());
}

TEST(Preferences, TheDesktopsLanguageIsAChoiceToo) {
    const QTemporaryDir folder;
    Preferences preferences(folder.filePath(QStringLiteral("latentbrush.conf")));
    preferences.setLanguage(Language::Japanese);
    preferences.setLanguage(std::nullopt);
    EXPECT_EQ(preferences.language(), std::nullopt);
}

TEST(DesktopColorScheme, ReadsThePortalsNumbers) {
    const auto wrapped = [](uint scheme) { return QVariant::fromValue(QDBusVariant(QVariant(scheme))); };
    EXPECT_EQ(DesktopColorScheme::isDark(QVariant(1U)), true);
    EXPECT_EQ(DesktopColorScheme::isDark(wrapped(1)), true);
    EXPECT_EQ(DesktopColorScheme::isDark(wrapped(2)), false);
    EXPECT_EQ(DesktopColorScheme::isDark(wrapped(0)), false);
    EXPECT_EQ(DesktopColorScheme::isDark(QVariant(QStringLiteral("dark"))), std::nullopt);
}

} // namespace
} // namespace latentbrush::ui
