#include "weights/embedding_file.h"

#include "weights/byte_cursor.h"
#include "weights/weight_file.h"

namespace latentbrush::weights {

namespace {

constexpr std::int64_t kCountLimit = 1024;  // a prompt chunk has 75 places
constexpr std::int64_t kWidthLimit = 16384; // the widest known is 1280

bool isReal(DType dtype) {
    return dtype == DType::F16 || dtype == DType::BF16 || dtype == DType::F32 || dtype == DType::F64;
}

std::string written(const std::vector<std::int64_t>& shape) {
    std::string text;
    for (const auto extent : shape)
        text += (text.empty() ? "[" : ", ") + std::to_string(extent);
    return (text.empty() ? "[" : text) + "]";
}

/// Count and width of [n, w], or of a vector alone.
std::pair<std::int64_t, std::int64_t> extents(const std::vector<std::int64_t>& shape,
                                              const std::string& name) {
    if (shape.empty() || shape.size() > 2)
        refuse(name + ": vectors of shape " + written(shape));
    const auto count = shape.size() == 2 ? shape[0] : 1;
    const auto width = shape.back();
    if (count < 1 || count > kCountLimit || width < 1 || width > kWidthLimit)
        refuse(name + ": vectors of shape " + written(shape));
    return {count, width};
}

EmbeddingVectors vectorsOf(const std::string& name, DType dtype, const std::vector<std::int64_t>& shape) {
    if (!isReal(dtype))
        refuse(name + ": vectors of " + std::string(nameOf(dtype)));
    const auto [count, width] = extents(shape, name);
    return {count, width, dtype, {}};
}

EmbeddingVectors vectorsOf(const std::string& name, const TensorEntry& entry) {
    auto vectors = vectorsOf(name, entry.dtype, entry.shape);
    vectors.bytes.assign(entry.bytes.begin(), entry.bytes.end());
    return vectors;
}

EmbeddingVectors vectorsOf(const std::string& name, const PickledTensor& tensor) {
    auto vectors = vectorsOf(name, tensor.dtype, tensor.shape); // so small that it may well be a view
    vectors.bytes = contiguousCopy(tensor);
    return vectors;
}

void add(EmbeddingFile& embedding, EmbeddingVectors vectors) {
    if (!embedding.vectors.empty() && embedding.vectors.begin()->second.count != vectors.count)
        refuse("clip_l and clip_g have different numbers of vectors");
    const auto width = vectors.width;
    if (!embedding.vectors.emplace(width, std::move(vectors)).second)
        refuse("clip_l and clip_g are both " + std::to_string(width) + " wide");
}

/// The dict in `string_to_param`, which may be a torch.nn.ParameterDict.
const PickleValue::Dict& parametersOf(const PickleValue& value) {
    const auto* parameters = value.as<PickleValue::Object>() ? value.find("_parameters") : &value;
    const auto* dict = parameters ? parameters->as<PickleValue::Dict>() : nullptr;
    if (!dict)
        refuse("string_to_param is no dict");
    return *dict;
}

void readWebui(EmbeddingFile& embedding, const PickleValue& root, const PickleValue& parameters) {
    const auto& pairs = parametersOf(parameters).pairs;
    if (pairs.size() != 1)
        refuse("string_to_param has " + std::to_string(pairs.size()) + " entries, not one");
    const auto* tensor = pairs.front().second->as<PickledTensor>();
    if (!tensor)
        refuse("string_to_param holds no tensor");
    add(embedding, vectorsOf("string_to_param", *tensor));
    const auto* name = root.find("name") ? root.find("name")->as<std::string>() : nullptr;
    if (name && !name->empty())
        embedding.name = *name;
    const auto* step = root.find("step") ? root.find("step")->as<std::int64_t>() : nullptr;
    embedding.step = step ? *step : 0;
}

/// True if it has tensors with names that tell which encoders they are for.
bool readNamed(EmbeddingFile& embedding, const std::map<std::string, TensorEntry>& tensors) {
    for (const auto* name : {"emb_params", "clip_l", "clip_g"})
        if (const auto found = tensors.find(name); found != tensors.end())
            add(embedding, vectorsOf(name, found->second));
    return !embedding.vectors.empty();
}

void readSingle(EmbeddingFile& embedding, const std::map<std::string, TensorEntry>& tensors) {
    if (tensors.size() != 1)
        throw Refused{ErrorCode::UnsupportedFormat, "no embedding: " + std::to_string(tensors.size()) +
                                                        " tensors, and none is emb_params, clip_l or clip_g"};
    const auto& [token, entry] = *tensors.begin();
    if (entry.shape.empty() || entry.shape.size() > 2)
        throw Refused{ErrorCode::UnsupportedFormat, "no embedding: " + token + " is " + written(entry.shape)};
    add(embedding, vectorsOf(token, entry));
    if (!token.empty())
        embedding.name = token;
}

EmbeddingFile embeddingIn(const WeightFile& file, const std::string& stem) {
    EmbeddingFile embedding{stem, stem, 0, {}};
    const auto* root = file.pickle() ? &file.pickle()->value() : nullptr;
    const auto* parameters = root ? root->find("string_to_param") : nullptr;
    if (parameters)
        readWebui(embedding, *root, *parameters);
    else if (!readNamed(embedding, file.tensors()))
        readSingle(embedding, file.tensors());
    return embedding;
}

Result<EmbeddingFile> embeddingOf(const Result<WeightFile>& file, const std::filesystem::path& path) {
    if (!file)
        return failure(file);
    try {
        return embeddingIn(*file, path.stem().string());
    } catch (const Refused& refused) {
        return failure(refused.code, path.string(), refused.detail);
    }
}

} // namespace

Result<EmbeddingFile> readEmbedding(const std::filesystem::path& path) {
    return embeddingOf(WeightFile::open(path), path);
}

Result<EmbeddingFile> readEmbedding(std::span<const std::byte> bytes, const std::filesystem::path& path) {
    return embeddingOf(WeightFile::parse(bytes, path.string()), path);
}

} // namespace latentbrush::weights
