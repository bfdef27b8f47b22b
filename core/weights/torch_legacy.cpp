#include "weights/pickle_container.h"
#include "weights/pickle_machine.h"

#include <algorithm>
#include <array>

namespace latentbrush::weights {

namespace {

constexpr std::array<std::uint8_t, 10> kMagic{0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19};
constexpr std::int64_t kProtocol = 1001;

bool isMagic(const PickleTree& tree) {
    const auto* bytes = tree.root->as<PickleValue::Bytes>();
    return bytes && std::ranges::equal(bytes->bytes, kMagic, [](char left, std::uint8_t right) {
               return std::uint8_t(left) == right;
           });
}

void checkProtocol(const PickleTree& tree) {
    const auto* protocol = tree.root->as<std::int64_t>();
    if (!protocol || *protocol != kProtocol)
        throw Refused{ErrorCode::UnsupportedFormat, "an unknown protocol of torch.save"};
}

void checkByteOrder(const PickleTree& system) {
    const auto* order = system.root->find("little_endian");
    const auto* isLittle = order ? order->as<bool>() : nullptr;
    if (!isLittle || !*isLittle)
        throw Refused{ErrorCode::UnsupportedFormat, "numbers in big-endian order"};
}

/// Bytes of an element of each storage that the pickle speaks of.
std::map<std::string, std::uint64_t> elementSizes(const PickleTree& tree) {
    std::map<std::string, std::uint64_t> sizes;
    for (const auto& value : tree.values) {
        const auto* storage = value.as<PickledStorage>();
        if (!storage)
            continue;
        const auto size = static_cast<std::uint64_t>(bitsOf(storage->dtype)) / 8;
        // A storage that stands there both typed and as bytes is counted as it stands there first.
        sizes.emplace(storage->key, size);
    }
    return sizes;
}

/// For each key, in the order of the list, the number of elements and then their bytes.
StorageBytes storagesOf(const PickleTree& keys, const PickleTree& tree, ByteCursor& cursor) {
    const auto* list = keys.root->as<PickleValue::List>();
    if (!list)
        refuse("the storages' keys are no list");
    const auto sizes = elementSizes(tree);
    StorageBytes storages;
    for (const auto* item : list->items) {
        const auto* key = item->as<std::string>();
        const auto size = key ? sizes.find(*key) : sizes.end();
        if (size == sizes.end())
            refuse("a storage that nothing refers to");
        std::uint64_t bytes = 0;
        if (__builtin_mul_overflow(cursor.read<std::uint64_t>(), size->second, &bytes))
            refuse("the storage '" + *key + "' has an impossible size");
        if (!storages.emplace(*key, cursor.take(bytes)).second)
            refuse("the storage '" + *key + "' stands twice");
    }
    return storages;
}

} // namespace

bool startsAsTorchLegacy(std::span<const std::byte> bytes) {
    if (bytes.empty() || bytes[0] != std::byte(0x80))
        return false;
    ByteCursor cursor(bytes.first(std::min<std::size_t>(bytes.size(), 64)));
    try {
        return isMagic(readPickle(cursor));
    } catch (const Refused&) {
        return false;
    }
}

PickleTree readTorchLegacy(std::span<const std::byte> bytes) {
    ByteCursor cursor(bytes);
    if (!isMagic(readPickle(cursor)))
        throw Refused{ErrorCode::UnsupportedFormat, "a pickle that torch.save did not write"};
    checkProtocol(readPickle(cursor));
    checkByteOrder(readPickle(cursor));
    auto tree = readPickle(cursor);
    const auto keys = readPickle(cursor);
    place(tree, storagesOf(keys, tree, cursor));
    return tree;
}

} // namespace latentbrush::weights
