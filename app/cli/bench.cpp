#include "pipeline/bench.h"

#include "command.h"
#include "interrupt.h"
#include "program_folders.h"
#include "terminal.h"
#include "trust_option.h"

#include <memory>

namespace latentbrush::cli {

namespace {

struct Options {
    pipeline::BenchOptions bench;
    std::string dtype = "auto";
    TrustOption trust;
    bool json = false;
};

QString mebibytes(std::uint64_t bytes) {
    return QString::number(static_cast<double>(bytes) / (1 << 20), 'f', 0);
}

QString seconds(double value) {
    return QString::number(value, 'f', 3);
}

void print(const pipeline::BenchReport& report) {
    const auto line = [](const QString& name, const QString& value, const char* unit) {
        printLine(
            QStringLiteral("%1  %2 %3").arg(name, -24).arg(value, 10).arg(QLatin1String(unit)).toStdString());
    };
    printLine(QStringLiteral("%1  %2×%3  %4  %5")
                  .arg(QString::fromStdString(report.model))
                  .arg(report.width)
                  .arg(report.height)
                  .arg(QString::fromStdString(report.provenance.device),
                       QString::fromStdString(report.provenance.precision))
                  .toStdString());
    line(Tr::tr("load"), seconds(report.load), "s");
    line(Tr::tr("text"), seconds(report.text), "s");
    line(Tr::tr("UNet step"), seconds(report.step), "s");
    line(Tr::tr("VAE decode"), seconds(report.decode), "s");
    line(Tr::tr("peak memory"), mebibytes(report.peakMemory), "MiB");
}

int bench(Options& options) {
    const auto precision = precisionFromId(options.dtype);
    if (!precision)
        return report({ErrorCode::InvalidRequest, "--dtype", options.dtype}, options.json);
    options.bench.precision = *precision;
    StopSource stop;
    const Interrupt interrupt(stop);
    pipeline::Engine engine(wiring::engineOptions());
    if (const auto trusted = options.trust.apply(engine); !trusted)
        return report(trusted.error(), options.json);
    const auto measured = pipeline::measure(engine, options.bench, stop.token());
    if (!measured)
        return reportWithTrust(measured.error(), options.json);
    if (options.json)
        printLine(pipeline::toJson(*measured));
    else
        print(*measured);
    return static_cast<int>(ui::ExitCode::Done);
}

} // namespace

void addBench(CLI::App& program, Run& chosen) {
    auto* command = program.add_subcommand("bench", Tr::tr("measure a model on this machine").toStdString());
    const auto options = std::make_shared<Options>();
    command->add_option("--model", options->bench.model,
                        Tr::tr("a model's name or path, or 'starter'").toStdString());
    command->add_option("--device", options->bench.device, Tr::tr("auto, cpu, cuda or cuda:N").toStdString());
    command->add_option("--dtype", options->dtype, Tr::tr("auto, fp32, bf16 or fp16").toStdString());
    command->add_option("--steps", options->bench.steps, Tr::tr("denoising steps").toStdString())
        ->check(CLI::Range(1, 1000));
    options->trust.addTo(*command);
    command->add_flag("--json", options->json, Tr::tr("as JSON").toStdString());
    command->callback([&chosen, options] { chosen = [options] { return bench(*options); }; });
}

} // namespace latentbrush::cli
