#pragma once

#include "base/stop_token.h"
#include "bundles/known_hashes.h"
#include "bundles/model_files.h"
#include "catalogue/consents.h"

#include <map>

namespace latentbrush::bundles {

/// The TorchScript of a model that was made elsewhere, given out only after a person agreed to its bytes.
/// TorchScript is a program, and part of it runs already while it is loaded.
class ForeignFiles {
public:
    /// ConsentNeeded, subject the model's path, detail the SHA-256 to agree to: catalogue::modelHash of the
    /// files' hashes. HashMismatch where a model.json promised other bytes, FileMissing, FileUnreadable,
    /// Cancelled. `consents` and `hashes` are kept.
    static Result<ForeignFiles> open(const ModelFiles& model, const catalogue::Consents& consents,
                                     const KnownHashes& hashes, const StopToken& stop);

    /// A file's bytes, read into memory and hashed there: what is loaded from them is what was agreed to,
    /// whatever happens to the file meanwhile, and whatever a cache remembers of it. ConsentNeeded where they
    /// are no longer those; FileMissing, FileUnreadable, FileTooLarge.
    Result<std::string> read(const std::string& file);

    /// Of all of them, as the person agreed to it.
    std::string hash() const;

private:
    ForeignFiles(const ModelFiles& model, const catalogue::Consents& consents)
        : m_folder(model.folder), m_consents(consents) {}
    Result<> checkConsent() const;

    std::filesystem::path m_folder;
    catalogue::Consents m_consents;
    std::map<std::string, std::string> m_hashes; ///< by the file's name
};

} // namespace latentbrush::bundles
