// How soon a stop reaches the caller, and what stop points cost: Stable Diffusion 1.5's UNet and decoder at
// 512×512 with random weights, in the dtype given (bf16 or fp32). Seconds are what the calling
// thread worked: with one thread (the default), those of a machine that does nothing else.
//   stop_latency [bf16|fp32] [threads] [rounds]

#include "bundles/placement.h"
#include "bundles/stop_point.h"
#include "networks/networks.h"
#include "pipeline/processor.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <pthread.h>
#include <thread>

namespace {

using namespace latentbrush;
using Call = std::function<void()>;

/// What the calling thread itself has worked: with one thread, the time on a machine that does nothing else.
double processorSeconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double secondsOf(const Call& call) {
    const auto start = processorSeconds();
    call();
    return processorSeconds() - start;
}

/// Asks for a stop `moment` processor seconds into the call and says how many after that the call was back.
double latencyAt(double moment, const Call& call) {
    StopSource source;
    const bundles::StopScope scope(source.token());
    clockid_t clock{};
    pthread_getcpuclockid(pthread_self(), &clock);
    const auto worked = [clock] {
        timespec time{};
        clock_gettime(clock, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    };
    const auto start = worked();
    std::atomic<bool> done = false;
    double asked = 0;
    std::thread asker([&] {
        while (worked() - start < moment && !done)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        asked = worked();
        source.request(StopDegree::Now);
    });
    bool stopped = false;
    try {
        call();
    } catch (const std::exception&) {
        stopped = true;
    }
    const auto back = worked();
    done = true;
    asker.join();
    return stopped ? back - asked : 0;
}

void report(const char* name, const Call& plain, const Call& rewritten, int rounds) {
    secondsOf(plain);
    double plainSeconds = 1e9;
    double rewrittenSeconds = 1e9;
    for (int round = 0; round < rounds; ++round) { // alternating: the machine's speed drifts
        plainSeconds = std::min(plainSeconds, secondsOf(plain));
        rewrittenSeconds = std::min(rewrittenSeconds, secondsOf(rewritten));
    }
    double worst = 0;
    constexpr int kMoments = 12;
    for (int i = 0; i < kMoments; ++i)
        worst = std::max(worst, latencyAt(rewrittenSeconds * (i + 0.5) / kMoments, rewritten));
    std::printf("%-8s plain %.3f s, with stop points %.3f s (%+.1f %%), slowest stop of %d %.3f s\n", name,
                plainSeconds, rewrittenSeconds, 100 * (rewrittenSeconds / plainSeconds - 1), kMoments, worst);
    std::fflush(stdout);
}

torch::jit::Module placed(torch::jit::Module module, at::ScalarType dtype) {
    networks::initialise(module, 1);
    for (auto parameter : module.parameters()) // the last layers start as zeros: give them something to say
        if (parameter.dim() > 1 && parameter.detach().abs().max().item<float>() == 0)
            torch::NoGradGuard(), parameter.detach().normal_(0, 0.02);
    bundles::place(module, at::kCPU, dtype);
    return module;
}

/// The same weights with LibTorch's operators alone.
template <class Build>
torch::jit::Module plainTwin(const Build& build, const torch::jit::Module& rewritten, at::ScalarType dtype) {
    auto module = build();
    module.to(dtype);
    const auto weights = networks::stateOf(rewritten);
    for (const auto& parameter : module.named_parameters())
        torch::NoGradGuard(), parameter.value.set_data(weights.at(parameter.name));
    return module;
}

void compare(const char* name, torch::jit::Module plain, torch::jit::Module rewritten,
             const std::vector<c10::IValue>& inputs, int rounds) {
    const auto same = torch::equal(plain.forward(inputs).toTensor(), rewritten.forward(inputs).toTensor());
    std::printf("%-8s outputs %s\n", name, same ? "equal to the bit" : "DIFFER");
    report(
        name, [&] { plain.forward(inputs); }, [&] { rewritten.forward(inputs); }, rounds);
}

} // namespace

int main(int argc, char** argv) {
    const auto dtype = argc > 1 && std::string(argv[1]) == "fp32" ? at::kFloat : at::kBFloat16;
    at::set_num_threads(argc > 2 ? std::atoi(argv[2]) : 1);
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 3;
    pipeline::keepFreedMemory();
    const torch::jit::GraphOptimizerEnabledGuard optimiserOff(false);
    const torch::NoGradGuard noGrad;

    const auto on = [&](const at::Tensor& tensor) {
        return tensor.to(dtype).contiguous(at::MemoryFormat::ChannelsLast);
    };
    {
        const auto build = [] { return networks::buildVaeDecoder({}); };
        const auto decoder = placed(build(), dtype);
        const auto plain = plainTwin(build, decoder, dtype);
        const c10::InferenceMode inference;
        compare("decoder", plain, decoder, {on(torch::randn({1, 4, 64, 64}))}, rounds);
    }
    {
        const auto build = [] { return networks::buildUNet({}); };
        const auto unet = placed(build(), dtype);
        const auto plain = plainTwin(build, unet, dtype);
        const c10::InferenceMode inference;
        compare(
            "unet", plain, unet,
            {on(torch::randn({2, 4, 64, 64})), torch::full({2}, 500.0), torch::randn({2, 77, 768}, dtype)},
            rounds);
    }
    return 0;
}
