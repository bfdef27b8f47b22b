#include "catalogue/stored_precision.h"

#include <algorithm>

namespace latentbrush::catalogue {

// Of most numbers; norms may be kept finer than the rest.
std::string storedPrecisionOf(const TensorTable& table) {
    std::map<std::string, double> count{{"fp32", 0}};
    for (const auto& [name, fact] : table) {
        const auto dtype = weights::nameOf(fact.dtype);
        double size = 1;
        for (const auto edge : fact.shape)
            size *= static_cast<double>(edge);
        count[dtype == "F16"            ? "fp16"
              : dtype == "BF16"         ? "bf16"
              : dtype.starts_with("F8") ? "fp8"
                                        : "fp32"] += size;
    }
    return std::ranges::max_element(count, {}, &std::pair<const std::string, double>::second)->first;
}

} // namespace latentbrush::catalogue
