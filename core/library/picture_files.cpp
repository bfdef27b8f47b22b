#include "library/picture_files.h"

#include "base/files.h"
#include "image/png.h"
#include "request/infotext.h"
#include "request/picture_record.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace latentbrush::library {

namespace fs = std::filesystem;

namespace {

constexpr const char* kBinFolder = ".bin";
/// More names than a person can take within one second with one seed; past it something else is wrong.
constexpr int kNameLimit = 10000;

std::tm localTime(Moment moment) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
    std::tm local{};
    ::localtime_r(&seconds, &local);
    return local;
}

std::string formatted(const std::tm& time, const char* format) {
    char text[32];
    return {text, std::strftime(text, sizeof text, format, &time)};
}

bool isTaken(const fs::path& file) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(file, ignored)) ||
           fs::exists(fs::symlink_status(binPathOf(file), ignored));
}

/// "name.png", "name-2.png", "name-3.png" …
fs::path numbered(const fs::path& file, int number) {
    if (number == 1)
        return file;
    return file.parent_path() /
           (file.stem().string() + "-" + std::to_string(number) + file.extension().string());
}

void syncFolder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

/// Makes the folder and those above it. A new folder is only safe once the one above it was synced.
Result<> makeFolder(const fs::path& folder) {
    if (folder.empty() || fs::is_directory(folder))
        return {};
    if (auto above = makeFolder(folder.parent_path()); !above)
        return above;
    std::error_code error;
    fs::create_directory(folder, error);
    if (error && !fs::is_directory(folder))
        return failure(error == std::errc::no_space_on_device ? ErrorCode::DiskFull : ErrorCode::WriteFailed,
                       folder.string(), error.message());
    syncFolder(folder.parent_path());
    return {};
}

/// A rename that never overwrites; `false` when the target exists.
Result<bool> moveFile(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST)
            return false;
        return failure(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::WriteFailed, from.string(),
                       std::strerror(errno));
    }
    syncFolder(from.parent_path());
    syncFolder(to.parent_path());
    return true;
}

} // namespace

Result<std::vector<std::byte>> encodePicture(const FinishedImage& finished) {
    const image::Texts texts{
        {kInfotextKey, infotextOf(finished.request, finished.provenance)},
        {PictureRecord::kTextKey, toJsonText(PictureRecord{finished.request, finished.provenance})}};
    return image::encodePng(*finished.picture, texts);
}

Result<fs::path> savePicture(const FinishedImage& finished, const fs::path& root, Moment created) {
    const auto bytes = encodePicture(finished);
    if (!bytes)
        return failure(bytes);
    const auto time = localTime(created);
    const fs::path folder = root / formatted(time, "%Y-%m-%d");
    if (auto made = makeFolder(folder); !made)
        return failure(made);
    const fs::path wanted = folder / (formatted(time, "%H%M%S") + "-" +
                                      std::to_string(finished.request.seed.value_or(0)) + ".png");
    for (int number = 1; number <= kNameLimit; ++number) {
        const auto file = numbered(wanted, number);
        if (isTaken(file))
            continue;
        const auto written = writeWhole(file, *bytes, IfExists::Fail);
        if (written)
            return file;
        if (written.error().code != ErrorCode::FileExists)
            return failure(written);
    }
    return failure(ErrorCode::WriteFailed, wanted.string(), "no free name");
}

fs::path binPathOf(const fs::path& file) {
    return file.parent_path() / kBinFolder / file.filename();
}

Result<> moveFileToBin(const fs::path& file) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(file, ignored)))
        return {};
    const auto target = binPathOf(file);
    if (auto made = makeFolder(target.parent_path()); !made)
        return made;
    const auto moved = moveFile(file, target);
    if (!moved)
        return failure(moved);
    // Somebody put a file there by hand: ours stays where it is, which existingFile() finds as well.
    return {};
}

Result<fs::path> restoreFile(const fs::path& file) {
    std::error_code ignored;
    const auto binned = binPathOf(file);
    if (!fs::exists(fs::symlink_status(binned, ignored)))
        return file;
    if (auto made = makeFolder(file.parent_path()); !made)
        return failure(made);
    for (int number = 1; number <= kNameLimit; ++number) {
        const auto target = numbered(file, number);
        const auto moved = moveFile(binned, target);
        if (!moved)
            return failure(moved);
        if (*moved)
            return target;
    }
    return failure(ErrorCode::WriteFailed, file.string(), "no free name");
}

Result<> deleteFile(const fs::path& file) {
    for (const auto& path : {binPathOf(file), file}) {
        std::error_code error;
        fs::remove(path, error);
        if (error)
            return failure(ErrorCode::WriteFailed, path.string(), error.message());
    }
    std::error_code notEmpty;
    fs::remove(binPathOf(file).parent_path(), notEmpty);
    return {};
}

std::optional<fs::path> existingFile(const Entry& entry) {
    std::error_code ignored;
    const auto binned = binPathOf(entry.file);
    const bool looksInBinFirst = entry.deleted.has_value();
    for (const auto& path : {looksInBinFirst ? binned : entry.file, looksInBinFirst ? entry.file : binned})
        if (fs::is_regular_file(path, ignored))
            return path;
    return std::nullopt;
}

} // namespace latentbrush::library
