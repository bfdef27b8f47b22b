#include "command.h"
#include "interrupt.h"
#include "pipeline/engine.h"
#include "program_folders.h"
#include "terminal.h"

#include <memory>

namespace latentbrush::cli {

namespace {

struct Options {
    std::string model;
    std::string out;
    bool json = false;
};

int importModel(const Options& options) {
    StopSource stop;
    const Interrupt interrupt(stop);
    pipeline::Engine engine(wiring::engineOptions());
    const auto written = engine.importModel(options.model, options.out, stop.token());
    if (!written)
        return report(written.error(), options.json);
    if (options.json)
        printLine(nlohmann::json{{"event", "bundle"}, {"path", options.out}});
    else
        printLine(options.out);
    return static_cast<int>(ui::ExitCode::Done);
}

} // namespace

void addImport(CLI::App& program, Run& chosen) {
    const auto text = [](const QString& translated) { return translated.toStdString(); };
    auto* command = program.add_subcommand(
        "import", text(Tr::tr("write a model as a bundle of TorchScript, to keep or to hand on")));
    const auto options = std::make_shared<Options>();
    command->add_option("MODEL", options->model, text(Tr::tr("a model's name or path")))->required();
    command->add_option("--out", options->out, text(Tr::tr("the bundle's folder, which is made")))
        ->required();
    command->add_flag("--json", options->json, text(Tr::tr("as JSON")));
    command->callback([&chosen, options] { chosen = [options] { return importModel(*options); }; });
}

} // namespace latentbrush::cli
