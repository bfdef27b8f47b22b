#include "command.h"
#include "library/library.h"
#include "terminal.h"

#include <QDateTime>
#include <memory>

namespace latentbrush::cli {

namespace {

struct HistoryOptions {
    std::string text;
    std::int64_t id = 0;
    int limit = 20;
    bool favourites = false;
    bool json = false;
};

std::string isoTime(library::Moment moment) {
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count(), Qt::UTC)
        .toString(Qt::ISODateWithMs)
        .toStdString();
}

nlohmann::json toJson(const library::Entry& entry) {
    return {{"id", entry.id},
            {"created", isoTime(entry.created)},
            {"prompt", entry.prompt},
            {"model", entry.modelName},
            {"seed", entry.seed},
            {"width", entry.width},
            {"height", entry.height},
            {"favourite", entry.favourite},
            {"path", entry.file.string()}};
}

void print(const library::Entry& entry, bool json) {
    if (json)
        return printLine(toJson(entry));
    printLine(std::to_string(entry.id) + "\t" + isoTime(entry.created) + "\t" + entry.file.string() + "\t" +
              entry.prompt);
}

int search(const HistoryOptions& options) {
    const auto library = library::Library::open(library::Library::defaultFile());
    if (!library)
        return report(library.error(), options.json);
    library::Query query;
    query.text = options.text;
    query.favouritesOnly = options.favourites;
    const auto entries = library->search(query, options.limit);
    if (!entries)
        return report(entries.error(), options.json);
    for (const auto& entry : *entries)
        print(entry, options.json);
    return static_cast<int>(ui::ExitCode::Done);
}

int show(const HistoryOptions& options) {
    const auto library = library::Library::open(library::Library::defaultFile());
    if (!library)
        return report(library.error(), options.json);
    const auto details = library->details(options.id);
    if (!details)
        return report(details.error(), options.json);
    auto json = toJson(details->entry);
    json["request"] = latentbrush::toJson(details->request);
    json["provenance"] = latentbrush::toJson(details->provenance);
    json["timings"] = latentbrush::toJson(details->timings);
    printLine(options.json ? json.dump() : json.dump(2));
    return static_cast<int>(ui::ExitCode::Done);
}

} // namespace

void addHistory(CLI::App& program, Run& chosen) {
    auto* history = program.add_subcommand("history", Tr::tr("look through what was made").toStdString());
    history->require_subcommand(1);
    const auto options = std::make_shared<HistoryOptions>();
    const auto add = [&](const char* name, const QString& what, int (*run)(const HistoryOptions&)) {
        auto* command = history->add_subcommand(name, what.toStdString());
        command->add_flag("--json", options->json, Tr::tr("as JSON").toStdString());
        command->callback([&chosen, options, run] { chosen = [options, run] { return run(*options); }; });
        return command;
    };
    auto* list = add("list", Tr::tr("the newest pictures"), search);
    auto* find = add("search", Tr::tr("pictures whose prompt has these words"), search);
    for (auto* command : {list, find}) {
        command->add_option("--limit", options->limit, Tr::tr("at most so many").toStdString())
            ->check(CLI::Range(1, 1000000));
        command->add_flag("--favourites", options->favourites, Tr::tr("favourites alone").toStdString());
    }
    find->add_option("text", options->text, Tr::tr("words").toStdString())->required();
    add("show", Tr::tr("all that is known about one picture"), show)
        ->add_option("id", options->id, Tr::tr("its number in the list").toStdString())
        ->required();
}

} // namespace latentbrush::cli
