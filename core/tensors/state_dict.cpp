#include "tensors/state_dict.h"

#include "weights/safetensors.h"

#include <ATen/ops/empty.h>
#include <array>
#include <cstdio>
#include <cstring>
#include <optional>
#include <set>
#include <span>

namespace latentbrush::tensors {

namespace {

using weights::DType;

constexpr std::array<std::pair<DType, at::ScalarType>, 19> kDTypes{{
    {DType::Bool, at::kBool},
    {DType::U8, at::kByte},
    {DType::I8, at::kChar},
    {DType::F8E4M3, at::kFloat8_e4m3fn},
    {DType::F8E5M2, at::kFloat8_e5m2},
    {DType::F8E8M0, at::kFloat8_e8m0fnu},
    {DType::F8E4M3Fnuz, at::kFloat8_e4m3fnuz},
    {DType::F8E5M2Fnuz, at::kFloat8_e5m2fnuz},
    {DType::I16, at::kShort},
    {DType::U16, at::kUInt16},
    {DType::F16, at::kHalf},
    {DType::BF16, at::kBFloat16},
    {DType::I32, at::kInt},
    {DType::U32, at::kUInt32},
    {DType::F32, at::kFloat},
    {DType::F64, at::kDouble},
    {DType::I64, at::kLong},
    {DType::U64, at::kUInt64},
    {DType::C64, at::kComplexFloat},
}};

std::optional<at::ScalarType> torchTypeOf(DType dtype) {
    for (const auto& [ours, theirs] : kDTypes)
        if (ours == dtype)
            return theirs;
    return std::nullopt;
}

std::optional<DType> fileTypeOf(at::ScalarType dtype) {
    for (const auto& [ours, theirs] : kDTypes)
        if (theirs == dtype)
            return ours;
    return std::nullopt;
}

Result<> readFile(const std::filesystem::path& path, StateDict& into) {
    const auto file = weights::SafetensorsFile::open(path);
    if (!file)
        return failure(file);
    for (const auto& [name, entry] : file->tensors()) {
        const auto dtype = torchTypeOf(entry.dtype);
        if (!dtype)
            return failure(ErrorCode::UnsupportedFormat, path.string(),
                           name + " is stored as " + std::string(weights::nameOf(entry.dtype)));
        auto tensor = at::empty(entry.shape, *dtype);
        if (!entry.bytes.empty())
            std::memcpy(tensor.data_ptr(), entry.bytes.data(), entry.bytes.size());
        into.insert_or_assign(name, std::move(tensor));
    }
    return {};
}

Result<StateDict> readSharded(const std::filesystem::path& index) {
    const auto places = weights::readShardIndex(index);
    if (!places)
        return failure(places);
    std::set<std::string> files;
    for (const auto& [tensor, file] : *places)
        files.insert(file);
    StateDict all;
    for (const auto& file : files) {
        StateDict shard;
        if (const auto read = readFile(index.parent_path() / file, shard); !read)
            return failure(read);
        for (const auto& [tensor, home] : *places)
            if (home == file && !shard.contains(tensor))
                return failure(ErrorCode::TensorMissing, tensor, (index.parent_path() / file).string());
        all.merge(shard);
    }
    return all;
}

/// A bound for what a tensor takes in a file: its bytes and its line in the header (name with escapes, dtype,
/// shape and offsets of at most 20 digits a number).
std::uint64_t spaceOf(const std::string& name, const at::Tensor& tensor) {
    return tensor.nbytes() + 2 * name.size() + 21 * (tensor.dim() + 2) + 64;
}

std::string shardName(const std::string& stem, std::size_t index, std::size_t count) {
    std::array<char, 48> numbers{};
    std::snprintf(numbers.data(), numbers.size(), "-%05zu-of-%05zu.safetensors", index + 1, count);
    return stem + numbers.data();
}

} // namespace

Result<StateDict> readStateDict(const std::filesystem::path& path) {
    if (path.extension() == ".json")
        return readSharded(path);
    StateDict tensors;
    if (const auto read = readFile(path, tensors); !read)
        return failure(read);
    return tensors;
}

Result<> writeStateDict(const std::filesystem::path& path, const StateDict& tensors,
                        const std::map<std::string, std::string>& metadata) {
    std::vector<at::Tensor> kept; // whole and on the CPU as long as the entries point into them
    std::map<std::string, weights::TensorEntry> entries;
    for (const auto& [name, tensor] : tensors) {
        const auto dtype = fileTypeOf(tensor.scalar_type());
        if (!dtype)
            return failure(ErrorCode::UnsupportedFormat, path.string(),
                           name + " is " + c10::toString(tensor.scalar_type()));
        kept.push_back(tensor.detach().to(at::kCPU).contiguous());
        const std::span bytes(static_cast<const std::byte*>(kept.back().const_data_ptr()),
                              kept.back().nbytes());
        entries.emplace(name, weights::TensorEntry{*dtype, tensor.sizes().vec(), bytes});
    }
    return weights::writeSafetensors(path, entries, metadata);
}

Result<std::vector<std::string>> writeShards(const std::filesystem::path& folder, const std::string& stem,
                                             const StateDict& tensors, std::uint64_t shardBytes) {
    constexpr std::uint64_t kFrame = 32; // length, braces, padding
    std::vector<StateDict> shards(1);
    std::uint64_t used = kFrame;
    for (const auto& [name, tensor] : tensors) {
        const auto space = spaceOf(name, tensor);
        if (space + kFrame > shardBytes)
            return failure(ErrorCode::FileTooLarge, name,
                           std::to_string(space) + " bytes, a shard holds " + std::to_string(shardBytes));
        if (used + space > shardBytes) {
            shards.emplace_back();
            used = kFrame;
        }
        used += space;
        shards.back().emplace(name, tensor);
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < shards.size(); ++i) {
        names.push_back(shardName(stem, i, shards.size()));
        if (const auto written = writeStateDict(folder / names.back(), shards[i]); !written)
            return failure(written);
    }
    return names;
}

} // namespace latentbrush::tensors
