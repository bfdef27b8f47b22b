#include "ui/messages/languages.h"

#include <QCoreApplication>
#include <gtest/gtest.h>

#include <map>

namespace latentbrush::ui {
namespace {

struct Row {
    std::map<std::string, QByteArray> environment;
    Language language;
};

class DesktopLanguage : public testing::TestWithParam<Row> {};

TEST_P(DesktopLanguage, IsReadInTheOrderOfGettext) {
    const auto& environment = GetParam().environment;
    EXPECT_EQ(desktopLanguage([&](const char* name) {
                  const auto found = environment.find(name);
                  return found == environment.end() ? QByteArray() : found->second;
              }),
              GetParam().language);
}

INSTANTIATE_TEST_SUITE_P(
    Environments, DesktopLanguage,
    testing::Values(Row{{}, Language::English}, Row{{{"LANG", "ja_JP.UTF-8"}}, Language::Japanese},
                    Row{{{"LANG", "de_DE.UTF-8"}}, Language::English},
                    Row{{{"LANG", "ja_JP.UTF-8"}, {"LC_MESSAGES", "en_GB.UTF-8"}}, Language::English},
                    Row{{{"LANG", "en_US.UTF-8"}, {"LC_ALL", "ja_JP.UTF-8"}}, Language::Japanese},
                    Row{{{"LANG", "en_US.UTF-8"}, {"LANGUAGE", "fr:ja:en"}}, Language::Japanese},
                    Row{{{"LANG", "C"}, {"LANGUAGE", "ja"}}, Language::English},
                    Row{{{"LC_ALL", "C.UTF-8"}, {"LANG", "ja_JP.UTF-8"}}, Language::English}));

TEST(LanguageSwitch, SwitchesOwnTextsAndQtsAtOnce) {
    LanguageSwitch languages;
    const auto ours = [] { return QCoreApplication::translate("TaskText", "New picture"); };
    const auto qts = [] { return QCoreApplication::translate("QPlatformTheme", "Cancel"); };
    EXPECT_EQ(ours(), QStringLiteral("New picture"));
    languages.use(Language::Japanese);
    EXPECT_EQ(ours(), QStringLiteral("新しい画像"));
    EXPECT_EQ(qts(), QStringLiteral("キャンセル"));
    languages.use(Language::English);
    EXPECT_EQ(ours(), QStringLiteral("New picture"));
    EXPECT_EQ(qts(), QStringLiteral("Cancel"));
}

} // namespace
} // namespace latentbrush::ui
