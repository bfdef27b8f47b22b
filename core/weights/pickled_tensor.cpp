#include "weights/pickle_value.h"

#include <algorithm>
#include <cstring>

namespace latentbrush::weights {

namespace {

std::uint64_t bytesPerElement(const PickledTensor& tensor) {
    return static_cast<std::uint64_t>(bitsOf(tensor.dtype)) / 8;
}

bool isEmpty(const PickledTensor& tensor) {
    return std::ranges::count(tensor.shape, 0) > 0;
}

/// Elements are copied by type and not by memcpy of a length known only here: checkpoints that were in
/// channels_last hold a billion of them.
template <class Element>
void copyRow(const std::byte* source, std::int64_t stride, std::int64_t count, std::byte* target) {
    for (std::int64_t i = 0; i < count; ++i)
        std::memcpy(target + i * std::int64_t(sizeof(Element)),
                    source + i * stride * std::int64_t(sizeof(Element)), sizeof(Element));
}

auto rowCopier(const PickledTensor& tensor) {
    switch (bytesPerElement(tensor)) {
    case 1:
        return &copyRow<std::uint8_t>;
    case 2:
        return &copyRow<std::uint16_t>;
    case 4:
        return &copyRow<std::uint32_t>;
    default:
        return &copyRow<std::uint64_t>;
    }
}

/// Steps to the next row; false after the last. `place` has an index for each extent but the last.
bool advance(std::vector<std::int64_t>& place, const std::vector<std::int64_t>& shape) {
    for (auto axis = place.size(); axis-- > 0;) {
        if (++place[axis] < shape[axis])
            return true;
        place[axis] = 0;
    }
    return false;
}

} // namespace

bool isContiguous(const PickledTensor& tensor) {
    if (isEmpty(tensor))
        return true;
    std::int64_t expected = 1;
    for (auto axis = tensor.shape.size(); axis-- > 0;) {
        if (tensor.shape[axis] == 1)
            continue; // is never stepped over
        if (tensor.strides[axis] != expected ||
            __builtin_mul_overflow(expected, tensor.shape[axis], &expected))
            return false;
    }
    return true;
}

std::optional<std::uint64_t> elementsOf(const PickledTensor& tensor) {
    if (isEmpty(tensor))
        return 0;
    std::uint64_t elements = 1;
    for (const auto extent : tensor.shape)
        if (__builtin_mul_overflow(elements, static_cast<std::uint64_t>(extent), &elements))
            return std::nullopt;
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(elements, bytesPerElement(tensor), &bytes))
        return std::nullopt;
    return elements;
}

bool isWithinStorage(const PickledTensor& tensor) {
    if (isEmpty(tensor))
        return true;
    std::uint64_t last = tensor.offset;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
        std::uint64_t reach = 0;
        if (__builtin_mul_overflow(static_cast<std::uint64_t>(tensor.shape[axis] - 1),
                                   static_cast<std::uint64_t>(tensor.strides[axis]), &reach) ||
            __builtin_add_overflow(last, reach, &last))
            return false;
    }
    return last < tensor.storage->bytes.size() / bytesPerElement(tensor);
}

std::span<const std::byte> bytesInPlace(const PickledTensor& tensor) {
    const auto elements = elementsOf(tensor).value_or(0);
    if (elements == 0)
        return {}; // an empty tensor's offset may lie anywhere
    const auto size = bytesPerElement(tensor);
    return tensor.storage->bytes.subspan(tensor.offset * size, elements * size);
}

std::vector<std::byte> contiguousCopy(const PickledTensor& tensor) {
    const auto size = bytesPerElement(tensor);
    std::vector<std::byte> bytes(elementsOf(tensor).value_or(0) * size);
    if (bytes.empty())
        return bytes;
    const auto copy = rowCopier(tensor);
    const auto axes = tensor.shape.size();
    const std::int64_t count = axes == 0 ? 1 : tensor.shape.back();
    const std::int64_t stride = axes == 0 ? 1 : tensor.strides.back();
    std::vector<std::int64_t> place(axes == 0 ? 0 : axes - 1, 0);
    auto* target = bytes.data();
    do {
        auto first = tensor.offset;
        for (std::size_t axis = 0; axis < place.size(); ++axis)
            first += static_cast<std::uint64_t>(place[axis] * tensor.strides[axis]);
        copy(tensor.storage->bytes.data() + first * size, stride, count, target);
        target += static_cast<std::uint64_t>(count) * size;
    } while (advance(place, tensor.shape));
    return bytes;
}

} // namespace latentbrush::weights
