#pragma once

#include "base/result.h"

#include <filesystem>

namespace latentbrush::weights {

/// Looks whether a file is what torch.jit.save wrote: a ZIP with a program's text (`code/`) and its constants
/// (`constants.pkl`) beside the pickle. Such a file is code, and part of it runs already as it is loaded.
/// Here the ZIP's table alone is read; nothing is run, unpickled or unpacked.
///
/// FileMissing, FileUnreadable; FileTruncated and FileMalformed for a damaged ZIP; UnsupportedFormat for
/// everything else, also for torch.save's weights, the detail saying what it is instead.
Result<> checkTorchScript(const std::filesystem::path& file);

} // namespace latentbrush::weights
