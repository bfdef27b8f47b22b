#include "pipeline/memory_estimate.h"

#include "networks/networks.h"
#include "pipeline/tiled_decode.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace latentbrush::pipeline {

namespace {

using Shapes = std::map<std::string, std::vector<std::int64_t>>;

std::uint64_t numbersIn(const Shapes& shapes) {
    std::uint64_t sum = 0;
    for (const auto& [name, shape] : shapes)
        sum += static_cast<std::uint64_t>(
            std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies<>()));
    return sum;
}

std::uint64_t numbersIn(const catalogue::ModelManifest& manifest) {
    return numbersIn(networks::unetShapes(*manifest.unet)) +
           numbersIn(networks::vaeEncoderShapes(*manifest.vae)) +
           numbersIn(networks::vaeDecoderShapes(*manifest.vae)) +
           numbersIn(networks::textEncoderShapes(*manifest.textEncoder)) +
           (manifest.textEncoder2 ? numbersIn(networks::textEncoderShapes(*manifest.textEncoder2)) : 0);
}

// A UNet holds its first level's width many times over: the skips, and in the widest block the GEGLU's eight.
std::uint64_t denoisingNumbers(const catalogue::UNetConfig& unet, std::uint64_t latentPixels) {
    constexpr std::uint64_t kPair = 2;
    constexpr std::uint64_t kFirstLevels = 48;
    return kPair * kFirstLevels * latentPixels * static_cast<std::uint64_t>(unet.blockOutChannels.front());
}

// A decoder's largest moment: the picture in full size with the second level's channels, several at once, and
// what the heap has in pieces too small for it (it keeps what is freed, see keepFreedMemory).
// In strips (tiled_decode.h): in 16 bits the picture with its level's channels, a quarter of it with the
// second level's, and beside it some strips of the second level.
std::uint64_t decodingBytes(const catalogue::VaeConfig& vae, std::uint64_t pixels,
                            std::uint64_t bytesANumber) {
    constexpr std::uint64_t kAtOnce = 8;
    constexpr std::uint64_t kStripsAtOnce = 6;
    const auto& widths = vae.blockOutChannels;
    const auto first = static_cast<std::uint64_t>(widths[0]);
    const auto second = static_cast<std::uint64_t>(widths.size() > 1 ? widths[1] : widths[0]);
    if (pixels <= kPixelsInOnePiece)
        return kAtOnce * pixels * second * bytesANumber;
    constexpr std::uint64_t kHalf = 2;
    return kHalf * (pixels * first + pixels / 4 * second) +
           kStripsAtOnce * kPixelsOfAStrip * second * sizeof(float);
}

// LibTorch, its kernels made for this processor, tables: measured as 0.09 to 0.15 GB, whatever the model.
constexpr std::uint64_t kBesideWeights = 100'000'000;

// A decoder that half precision would overflow is turned into fp32 and back.
std::uint64_t bytesOfDecoding(const catalogue::VaeConfig& vae, std::uint64_t bytesANumber) {
    return vae.forceUpcast ? sizeof(float) : bytesANumber;
}

// Of an export of unknown shape: what its files take, as if stored in half precision.
std::uint64_t numbersInFiles(const bundles::ModelFiles& files) {
    std::uint64_t bytes = 0;
    if (const auto& components = files.manifest.components)
        for (const auto& record : catalogue::recordsOf(*components)) {
            std::error_code error;
            const auto size = std::filesystem::file_size(files.folder / record.file, error);
            bytes += error ? 0 : size;
        }
    return bytes / 2;
}

} // namespace

std::uint64_t modelBytes(const bundles::ModelFiles& files, int bytesANumber) {
    const auto& manifest = files.manifest;
    const auto bytes =
        static_cast<std::uint64_t>(bytesANumber) *
        (manifest.unet && manifest.vae && manifest.textEncoder ? numbersIn(manifest) : numbersInFiles(files));
    return bytes + kBesideWeights;
}

std::uint64_t activationBytes(const bundles::ModelFiles& files, int bytesANumber, int width, int height) {
    const auto pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    const auto edge = static_cast<std::uint64_t>(files.manifest.latents.downscale);
    const auto each = static_cast<std::uint64_t>(bytesANumber);
    const auto vae = files.manifest.vae.value_or(catalogue::VaeConfig());
    const auto unet = files.manifest.unet.value_or(catalogue::UNetConfig());
    return std::max(each * denoisingNumbers(unet, pixels / (edge * edge)),
                    decodingBytes(vae, pixels, bytesOfDecoding(vae, each)));
}

} // namespace latentbrush::pipeline
