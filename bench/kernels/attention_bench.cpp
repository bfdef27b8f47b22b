// Our attention against LibTorch's own on the shapes of Stable Diffusion 1.5 at 512×512 and SDXL at
// 1024×1024, both in this process, in turns; the least time of each counts, because other programs only ever
// add to it.
//   attention_bench [THREADS] [ROUNDS] [avx2|avx512|avx512bf16]     without a set: the one the studio takes
//   here

#include "kernels/flash_attention.h"

#include <ATen/Parallel.h>
#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu_cpu_dispatch.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace {

using namespace latentbrush::kernels;

struct Case {
    const char* model;
    std::int64_t batch, heads, queries, keys, width;
};

constexpr Case kCases[] = {
    {"SD 1.5", 2, 8, 4096, 4096, 40}, {"SD 1.5", 2, 8, 1024, 1024, 80}, {"SD 1.5", 2, 8, 256, 256, 160},
    {"SD 1.5", 2, 8, 64, 64, 160},    {"SD 1.5", 2, 8, 4096, 77, 40},   {"SD 1.5", 2, 8, 1024, 77, 80},
    {"SD 1.5", 2, 8, 256, 77, 160},   {"SD 1.5", 2, 8, 64, 77, 160},    {"SD 1.5", 2, 8, 4096, 231, 40},
    {"SDXL", 2, 10, 4096, 4096, 64},  {"SDXL", 2, 20, 1024, 1024, 64},  {"SDXL", 2, 10, 4096, 77, 64},
    {"SDXL", 2, 20, 1024, 77, 64},    {"VAE", 1, 1, 4096, 4096, 512}};

template <class Work>
double seconds(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

at::Tensor random(const Case& shape, std::int64_t tokens, at::ScalarType format) {
    return at::randn({shape.batch, tokens, shape.heads, shape.width}).to(format).transpose(1, 2);
}

void measure(const Case& shape, at::ScalarType format, InstructionSet set, int rounds) {
    const auto query = random(shape, shape.queries, format);
    const auto key = random(shape, shape.keys, format);
    const auto value = random(shape, shape.keys, format);
    const AttentionCall call{.query = query, .key = key, .value = value};
    const auto* kernel = kernelFor(call, set);
    if (!kernel)
        return;
    double ours = std::numeric_limits<double>::max();
    double theirs = ours;
    // Small shapes pass quickly and want more rounds.
    const double operations = 4.0 * shape.batch * shape.heads * shape.queries * shape.keys * shape.width;
    const int turns = operations < 5e9 ? 10 * rounds : rounds;
    for (int turn = 0; turn < turns; ++turn) {
        ours = std::min(ours, seconds([&] { flashAttention(call, *kernel); }));
        theirs = std::min(theirs, seconds([&] {
                              at::cpu::_scaled_dot_product_flash_attention_for_cpu(query, key, value);
                          }));
    }
    std::printf("%-8s %-6s %2ldx%-2ld %5ld x %-5ld %4ld %10.3f %10.3f %8.0f %8.2f\n", c10::toString(format),
                shape.model, shape.batch, shape.heads, shape.queries, shape.keys, shape.width, 1e3 * theirs,
                1e3 * ours, operations / ours / 1e9, theirs / ours);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    const c10::InferenceMode inference;
    if (argc > 1)
        at::set_num_threads(std::atoi(argv[1]));
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    const auto set = argc > 3 ? instructionSetNamed(argv[3]) : instructionSet();
    std::printf("%s, %d threads\n", std::string(nameOf(set)).c_str(), at::get_num_threads());
    std::printf("format   model  heads queries x keys width LibTorch ms    ours ms   GFLOP/s   faster\n");
    for (const auto format : {at::kBFloat16, at::kFloat})
        for (const auto& shape : kCases)
            measure(shape, format, set, rounds);
    return 0;
}
