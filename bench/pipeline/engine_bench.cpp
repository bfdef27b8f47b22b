// What a model takes on this machine: load, text, UNet step, decoding, memory beside what was estimated for
// it, as JSON.
//   engine_bench MODEL_FOLDER [fp32|bf16|fp16|auto] [steps] [WIDTH HEIGHT]
//   engine_bench --write sd15|sd21|sdxl FOLDER     writes a bundle of that model's shapes with random weights

#include "bundles/model_files.h"
#include "pipeline/bench.h"
#include "pipeline/memory.h"
#include "pipeline/memory_estimate.h"
#include "pipeline/processor.h"
#include "random_model.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

namespace {

using namespace latentbrush;

int report(const Error& error) {
    std::fprintf(stderr, "%s: %s: %s\n", nameOf(error.code), error.subject.c_str(), error.detail.c_str());
    return 1;
}

/// The most anonymous memory that the process holds while this is there, looked at every two milliseconds:
/// what it really takes, without the pages of mapped files, which the system drops where it needs them.
class AnonymousPeak {
public:
    AnonymousPeak()
        : m_before(now()), m_most(m_before), m_watch([this](const std::stop_token& stop) {
              while (!stop.stop_requested()) {
                  m_most = std::max(m_most, now());
                  std::this_thread::sleep_for(std::chrono::milliseconds(2));
              }
          }) {}
    /// Bytes above what there was at the beginning; ends the watch.
    std::uint64_t taken() {
        m_watch.request_stop();
        m_watch.join();
        return m_most - m_before;
    }

private:
    static std::uint64_t now() { return pipeline::residentMemory().anonymous; }

    std::uint64_t m_before;
    std::uint64_t m_most;
    std::jthread m_watch;
};

nlohmann::json withEstimate(const pipeline::BenchReport& report, const bundles::ModelFiles& files,
                            std::uint64_t taken) {
    auto json = pipeline::toJson(report);
    const int bytesANumber = report.provenance.precision == "fp32" ? 4 : 2;
    const auto model = pipeline::modelBytes(files, bytesANumber);
    const auto activations = pipeline::activationBytes(files, bytesANumber, report.width, report.height);
    json["anonymous_memory"] = taken;
    json["estimated_model"] = model;
    json["estimated_activations"] = activations;
    json["estimated_to_taken"] = static_cast<double>(model + activations) / static_cast<double>(taken);
    return json;
}

} // namespace

int main(int argc, char** argv) {
    pipeline::letThreadsSleep(argv);
    if (argc < 2) {
        std::fprintf(stderr, "usage: engine_bench MODEL_FOLDER [DTYPE] [STEPS] [WIDTH HEIGHT]\n");
        return 2;
    }
    if (std::string(argv[1]) == "--write" && argc == 4) {
        const auto written = bench::writeRandomModel(argv[2], argv[3]);
        return written ? 0 : report(written.error());
    }
    pipeline::BenchOptions options;
    options.model = argv[1];
    if (argc > 2)
        options.precision = precisionFromId(argv[2]).value_or(Precision::Auto);
    if (argc > 3)
        options.steps = std::atoi(argv[3]);
    if (argc > 5) {
        options.width = std::atoi(argv[4]);
        options.height = std::atoi(argv[5]);
    }
    const auto files = bundles::openModel(options.model);
    if (!files)
        return report(files.error());
    pipeline::Engine engine({});
    AnonymousPeak peak;
    const auto measured = pipeline::measure(engine, options);
    if (!measured)
        return report(measured.error());
    std::printf("%s\n", withEstimate(*measured, *files, peak.taken()).dump(1).c_str());
    return 0;
}
