#include "request/sampling.h"

#include "request/id_table.h"

#include <algorithm>

namespace latentbrush {

namespace {

/// The tables hold every value of their enumeration in order, so that a value is its row.
template <class Table>
constexpr bool rowsAreInOrder(const Table& table) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        const auto& [value, id, label] = table[i];
        if (static_cast<std::size_t>(value) != i || id.empty() || label.empty())
            return false;
    }
    return true;
}
static_assert(rowsAreInOrder(kSamplers) && kSamplers.size() == std::size_t(Sampler::Lcm) + 1);
static_assert(rowsAreInOrder(kSchedules) && kSchedules.size() == std::size_t(Schedule::Ays) + 1);

struct PredictionName {
    PredictionChoice value;
    std::string_view id;
};
constexpr std::array kPredictions{
    PredictionName{PredictionChoice::Auto, "auto"}, PredictionName{PredictionChoice::Epsilon, "epsilon"},
    PredictionName{PredictionChoice::V, "v"}, PredictionName{PredictionChoice::VZeroSnr, "v_zsnr"},
    PredictionName{PredictionChoice::Sample, "sample"}};

} // namespace

std::string_view idOf(PredictionChoice prediction) {
    return rowOf(kPredictions, prediction).id;
}
std::optional<PredictionChoice> predictionFromId(std::string_view id) {
    return valueOf(kPredictions, id);
}

std::string_view idOf(Sampler sampler) {
    return kSamplers.at(static_cast<std::size_t>(sampler)).id;
}
std::string_view idOf(Schedule schedule) {
    return kSchedules.at(static_cast<std::size_t>(schedule)).id;
}
std::string_view labelOf(Sampler sampler) {
    return kSamplers.at(static_cast<std::size_t>(sampler)).label;
}
std::string_view labelOf(Schedule schedule) {
    return kSchedules.at(static_cast<std::size_t>(schedule)).label;
}

std::optional<Sampler> samplerFromId(std::string_view id) {
    const auto row = std::ranges::find(kSamplers, id, &SamplerName::id);
    return row == kSamplers.end() ? std::nullopt : std::optional(row->sampler);
}
std::optional<Schedule> scheduleFromId(std::string_view id) {
    const auto row = std::ranges::find(kSchedules, id, &ScheduleName::id);
    return row == kSchedules.end() ? std::nullopt : std::optional(row->schedule);
}

} // namespace latentbrush
