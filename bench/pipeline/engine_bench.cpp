// What a model takes on this machine: load, text, UNet step, decoding, memory, as JSON.
//   engine_bench MODEL_FOLDER [fp32|bf16|fp16|auto] [steps] [WIDTH HEIGHT]
//   engine_bench --write-sd15 FOLDER     writes a bundle of Stable Diffusion 1.5's shapes with random weights
//   (2 GB)

#include "base/files.h"
#include "base/sha256.h"
#include "catalogue/model_manifest.h"
#include "networks/networks.h"
#include "pipeline/bench.h"
#include "pipeline/processor.h"
#include "tensors/state_dict.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

using namespace latentbrush;
namespace fs = std::filesystem;

int report(const Error& error) {
    std::fprintf(stderr, "%s: %s: %s\n", nameOf(error.code), error.subject.c_str(), error.detail.c_str());
    return 1;
}

/// Numbers about as large as a trained network's, so that nothing overflows.
void add(tensors::StateDict& weights, const std::string& prefix,
         const std::map<std::string, std::vector<std::int64_t>>& shapes) {
    for (const auto& [name, shape] : shapes) {
        const bool norm = shape.size() == 1 && name.ends_with("weight");
        weights[prefix + name] = norm ? torch::ones(shape, at::kHalf) : torch::randn(shape, at::kHalf) * 0.01;
    }
}

/// A vocabulary of bytes alone: what text becomes does not matter here.
void writeTokenizer(const fs::path& folder) {
    fs::create_directories(folder);
    nlohmann::json ids;
    for (const auto* ending : {"", "</w>"})
        for (char letter = '!'; letter <= '~'; ++letter)
            ids[letter + std::string(ending)] = ids.size();
    ids["<|startoftext|>"] = ids.size();
    ids["<|endoftext|>"] = ids.size();
    std::ofstream(folder / "vocab.json") << ids.dump();
    std::ofstream(folder / "merges.txt") << "#version: 0.2\n";
}

Result<> writeSd15(const fs::path& folder) {
    catalogue::ModelManifest manifest;
    manifest.name = "sd15-random";
    manifest.family = "sd1";
    manifest.precision = "fp16";
    manifest.unet = catalogue::UNetConfig();
    manifest.vae = catalogue::VaeConfig();
    manifest.textEncoder = catalogue::TextEncoderConfig();
    tensors::StateDict weights;
    add(weights, "unet.", networks::unetShapes(*manifest.unet));
    add(weights, "vae.", networks::vaeEncoderShapes(*manifest.vae));
    add(weights, "vae.", networks::vaeDecoderShapes(*manifest.vae));
    add(weights, "text_encoder.", networks::textEncoderShapes(*manifest.textEncoder));
    fs::create_directories(folder);
    writeTokenizer(folder / "tokenizer");
    const auto file = folder / "weights.safetensors";
    if (const auto written = tensors::writeStateDict(file, weights); !written)
        return failure(written);
    const auto hash = sha256OfFile(file);
    if (!hash)
        return failure(hash);
    manifest.weights.push_back({"weights.safetensors", *hash});
    return writeWhole(folder / "model.json", catalogue::toJson(manifest).dump(1), IfExists::Replace);
}

} // namespace

int main(int argc, char** argv) {
    pipeline::letThreadsSleep(argv);
    if (argc < 2) {
        std::fprintf(stderr, "usage: engine_bench MODEL_FOLDER [DTYPE] [STEPS] [WIDTH HEIGHT]\n");
        return 2;
    }
    if (std::string(argv[1]) == "--write-sd15" && argc == 3) {
        const auto written = writeSd15(argv[2]);
        return written ? 0 : report(written.error());
    }
    pipeline::BenchOptions options;
    options.model = argv[1];
    if (argc > 2)
        options.precision = precisionFromId(argv[2]).value_or(Precision::Auto);
    if (argc > 3)
        options.steps = std::atoi(argv[3]);
    if (argc > 5) {
        options.width = std::atoi(argv[4]);
        options.height = std::atoi(argv[5]);
    }
    pipeline::Engine engine({});
    const auto measured = pipeline::measure(engine, options);
    if (!measured)
        return report(measured.error());
    std::printf("%s\n", pipeline::toJson(*measured).dump(1).c_str());
    return 0;
}
