#include "seam_score/seam_report.h"

namespace latentbrush::seam {

namespace {

using nlohmann::json;

json ratio(double value, double to) {
    return to > 0 ? json(value / to) : json();
}

json differences(const BorderReading& border) {
    return {{"step", border.step.value()},
            {"step_bare", border.bareStep.value()},
            {"feather_bare", border.bareFeather.value()},
            {"rise_bare", border.bareRise.value()}};
}

json ratios(const BorderReading& border, const BorderReading& to) {
    return {{"step", ratio(border.step.value(), to.step.value())},
            {"step_bare", ratio(border.bareStep.value(), to.bareStep.value())},
            {"feather_bare", ratio(border.bareFeather.value(), to.bareFeather.value())},
            {"rise_bare", ratio(border.bareRise.value(), to.bareRise.value())}};
}

json variances(const DetailReading& detail) {
    return {{"band", detail.band.variance()},
            {"inside", detail.inside.variance()},
            {"band_bare", detail.bareBand.variance()},
            {"inside_bare", detail.bareInside.variance()}};
}

/// How the detail of the two compares, in the band and inside, and the first by the second.
json kept(const DetailReading& detail, const DetailReading& of) {
    const double band = of.bareBand.variance(), inside = of.bareInside.variance();
    const auto quotient = inside > 0 && band > 0 ? ratio(detail.bareBand.variance() / band,
                                                         detail.bareInside.variance() / inside)
                                                 : json();
    return {{"band_bare", ratio(detail.bareBand.variance(), band)},
            {"inside_bare", ratio(detail.bareInside.variance(), inside)},
            {"band_to_inside", quotient}};
}

} // namespace

json reportOf(const SeamReading& reading, const References& references) {
    const auto& detail = reading.detail;
    return {{"delta_e", differences(reading.border)},
            {"delta_e_ratio",
             {{"to_elsewhere", ratios(reading.border, references.elsewhere)},
              {"to_untouched", ratios(reading.border, references.untouched.border)},
              {"to_decoded", ratios(reading.border, references.decoded.border)}}},
            {"variance_of_laplacian", variances(detail)},
            {"detail",
             {{"band_to_inside", ratio(detail.band.variance(), detail.inside.variance())},
              {"of_untouched", kept(detail, references.untouched.detail)},
              {"of_decoded", kept(detail, references.decoded.detail)}}}};
}

json reportOf(const References& references) {
    const auto whole = [](const SeamReading& reading) {
        return json{{"delta_e", differences(reading.border)},
                    {"variance_of_laplacian", variances(reading.detail)}};
    };
    return {{"elsewhere", {{"delta_e", differences(references.elsewhere)}}},
            {"untouched", whole(references.untouched)},
            {"decoded", whole(references.decoded)}};
}

} // namespace latentbrush::seam
