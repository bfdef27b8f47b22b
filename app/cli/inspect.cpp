#include "base/files.h"
#include "bundles/known_hashes.h"
#include "catalogue/find_models.h"
#include "command.h"
#include "inspection.h"
#include "program_folders.h"
#include "terminal.h"

#include <memory>

namespace latentbrush::cli {

namespace {

struct InspectOptions {
    std::string path;
    bool json = false;
    bool hash = false;
};

/// A path, "starter", or the name of a model in the person's folder.
std::filesystem::path resolved(const std::string& model) {
    if (std::filesystem::exists(model))
        return model;
    if (model == "starter")
        return wiring::shareFolder() / "starter";
    for (const auto& found : catalogue::findModels(wiring::modelFolders()))
        if (found.name == model)
            return found.path;
    return model;
}

void print(const nlohmann::json& found) {
    const auto line = [](const QString& name, const std::string& value) {
        if (!value.empty())
            printLine(QStringLiteral("%1  ").arg(name, -16).toStdString() + value);
    };
    line(Tr::tr("name"), found.value("name", ""));
    line(Tr::tr("kind"), found.value("kind", ""));
    line(Tr::tr("family"), found.value("family", ""));
    line(Tr::tr("SHA-256"), found.value("hash", ""));
    if (found.contains("trusted"))
        line(Tr::tr("trusted"), (found["trusted"].get<bool>() ? Tr::tr("yes") : Tr::tr("no")).toStdString());
    line(Tr::tr("licence"), found.value("licence", ""));
    if (found.contains("parameters"))
        for (const auto& [part, count] : found["parameters"].items())
            line(Tr::tr("parameters"), part + " " + std::to_string(count.get<std::int64_t>()));
    if (found.contains("files"))
        for (const auto& file : found["files"])
            line(Tr::tr("file"),
                 file["name"].get<std::string>() + "  " + std::to_string(file["bytes"].get<std::uint64_t>()) +
                     (file.contains("sha256") ? "  " + file["sha256"].get<std::string>() : ""));
}

/// The hash by which other programs know a file, where it is remembered or asked for: it takes reading all
/// of the file.
Result<> addHash(const std::filesystem::path& path, bool asked, nlohmann::json& found) {
    if (!std::filesystem::is_regular_file(path))
        return {};
    const bundles::KnownHashes hashes(cacheFolder() / "hashes");
    if (const auto known = hashes.known(path)) {
        found["hash"] = *known;
    } else if (asked) {
        const auto hash = hashes.of(path);
        if (!hash)
            return failure(hash);
        found["hash"] = *hash;
    }
    return {};
}

int inspect(const InspectOptions& options) {
    auto path = resolved(options.path);
    std::error_code error;
    if (const auto real = std::filesystem::canonical(path, error); !error)
        path = real; // what lies beside a file lies beside it there
    auto found = inspectModel(path, catalogue::Consents(wiring::consentsFile()));
    if (!found)
        return report(found.error(), options.json);
    if (const auto added = addHash(path, options.hash, *found); !added)
        return report(added.error(), options.json);
    if (options.json)
        printLine(*found);
    else
        print(*found);
    return static_cast<int>(ui::ExitCode::Done);
}

} // namespace

void addInspect(CLI::App& program, Run& chosen) {
    auto* command = program.add_subcommand(
        "inspect", Tr::tr("say what a model file is; executes nothing of it").toStdString());
    const auto options = std::make_shared<InspectOptions>();
    command
        ->add_option("path", options->path,
                     Tr::tr("a bundle, a diffusers folder, a .safetensors file or TorchScript").toStdString())
        ->required();
    command->add_flag("--hash", options->hash,
                      Tr::tr("with a file's SHA-256, by which other programs know it").toStdString());
    command->add_flag("--json", options->json, Tr::tr("as JSON").toStdString());
    command->callback([&chosen, options] { chosen = [options] { return inspect(*options); }; });
}

} // namespace latentbrush::cli
