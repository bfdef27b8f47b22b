#include "pipeline/row_store.h"

namespace latentbrush::pipeline {

namespace {

bool isHalf(at::ScalarType dtype) {
    return dtype == at::kBFloat16 || dtype == at::kHalf;
}

/// A power of two a row that brings its largest number to at most 1.
at::Tensor scalesOf(const at::Tensor& rows) {
    const auto largest = rows.abs().amax(at::IntArrayRef{1, 2}, true).to(at::kFloat);
    return at::exp2(at::ceil(at::log2(largest.clamp_min(1e-30))));
}

} // namespace

RowStore::RowStore(std::int64_t channels, std::int64_t height, std::int64_t width, at::Device device,
                   at::ScalarType dtype)
    : m_dtype(dtype),
      m_numbers(at::empty({height, channels, width},
                          at::TensorOptions(device).dtype(isHalf(dtype) ? dtype : at::kHalf))) {
    if (!isHalf(dtype))
        m_scales = at::ones({height, 1, 1}, at::TensorOptions(device).dtype(at::kFloat));
}

RowStore::RowStore(const at::Tensor& whole)
    : RowStore(whole.size(1), whole.size(2), whole.size(3), whole.device(), whole.scalar_type()) {
    put(0, whole);
}

at::Tensor RowStore::rows(std::int64_t first, std::int64_t last) const {
    auto rows = m_numbers.narrow(0, first, last - first).to(m_dtype);
    if (m_scales.defined())
        rows = rows * m_scales.narrow(0, first, last - first);
    return rows.transpose(0, 1).unsqueeze(0).contiguous(at::MemoryFormat::ChannelsLast);
}

void RowStore::put(std::int64_t first, const at::Tensor& rows) {
    auto numbers = rows.squeeze(0).transpose(0, 1);
    const auto count = numbers.size(0);
    if (m_scales.defined()) {
        const auto scales = scalesOf(numbers);
        m_scales.narrow(0, first, count).copy_(scales);
        numbers = numbers / scales;
    }
    m_numbers.narrow(0, first, count).copy_(numbers);
}

} // namespace latentbrush::pipeline
