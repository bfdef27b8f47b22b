#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace latentbrush {

/// What happens when the target of a write is already there.
enum class IfExists { Fail, Replace };

/// Writes a file whole or not at all: into a temporary file beside it, fsync, rename, fsync of the folder.
/// With IfExists::Fail a file that appears meanwhile is never overwritten (link instead of rename). Errors:
/// FileExists, DiskFull, WriteFailed; the temporary file is removed in each case. A new file gets the rights
/// of any new file of the person, a replaced one keeps its own; a symbolic link is replaced, not followed.
Result<> writeWhole(const std::filesystem::path& path, std::span<const std::byte> bytes, IfExists ifExists);
Result<> writeWhole(const std::filesystem::path& path, std::string_view text, IfExists ifExists);

/// The whole file as bytes. `limit` guards against files that cannot be what they claim: FileTooLarge.
/// FileMissing (a folder on the way counts), FileUnreadable.
Result<std::string> readWhole(const std::filesystem::path& path, std::uintmax_t limit = std::uintmax_t(1)
                                                                                        << 32);

/// XDG base folders of this program (`$XDG_DATA_HOME/latentbrush` …), falling back to ~/.local/share and so
/// on; not created here.
std::filesystem::path dataFolder();
std::filesystem::path stateFolder();
std::filesystem::path cacheFolder();
std::filesystem::path configFolder();
/// The person's pictures folder from `user-dirs.dirs` (XDG_PICTURES_DIR, else ~/Pictures), plus
/// "Latentbrush".
std::filesystem::path picturesFolder();

} // namespace latentbrush
