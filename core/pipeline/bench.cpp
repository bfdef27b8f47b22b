#include "pipeline/bench.h"

#include "pipeline/memory.h"
#include "pipeline/time_left.h"

#include <algorithm>

namespace latentbrush::pipeline {

namespace {

/// Keeps the least time of each part while events come by.
class Meter {
public:
    explicit Meter(BenchReport& report) : m_report(report) {}

    void see(const JobEvent& event) {
        if (const auto* progress = std::get_if<Progress>(&event.what))
            seeProgress(*progress);
        if (const auto* ready = std::get_if<ImageReady>(&event.what))
            seePicture(ready->image);
    }

private:
    void seeProgress(const Progress& progress) {
        if (progress.stage != Progress::Stage::Denoising)
            return;
        const auto seconds = m_step.restart();
        if (progress.step > 0)
            m_report.step = least(m_report.step, seconds);
    }

    void seePicture(const FinishedImage& image) {
        m_report.text = std::max(m_report.text, image.timings.text);
        m_report.decode = least(m_report.decode, image.timings.decode);
        m_report.provenance = image.provenance;
        m_report.width = image.request.width;
        m_report.height = image.request.height;
    }

    static double least(double known, double seen) { return known > 0 ? std::min(known, seen) : seen; }

    BenchReport& m_report;
    Stopwatch m_step;
};

} // namespace

Result<BenchReport> measure(Engine& engine, const BenchOptions& options, const StopToken& stop) {
    BenchReport report;
    report.model = options.model;
    engine.unload();
    const Stopwatch loading;
    if (const auto loaded = engine.load(options.model, options.device, options.precision); !loaded)
        return failure(loaded);
    report.load = loading.seconds();

    GenerationRequest request;
    request.model = options.model;
    request.prompt = "a red house on a snowy field at night";
    request.negativePrompt = "blurred";
    request.sampler = Sampler::Euler;
    request.schedule = Schedule::Auto;
    request.steps = options.steps;
    request.width = options.width;
    request.height = options.height;
    request.seed = 0;
    request.count = options.pictures;
    request.device = options.device;
    request.precision = options.precision;
    Meter meter(report);
    if (const auto made = engine.generate(
            request, 0, [&](const JobEvent& event) { meter.see(event); }, stop);
        !made)
        return failure(made);
    const auto memory = residentMemory();
    report.memory = memory.now;
    report.peakMemory = memory.peak;
    return report;
}

nlohmann::json toJson(const BenchReport& report) {
    return {{"model", report.model},         {"provenance", toJson(report.provenance)},
            {"width", report.width},         {"height", report.height},
            {"load_seconds", report.load},   {"text_seconds", report.text},
            {"step_seconds", report.step},   {"decode_seconds", report.decode},
            {"memory_bytes", report.memory}, {"peak_memory_bytes", report.peakMemory}};
}

} // namespace latentbrush::pipeline
