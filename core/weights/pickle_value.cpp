#include "weights/pickle_value.h"

namespace latentbrush::weights {

const PickleValue* PickleValue::find(std::string_view key) const {
    if (const auto* object = as<Object>())
        return object->state && object->state->as<Dict>() ? object->state->find(key) : nullptr;
    const auto* dict = as<Dict>();
    if (!dict)
        return nullptr;
    for (auto pair = dict->pairs.rbegin(); pair != dict->pairs.rend(); ++pair) {
        const auto* text = pair->first->as<std::string>();
        if (text && *text == key)
            return pair->second;
    }
    return nullptr;
}

} // namespace latentbrush::weights
