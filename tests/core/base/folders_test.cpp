#include "base/files.h"
#include "temporary_folder.h"

#include <gtest/gtest.h>
#include <map>
#include <optional>

namespace latentbrush {
namespace {

/// Sets variables for one test and puts the old ones back.
class Environment {
public:
    explicit Environment(const std::map<std::string, std::optional<std::string>>& values) {
        for (const auto& [name, value] : values) {
            const char* old = std::getenv(name.c_str());
            m_old[name] = old ? std::optional<std::string>(old) : std::nullopt;
            set(name, value);
        }
    }
    Environment(const Environment&) = delete;
    Environment& operator=(const Environment&) = delete;
    ~Environment() {
        for (const auto& [name, value] : m_old)
            set(name, value);
    }

private:
    static void set(const std::string& name, const std::optional<std::string>& value) {
        if (value)
            ::setenv(name.c_str(), value->c_str(), 1);
        else
            ::unsetenv(name.c_str());
    }
    std::map<std::string, std::optional<std::string>> m_old;
};

struct Row {
    const char* variable;
    std::filesystem::path (*folder)();
    const char* fallback;
};

TEST(Folders, FollowTheirVariableWhenItIsAbsolute) {
    const Row rows[] = {{"XDG_DATA_HOME", dataFolder, "/home/someone/.local/share/latentbrush"},
                        {"XDG_STATE_HOME", stateFolder, "/home/someone/.local/state/latentbrush"},
                        {"XDG_CACHE_HOME", cacheFolder, "/home/someone/.cache/latentbrush"},
                        {"XDG_CONFIG_HOME", configFolder, "/home/someone/.config/latentbrush"}};
    for (const auto& row : rows) {
        for (const auto& useless : {std::optional<std::string>(), {""}, {"relative/path"}}) {
            const Environment environment({{"HOME", "/home/someone"}, {row.variable, useless}});
            EXPECT_EQ(row.folder(), row.fallback) << row.variable;
        }
        const Environment environment({{"HOME", "/home/someone"}, {row.variable, "/else/where"}});
        EXPECT_EQ(row.folder(), "/else/where/latentbrush") << row.variable;
    }
}

TEST(Folders, WithoutHomeTheAccountsFolderIsTaken) {
    const Environment environment({{"HOME", std::nullopt}, {"XDG_DATA_HOME", std::nullopt}});
    EXPECT_TRUE(dataFolder().is_absolute());
    EXPECT_TRUE(dataFolder().string().ends_with("/.local/share/latentbrush"));
}

struct UserDirs {
    const char* text;
    const char* expected; ///< beside /Latentbrush
};

TEST(Folders, PicturesComeFromUserDirs) {
    const UserDirs rows[] = {
        {"", "/home/someone/Pictures"},
        {"XDG_PICTURES_DIR=\"$HOME/画像\"\n", "/home/someone/画像"},
        {"# comment\nXDG_MUSIC_DIR=\"$HOME/Music\"\nXDG_PICTURES_DIR=\"/data/pictures\"\n", "/data/pictures"},
        {"XDG_PICTURES_DIR=\"$HOME/\"\n", "/home/someone/Pictures"}, // switched off
        {"XDG_PICTURES_DIR=\"$HOME\"\n", "/home/someone/Pictures"},
        {"XDG_PICTURES_DIR=\"$HOMEWARD/x\"\n", "/home/someone/Pictures"},
        {"XDG_PICTURES_DIR=\"relative\"\n", "/home/someone/Pictures"},
        {"XDG_PICTURES_DIR=\"\n", "/home/someone/Pictures"},
        {"XDG_PICTURES_DIR=\"/open\n", "/home/someone/Pictures"},
    };
    for (const auto& row : rows) {
        TemporaryFolder config;
        ASSERT_TRUE(writeWhole(config / "user-dirs.dirs", std::string_view(row.text), IfExists::Fail));
        const Environment environment({{"HOME", "/home/someone"},
                                       {"XDG_CONFIG_HOME", config.path().string()},
                                       {"XDG_PICTURES_DIR", std::nullopt}});
        EXPECT_EQ(picturesFolder(), std::filesystem::path(row.expected) / "Latentbrush") << row.text;
    }
}

TEST(Folders, PicturesFollowTheVariableFirst) {
    const Environment environment({{"HOME", "/home/someone"}, {"XDG_PICTURES_DIR", "/my/pictures"}});
    EXPECT_EQ(picturesFolder(), "/my/pictures/Latentbrush");
}

} // namespace
} // namespace latentbrush
