#pragma once

#include "weights/safetensors.h"

#include <deque>
#include <utility>
#include <variant>

namespace latentbrush::weights {

struct PickleValue;

/// Numbers that several tensors may share. Their type says only how the file counts them: a tensor may have
/// one of its own.
struct PickledStorage {
    std::string key;          ///< the file's name for it
    DType dtype = DType::U8;  ///< what `offset` and `count` count
    std::uint64_t offset = 0; ///< of a view into what the file has under the key
    std::uint64_t count = 0;
    std::span<const std::byte> bytes; ///< in the file
};

/// A view into a storage. What a PickleFile hands out lies within its storage.
struct PickledTensor {
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides; ///< in elements, none negative; as many as extents
    std::uint64_t offset = 0;          ///< of the first element, in elements
    const PickledStorage* storage = nullptr;
};
/// Whether the elements lie in the storage one after another in row-major order.
bool isContiguous(const PickledTensor& tensor);
/// Elements; none where 64 bits don't hold the bytes they need.
std::optional<std::uint64_t> elementsOf(const PickledTensor& tensor);
/// Whether each element lies in the storage's bytes.
bool isWithinStorage(const PickledTensor& tensor);
/// The bytes of a contiguous tensor within its storage, in place.
std::span<const std::byte> bytesInPlace(const PickledTensor& tensor);
/// The bytes of any tensor within its storage, in row-major order. Views that repeat elements can be larger
/// than their storage: look at `elementsOf` first.
std::vector<std::byte> contiguousCopy(const PickledTensor& tensor);

/// One value of a pickle. Values point at others in the same file; two may point at the same, and one at
/// itself, so follow names that you know rather than everything there is.
struct PickleValue {
    struct None {};
    struct Bytes {
        std::string bytes;
    };
    struct List { ///< list, tuple or set
        std::vector<const PickleValue*> items;
    };
    struct Dict { ///< in the file's order; of equal keys the last counts
        std::vector<std::pair<const PickleValue*, const PickleValue*>> pairs;
    };
    struct Global { ///< a class or function, by its name "module.name"; it is never looked up
        std::string name;
    };
    struct Object { ///< what a Global would have made
        std::string className;
        const PickleValue* state = nullptr; ///< mostly its attributes as a Dict; null: the pickle gives none
    };
    std::variant<None, bool, std::int64_t, double, std::string, Bytes, List, Dict, PickledStorage,
                 PickledTensor, Global, Object>
        held;

    template <class Kind>
    const Kind* as() const {
        return std::get_if<Kind>(&held);
    }
    /// The value of a dict under a text, of an object its attribute; null when there is none.
    const PickleValue* find(std::string_view key) const;
};

/// All values of one pickle, where they stay.
struct PickleTree {
    std::deque<PickleValue> values;
    const PickleValue* root = nullptr;
};

} // namespace latentbrush::weights
