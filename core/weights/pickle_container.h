#pragma once

#include "weights/pickle_value.h"

namespace latentbrush::weights {

/// The two ways in which torch.save lays a pickle and its storages into a file. Both return the values with
/// the storages' bytes found and every tensor checked to lie within its storage. They throw Refused.
PickleTree readTorchZip(std::span<const std::byte> bytes);
PickleTree readTorchLegacy(std::span<const std::byte> bytes);

bool startsAsZip(std::span<const std::byte> bytes);
bool startsAsTorchLegacy(std::span<const std::byte> bytes);

/// Bytes of a storage under its key, as the container found them; none: it has no such key.
using StorageBytes = std::map<std::string, std::span<const std::byte>, std::less<>>;
/// Gives each storage its bytes and checks each tensor.
void place(PickleTree& tree, const StorageBytes& storages);

} // namespace latentbrush::weights
