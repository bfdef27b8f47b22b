#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace latentbrush::trainer {

/// What `latentbrush-train` was asked for. Times, not steps, bound a stage: the learning rate's cosine
/// follows the clock, so that a stage ends where it should on any machine.
struct Options {
    std::filesystem::path out; ///< the bundle's folder, with training_log.tsv and the sample sheets beside it
    std::filesystem::path from; ///< a bundle to go on from, with fresh optimisers; empty: from nothing
    std::string device = "cpu";
    double vaeMinutes = 45;      ///< 0: keep the autoencoder of `from`
    double denoiserMinutes = 95; ///< 0: keep the denoiser of `from`
    int scenes = 20000;          ///< encoded once for the denoiser
    int vaeBatch = 16;
    int denoiserBatch = 32;
    double vaeRate = 1e-3; ///< AdamW's peak learning rates
    double denoiserRate = 6e-4;
    std::uint64_t seed = 1;
    int threads = 0;                ///< 0: LibTorch's choice
    std::string commit = "unknown"; ///< for the model card
};

/// Throws std::invalid_argument with a sentence that names the flag.
Options parseOptions(int count, char** arguments);

/// The usage text.
const char* usage();

} // namespace latentbrush::trainer
