#include "weights/pickle_calls.h"

#include "weights/byte_cursor.h"

#include <array>

namespace latentbrush::weights {

namespace {

using Items = std::vector<const PickleValue*>;

constexpr std::size_t kAxesLimit = 16; // weights have six at most

struct NamedType {
    std::string_view name;
    DType dtype;
};

constexpr std::array kStorages{
    NamedType{"FloatStorage", DType::F32},        NamedType{"HalfStorage", DType::F16},
    NamedType{"BFloat16Storage", DType::BF16},    NamedType{"DoubleStorage", DType::F64},
    NamedType{"ByteStorage", DType::U8},          NamedType{"CharStorage", DType::I8},
    NamedType{"ShortStorage", DType::I16},        NamedType{"IntStorage", DType::I32},
    NamedType{"LongStorage", DType::I64},         NamedType{"BoolStorage", DType::Bool},
    NamedType{"ComplexFloatStorage", DType::C64}, NamedType{"UntypedStorage", DType::U8},
};

constexpr std::array kTypes{
    NamedType{"float32", DType::F32},
    NamedType{"float16", DType::F16},
    NamedType{"bfloat16", DType::BF16},
    NamedType{"float64", DType::F64},
    NamedType{"uint8", DType::U8},
    NamedType{"int8", DType::I8},
    NamedType{"int16", DType::I16},
    NamedType{"int32", DType::I32},
    NamedType{"int64", DType::I64},
    NamedType{"bool", DType::Bool},
    NamedType{"complex64", DType::C64},
    NamedType{"uint16", DType::U16},
    NamedType{"uint32", DType::U32},
    NamedType{"uint64", DType::U64},
    NamedType{"float8_e4m3fn", DType::F8E4M3},
    NamedType{"float8_e5m2", DType::F8E5M2},
    NamedType{"float8_e4m3fnuz", DType::F8E4M3Fnuz},
    NamedType{"float8_e5m2fnuz", DType::F8E5M2Fnuz},
    NamedType{"float8_e8m0fnu", DType::F8E8M0},
};

/// Of a Global in any of torch's modules: "torch.HalfStorage", "torch.cuda.HalfStorage", "torch.float16".
template <std::size_t count>
DType typeOf(const PickleValue& value, const std::array<NamedType, count>& types) {
    const auto* global = value.as<PickleValue::Global>();
    if (!global)
        refuse("a tensor's type is no class");
    const auto dot = global->name.rfind('.');
    if (global->name.starts_with("torch."))
        for (const auto& [name, dtype] : types)
            if (std::string_view(global->name).substr(dot + 1) == name)
                return dtype;
    throw Refused{ErrorCode::UnsupportedFormat, "tensors of " + global->name};
}

const Items& itemsOf(const PickleValue& value, const char* of) {
    const auto* list = value.as<PickleValue::List>();
    if (!list)
        refuse(std::string(of) + " is no tuple");
    return list->items;
}

std::uint64_t countOf(const PickleValue& value, const char* of) {
    const auto* number = value.as<std::int64_t>();
    if (!number || *number < 0)
        refuse(std::string(of) + " is no whole number");
    return static_cast<std::uint64_t>(*number);
}

std::vector<std::int64_t> countsOf(const PickleValue& value, const char* of) {
    const auto& items = itemsOf(value, of);
    if (items.size() > kAxesLimit)
        refuse("a tensor with " + std::to_string(items.size()) + " axes");
    std::vector<std::int64_t> counts;
    for (const auto* item : items)
        counts.push_back(static_cast<std::int64_t>(countOf(*item, of)));
    return counts;
}

void atLeast(const Items& arguments, std::size_t count, const char* of) {
    if (arguments.size() < count)
        refuse(std::string(of) + " has too few arguments");
}

/// Bits that say "read these numbers as negated" or "conjugated", which no file of weights has.
void checkHasNoBits(const PickleValue& metadata) {
    const auto* dict = metadata.as<PickleValue::Dict>();
    if (dict && !dict->pairs.empty())
        throw Refused{ErrorCode::UnsupportedFormat, "a tensor that is to be read negated or conjugated"};
}

/// (storage, offset, shape, strides, …): what all of torch's rebuild functions begin with.
PickledTensor tensorOf(const Items& arguments) {
    atLeast(arguments, 4, "a tensor");
    PickledTensor tensor;
    tensor.storage = arguments[0]->as<PickledStorage>();
    if (!tensor.storage)
        refuse("a tensor without a storage");
    tensor.dtype = tensor.storage->dtype;
    tensor.offset = countOf(*arguments[1], "a tensor's offset");
    tensor.shape = countsOf(*arguments[2], "a tensor's shape");
    tensor.strides = countsOf(*arguments[3], "a tensor's strides");
    if (tensor.shape.size() != tensor.strides.size())
        refuse("a tensor with more strides than extents, or fewer");
    return tensor;
}

PickleValue tensor(const Items& arguments) { // …, requires grad, hooks[, metadata])
    if (arguments.size() > 6)
        checkHasNoBits(*arguments[6]);
    return {tensorOf(arguments)};
}

PickleValue typedTensor(const Items& arguments) { // …, requires grad, hooks, type[, metadata])
    atLeast(arguments, 7, "a tensor");
    if (arguments.size() > 7)
        checkHasNoBits(*arguments[7]);
    auto made = tensorOf(arguments);
    made.dtype = typeOf(*arguments[6], kTypes);
    return {std::move(made)};
}

PickleValue parameter(const Items& arguments) { // (tensor, requires grad, hooks[, state])
    atLeast(arguments, 1, "a parameter");
    if (const auto* data = arguments[0]->as<PickledTensor>())
        return {*data};
    return {PickleValue::Object{"torch.nn.parameter.Parameter"}};
}

PickleValue list(const Items& arguments) { // ([items])
    return arguments.empty()
               ? PickleValue{PickleValue::List{}}
               : PickleValue{PickleValue::List{itemsOf(*arguments[0], "what a set is made of")}};
}

PickleValue dict(const Items& arguments) { // () or ([[key, value], …]), which Python 2 wrote
    PickleValue::Dict made;
    const auto* pairs = arguments.empty() ? nullptr : arguments[0]->as<PickleValue::List>();
    for (const auto* pair : pairs ? pairs->items : Items{}) {
        const auto& both = itemsOf(*pair, "an entry of a dict");
        atLeast(both, 2, "an entry of a dict");
        made.pairs.emplace_back(both[0], both[1]);
    }
    return {std::move(made)};
}

PickleValue subclassTensor(const Items& arguments) { // (function, class, its arguments, state)
    atLeast(arguments, 3, "a tensor");
    const auto* function = arguments[0]->as<PickleValue::Global>();
    if (!function || !function->name.starts_with("torch._utils._rebuild_"))
        return {PickleValue::Object{"torch.Tensor"}};
    return resultOf(*arguments[0], *arguments[2]);
}

struct Known {
    std::string_view name;
    PickleValue (*make)(const Items&);
};

constexpr std::array kKnown{
    Known{"torch._utils._rebuild_tensor", tensor},
    Known{"torch._utils._rebuild_tensor_v2", tensor},
    Known{"torch._utils._rebuild_tensor_v3", typedTensor},
    Known{"torch._utils._rebuild_parameter", parameter},
    Known{"torch._utils._rebuild_parameter_with_state", parameter},
    Known{"torch._tensor._rebuild_from_type_v2", subclassTensor},
    Known{"torch.Size", list},
    Known{"collections.OrderedDict", dict},
    Known{"collections.defaultdict", dict},
    Known{"__builtin__.dict", dict},
    Known{"builtins.dict", dict},
    Known{"__builtin__.set", list},
    Known{"builtins.set", list},
};

/// [, (key of the view, offset, count)]: older torch saved views of storages.
void narrow(PickledStorage& storage, const PickleValue& view) {
    if (view.as<PickleValue::None>())
        return;
    const auto& items = itemsOf(view, "a storage's view");
    atLeast(items, 3, "a storage's view");
    storage.offset = countOf(*items[1], "a view's offset");
    storage.count = countOf(*items[2], "a view's count");
}

} // namespace

PickleValue resultOf(const PickleValue& callable, const PickleValue& arguments) {
    const auto* global = callable.as<PickleValue::Global>();
    if (!global)
        return {PickleValue::Object{"a call of something that is no function"}};
    for (const auto& [name, make] : kKnown)
        if (name == global->name)
            return make(itemsOf(arguments, "a call's arguments"));
    return {PickleValue::Object{global->name}};
}

PickleValue persistent(const PickleValue& id) {
    const auto& items = itemsOf(id, "a persistent id");
    atLeast(items, 2, "a persistent id");
    const auto* kind = items[0]->as<std::string>();
    if (kind && *kind == "module") {
        const auto* global = items[1]->as<PickleValue::Global>();
        return {PickleValue::Global{global ? global->name : "a module"}};
    }
    if (!kind || *kind != "storage")
        refuse("a persistent id of an unknown kind");
    atLeast(items, 5, "a storage");
    const auto* key = items[2]->as<std::string>();
    if (!key)
        refuse("a storage without a key");
    PickledStorage storage{*key, typeOf(*items[1], kStorages), 0, countOf(*items[4], "a storage's size"), {}};
    if (items.size() > 5)
        narrow(storage, *items[5]);
    return {std::move(storage)};
}

} // namespace latentbrush::weights
