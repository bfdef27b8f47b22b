#include "weights/pickle_file.h"

#include "weights/byte_cursor.h"
#include "weights/pickle_container.h"

#include <charconv>

namespace latentbrush::weights {

namespace {

constexpr int kWrapperLimit = 8;
constexpr std::uint64_t kUnfoldingAllowed = std::uint64_t(16) << 20;

PickleTree read(std::span<const std::byte> bytes) {
    if (startsAsZip(bytes))
        return readTorchZip(bytes);
    if (startsAsTorchLegacy(bytes))
        return readTorchLegacy(bytes);
    throw Refused{ErrorCode::UnsupportedFormat, "not what torch.save writes"};
}

/// Shortest text that is read as the same number, in any language.
template <class Number>
std::string digits(Number number) {
    char text[64];
    const auto end = std::to_chars(text, text + sizeof text, number).ptr;
    return {text, end};
}

std::optional<std::string> asText(const PickleValue& value) {
    if (const auto* text = value.as<std::string>())
        return *text;
    if (const auto* flag = value.as<bool>())
        return *flag ? "true" : "false";
    if (const auto* integer = value.as<std::int64_t>())
        return digits(*integer);
    if (const auto* real = value.as<double>())
        return digits(*real);
    return std::nullopt;
}

std::uint64_t bytesNeeded(const PickledTensor& tensor) {
    return elementsOf(tensor).value_or(0) * static_cast<std::uint64_t>(bitsOf(tensor.dtype)) / 8;
}

} // namespace

bool looksLikePickle(std::span<const std::byte> bytes) {
    return startsAsZip(bytes) || startsAsTorchLegacy(bytes);
}

/// The texts and numbers of one dict.
void PickleFile::takeTexts(Content& content, const PickleValue& dict) {
    for (const auto& [key, value] : dict.as<PickleValue::Dict>()->pairs) {
        const auto* name = key->as<std::string>();
        auto text = name ? asText(*value) : std::nullopt;
        if (!text || name->size() + text->size() > content.textsLeft)
            continue;
        content.textsLeft -= name->size() + text->size();
        content.metadata.insert_or_assign(*name, std::move(*text));
    }
}

void PickleFile::takeTensors(Content& content, const PickleValue& dict, std::uint64_t copyable) {
    for (const auto& [key, value] : dict.as<PickleValue::Dict>()->pairs) {
        const auto* name = key->as<std::string>();
        if (!name)
            continue;
        content.tensors.erase(*name); // a later value of a key replaces the earlier
        const auto* tensor = value->as<PickledTensor>();
        if (!tensor)
            continue;
        TensorEntry entry{tensor->dtype, tensor->shape, {}};
        if (isContiguous(*tensor)) {
            entry.bytes = bytesInPlace(*tensor);
        } else {
            if (bytesNeeded(*tensor) > copyable)
                throw Refused{ErrorCode::UnsupportedFormat, "views that unfold to more than the file has"};
            entry.bytes = content.copies.emplace_back(contiguousCopy(*tensor));
            copyable -= entry.bytes.size();
        }
        content.tensors.emplace(*name, std::move(entry));
    }
}

/// Goes down to the innermost state dict.
void PickleFile::takeStateDict(Content& content, std::uint64_t copyable) {
    const auto* dict = content.tree.root;
    for (int level = 0; level < kWrapperLimit && dict->as<PickleValue::Dict>(); ++level) {
        takeTexts(content, *dict);
        const auto* inner = dict->find("state_dict");
        if (!inner || !inner->as<PickleValue::Dict>()) {
            takeTensors(content, *dict, copyable);
            return;
        }
        dict = inner;
    }
}

Result<PickleFile> PickleFile::parse(std::span<const std::byte> bytes, const std::string& subject) {
    try {
        auto content = std::make_shared<Content>();
        content->subject = subject;
        content->tree = read(bytes);
        takeStateDict(*content, bytes.size() + kUnfoldingAllowed);
        PickleFile file;
        file.m_content = std::move(content);
        return file;
    } catch (const Refused& refused) {
        return failure(refused.code, subject, refused.detail);
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory, subject);
    }
}

Result<PickleFile> PickleFile::open(const std::filesystem::path& path) {
    const auto file = MappedFile::open(path);
    if (!file)
        return failure(file);
    auto pickle = parse(file->bytes(), path.string());
    if (pickle)
        pickle->m_file = *file;
    return pickle;
}

Result<std::vector<std::byte>> PickleFile::bytesOf(const PickledTensor& tensor) const {
    if (bytesNeeded(tensor) > tensor.storage->bytes.size() + kUnfoldingAllowed)
        return failure(ErrorCode::UnsupportedFormat, m_content->subject, "a view that unfolds to too much");
    return contiguousCopy(tensor);
}

} // namespace latentbrush::weights
