#pragma once

#include <torch/script.h>

namespace latentbrush::pipeline {

/// Activations [1,C,H,W] held row by row in 16 bits, so that large pictures fit: as they are where they are
/// computed in 16 bits, else as fp16 with a power of two a row, which keeps 11 bits of every number whatever
/// its size.
class RowStore {
public:
    /// `dtype` and device are those that rows come and go in.
    RowStore(std::int64_t channels, std::int64_t height, std::int64_t width, at::Device device,
             at::ScalarType dtype);
    /// Holds these.
    explicit RowStore(const at::Tensor& whole);

    std::int64_t channels() const { return m_numbers.size(1); }
    std::int64_t height() const { return m_numbers.size(0); }
    std::int64_t width() const { return m_numbers.size(2); }

    /// Rows from `first` to before `last` [1,C,last−first,W], channels last.
    at::Tensor rows(std::int64_t first, std::int64_t last) const;
    void put(std::int64_t first, const at::Tensor& rows);

private:
    at::ScalarType m_dtype;
    at::Tensor m_numbers; ///< [H,C,W]
    at::Tensor m_scales;  ///< [H,1,1]; undefined where numbers are kept as they are
};

} // namespace latentbrush::pipeline
