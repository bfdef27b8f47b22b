#include "weights/pickle_container.h"
#include "weights/pickle_machine.h"
#include "weights/stored_zip.h"

namespace latentbrush::weights {

namespace {

using Entries = std::map<std::string_view, StoredEntry>;

constexpr std::string_view kPickleName = "data.pkl";

/// torch puts all entries into one folder, named as the file once was.
std::string rootOf(const Entries& entries) {
    for (const auto& [name, entry] : entries) {
        const auto slash = name.find('/');
        if (slash != std::string_view::npos && name.substr(slash + 1) == kPickleName)
            return std::string(name.substr(0, slash + 1));
    }
    throw Refused{ErrorCode::UnsupportedFormat, "a ZIP without data.pkl: not what torch.save writes"};
}

std::span<const std::byte> plainBytes(const Entries::value_type& named) {
    const auto& [name, entry] = named;
    if (!entry.obstacle.empty())
        throw Refused{ErrorCode::UnsupportedFormat, "the entry '" + std::string(name) + "' is " +
                                                        std::string(entry.obstacle) +
                                                        ", which torch.save never does"};
    return entry.bytes;
}

void checkIsOurs(const Entries& entries, const std::string& root) {
    if (entries.contains(root + "constants.pkl"))
        throw Refused{ErrorCode::UnsupportedFormat, "a TorchScript program, not a file of weights"};
    const auto order = entries.find(root + "byteorder");
    if (order == entries.end())
        return; // older than the record, and little-endian
    const auto bytes = plainBytes(*order);
    if (ByteCursor(bytes).text(bytes.size()) != "little")
        throw Refused{ErrorCode::UnsupportedFormat, "numbers in big-endian order"};
}

StorageBytes storagesOf(const Entries& entries, const std::string& root) {
    StorageBytes storages;
    const auto folder = root + "data/";
    for (const auto& entry : entries)
        if (entry.first.starts_with(folder))
            storages.emplace(entry.first.substr(folder.size()), plainBytes(entry));
    return storages;
}

} // namespace

bool startsAsZip(std::span<const std::byte> bytes) {
    constexpr std::string_view kSignature = "PK\3\4";
    return bytes.size() >= kSignature.size() &&
           std::memcmp(bytes.data(), kSignature.data(), kSignature.size()) == 0;
}

PickleTree readTorchZip(std::span<const std::byte> bytes) {
    const auto entries = storedEntries(bytes);
    const auto root = rootOf(entries);
    checkIsOurs(entries, root);
    ByteCursor pickle(plainBytes(*entries.find(root + std::string(kPickleName))));
    auto tree = readPickle(pickle);
    place(tree, storagesOf(entries, root));
    return tree;
}

} // namespace latentbrush::weights
