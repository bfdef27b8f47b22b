#pragma once

#include "library/entry.h"
#include "request/job_event.h"

namespace latentbrush::library {

/// The PNG of a finished picture, with its making as text: `parameters` for other programs, `latentbrush` for
/// this one.
Result<std::vector<std::byte>> encodePicture(const FinishedImage& finished);

/// Writes the PNG whole into `root`/YYYY-MM-DD/HHMMSS-SEED.png by the local time of `created`; a number
/// follows where that name is taken, in the bin too. Returns the path. When it returns, the file survives a
/// power cut, its folders included.
Result<std::filesystem::path> savePicture(const FinishedImage& finished, const std::filesystem::path& root,
                                          Moment created);

/// Where a file of that place waits in the bin.
std::filesystem::path binPathOf(const std::filesystem::path& file);

/// Moves the file into the bin's folder. A file that is not there is none to move.
Result<> moveFileToBin(const std::filesystem::path& file);

/// Moves the file back to its place, or beside it under a free name when another took the place meanwhile;
/// returns where it lies now.
Result<std::filesystem::path> restoreFile(const std::filesystem::path& file);

/// Deletes the file, at its place and in the bin. Missing is fine.
Result<> deleteFile(const std::filesystem::path& file);

} // namespace latentbrush::library
