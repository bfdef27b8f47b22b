// latentbrush-cli: the command line of Latentbrush. Same request, same engine, same bytes as the window.

#include "command.h"
#include "pipeline/processor.h"
#include "terminal.h"
#include "ui/messages/languages.h"

#include <QCoreApplication>
#include <clocale>

using namespace latentbrush;

int main(int count, char** arguments) {
    latentbrush::pipeline::letThreadsSleep(arguments);
    QCoreApplication application(count, arguments);
    QCoreApplication::setApplicationName(QStringLiteral("latentbrush-cli"));
    ui::LanguageSwitch language;
    language.use(ui::desktopLanguage());
    std::setlocale(LC_NUMERIC, "C"); // numbers in JSON and on the command line have a point in every country

    CLI::App program(cli::Tr::tr("Makes pictures from words, on this machine.").toStdString(),
                     "latentbrush-cli");
    program.set_version_flag("--version", LATENTBRUSH_VERSION);
    program.require_subcommand(1);
    cli::Run chosen;
    cli::addGenerate(program, chosen);
    cli::addTokenize(program, chosen);
    cli::addInspect(program, chosen);
    cli::addImport(program, chosen);
    cli::addBench(program, chosen);
    cli::addHistory(program, chosen);
    try {
        program.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        const bool asked = program.exit(error) == 0; // --help and --version
        return static_cast<int>(asked ? ui::ExitCode::Done : ui::ExitCode::WrongUsage);
    }
    try {
        return chosen();
    } catch (const std::exception& error) {
        return cli::report({ErrorCode::Internal, {}, error.what()}, false);
    }
}
