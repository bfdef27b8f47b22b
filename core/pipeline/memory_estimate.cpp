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
// as much again that the heap has in pieces too small for it (it keeps what is freed, see keepFreedMemory).
// In strips (tiled_decode.h): in 16 bits the picture with its level's channels, a quarter of it with the
// second level's, and beside it some strips of the second level.
std::uint64_t decodingBytes(const catalogue::VaeConfig& vae, std::uint64_t pixels,
                            std::uint64_t bytesANumber) {
    constexpr std::uint64_t kAtOnce = 12;
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

// Weights that are reordered for the processor, and what conversion left. Measured as a quarter of SD 1.5
// and 2.1 in bf16, and as 0.58 GB of SD 1.5 in fp32; SDXL leaves more, for a reason that is not known yet.
std::uint64_t leftByLoading(std::uint64_t parameterBytes) {
    constexpr std::uint64_t kMost = 560'000'000;
    return std::min(parameterBytes / 4, kMost);
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
    return bytes + leftByLoading(bytes);
}

std::uint64_t activationBytes(const bundles::ModelFiles& files, int bytesANumber, int width, int height) {
    const auto pixels = static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height);
    const auto edge = static_cast<std::uint64_t>(files.manifest.latents.downscale);
    const auto each = static_cast<std::uint64_t>(bytesANumber);
    return std::max(each * denoisingNumbers(files.manifest.unet.value_or(catalogue::UNetConfig()),
                                            pixels / (edge * edge)),
                    decodingBytes(files.manifest.vae.value_or(catalogue::VaeConfig()), pixels, each));
}

} // namespace latentbrush::pipeline
