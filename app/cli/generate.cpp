#include "command.h"
#include "generate_options.h"
#include "image/png.h"
#include "interrupt.h"
#include "library/library.h"
#include "output_names.h"
#include "pipeline/engine.h"
#include "program_folders.h"
#include "request/infotext.h"
#include "request/picture_record.h"
#include "terminal.h"
#include "trust_option.h"
#include "ui/messages/task_text.h"

#include <memory>
#include <variant>

namespace latentbrush::cli {

namespace {

/// Takes the engine's events: writes the pictures, says how far it is, keeps the first failure of its own.
class GenerationOutput {
public:
    GenerationOutput(const GenerateOptions& options, std::vector<std::filesystem::path> names,
                     std::optional<library::Library> library, StopSource& stop)
        : m_options(options), m_names(std::move(names)), m_library(std::move(library)), m_stop(stop) {}

    void take(const JobEvent& event) {
        if (const auto* progress = std::get_if<Progress>(&event.what))
            show(*progress);
        else if (const auto* ready = std::get_if<ImageReady>(&event.what))
            keep(*ready);
    }

    const std::optional<Error>& failed() const { return m_failed; }

private:
    void show(const Progress& progress) {
        if (m_options.json)
            printLine(nlohmann::json{{"event", "progress"},
                                     {"stage", static_cast<int>(progress.stage)},
                                     {"picture", progress.picture},
                                     {"step", progress.step},
                                     {"steps", progress.steps},
                                     {"seconds_left", progress.secondsLeft}});
        auto text = ui::stageText(progress.stage);
        if (progress.steps > 0)
            text += QStringLiteral(" %1/%2").arg(progress.step).arg(progress.steps);
        if (progress.secondsLeft >= 0)
            text += QStringLiteral("  ") + ui::timeText(progress.secondsLeft);
        status(text);
    }

    void keep(const ImageReady& ready) {
        const auto& path = m_names[static_cast<std::size_t>(ready.picture)];
        const auto kept = write(path, ready.image);
        if (!kept) {
            m_failed = kept.error();
            m_stop.request(StopDegree::Now);
            return;
        }
        endStatus();
        const auto seed = ready.image.request.seed.value_or(0);
        if (m_options.json)
            printLine(nlohmann::json{{"event", "image"},
                                     {"path", path.string()},
                                     {"seed", seed},
                                     {"seconds", ready.image.timings.total},
                                     {"request", toJson(ready.image.request)},
                                     {"provenance", toJson(ready.image.provenance)}});
        else
            printLine(path.string() + "  seed " + std::to_string(seed));
    }

    Result<> write(const std::filesystem::path& path, const FinishedImage& finished) {
        std::error_code ignored; // a folder that cannot be made shows as a file that cannot be written
        if (path.has_parent_path())
            std::filesystem::create_directories(path.parent_path(), ignored);
        const image::Texts texts{
            {kInfotextKey, infotextOf(finished.request, finished.provenance)},
            {PictureRecord::kTextKey, toJsonText({finished.request, finished.provenance})}};
        const auto ifExists = m_options.force ? IfExists::Replace : IfExists::Fail;
        if (const auto written = image::writePng(path, *finished.picture, texts, ifExists); !written)
            return written;
        if (!m_library)
            return {};
        const auto entry = m_library->add(finished, std::filesystem::absolute(path));
        return entry ? Result<>{} : failure(entry);
    }

    const GenerateOptions& m_options;
    std::vector<std::filesystem::path> m_names;
    std::optional<library::Library> m_library;
    StopSource& m_stop;
    std::optional<Error> m_failed;
};

int generate(const GenerateOptions& options, const TrustOption& trust) {
    pipeline::Engine engine(wiring::engineOptions());
    if (const auto trusted = trust.apply(engine); !trusted)
        return report(trusted.error(), options.json);
    const auto request = options.request([&](const std::string& model) {
        const auto info = engine.describe(model);
        return info ? info->defaults : SamplingDefaults(); // generating will say what is wrong with the model
    });
    if (!request)
        return report(request.error(), options.json);
    auto names = outputNames(options.out, *request, options.force ? IfExists::Replace : IfExists::Fail);
    if (!names)
        return report(names.error(), options.json);
    std::optional<library::Library> library;
    if (options.history) {
        auto opened = library::Library::open(library::Library::defaultFile());
        if (!opened)
            return report(opened.error(), options.json);
        library.emplace(std::move(*opened));
    }

    StopSource stop;
    const Interrupt interrupt(stop);
    GenerationOutput output(options, std::move(*names), std::move(library), stop);
    const auto made = engine.generate(*request, 1, [&](const JobEvent& event) { output.take(event); },
                                      stop.token(), {options.latentsIn, options.latentsOut});
    if (output.failed())
        return report(*output.failed(), options.json);
    return made ? static_cast<int>(ui::ExitCode::Done) : reportWithTrust(made.error(), options.json);
}

} // namespace

void addGenerate(CLI::App& program, Run& chosen) {
    auto* command = program.add_subcommand("generate", Tr::tr("make pictures").toStdString());
    const auto options = std::make_shared<GenerateOptions>();
    options->addTo(*command);
    const auto trust = std::make_shared<TrustOption>();
    trust->addTo(*command);
    command->callback(
        [&chosen, options, trust] { chosen = [options, trust] { return generate(*options, *trust); }; });
}

} // namespace latentbrush::cli
