#include "bundles/interruptible.h"

#include "bundles/stop_point.h"

#include <atomic>

namespace latentbrush::bundles {

namespace {

// 0.2 s at 250 GFLOP/s, what two cores do in fp32. Smaller pieces would cost: each is copied to its place.
std::atomic<double> pieceSize{50e9};

// LibTorch's attention reaches half of that rate at most, and its pieces cost nothing.
constexpr double kAttentionShare = 0.5;

bool keepsSize(const at::Tensor& input, const at::Tensor& weight, at::IntArrayRef stride,
               at::IntArrayRef padding, at::IntArrayRef dilation) {
    if (input.dim() != 4 || weight.dim() != 4 || stride.size() != 2 || padding.size() != 2 ||
        dilation.size() != 2)
        return false;
    for (int axis = 0; axis < 2; ++axis)
        if (stride[axis] != 1 || dilation[axis] != 1 || weight.size(axis + 2) != 2 * padding[axis] + 1)
            return false;
    return true;
}

at::Tensor inStrips(const at::Tensor& input, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                    at::IntArrayRef padding, std::int64_t groups, std::int64_t rows) {
    const auto height = input.size(2);
    const auto border = padding[0];
    auto output = at::empty({input.size(0), weight.size(0), height, input.size(3)}, input.options(),
                            input.suggest_memory_format());
    for (std::int64_t row = 0; row < height; row += rows) {
        stopIfAsked();
        const auto wanted = std::min(rows, height - row);
        // With neighbours above and below; what the convolution makes of the cut edges is dropped.
        const auto first = std::max<std::int64_t>(0, row - border);
        const auto last = std::min(height, row + wanted + border);
        const auto strip =
            at::conv2d(input.slice(2, first, last), weight, bias, {1, 1}, padding, {1, 1}, groups);
        output.narrow(2, row, wanted).copy_(strip.narrow(2, row - first, wanted));
    }
    return output;
}

// Traced modules hold this older form.
at::Tensor olderConvolution(const at::Tensor& input, const at::Tensor& weight,
                            const std::optional<at::Tensor>& bias, at::IntArrayRef stride,
                            at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed,
                            at::IntArrayRef outputPadding, std::int64_t groups, bool, bool, bool, bool) {
    if (!transposed)
        return convolution(input, weight, bias, stride, padding, dilation, groups);
    return at::convolution(input, weight, bias, stride, padding, dilation, transposed, outputPadding, groups);
}

} // namespace

at::Tensor convolution(const at::Tensor& input, const at::Tensor& weight,
                       const std::optional<at::Tensor>& bias, at::IntArrayRef stride, at::IntArrayRef padding,
                       at::IntArrayRef dilation, std::int64_t groups) {
    if (input.is_cpu() && keepsSize(input, weight, stride, padding, dilation)) {
        constexpr std::int64_t kLeastRows = 8;
        const auto operationsARow = 2.0 * static_cast<double>(input.size(0) * input.size(3) * weight.numel());
        const auto rows = std::max(kLeastRows, static_cast<std::int64_t>(pieceSize / operationsARow));
        // A last strip of a row or two would take another kernel.
        if (rows + kLeastRows <= input.size(2))
            return inStrips(input, weight, bias, padding, groups, rows);
    }
    return at::convolution(input, weight, bias, stride, padding, dilation, false, {0, 0}, groups);
}

at::Tensor attention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                     const std::optional<at::Tensor>& mask, double dropout, bool causal,
                     std::optional<double> scale, bool groupedQueries) {
    const auto whole = [&] {
        return at::scaled_dot_product_attention(query, key, value, mask, dropout, causal, scale,
                                                groupedQueries);
    };
    if (!query.is_cpu() || mask || dropout > 0 || causal || groupedQueries || query.dim() != 4)
        return whole();
    const auto operationsAQuery =
        4.0 * static_cast<double>(query.size(0) * query.size(1) * key.size(2) * query.size(3));
    // LibTorch's kernel walks through queries in blocks of 256 where there are 768 or more: pieces of whole
    // blocks keep its rounding.
    constexpr std::int64_t kBlock = 256;
    constexpr std::int64_t kLeast = 3 * kBlock;
    const auto queries = std::max(
        kLeast, static_cast<std::int64_t>(kAttentionShare * pieceSize / operationsAQuery) / kBlock * kBlock);
    const auto count = query.size(2);
    if (queries + kLeast > count)
        return whole();
    std::vector<at::Tensor> pieces;
    for (std::int64_t first = 0; first < count;) {
        stopIfAsked();
        const auto rest = count - first;
        const auto wanted = rest < queries + kLeast ? rest : queries;
        pieces.push_back(at::scaled_dot_product_attention(query.narrow(2, first, wanted), key, value, {}, 0,
                                                          false, scale, false));
        first += wanted;
    }
    return at::cat(pieces, 2);
}

// The schemas are those of LibTorch's operators, so that a node only changes its name.
TORCH_LIBRARY_FRAGMENT(latentbrush, library) {
    library.def(
        "conv2d(Tensor input, Tensor weight, Tensor? bias, int[2] stride, int[2] padding, int[2] dilation, "
        "int groups) -> Tensor",
        &convolution);
    library.def("_convolution(Tensor input, Tensor weight, Tensor? bias, int[] stride, int[] padding, "
                "int[] dilation, bool transposed, int[] output_padding, int groups, bool benchmark, "
                "bool deterministic, bool cudnn_enabled, bool allow_tf32) -> Tensor",
                &olderConvolution);
    library.def("scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask, "
                "float dropout_p, bool is_causal, float? scale, bool enable_gqa) -> Tensor",
                &attention);
}

void makeInterruptible(torch::jit::Node& node) {
    static const auto kConv2d = c10::Symbol::fromQualString("latentbrush::conv2d");
    static const auto kConvolution = c10::Symbol::fromQualString("latentbrush::_convolution");
    static const auto kAttention = c10::Symbol::fromQualString("latentbrush::scaled_dot_product_attention");
    const std::string_view kind = node.kind().toQualString();
    torch::jit::Node* replaced = nullptr;
    // conv2d with padding as a word stays: it has no numbers to cut by.
    if (kind == "aten::conv2d" && node.inputs().size() == 7 &&
        node.input(4)->type()->kind() == c10::TypeKind::ListType)
        replaced = node.replaceWithNewSymbol(kConv2d);
    else if (kind == "aten::_convolution" && node.inputs().size() == 13)
        replaced = node.replaceWithNewSymbol(kConvolution);
    else if (kind == "aten::scaled_dot_product_attention" && node.inputs().size() == 8)
        replaced = node.replaceWithNewSymbol(kAttention);
    if (replaced)
        node.destroy();
}

void setPieceSize(double operations) {
    pieceSize = operations;
}

} // namespace latentbrush::bundles
