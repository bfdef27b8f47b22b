#pragma once

#include "base/result.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace latentbrush::pipeline {
class Engine;
}

namespace latentbrush::cli {

/// `--trust SHA256`: the person agrees to run the TorchScript of exactly these bytes. It is remembered, so
/// that it need not be said again.
struct TrustOption {
    std::vector<std::string> hashes;

    void addTo(CLI::App& command);
    /// InvalidRequest for what is no SHA-256, WriteFailed.
    Result<> apply(pipeline::Engine& engine) const;
};

/// As `report`; where consent is needed, it says with which words it is given.
int reportWithTrust(const Error& error, bool json);

} // namespace latentbrush::cli
