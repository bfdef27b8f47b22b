// latentbrush: the desktop studio. Puts the engine, the library and the window together.

#include "base/files.h"
#include "base/log.h"
#include "catalogue/model_roots.h"
#include "picture_recorder.h"
#include "pipeline/adopt_file.h"
#include "pipeline/control_hint.h"
#include "pipeline/engine.h"
#include "pipeline/model_cards.h"
#include "pipeline/processor.h"
#include "program_folders.h"
#include "supported_pairs.h"
#include "ui/history/history_panel.h"
#include "ui/main_window.h"
#include "ui/settings/appearance.h"
#include "ui/settings/preferences.h"
#include "ui/settings/studio_font.h"
#include "watched_application.h"

#include <QThreadPool>

#include <algorithm>
#include <clocale>

using namespace latentbrush;

namespace {

QString text(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

ui::ModelChoice choiceOf(const pipeline::ModelInfo& model, const std::string& name) {
    return {QString::fromStdString(name),
            {model.nativeWidth, model.nativeHeight},
            model.sizeMultiple,
            model.tokenLimit - 2, // begin and end take two
            model.defaults,
            model.family == "x4_upscaler"};
}

std::vector<ui::ModelChoice> modelChoices(const pipeline::Engine& engine) {
    std::vector<ui::ModelChoice> choices;
    for (const auto& model : engine.models())
        choices.push_back(choiceOf(model, model.name));
    std::stable_partition(choices.begin(), choices.end(),
                          [](const auto& choice) { return choice.name == QStringLiteral("starter"); });
    if (choices.empty() || choices.front().name != QStringLiteral("starter"))
        choices.insert(choices.begin(),
                       {QStringLiteral("starter"), {128, 128}, 8, 75}); // its load will say what is wrong
    return choices;
}

ui::AddOnNames addOnNames(const pipeline::Engine& engine) {
    ui::AddOnNames names;
    for (const auto& addOn : engine.addOns()) {
        if (addOn.kind == pipeline::AddOnInfo::Kind::Lora)
            names.loras << QString::fromStdString(addOn.name);
        if (addOn.kind == pipeline::AddOnInfo::Kind::Vae)
            names.vaes << QString::fromStdString(addOn.name);
        if (addOn.kind == pipeline::AddOnInfo::Kind::ControlNet)
            names.controlNets << QString::fromStdString(addOn.name);
    }
    return names;
}

ui::Services services(pipeline::Engine& engine, const pipeline::ModelCards& cards,
                      PictureRecorder& recorder) {
    ui::Services services;
    services.run = [&engine](const GenerationRequest& request, JobId job, const Observer& observer,
                             const StopToken& stop) { return engine.generate(request, job, observer, stop); };
    services.record = [&recorder](const FinishedImage& finished) { return recorder.record(finished); };
    services.load = [&engine](const GenerationRequest& request) {
        return engine.load(request.model, request.device, request.precision);
    };
    services.countTokens = [&engine](const std::string& model, const std::string& prompt) {
        return engine.countTokens(model, prompt).map([](const auto& length) { return length.tokens; });
    };
    services.supports = isSupportedPair;
    services.models = modelChoices(engine);
    services.findModels = [&engine] { return modelChoices(engine); };
    services.addOns = [&engine] { return addOnNames(engine); };
    services.cards = [&cards] { return cards.all(); };
    services.watched = [&cards](const std::vector<catalogue::ModelCard>& all) {
        QStringList paths;
        for (const auto& path : cards.watched(all))
            paths << text(path);
        return paths;
    };
    services.hashOf = [&cards](const std::filesystem::path& file, const StopToken& stop) {
        return cards.hashOf(file, stop);
    };
    services.preprocess = pipeline::preprocessed;
    services.keptPicture = [](const std::string& hash) -> image::Picture {
        const auto history = library::Library::open(library::Library::defaultFile());
        return history ? history->source(hash).value_or(nullptr) : nullptr;
    };
    services.adopt = [&engine](const QString& path) {
        auto roots = catalogue::readModelRoots(wiring::modelRootsFile());
        roots.insert(roots.begin(), wiring::modelsFolder());
        return pipeline::adopted(engine, path.toStdString(), wiring::modelsFolder(), roots);
    };
    services.importModel = [&engine](const std::string& model, const std::filesystem::path& folder,
                                     const StopToken& stop) {
        return engine.importModel(model, folder, stop);
    };
    services.trust = [&engine](const std::string& hash) { return engine.trust(hash); };
    services.modelFolders = [] {
        QStringList folders;
        for (const auto& folder : catalogue::readModelRoots(wiring::modelRootsFile()))
            folders << text(folder);
        return folders;
    };
    services.setModelFolders = [](const QStringList& folders) {
        std::vector<std::filesystem::path> roots;
        for (const auto& folder : folders)
            roots.emplace_back(folder.toStdString());
        return catalogue::writeModelRoots(wiring::modelRootsFile(), roots);
    };
    services.engine = QStringLiteral("LibTorch " LATENTBRUSH_LIBTORCH);
    services.licenceFolders = {text(wiring::shareFolder())};
    services.workspace = dataFolder() / "documents";
    return services;
}

} // namespace

int main(int count, char** arguments) {
    latentbrush::pipeline::letThreadsSleep(arguments);
    WatchedApplication application(
        count, arguments, [](const SlowEvent& event) { logMessage(LogLevel::Debug, describe(event)); });
    QApplication::setApplicationName(QStringLiteral("latentbrush"));
    QApplication::setApplicationDisplayName(QStringLiteral("Latentbrush"));
    QApplication::setApplicationVersion(QStringLiteral(LATENTBRUSH_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("latentbrush"));
    std::setlocale(LC_NUMERIC, "C"); // files have a point in their numbers in every country
    startLogFile(stateFolder());

    ui::Preferences preferences(text(configFolder() / "latentbrush.conf"));
    ui::LanguageSwitch languages;
    languages.use(preferences.language().value_or(ui::desktopLanguage()));
    QApplication::setFont(ui::studioFont(QApplication::font()));
    ui::Appearance appearance(preferences);
    appearance.begin();

    pipeline::Engine engine(wiring::engineOptions());
    const pipeline::ModelCards cards(wiring::engineOptions());
    PictureRecorder recorder(library::Library::defaultFile(), library::Library::picturesRoot());
    int status = 0;
    {
        ui::MainWindow window(services(engine, cards, recorder), preferences, languages, appearance);
        window.setHistory(new ui::HistoryPanel(library::Library::defaultFile()));
        window.show();
        window.begin();
        for (const auto& file : QApplication::arguments().mid(1))
            window.offerSettings(file);
        status = QApplication::exec();
    }
    // Token counts still ask the engine.
    QThreadPool::globalInstance()->waitForDone();
    return status;
}
