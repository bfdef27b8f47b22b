// latentbrush-train: trains the starter model from nothing, or from a bundle, on scenes of the picture book.

#include "autoencoder_training.h"
#include "denoiser_training.h"
#include "options.h"
#include "starter_bundle.h"
#include "starter_configs.h"

#include <ATen/Parallel.h>
#include <filesystem>
#include <iostream>
#include <malloc.h>
#include <torch/csrc/jit/runtime/graph_executor.h>

using namespace latentbrush::trainer;

namespace {

/// Training frees and takes the same large blocks over and over: handing them back to the system in between
/// costs more than the arithmetic on them.
void keepMemory() {
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 256 << 20);
}

void train(const Options& options) {
    keepMemory();
    torch::jit::setGraphExecutorOptimize(false); // on, it changes gradients between the first and later calls
    at::manual_seed(options.seed);
    if (options.threads > 0)
        at::set_num_threads(options.threads);
    std::filesystem::create_directories(options.out);
    TrainingLog log(options.out);

    const auto configs = starterConfigs();
    auto starter =
        options.from.empty() ? freshStarter(configs, options.seed) : readStarter(options.from, configs);
    if (options.vaeMinutes > 0) {
        trainAutoencoder(starter.autoencoder, options, log);
        starter.scale = 0; // to be measured anew
    }
    const auto set = encodeScenes(starter.autoencoder, options, starter.scale, log);
    starter.scale = set.scale;
    starter.previewRgb = set.previewRgb;
    writeStarter(options.out, starter, configs, options); // an interrupted denoiser costs no autoencoder
    if (options.denoiserMinutes > 0) {
        const auto keep = [&] { writeStarter(options.out, starter, configs, options); };
        trainDenoiser(starter.denoiser, starter.autoencoder, set, starter.vocabulary, configs, options, log,
                      keep);
        keep();
    }
}

} // namespace

int main(int count, char** arguments) {
    try {
        train(parseOptions(count, arguments));
    } catch (const std::invalid_argument& error) {
        std::cerr << "latentbrush-train: " << error.what() << "\n\n" << usage();
        return 2;
    } catch (const std::exception& error) {
        std::cerr << "latentbrush-train: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
