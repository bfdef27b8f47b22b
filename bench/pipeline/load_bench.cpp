// How long a model takes from its files to being ready, against one `to(bfloat16)` (or the format that is
// asked for) over the same bytes: the least that any loader could do. Both in turn, several times, in one
// run.
//   load_bench MODEL [fp32|bf16|fp16] [times]
// The files should be in the page cache: the first round, which is not counted, brings them there.

#include "bundles/load_model.h"
#include "bundles/weight_views.h"
#include "pipeline/processor.h"
#include "weights/weight_file.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using namespace latentbrush;
namespace fs = std::filesystem;

int report(const Error& error) {
    std::fprintf(stderr, "%s: %s: %s\n", nameOf(error.code), error.subject.c_str(), error.detail.c_str());
    return 1;
}

double seconds(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// The files that hold the model's weights.
std::vector<fs::path> weightFilesOf(const bundles::ModelFiles& files) {
    if (files.form == bundles::ModelForm::Checkpoint)
        return {files.folder};
    std::vector<fs::path> paths;
    for (const auto& record : files.manifest.weights)
        paths.push_back(files.folder / record.file);
    for (const auto* more :
         {&files.unetWeights, &files.vaeWeights, &files.textEncoderWeights, &files.textEncoder2Weights})
        paths.insert(paths.end(), more->begin(), more->end());
    return paths;
}

/// Kept, as a model keeps them.
void convert(const std::vector<fs::path>& paths, at::ScalarType dtype) {
    std::vector<at::Tensor> kept;
    for (const auto& path : paths) {
        const auto file = weights::WeightFile::open(path);
        if (!file)
            std::exit(report(file.error()));
        tensors::StateDict views;
        bundles::addViews(*file, views);
        for (const auto& [name, view] : views)
            kept.push_back(view.to(dtype, /*non_blocking=*/false, /*copy=*/true));
    }
}

} // namespace

int main(int count, char** arguments) {
    pipeline::letThreadsSleep(arguments);
    if (count < 2) {
        std::fprintf(stderr, "usage: load_bench MODEL [fp32|bf16|fp16] [times]\n");
        return 2;
    }
    const std::string format = count > 2 ? arguments[2] : "bf16";
    const auto dtype = format == "fp32" ? at::kFloat : format == "fp16" ? at::kHalf : at::kBFloat16;
    const int times = count > 3 ? std::max(1, std::atoi(arguments[3])) : 3;
    const auto files = bundles::openModel(arguments[1]);
    if (!files)
        return report(files.error());
    const auto paths = weightFilesOf(*files);
    const auto cache = fs::temp_directory_path() / "latentbrush_load_bench";
    const bundles::KnownHashes hashes(cache);
    const at::NoGradGuard noGrad;
    pipeline::keepFreedMemory();
    std::vector<double> loads, conversions;
    for (int round = 0; round <= times; ++round) {
        const double load = seconds([&] {
            if (const auto loaded = bundles::loadModel(*files, {.dtype = dtype}, hashes); !loaded)
                std::exit(report(loaded.error()));
        });
        const double conversion = seconds([&] { convert(paths, dtype); });
        std::printf("%s load %.2f s, conversion %.2f s, ratio %.2f\n", round == 0 ? "(warming)" : "        ",
                    load, conversion, load / conversion);
        if (round == 0)
            continue;
        loads.push_back(load);
        conversions.push_back(conversion);
    }
    const auto least = [](const std::vector<double>& all) { return *std::ranges::min_element(all); };
    std::printf("least    load %.2f s, conversion %.2f s, ratio %.2f\n", least(loads), least(conversions),
                least(loads) / least(conversions));
    fs::remove_all(cache);
    return 0;
}
