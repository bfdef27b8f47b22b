#include "weights/pickle_stack.h"

#include "weights/byte_cursor.h"

namespace latentbrush::weights {

namespace {

using Value = PickleValue;

constexpr std::size_t kStackLimit = 1'000'000;
constexpr std::size_t kKeptBytes = 64; // of an entry in an unordered_map, about

/// Memory beyond the value itself.
std::size_t bytesBehind(const Value& value) {
    if (const auto* text = value.as<std::string>())
        return text->size();
    if (const auto* bytes = value.as<Value::Bytes>())
        return bytes->bytes.size();
    if (const auto* list = value.as<Value::List>())
        return list->items.size() * sizeof(void*);
    if (const auto* dict = value.as<Value::Dict>())
        return dict->pairs.size() * 2 * sizeof(void*);
    if (const auto* storage = value.as<PickledStorage>())
        return storage->key.size();
    if (const auto* tensor = value.as<PickledTensor>())
        return (tensor->shape.size() + tensor->strides.size()) * sizeof(std::int64_t);
    if (const auto* global = value.as<Value::Global>())
        return global->name.size();
    if (const auto* object = value.as<Value::Object>())
        return object->className.size();
    return 0;
}

} // namespace

void PickleStack::charge(std::size_t bytes) {
    m_bytes += bytes;
    if (m_bytes > kMemoryLimit)
        throw Refused{ErrorCode::FileTooLarge, "a pickle that unfolds to more than 128 MiB"};
}

void PickleStack::pushAgain(Value* value) {
    if (m_stack.size() == kStackLimit)
        refuse("a pickle that piles up more than a million values");
    m_stack.push_back(value);
}

void PickleStack::push(Value value) {
    charge(sizeof(Value) + bytesBehind(value));
    pushAgain(&m_tree.values.emplace_back(std::move(value)));
}

Value* PickleStack::top() {
    if (m_stack.size() <= (m_marks.empty() ? 0 : m_marks.back()))
        refuse("a pickle that takes more values than it has");
    return m_stack.back();
}

Value* PickleStack::pop() {
    auto* value = top();
    m_stack.pop_back();
    return value;
}

std::vector<const Value*> PickleStack::pop(std::size_t count) {
    std::vector<const Value*> values(count);
    while (count > 0)
        values[--count] = pop();
    return values;
}

void PickleStack::mark() {
    if (m_marks.size() == kStackLimit)
        refuse("a pickle with more than a million open marks");
    m_marks.push_back(m_stack.size());
}

std::vector<const Value*> PickleStack::popToMark() {
    if (m_marks.empty())
        refuse("a pickle without the mark that it goes back to");
    const auto mark = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<const Value*> values(mark, m_stack.end());
    m_stack.erase(mark, m_stack.end());
    m_marks.pop_back();
    return values;
}

void PickleStack::drop() {
    if (!m_marks.empty() && m_marks.back() == m_stack.size())
        m_marks.pop_back();
    else
        pop();
}

void PickleStack::keep(std::uint32_t place) {
    if (m_kept.insert_or_assign(place, top()).second)
        charge(kKeptBytes);
}

void PickleStack::recall(std::uint32_t place) {
    const auto found = m_kept.find(place);
    if (found == m_kept.end())
        refuse("a pickle that recalls what it has not kept");
    pushAgain(found->second);
}

void PickleStack::append(const std::vector<const Value*>& items) {
    auto* list = std::get_if<Value::List>(&top()->held);
    if (!list && !top()->as<Value::Object>())
        refuse("a pickle that appends to what is no list");
    if (!list)
        return;
    charge(items.size() * sizeof(void*));
    list->items.insert(list->items.end(), items.begin(), items.end());
}

void PickleStack::set(const std::vector<const Value*>& keysAndValues) {
    auto* dict = std::get_if<Value::Dict>(&top()->held);
    if (!dict && !top()->as<Value::Object>())
        refuse("a pickle that sets an item of what is no dict");
    if (keysAndValues.size() % 2 != 0)
        refuse("a key without a value");
    if (!dict)
        return;
    charge(keysAndValues.size() * sizeof(void*));
    for (std::size_t i = 0; i < keysAndValues.size(); i += 2)
        dict->pairs.emplace_back(keysAndValues[i], keysAndValues[i + 1]);
}

PickleTree PickleStack::finish() {
    m_tree.root = top();
    return std::move(m_tree);
}

} // namespace latentbrush::weights
