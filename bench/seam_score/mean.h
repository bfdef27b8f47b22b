#pragma once

namespace latentbrush::seam {

/// A mean in the making; of nothing it is 0.
struct Mean {
    double sum = 0;
    long count = 0;

    void add(double value) {
        sum += value;
        ++count;
    }
    /// What another is the mean of as one value, whatever its count; nothing when it is of nothing.
    void addMeanOf(const Mean& other) {
        if (other.count > 0)
            add(other.value());
    }
    double value() const { return count > 0 ? sum / static_cast<double>(count) : 0; }
};

} // namespace latentbrush::seam
