#pragma once

#include "base/result.h"

#include <filesystem>
#include <map>
#include <string>
#include <torch/script.h>
#include <vector>

namespace latentbrush::tensors {

/// Parameter name (diffusers' spelling, e.g. "down_blocks.0.resnets.0.conv1.weight") → tensor on the CPU.
using StateDict = std::map<std::string, at::Tensor>;

/// All tensors of one safetensors file, or of a sharded set when given its index (`….safetensors.index.json`;
/// TensorMissing where a shard lacks what the index promises; its subject the tensor, its detail the shard).
/// Tensors own their memory. Errors as SafetensorsFile::open; UnsupportedFormat for a dtype without a
/// LibTorch counterpart.
Result<StateDict> readStateDict(const std::filesystem::path& path);

/// Writes whole or not at all; each tensor contiguous, in its own dtype.
Result<> writeStateDict(const std::filesystem::path& path, const StateDict& tensors,
                        const std::map<std::string, std::string>& metadata = {});

/// Writes `folder/stem-00001-of-0000N.safetensors`, files of at most `shardBytes` each, header included, and
/// returns the file names in order. FileTooLarge where one tensor alone is larger.
Result<std::vector<std::string>> writeShards(const std::filesystem::path& folder, const std::string& stem,
                                             const StateDict& tensors, std::uint64_t shardBytes);

} // namespace latentbrush::tensors
