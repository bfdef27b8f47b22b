// make_starter_bundle FROM TO: builds the starter's networks from the weights that the repository holds and
// writes them as a bundle of TorchScript components. The build runs it, so that the repository holds weights
// and no code.

#include "bundles/load_model.h"
#include "bundles/write_bundle.h"
#include "tensors/guarded.h"

#include <cstdio>

namespace {

using namespace latentbrush;

at::ScalarType dtypeOf(const std::string& precision) {
    if (precision == "fp16")
        return at::kHalf;
    return precision == "bf16" ? at::kBFloat16 : at::kFloat;
}

Result<> make(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto files = bundles::openModel(from);
    if (!files)
        return failure(files);
    // No cache: what is built is checked byte by byte.
    const bundles::KnownHashes hashes{std::filesystem::path()};
    const auto components =
        bundles::loadComponents(*files, {.dtype = dtypeOf(files->manifest.precision)}, hashes);
    if (!components)
        return failure(components);
    return bundles::writeBundle(to, files->manifest, *components, files->tokenizerFolder);
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: make_starter_bundle FROM TO\n");
        return 2;
    }
    const auto made = latentbrush::tensors::guarded([&] { return make(argv[1], argv[2]); });
    if (made)
        return 0;
    const auto& error = made.error();
    std::fprintf(stderr, "%s: %s: %s\n", latentbrush::nameOf(error.code), error.subject.c_str(),
                 error.detail.c_str());
    return 1;
}
