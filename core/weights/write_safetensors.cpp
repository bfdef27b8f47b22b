#include "base/files.h"
#include "weights/safetensors.h"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

namespace latentbrush::weights {

namespace {

using Named = std::pair<const std::string, TensorEntry>;

/// Descending dtype size, then name: as the reference writer, so that data is aligned by convention.
std::vector<const Named*> inWritingOrder(const std::map<std::string, TensorEntry>& tensors) {
    std::vector<const Named*> order;
    for (const auto& tensor : tensors)
        order.push_back(&tensor);
    std::stable_sort(order.begin(), order.end(), [](const Named* left, const Named* right) {
        return bitsOf(left->second.dtype) > bitsOf(right->second.dtype);
    });
    return order;
}

} // namespace

Result<> writeSafetensors(const std::filesystem::path& path,
                          const std::map<std::string, TensorEntry>& tensors,
                          const std::map<std::string, std::string>& metadata) {
    const auto order = inWritingOrder(tensors);
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::uint64_t offset = 0;
    for (const auto* tensor : order) {
        const auto& [name, entry] = *tensor;
        const auto end = offset + entry.bytes.size();
        header[name] = {{"dtype", std::string(nameOf(entry.dtype))},
                        {"shape", entry.shape},
                        {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');

    std::vector<std::byte> bytes(8 + text.size() + offset);
    const std::uint64_t length = text.size();
    std::memcpy(bytes.data(), &length, 8);
    std::memcpy(bytes.data() + 8, text.data(), text.size());
    auto* data = bytes.data() + 8 + text.size();
    for (const auto* tensor : order) {
        const auto& source = tensor->second.bytes;
        data = std::copy(source.begin(), source.end(), data);
    }
    return writeWhole(path, bytes, IfExists::Replace);
}

} // namespace latentbrush::weights
