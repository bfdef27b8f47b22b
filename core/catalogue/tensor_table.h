#pragma once

#include "weights/weight_file.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush::catalogue {

/// What a file's header says of one tensor.
struct TensorFact {
    std::vector<std::int64_t> shape;
    weights::DType dtype = weights::DType::F32;
    bool operator==(const TensorFact&) const = default;
};

/// The tensors of a file by name, without their numbers: enough to tell what a model is.
using TensorTable = std::map<std::string, TensorFact>;

TensorTable tensorTableOf(const weights::WeightFile& file);

/// One edge of a tensor; 0 where there is no such tensor or it has fewer axes.
int edgeOf(const TensorTable& table, const std::string& name, std::size_t axis);

/// The number of axes; 0 where there is no such tensor.
std::size_t axesOf(const TensorTable& table, const std::string& name);

bool hasPrefix(const TensorTable& table, std::string_view prefix);

/// How many of "LISTn." there are in a row from n = 0, such as 12 for "encoder.layers.".
int lengthOf(const TensorTable& table, const std::string& list);

/// The names that have the prefix, without it.
TensorTable below(const TensorTable& table, const std::string& prefix);

/// The numbers of an entry in F16, BF16, F32, F64, I32 or I64; none of those of other formats.
std::vector<double> numbersOf(const weights::TensorEntry& entry);

} // namespace latentbrush::catalogue
