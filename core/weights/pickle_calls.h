#pragma once

#include "weights/pickle_value.h"

namespace latentbrush::weights {

/// The few calls in a pickle whose result we know how to build ourselves (formats.md 2.8): tensors and
/// parameters, dicts and sets. Nothing is ever called: for every other callable, whatever it is, the result
/// is an Object with its name.
///
/// Throws Refused: FileMalformed for a known call with arguments it cannot have, UnsupportedFormat for
/// storages and tensors whose numbers we have no type for.
PickleValue resultOf(const PickleValue& callable, const PickleValue& arguments);

/// What torch.save keeps outside of the pickle: a storage by ('storage', type, key, device, count[, view]),
/// or a class with its source code, of which the class's name is taken.
PickleValue persistent(const PickleValue& id);

} // namespace latentbrush::weights
