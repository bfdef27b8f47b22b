#include "weights/torch_script.h"

#include "weights/mapped_file.h"
#include "weights/pickle_container.h"
#include "weights/stored_zip.h"

#include <algorithm>

namespace latentbrush::weights {

namespace {

using Entries = std::map<std::string_view, StoredEntry>;

/// torch puts all entries into one folder, named as the file once was.
bool holdsProgram(const Entries& entries) {
    constexpr std::string_view kConstants = "/constants.pkl";
    return std::ranges::any_of(entries, [&](const auto& constants) {
        if (!constants.first.ends_with(kConstants))
            return false;
        const std::string root(constants.first.substr(0, constants.first.size() - kConstants.size() + 1));
        const auto code = entries.lower_bound(root + "code/");
        return entries.contains(root + "data.pkl") && code != entries.end() &&
               code->first.starts_with(root + "code/");
    });
}

} // namespace

Result<> checkTorchScript(const std::filesystem::path& file) {
    const auto mapped = MappedFile::open(file);
    if (!mapped)
        return failure(mapped);
    if (!startsAsZip(mapped->bytes()))
        return failure(ErrorCode::UnsupportedFormat, file.string(), "no ZIP, as torch.jit.save writes");
    try {
        if (!holdsProgram(storedEntries(mapped->bytes())))
            return failure(ErrorCode::UnsupportedFormat, file.string(),
                           "a ZIP without a TorchScript program, such as torch.save writes");
    } catch (const Refused& refused) {
        return failure(refused.code, file.string(), refused.detail);
    }
    return {};
}

} // namespace latentbrush::weights
