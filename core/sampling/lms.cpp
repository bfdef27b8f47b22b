#include "sampling/lms.h"

#include "sampling/exploding.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace latentbrush::sampling {

namespace {

constexpr std::size_t kOrder = 4;

double lagrange(const std::vector<double>& nodes, std::size_t j, double at) {
    double product = 1;
    for (std::size_t k = 0; k < nodes.size(); ++k)
        if (k != j)
            product *= (at - nodes[k]) / (nodes[j] - nodes[k]);
    return product;
}

} // namespace

std::vector<double> lmsWeights(const std::vector<double>& nodes, double end) {
    // Two points of Gauss and Legendre integrate cubics exactly.
    const double middle = (nodes.front() + end) / 2;
    const double reach = (end - nodes.front()) / 2;
    const double offset = reach / std::sqrt(3.0);
    std::vector<double> weights;
    for (std::size_t j = 0; j < nodes.size(); ++j)
        weights.push_back(reach *
                          (lagrange(nodes, j, middle - offset) + lagrange(nodes, j, middle + offset)));
    return weights;
}

at::Tensor lms(const SamplerRun& run, const at::Tensor& unitNoise) {
    at::Tensor state = unitNoise.to(at::kFloat) * run.grid.initialScale;
    std::deque<at::Tensor> slopes;
    std::vector<double> nodes;
    for (std::size_t i = 0; i < run.grid.steps.size(); ++i) {
        const auto& [timestep, from, to] = run.grid.steps[i];
        const at::Tensor clean = cleanAt(run, state, from, timestep);
        slopes.push_front(slope(state, clean, from));
        nodes.insert(nodes.begin(), from.sigma());
        slopes.resize(std::min(slopes.size(), kOrder));
        nodes.resize(slopes.size());
        const std::vector<double> weights = lmsWeights(nodes, to.sigma());
        at::Tensor change = slopes[0] * weights[0];
        for (std::size_t j = 1; j < slopes.size(); ++j)
            change = change + slopes[j] * weights[j];
        state = state + change;
        run.finished(i, clean);
    }
    return state;
}

} // namespace latentbrush::sampling
