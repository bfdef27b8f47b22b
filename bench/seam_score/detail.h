#pragma once

#include "image/image.h"
#include "image/mask.h"

namespace latentbrush::seam {

/// The mean and the mean square of values.
struct Spread {
    double sum = 0;
    double squares = 0;
    long count = 0;

    void add(double value) {
        sum += value;
        squares += value * value;
        ++count;
    }
    Spread& operator+=(const Spread& other) {
        sum += other.sum;
        squares += other.squares;
        count += other.count;
        return *this;
    }
    /// Of nothing it is 0.
    double variance() const;
};

/// The detail of a picture: its luminance (Rec. 601 on the stored values, 0 to 255) under the Laplacian
/// (up + down + left + right - 4 of the middle), at the pixels where `where` is above 0 and that have all
/// four neighbours. The variance is the measure.
Spread detailOf(const image::Image& picture, const image::Mask& where);

} // namespace latentbrush::seam
