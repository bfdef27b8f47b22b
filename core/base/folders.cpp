#include "base/files.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <pwd.h>
#include <unistd.h>

namespace latentbrush {

namespace {

constexpr const char* kProgram = "latentbrush";

std::filesystem::path home() {
    const char* value = std::getenv("HOME");
    if (value && *value == '/')
        return value;
    std::array<char, 4096> buffer{};
    struct passwd entry {};
    struct passwd* found = nullptr;
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return found->pw_dir;
    return "/";
}

// The specification: a relative path in such a variable is to be ignored.
std::filesystem::path xdg(const char* variable, const char* fallback) {
    const char* value = std::getenv(variable);
    if (value && *value == '/')
        return value;
    return home() / fallback;
}

} // namespace

std::filesystem::path dataFolder() {
    return xdg("XDG_DATA_HOME", ".local/share") / kProgram;
}
std::filesystem::path stateFolder() {
    return xdg("XDG_STATE_HOME", ".local/state") / kProgram;
}
std::filesystem::path cacheFolder() {
    return xdg("XDG_CACHE_HOME", ".cache") / kProgram;
}
std::filesystem::path configFolder() {
    return xdg("XDG_CONFIG_HOME", ".config") / kProgram;
}

std::filesystem::path picturesFolder() {
    if (const char* value = std::getenv("XDG_PICTURES_DIR"); value && *value == '/')
        return std::filesystem::path(value) / "Latentbrush";
    std::ifstream userDirs(xdg("XDG_CONFIG_HOME", ".config") / "user-dirs.dirs");
    const std::string key = "XDG_PICTURES_DIR=\"";
    for (std::string line; std::getline(userDirs, line);) {
        if (!line.starts_with(key) || line.size() <= key.size() || line.back() != '"')
            continue;
        std::string value = line.substr(key.size(), line.size() - key.size() - 1);
        if (value == "$HOME" || value.starts_with("$HOME/"))
            value = home().string() + value.substr(5);
        // The home folder itself means that the person switched this folder off.
        if (value.starts_with('/') && value != home().string() && value != home().string() + "/")
            return std::filesystem::path(value) / "Latentbrush";
    }
    return home() / "Pictures" / "Latentbrush";
}

} // namespace latentbrush
