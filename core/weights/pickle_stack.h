#pragma once

#include "weights/pickle_value.h"

#include <unordered_map>

namespace latentbrush::weights {

/// The memory of a pickle's machine: the values it has made, its stack with marks, and what it keeps to
/// recall. Everything is counted, so that no pickle makes much of little. Throws Refused: FileMalformed for
/// what Python's machine would fail at too, FileTooLarge.
class PickleStack {
public:
    /// Bytes of memory that all values may take.
    static constexpr std::size_t kMemoryLimit = std::size_t(128) << 20;

    void push(PickleValue value);
    void pushAgain(PickleValue* value);
    /// Values below the last mark are out of reach until the mark is gone.
    PickleValue* top();
    PickleValue* pop();
    std::vector<const PickleValue*> pop(std::size_t count); ///< in the order in which they were pushed
    void duplicate() { pushAgain(top()); }

    void mark();
    /// What lies above the last mark, which goes with it.
    std::vector<const PickleValue*> popToMark();
    /// The value on top, or the last mark where nothing lies above it.
    void drop();

    void keep(std::uint32_t place);
    void keepNext() { keep(static_cast<std::uint32_t>(m_kept.size())); }
    void recall(std::uint32_t place);

    /// Puts items into the list or dict on top. Objects of unknown classes may be filled too; what with is
    /// left out.
    void append(const std::vector<const PickleValue*>& items);
    void set(const std::vector<const PickleValue*>& keysAndValues);

    /// All values, with the one on top as root.
    PickleTree finish();

private:
    void charge(std::size_t bytes);

    PickleTree m_tree;
    std::vector<PickleValue*> m_stack;
    std::vector<std::size_t> m_marks; ///< how many values lay on the stack
    std::unordered_map<std::uint32_t, PickleValue*> m_kept;
    std::size_t m_bytes = 0;
};

} // namespace latentbrush::weights
