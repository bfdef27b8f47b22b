#include "catalogue/tensor_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace latentbrush::catalogue {

namespace {

template <class T>
T read(const std::byte* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value); // they do not lie aligned
    return value;
}

double fromHalf(std::uint16_t bits) {
    const int exponent = (bits >> 10) & 0x1F;
    const int mantissa = bits & 0x3FF;
    const double size = exponent == 0    ? std::ldexp(mantissa, -24)
                        : exponent == 31 ? (mantissa == 0 ? HUGE_VAL : std::nan(""))
                                         : std::ldexp(mantissa + 1024, exponent - 25);
    return bits & 0x8000 ? -size : size;
}

double numberAt(weights::DType dtype, const std::byte* bytes) {
    switch (dtype) {
    case weights::DType::F16:
        return fromHalf(read<std::uint16_t>(bytes));
    case weights::DType::BF16:
        return std::bit_cast<float>(static_cast<std::uint32_t>(read<std::uint16_t>(bytes)) << 16);
    case weights::DType::F32:
        return read<float>(bytes);
    case weights::DType::I32:
        return read<std::int32_t>(bytes);
    case weights::DType::I64:
        return static_cast<double>(read<std::int64_t>(bytes));
    default:
        return read<double>(bytes);
    }
}

bool isKnownFormat(weights::DType dtype) {
    using weights::DType;
    constexpr std::array kKnown{DType::F16, DType::BF16, DType::F32, DType::F64, DType::I32, DType::I64};
    return std::ranges::find(kKnown, dtype) != kKnown.end();
}

} // namespace

TensorTable tensorTableOf(const weights::WeightFile& file) {
    TensorTable table;
    for (const auto& [name, entry] : file.tensors())
        table.emplace_hint(table.end(), name, TensorFact{entry.shape, entry.dtype});
    return table;
}

int edgeOf(const TensorTable& table, const std::string& name, std::size_t axis) {
    const auto found = table.find(name);
    const bool hasAxis = found != table.end() && axis < found->second.shape.size();
    // An edge beyond int is no network's: as if the tensor were not there.
    constexpr std::int64_t kLongest = 1 << 30;
    const auto edge = hasAxis ? found->second.shape[axis] : 0;
    return edge > kLongest ? 0 : static_cast<int>(edge);
}

std::size_t axesOf(const TensorTable& table, const std::string& name) {
    const auto found = table.find(name);
    return found == table.end() ? 0 : found->second.shape.size();
}

bool hasPrefix(const TensorTable& table, std::string_view prefix) {
    const auto first = table.lower_bound(std::string(prefix));
    return first != table.end() && first->first.starts_with(prefix);
}

int lengthOf(const TensorTable& table, const std::string& list) {
    int length = 0;
    while (hasPrefix(table, list + std::to_string(length) + "."))
        ++length;
    return length;
}

TensorTable below(const TensorTable& table, const std::string& prefix) {
    TensorTable rest;
    for (auto entry = table.lower_bound(prefix); entry != table.end() && entry->first.starts_with(prefix);
         ++entry)
        rest.emplace_hint(rest.end(), entry->first.substr(prefix.size()), entry->second);
    return rest;
}

std::vector<double> numbersOf(const weights::TensorEntry& entry) {
    std::vector<double> numbers;
    if (!isKnownFormat(entry.dtype))
        return numbers;
    const auto size = static_cast<std::size_t>(weights::bitsOf(entry.dtype)) / 8;
    for (std::size_t place = 0; place + size <= entry.bytes.size(); place += size)
        numbers.push_back(numberAt(entry.dtype, entry.bytes.data() + place));
    return numbers;
}

} // namespace latentbrush::catalogue
