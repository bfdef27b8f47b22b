#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace latentbrush::cli {

/// What a chosen command does; gives the exit code.
using Run = std::function<int()>;

// Each adds its command to the program; `chosen` is set when the person's words name it.
void addGenerate(CLI::App& program, Run& chosen);
void addTokenize(CLI::App& program, Run& chosen);
void addInspect(CLI::App& program, Run& chosen);
void addImport(CLI::App& program, Run& chosen);
void addBench(CLI::App& program, Run& chosen);
void addHistory(CLI::App& program, Run& chosen);

} // namespace latentbrush::cli
