#pragma once

#include "seam_score/seam_reading.h"

#include <nlohmann/json.hpp>

namespace latentbrush::seam {

/// What readings are held against.
struct References {
    BorderReading elsewhere; ///< the untouched picture, the outline laid elsewhere
    SeamReading untouched;   ///< the untouched picture, in the same places
    SeamReading decoded;     ///< all of it through the autoencoder, in the same places: no seam anywhere
};

/// delta_e (the differences themselves), delta_e_ratio to each of the references, variance_of_laplacian and
/// detail (its ratios); null where there is nothing to divide by. main.cpp says what each is for.
nlohmann::json reportOf(const SeamReading& reading, const References& references);

/// delta_e and, where it was measured, variance_of_laplacian of the references.
nlohmann::json reportOf(const References& references);

} // namespace latentbrush::seam
