#include "terminal.h"

#include "ui/messages/error_text.h"

#include <cstdio>
#include <unistd.h>

namespace latentbrush::cli {

void printLine(const nlohmann::json& json) {
    printLine(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void printLine(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void say(const QString& text) {
    std::fprintf(stderr, "%s\n", qUtf8Printable(text));
}

void status(const QString& text) {
    static const bool terminal = ::isatty(STDERR_FILENO) == 1;
    if (terminal)
        std::fprintf(stderr, "\r\033[K%s", qUtf8Printable(text));
}

void endStatus() {
    status({});
}

int report(const Error& error, bool json) {
    endStatus();
    const auto text = ui::errorText(error);
    say(QStringLiteral("latentbrush-cli: ") + text.sentence());
    if (!error.detail.empty())
        say(QStringLiteral("  ") + QString::fromStdString(error.detail));
    if (json)
        printLine(nlohmann::json{{"event", "error"},
                                 {"code", nameOf(error.code)},
                                 {"subject", error.subject},
                                 {"detail", error.detail},
                                 {"message", text.sentence().toStdString()}});
    return static_cast<int>(ui::exitCodeOf(error.code));
}

} // namespace latentbrush::cli
