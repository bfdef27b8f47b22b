#include "pipeline/add_on_shelf.h"

#include <cstring>

namespace latentbrush::pipeline {

namespace {

namespace fs = std::filesystem;

fs::file_time_type changeOf(const fs::path& path) {
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    return error ? fs::file_time_type() : time;
}

at::ScalarType scalarTypeOf(weights::DType dtype) {
    switch (dtype) {
    case weights::DType::F16:
        return at::kHalf;
    case weights::DType::BF16:
        return at::kBFloat16;
    case weights::DType::F64:
        return at::kDouble;
    default:
        return at::kFloat;
    }
}

bool isCalled(const weights::EmbeddingFile& embedding, const std::string& trigger) {
    return embedding.name == trigger || embedding.stem == trigger;
}

} // namespace

Result<fs::path> AddOnShelf::find(catalogue::AddOnKind kind, const std::string& name) const {
    for (const auto& file : all())
        if (file.kind == kind && (file.name == name || file.path.filename() == name))
            return file.path;
    std::error_code error;
    if (fs::path(name).is_absolute() && fs::is_regular_file(name, error))
        return fs::path(name);
    return failure(ErrorCode::AddOnNotFound, name);
}

Result<std::shared_ptr<const bundles::LoraFile>> AddOnShelf::lora(const std::string& name) {
    const auto path = find(catalogue::AddOnKind::Lora, name);
    if (!path)
        return failure(path);
    const auto changed = changeOf(*path);
    const std::lock_guard lock(m_mutex);
    auto& [time, known] = m_loras[*path];
    if (known && time == changed)
        return known;
    auto read = bundles::readLora(*path);
    if (!read)
        return failure(read);
    known = std::make_shared<const bundles::LoraFile>(std::move(*read));
    time = changed;
    return known;
}

AddOnShelf::Embeddings AddOnShelf::embeddings() {
    Embeddings found;
    for (const auto& file : all()) {
        if (file.kind != catalogue::AddOnKind::Embedding)
            continue;
        const auto changed = changeOf(file.path);
        const std::lock_guard lock(m_mutex);
        const auto known = m_embeddings.find(file.path);
        if (known == m_embeddings.end() || known->second.first != changed) {
            auto read = weights::readEmbedding(file.path);
            m_embeddings[file.path] = {
                changed, read ? std::make_shared<const weights::EmbeddingFile>(std::move(*read)) : nullptr};
        }
        if (const auto& embedding = m_embeddings[file.path].second)
            found.push_back(embedding);
    }
    return found;
}

std::vector<prompt::EmbeddingName> triggersOf(const AddOnShelf::Embeddings& embeddings, std::int64_t width) {
    std::vector<prompt::EmbeddingName> names;
    for (const auto& embedding : embeddings)
        if (const auto rows = embedding->vectors.find(width); rows != embedding->vectors.end())
            for (const auto& name : {embedding->stem, embedding->name})
                names.push_back({name, static_cast<int>(rows->second.count)});
    return names;
}

at::Tensor rowsOf(const AddOnShelf::Embeddings& embeddings, const std::string& trigger, std::int64_t width) {
    for (const auto& embedding : embeddings) {
        const auto rows = embedding->vectors.find(width);
        if (!isCalled(*embedding, trigger) || rows == embedding->vectors.end())
            continue;
        auto tensor = at::empty({rows->second.count, width}, scalarTypeOf(rows->second.dtype));
        std::memcpy(tensor.data_ptr(), rows->second.bytes.data(), rows->second.bytes.size());
        return tensor.to(at::kFloat);
    }
    return {};
}

} // namespace latentbrush::pipeline
