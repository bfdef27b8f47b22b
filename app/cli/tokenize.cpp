#include "command.h"
#include "pipeline/engine.h"
#include "program_folders.h"
#include "terminal.h"

#include <memory>

namespace latentbrush::cli {

namespace {

struct TokenizeOptions {
    std::string model = "starter";
    std::string text;
    bool json = false;
};

int tokenize(const TokenizeOptions& options) {
    const pipeline::Engine engine(wiring::engineOptions());
    const auto ids = engine.tokenize(options.model, options.text);
    if (!ids)
        return report(ids.error(), options.json);
    const auto count = engine.countTokens(options.model, options.text);
    if (!count)
        return report(count.error(), options.json);
    if (options.json) {
        printLine(nlohmann::json{{"ids", *ids}, {"tokens", count->tokens}, {"chunks", count->chunks}});
        return static_cast<int>(ui::ExitCode::Done);
    }
    std::string line;
    for (const auto id : *ids)
        line += (line.empty() ? "" : " ") + std::to_string(id);
    printLine(line);
    return static_cast<int>(ui::ExitCode::Done);
}

} // namespace

void addTokenize(CLI::App& program, Run& chosen) {
    auto* command = program.add_subcommand("tokenize", Tr::tr("show a text's tokens").toStdString());
    const auto options = std::make_shared<TokenizeOptions>();
    command->add_option("--model", options->model,
                        Tr::tr("a model's name or path, or 'starter'").toStdString());
    command->add_option("text", options->text, Tr::tr("the text").toStdString())->required();
    command->add_flag("--json", options->json, Tr::tr("as JSON").toStdString());
    command->callback([&chosen, options] { chosen = [options] { return tokenize(*options); }; });
}

} // namespace latentbrush::cli
