#pragma once

#include "base/result.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace latentbrush {

/// How a picture was made, beside what was asked for. Same request and same provenance mean the same bytes.
struct Provenance {
    std::string engineVersion; ///< Latentbrush's
    std::string torchVersion;
    std::string device;    ///< "cpu" or the GPU's name
    std::string precision; ///< what Auto became: "fp32", "bf16", "fp16"
    int threads = 0;
    std::string cpuCapability; ///< LibTorch's word: "AVX512", "AVX2" …
    std::string kernels;       ///< own kernels in use, "" for LibTorch's alone
    std::string modelName;
    /// SHA-256 of the file, or over the components' hashes (see bundles), 64 hex digits.
    std::string modelHash;
    std::map<std::string, std::string> addOns{}; ///< LoRAs and VAE that lay over it: name → SHA-256
    /// Of the LoRAs among them, as other programs name them: SHA-256 of what follows the file's header.
    std::map<std::string, std::string> loraHashes{};

    bool operator==(const Provenance&) const = default;
};

/// Seconds of each part of one picture's making. Not part of the provenance: they differ from run to run.
struct Timings {
    double text = 0;    ///< tokens and prompt embeddings; 0 when cached
    double denoise = 0; ///< all steps
    double decode = 0;
    double total = 0;
    bool operator==(const Timings&) const = default;
};

nlohmann::json toJson(const Provenance& provenance);
nlohmann::json toJson(const Timings& timings);
Result<Provenance> provenanceFromJson(const nlohmann::json& json);
Result<Timings> timingsFromJson(const nlohmann::json& json);

} // namespace latentbrush
