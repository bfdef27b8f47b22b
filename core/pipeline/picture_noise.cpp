#include "pipeline/picture_noise.h"

namespace latentbrush::pipeline {

PictureNoise::PictureNoise(NoiseSource source, std::uint64_t seed)
    : m_generator(at::detail::createCPUGenerator(seed)) {
    if (source == NoiseSource::Philox)
        m_generator = tensors::PhiloxNoise(seed);
}

at::Tensor PictureNoise::next(at::IntArrayRef shape) {
    if (auto* philox = std::get_if<tensors::PhiloxNoise>(&m_generator))
        return philox->next(shape);
    return at::randn(shape, std::get<at::Generator>(m_generator), at::kFloat);
}

at::Tensor laidInto(at::Tensor around, const at::Tensor& middle) {
    auto from = middle;
    auto to = around;
    for (const auto axis : {2, 3}) {
        // AUTOMATIC1111 counts the margin as a share of the larger one, rounded down.
        const auto margin = (around.size(axis) - middle.size(axis)) / 2;
        if (margin >= 0)
            to = to.narrow(axis, margin, middle.size(axis));
        else
            from = from.narrow(axis, -margin, middle.size(axis) + 2 * margin);
        const auto both = std::min(from.size(axis), to.size(axis));
        from = from.narrow(axis, 0, both);
        to = to.narrow(axis, 0, both);
    }
    to.copy_(from);
    return around;
}

at::Tensor betweenNoises(const at::Tensor& first, const at::Tensor& second, double share) {
    // AUTOMATIC1111 slerps [C,h,w] by dimension 1: the vectors are columns of the latents.
    constexpr std::int64_t kAxis = 2;
    const auto low = first / first.norm(2, kAxis, true);
    const auto high = second / second.norm(2, kAxis, true);
    const auto cosine = (low * high).sum(kAxis, true);
    constexpr double kParallel = 0.9995;
    // Almost one direction: along the straight line. AUTOMATIC1111 has its ends the wrong way round there,
    // which for noise of two seeds never happens.
    if (cosine.mean().item<double>() > kParallel)
        return first * (1 - share) + second * share;
    const auto angle = torch::acos(cosine);
    return (torch::sin((1 - share) * angle) / torch::sin(angle)) * first +
           (torch::sin(share * angle) / torch::sin(angle)) * second;
}

} // namespace latentbrush::pipeline
