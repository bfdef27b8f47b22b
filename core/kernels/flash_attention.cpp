#include "kernels/flash_attention.h"

#include <ATen/Parallel.h>
#include <ATen/TensorIterator.h>
#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu_cpu_dispatch.h>
#include <cmath>
#include <torch/library.h>

namespace latentbrush::kernels {

namespace {

/// Multiplications worth waking a thread for: some 50 µs of one core.
constexpr std::int64_t kWorthAThread = 2'000'000;
/// Floats of a cache line, so that no two threads write to one.
constexpr std::int64_t kLine = 16;

#if defined(__x86_64__)
const AttentionKernel* kernelFor(at::ScalarType format, InstructionSet set) {
    if (format != at::kFloat && format != at::kBFloat16)
        return nullptr;
    switch (set) {
    case InstructionSet::Avx2:
        return format == at::kFloat ? &kAttentionAvx2Float : &kAttentionAvx2Bfloat;
    case InstructionSet::Avx512:
        return format == at::kFloat ? &kAttentionAvx512Float : &kAttentionAvx512Bfloat;
    case InstructionSet::Avx512Bf16:
        return format == at::kFloat ? &kAttentionAvx512Float : &kAttentionAvx512Bf16;
    case InstructionSet::Portable:
        break;
    }
    return nullptr;
}
#else
const AttentionKernel* kernelFor(at::ScalarType, InstructionSet) {
    return nullptr;
}
#endif

bool wantsGradient(const AttentionCall& call) {
    return at::GradMode::is_enabled() &&
           (call.query.requires_grad() || call.key.requires_grad() || call.value.requires_grad());
}

bool shapesAreOurs(const AttentionCall& call) {
    const auto& query = call.query;
    const auto& key = call.key;
    if (query.dim() != 4 || key.dim() != 4 || call.value.sizes() != key.sizes())
        return false;
    for (const auto axis : {0, 1, 3})
        if (query.size(axis) != key.size(axis))
            return false;
    const auto width = query.size(3);
    return query.numel() > 0 && key.numel() > 0 && width % 8 == 0 && width <= kWidestHead;
}

bool memoryIsOurs(const AttentionCall& call) {
    for (const auto* tensor : {&call.query, &call.key, &call.value})
        if (tensor->stride(3) != 1 || tensor->scalar_type() != call.query.scalar_type() ||
            !tensor->device().is_cpu())
            return false;
    return true;
}

double scaleOf(const AttentionCall& call) {
    return call.scale.value_or(1 / std::sqrt(static_cast<double>(call.query.size(3))));
}

Rows rowsOf(const at::Tensor& tensor, std::int64_t batch, std::int64_t head, std::int64_t first) {
    const auto offset = batch * tensor.stride(0) + head * tensor.stride(1) + first * tensor.stride(2);
    return {static_cast<const char*>(tensor.const_data_ptr()) + offset * tensor.element_size(),
            tensor.stride(2)};
}

std::int64_t piecesOf(std::int64_t count, std::int64_t size) {
    return (count + size - 1) / size;
}

/// How many pieces of so many multiplications make a thread worth waking.
std::int64_t grain(std::int64_t multiplications) {
    return piecesOf(kWorthAThread, multiplications);
}

/// Calls `work` with 0 to count - 1 on LibTorch's threads. at::parallel_for would run on one alone: it is a
/// template that knows threads only in code compiled for OpenMP, whose runtime would be a second one beside
/// LibTorch's, with threads of its own.
void overThreads(std::int64_t count, std::int64_t grain, c10::function_ref<void(std::int64_t)> work) {
    const auto numbers = at::arange(count, at::kLong);
    auto places = at::TensorIterator::borrowing_nullary_op(numbers);
    const auto rows = [&](char** data, const std::int64_t* strides, std::int64_t size, std::int64_t count) {
        for (std::int64_t row = 0; row < count; ++row)
            for (std::int64_t i = 0; i < size; ++i)
                work(*reinterpret_cast<const std::int64_t*>(data[0] + row * strides[1] + i * strides[0]));
    };
    places.for_each(at::TensorIterator::loop2d_t(rows), grain);
}

/// One call on its way: the heads' keys and values packed, then queries in pieces over all threads.
class Attending {
public:
    Attending(const AttentionCall& call, const AttentionKernel& kernel, at::Tensor& output, at::Tensor& logs)
        : m_call(call), m_kernel(kernel), m_output(output), m_logs(logs),
          m_packedFloats(piecesOf(kernel.packedFloats(keys(), width()), kLine) * kLine),
          m_scratchFloats(piecesOf(kernel.scratchFloats(width()), kLine) * kLine),
          m_packed(at::empty({count(), m_packedFloats}, at::kFloat)),
          m_scratch(at::empty({at::get_num_threads(), m_scratchFloats}, at::kFloat)) {}

    void run() {
        overThreads(count(), grain(keys() * width()), [&](std::int64_t head) { pack(head); });
        const auto pieces = piecesOf(m_call.query.size(2), m_kernel.queries);
        overThreads(count() * pieces, grain(2 * m_kernel.queries * keys() * width()),
                    [&](std::int64_t piece) { attend(piece / pieces, piece % pieces * m_kernel.queries); });
    }

private:
    std::int64_t heads() const { return m_call.query.size(1); }
    std::int64_t count() const { return m_call.query.size(0) * heads(); }
    std::int64_t keys() const { return m_call.key.size(2); }
    std::int64_t width() const { return m_call.query.size(3); }
    float* packed(std::int64_t index) const { return m_packed.data_ptr<float>() + index * m_packedFloats; }

    void pack(std::int64_t index) const {
        const auto batch = index / heads();
        const auto head = index % heads();
        m_kernel.pack({.keys = rowsOf(m_call.key, batch, head, 0),
                       .values = rowsOf(m_call.value, batch, head, 0),
                       .count = keys(),
                       .width = width()},
                      packed(index));
    }

    void attend(std::int64_t index, std::int64_t first) const {
        const auto batch = index / heads();
        const auto head = index % heads();
        const auto output = rowsOf(m_output, batch, head, first);
        m_kernel.attend({.queries = rowsOf(m_call.query, batch, head, first),
                         .queryCount = std::min(m_kernel.queries, m_call.query.size(2) - first),
                         .packed = packed(index),
                         .keyCount = keys(),
                         .width = width(),
                         .scale = static_cast<float>(scaleOf(m_call)),
                         .output = const_cast<void*>(output.first),
                         .outputStride = output.stride,
                         .logSumExp = m_logs.data_ptr<float>() + batch * m_logs.stride(0) +
                                      head * m_logs.stride(1) + first * m_logs.stride(2),
                         .logSumExpStride = m_logs.stride(2),
                         .scratch = m_scratch.data_ptr<float>() + at::get_thread_num() * m_scratchFloats});
    }

    const AttentionCall& m_call;
    const AttentionKernel& m_kernel;
    at::Tensor& m_output;
    at::Tensor& m_logs;
    std::int64_t m_packedFloats;
    std::int64_t m_scratchFloats;
    at::Tensor m_packed;
    at::Tensor m_scratch;
};

/// The queries' order of axes, so that what split the heads is undone by views.
at::Tensor likeTheQueries(const at::Tensor& query) {
    auto output = at::empty_like(query);
    // Only where axes lie upon each other, as expand() makes them.
    return output.stride(3) == 1 ? output : at::empty(query.sizes(), query.options());
}

std::tuple<at::Tensor, at::Tensor> attention(const at::Tensor& query, const at::Tensor& key,
                                             const at::Tensor& value, double dropout, bool causal,
                                             const std::optional<at::Tensor>& mask,
                                             std::optional<double> scale) {
    const AttentionCall call{query, key, value, dropout, causal, mask.has_value(), scale};
    if (const auto* kernel = servingKernel(call))
        return flashAttention(call, *kernel);
    return at::cpu::_scaled_dot_product_flash_attention_for_cpu(query, key, value, dropout, causal, mask,
                                                                scale);
}

/// LibTorch says once that a kernel was registered over another. That is meant here; all else passes.
class ExpectedWarning : public c10::WarningHandler {
public:
    void process(const c10::Warning& warning) override {
        if (warning.msg().find("Overriding a previously registered kernel") == std::string::npos)
            m_outer->process(warning);
    }

private:
    c10::WarningHandler* m_outer = c10::WarningUtils::get_warning_handler();
};

torch::Library registration() {
    ExpectedWarning handler;
    const c10::WarningUtils::WarningHandlerGuard guard(&handler);
    torch::Library library(torch::Library::IMPL, "aten", c10::DispatchKey::CPU, __FILE__, __LINE__);
    library.impl("_scaled_dot_product_flash_attention_for_cpu", &attention);
    return library;
}

} // namespace

const AttentionKernel* kernelFor(const AttentionCall& call, InstructionSet set) {
    if (call.masked || call.causal || call.dropout != 0 || wantsGradient(call) || !shapesAreOurs(call) ||
        !memoryIsOurs(call) || !(scaleOf(call) > 0))
        return nullptr;
    return kernelFor(call.query.scalar_type(), set);
}

const AttentionKernel* servingKernel(const AttentionCall& call) {
    static const bool tiles = instructionSet() >= InstructionSet::Avx512 && multipliesTilesOfBf16();
    if (tiles && call.query.scalar_type() == at::kBFloat16)
        return nullptr;
    return kernelFor(call, instructionSet());
}

std::tuple<at::Tensor, at::Tensor> flashAttention(const AttentionCall& call, const AttentionKernel& kernel) {
    const auto& query = call.query;
    auto output = likeTheQueries(query);
    auto logs = at::empty({query.size(0), query.size(2), query.size(1)}, query.options().dtype(at::kFloat))
                    .transpose(1, 2);
    Attending(call, kernel, output, logs).run();
    return {std::move(output), std::move(logs)};
}

InstructionSet install() {
    static const auto library = [] {
        return instructionSet() == InstructionSet::Portable ? std::nullopt : std::optional(registration());
    }();
    return instructionSet();
}

} // namespace latentbrush::kernels
