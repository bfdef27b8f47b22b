#pragma once

#include "base/files.h"
#include "request/generation_request.h"

#include <filesystem>
#include <string>
#include <vector>

namespace latentbrush::cli {

/// Where each of the request's pictures goes: `out` is a file, a folder (then "<seed>.png"), or a name that
/// holds {seed} or {i} (from 1). Known before anything is made, so that nothing is made in vain.
/// `request.seed` is set. InvalidRequest: several pictures into one file, or a name that is no PNG's.
/// FileExists unless `ifExists` is Replace.
Result<std::vector<std::filesystem::path>> outputNames(const std::string& out,
                                                       const GenerationRequest& request, IfExists ifExists);

} // namespace latentbrush::cli
