#include "bundles/foreign_files.h"

#include "base/files.h"
#include "base/sha256.h"
#include "catalogue/model_hash.h"

namespace latentbrush::bundles {

Result<ForeignFiles> ForeignFiles::open(const ModelFiles& model, const catalogue::Consents& consents,
                                        const KnownHashes& hashes, const StopToken& stop) {
    ForeignFiles files(model, consents);
    for (const auto& record : catalogue::recordsOf(*model.manifest.components)) {
        const auto path = model.folder / record.file;
        if (!record.sha256.empty())
            if (const auto checked = hashes.check(path, record.sha256, stop); !checked)
                return failure(checked);
        auto hash = hashes.of(path, stop);
        if (!hash)
            return failure(hash);
        files.m_hashes[record.file] = std::move(*hash);
    }
    if (const auto agreed = files.checkConsent(); !agreed)
        return failure(agreed);
    return files;
}

Result<std::string> ForeignFiles::read(const std::string& file) {
    constexpr std::uintmax_t kLargest = std::uintmax_t(32) << 30;
    auto bytes = readWhole(m_folder / file, kLargest);
    if (!bytes)
        return bytes;
    auto& expected = m_hashes.at(file);
    if (auto hash = sha256Of(*bytes); hash != expected) {
        expected = std::move(hash);
        if (const auto agreed = checkConsent(); !agreed)
            return failure(agreed);
    }
    return bytes;
}

Result<> ForeignFiles::checkConsent() const {
    if (m_consents.has(hash()))
        return {};
    return failure(ErrorCode::ConsentNeeded, m_folder.string(), hash());
}

std::string ForeignFiles::hash() const {
    std::vector<std::string> all;
    for (const auto& [file, hash] : m_hashes)
        all.push_back(hash);
    return catalogue::modelHash(std::move(all));
}

} // namespace latentbrush::bundles
