#pragma once

#include "base/error.h"
#include "ui/messages/exit_codes.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>
#include <string>

namespace latentbrush::cli {

/// Translates what the command line says to people.
struct Tr {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

// Results and JSON lines go to standard output, everything said to a person to standard error.

/// One JSON object on a line of its own, flushed, so that a reader on a pipe sees it at once.
void printLine(const nlohmann::json& json);
void printLine(const std::string& text);

/// A sentence to the person.
void say(const QString& text);
/// Overwrites the last status on a terminal; nothing where standard error is no terminal.
void status(const QString& text);
void endStatus();

/// Says what went wrong and what to do, as a JSON line too where asked for, and gives the exit code.
int report(const Error& error, bool json);

} // namespace latentbrush::cli
