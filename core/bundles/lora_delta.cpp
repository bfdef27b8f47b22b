#include "bundles/lora_delta.h"

#include <sstream>

namespace latentbrush::bundles {

namespace {

class Factors {
public:
    explicit Factors(const tensors::StateDict& tensors) : m_tensors(tensors) {}

    bool has(const char* name) const { return m_tensors.contains(name); }
    at::Tensor of(const char* name) const {
        const auto found = m_tensors.find(name);
        return found == m_tensors.end() ? at::Tensor() : found->second.to(at::kFloat);
    }

private:
    const tensors::StateDict& m_tensors;
};

/// [r,in] or [r,in,k,k] as a matrix [r, rest].
at::Tensor flat(const at::Tensor& factor) {
    return factor.flatten(1);
}

at::Tensor lowRank(const Factors& factors) {
    const auto down = factors.of("down");
    const auto up = factors.of("up");
    // A middle kernel between two 1×1: ΔW[o,i] = Σ up[o,a] mid[a,b] down[b,i].
    if (factors.has("mid"))
        return at::einsum("oa,abyx,bi->oiyx", {flat(up), factors.of("mid"), flat(down)});
    return at::matmul(flat(up), flat(down));
}

/// (w1_a·w1_b) ⊙ (w2_a·w2_b), each around a middle kernel where there is one.
at::Tensor hadamard(const Factors& factors) {
    const auto half = [&](const char* a, const char* b, const char* t) {
        if (factors.has(t))
            return at::einsum("abyx,ao,bi->oiyx", {factors.of(t), factors.of(a), factors.of(b)});
        return at::matmul(factors.of(a), factors.of(b));
    };
    return half("hada_w1_a", "hada_w1_b", "hada_t1") * half("hada_w2_a", "hada_w2_b", "hada_t2");
}

at::Tensor kroneckerHalf(const Factors& factors, const char* whole, const char* a, const char* b) {
    if (factors.has(whole))
        return factors.of(whole);
    if (factors.has("lokr_t2") && std::string_view(a) == "lokr_w2_a")
        return at::einsum("abyx,ao,bi->oiyx", {factors.of("lokr_t2"), factors.of(a), factors.of(b)});
    const auto right = factors.of(b);
    auto product = at::matmul(factors.of(a), flat(right));
    if (right.dim() == 4)
        product = product.view({product.size(0), right.size(1), right.size(2), right.size(3)});
    return product;
}

at::Tensor kronecker(const Factors& factors) {
    auto left = kroneckerHalf(factors, "lokr_w1", "lokr_w1_a", "lokr_w1_b");
    const auto right = kroneckerHalf(factors, "lokr_w2", "lokr_w2_a", "lokr_w2_b");
    while (left.dim() < right.dim())
        left = left.unsqueeze(-1);
    return at::kron(left, right.contiguous());
}

/// alpha / rank, where a factor is of low rank.
double scaleOf(const Factors& factors, std::optional<double> alpha) {
    for (const auto* name : {"down", "hada_w1_b", "lokr_w1_b", "lokr_w2_b"})
        if (alpha && factors.has(name) && factors.of(name).size(0) > 0)
            return *alpha / static_cast<double>(factors.of(name).size(0));
    return 1;
}

at::Tensor unscaled(const Factors& factors) {
    if (factors.has("down") && factors.has("up"))
        return lowRank(factors);
    if (factors.has("hada_w1_a"))
        return hadamard(factors);
    if (factors.has("lokr_w1") || factors.has("lokr_w1_a"))
        return kronecker(factors);
    return factors.of("diff");
}

} // namespace

Result<at::Tensor> loraDelta(const std::string& module, const LoraModule& lora, at::IntArrayRef shape) {
    const Factors factors(lora.factors);
    const auto unfit = [&](const std::string& detail) {
        return failure(ErrorCode::ShapeMismatch, module, detail);
    };
    at::Tensor delta;
    try {
        delta = unscaled(factors);
    } catch (const c10::Error& error) {
        return unfit(error.what_without_backtrace());
    }
    if (!delta.defined())
        return at::zeros(shape, at::kFloat);
    if (delta.numel() != c10::multiply_integers(shape)) {
        std::ostringstream detail;
        detail << delta.sizes() << " instead of " << shape;
        return unfit(detail.str());
    }
    return delta.reshape(shape) * scaleOf(factors, lora.alpha);
}

at::Tensor loraBiasDelta(const LoraModule& lora) {
    return Factors(lora.factors).of("diff_b");
}

at::Tensor doraWeight(const at::Tensor& changed, const at::Tensor& scale) {
    const auto wide = scale.to(at::kFloat);
    std::vector<std::int64_t> ones(static_cast<std::size_t>(changed.dim()), 1);
    const bool perInput =
        wide.dim() >= 2 && wide.size(0) == 1 && wide.size(1) == changed.size(1) && changed.size(1) > 1;
    const std::int64_t axis = perInput ? 1 : 0;
    ones[static_cast<std::size_t>(axis)] = changed.size(axis);
    const auto length = changed.transpose(0, axis).flatten(1).norm(2, 1).view(ones);
    return wide.reshape(ones) * changed / length;
}

} // namespace latentbrush::bundles
