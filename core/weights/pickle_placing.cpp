#include "weights/byte_cursor.h"
#include "weights/pickle_container.h"

namespace latentbrush::weights {

namespace {

void place(PickledStorage& storage, const StorageBytes& storages) {
    const auto found = storages.find(storage.key);
    if (found == storages.end())
        refuse("the storage '" + storage.key + "' is missing");
    const auto size = static_cast<std::uint64_t>(bitsOf(storage.dtype)) / 8;
    std::uint64_t end = 0;
    if (__builtin_add_overflow(storage.offset, storage.count, &end) ||
        __builtin_mul_overflow(end, size, &end) || end > found->second.size())
        throw Refused{ErrorCode::FileTruncated, "the storage '" + storage.key + "' has " +
                                                    std::to_string(found->second.size()) +
                                                    " bytes, fewer than " + std::to_string(storage.count) +
                                                    " elements after " + std::to_string(storage.offset)};
    storage.bytes = found->second.subspan(storage.offset * size, storage.count * size);
}

} // namespace

void place(PickleTree& tree, const StorageBytes& storages) {
    for (auto& value : tree.values)
        if (auto* storage = std::get_if<PickledStorage>(&value.held))
            place(*storage, storages);
    for (const auto& value : tree.values) {
        const auto* tensor = value.as<PickledTensor>();
        if (tensor && (!elementsOf(*tensor) || !isWithinStorage(*tensor)))
            refuse("a tensor reaches beyond its storage '" + tensor->storage->key + "'");
    }
}

} // namespace latentbrush::weights
