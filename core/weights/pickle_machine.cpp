#include "weights/pickle_machine.h"

#include "weights/pickle_calls.h"
#include "weights/pickle_scalars.h"
#include "weights/pickle_stack.h"

#include <algorithm>

namespace latentbrush::weights {

namespace {

using Value = PickleValue;

constexpr std::size_t kNameLimit = 1000;

/// Each of the steps below knows some instructions, by Python's names for them, and is false for the rest.
bool stepScalar(std::uint8_t code, ByteCursor& cursor, PickleStack& stack) {
    auto value = scalar(code, cursor);
    if (value)
        stack.push(std::move(*value));
    return value.has_value();
}

bool stepFrame(std::uint8_t code, ByteCursor& cursor) {
    if (code == 0x80) { // PROTO
        if (const auto protocol = cursor.read<std::uint8_t>(); protocol > 5)
            throw Refused{ErrorCode::UnsupportedFormat, "pickle protocol " + std::to_string(protocol)};
        return true;
    }
    if (code == 0x95) // FRAME: how much to read ahead
        cursor.take(8);
    return code == 0x95;
}

bool stepStack(std::uint8_t code, PickleStack& stack) {
    switch (code) {
    case '(': // MARK
        stack.mark();
        return true;
    case '0': // POP
        stack.drop();
        return true;
    case '1': // POP_MARK
        stack.popToMark();
        return true;
    case '2': // DUP
        stack.duplicate();
        return true;
    default:
        return false;
    }
}

bool stepMemo(std::uint8_t code, ByteCursor& cursor, PickleStack& stack) {
    switch (code) {
    case 'q': // BINPUT
        stack.keep(cursor.read<std::uint8_t>());
        return true;
    case 'r': // LONG_BINPUT
        stack.keep(cursor.read<std::uint32_t>());
        return true;
    case 0x94: // MEMOIZE
        stack.keepNext();
        return true;
    case 'h': // BINGET
        stack.recall(cursor.read<std::uint8_t>());
        return true;
    case 'j': // LONG_BINGET
        stack.recall(cursor.read<std::uint32_t>());
        return true;
    default:
        return false;
    }
}

bool stepMake(std::uint8_t code, PickleStack& stack) {
    switch (code) {
    case ']':  // EMPTY_LIST
    case ')':  // EMPTY_TUPLE
    case 0x8f: // EMPTY_SET
        stack.push({Value::List{}});
        return true;
    case 'l':  // LIST
    case 't':  // TUPLE
    case 0x91: // FROZENSET
        stack.push({Value::List{stack.popToMark()}});
        return true;
    case 0x85: // TUPLE1
    case 0x86: // TUPLE2
    case 0x87: // TUPLE3
        stack.push({Value::List{stack.pop(code - std::size_t(0x84))}});
        return true;
    case '}': // EMPTY_DICT
        stack.push({Value::Dict{}});
        return true;
    case 'd': { // DICT
        const auto keysAndValues = stack.popToMark();
        stack.push({Value::Dict{}});
        stack.set(keysAndValues);
        return true;
    }
    default:
        return false;
    }
}

bool stepFill(std::uint8_t code, PickleStack& stack) {
    switch (code) {
    case 'a': // APPEND
        stack.append(stack.pop(1));
        return true;
    case 'e':  // APPENDS
    case 0x90: // ADDITEMS
        stack.append(stack.popToMark());
        return true;
    case 's': // SETITEM
        stack.set(stack.pop(2));
        return true;
    case 'u': // SETITEMS
        stack.set(stack.popToMark());
        return true;
    case 'b': { // BUILD
        const auto* state = stack.pop();
        if (auto* object = std::get_if<Value::Object>(&stack.top()->held))
            object->state = state;
        return true;
    }
    default:
        return false;
    }
}

void pushGlobal(PickleStack& stack, std::string_view module, std::string_view name) {
    if (module.size() + name.size() > kNameLimit)
        refuse("a class with a name of more than 1000 bytes");
    stack.push({Value::Global{std::string(module) + '.' + std::string(name)}});
}

bool stepGlobal(std::uint8_t code, ByteCursor& cursor, PickleStack& stack) {
    if (code == 'c') { // GLOBAL
        const auto module = cursor.line();
        pushGlobal(stack, module, cursor.line());
        return true;
    }
    if (code != 0x93) // STACK_GLOBAL
        return false;
    const auto* name = stack.pop()->as<std::string>();
    const auto* module = stack.pop()->as<std::string>();
    if (!name || !module)
        refuse("a class without a name");
    pushGlobal(stack, *module, *name);
    return true;
}

bool stepCall(std::uint8_t code, PickleStack& stack) {
    switch (code) {
    case 0x92: // NEWOBJ_EX: the arguments by name change nothing here
        stack.pop();
        [[fallthrough]];
    case 'R':    // REDUCE
    case 0x81: { // NEWOBJ
        const auto* arguments = stack.pop();
        const auto* callable = stack.pop();
        stack.push(resultOf(*callable, *arguments));
        return true;
    }
    case 'Q': // BINPERSID
        stack.push(persistent(*stack.pop()));
        return true;
    default:
        return false;
    }
}

void step(std::uint8_t code, ByteCursor& cursor, PickleStack& stack) {
    if (!stepScalar(code, cursor, stack) && !stepMemo(code, cursor, stack) && !stepMake(code, stack) &&
        !stepFill(code, stack) && !stepStack(code, stack) && !stepGlobal(code, cursor, stack) &&
        !stepCall(code, stack) && !stepFrame(code, cursor))
        throw Refused{ErrorCode::UnsupportedFormat, "a pickle with the instruction " + std::to_string(code) +
                                                        ", which torch.save never writes"};
}

PickleTree run(ByteCursor& cursor) {
    constexpr std::uint8_t kStop = '.';
    PickleStack stack;
    for (auto code = cursor.read<std::uint8_t>(); code != kStop; code = cursor.read<std::uint8_t>())
        step(code, cursor, stack);
    return stack.finish();
}

} // namespace

PickleTree readPickle(ByteCursor& cursor) {
    const auto rest = cursor.rest();
    ByteCursor limited(rest.first(std::min(rest.size(), kPickleLimit)));
    try {
        auto tree = run(limited);
        cursor.take(limited.position());
        return tree;
    } catch (const Refused& refused) {
        if (refused.code == ErrorCode::FileTruncated && rest.size() > kPickleLimit)
            throw Refused{ErrorCode::FileTooLarge, "a pickle of more than 64 MiB"};
        throw;
    }
}

} // namespace latentbrush::weights
