#pragma once

#include "base/result.h"
#include "catalogue/model_tree.h"

#include <filesystem>
#include <optional>
#include <string>

namespace latentbrush::catalogue {

/// Which add-on a file is, by its header alone; none for a model, and for what is nothing of ours. Any
/// thread.
std::optional<AddOnKind> addOnKindOf(const std::filesystem::path& file);

/// Makes a file, or a model's folder, that lies anywhere one of those in `own`, the root of a person's own
/// models, by a link in the place for its kind (none: a model): nothing is copied, and it is there at the
/// next start. What lies in a place of one of the `roots` already is left as it is. Gives the name that
/// requests and prompts call it by. FileExists, with the name as subject, where another is called so;
/// FileMissing; WriteFailed. Any thread.
Result<std::string> linkedInto(const std::filesystem::path& own, const std::filesystem::path& file,
                               std::optional<AddOnKind> kind,
                               const std::vector<std::filesystem::path>& roots);

} // namespace latentbrush::catalogue
