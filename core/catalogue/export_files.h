#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace latentbrush::catalogue {

/// The networks of a model that somebody exported with torch.jit.trace or torch.jit.script, each a file in
/// one folder:
///
///   text encoder   text_encoder, clip or clip_text_model
///   UNet           unet
///   VAE            vae_decoder or decoder, and to work from pictures vae_encoder or encoder; or both in vae,
///                  with the methods encode and decode
///
/// ending in .pt, .ts or .torchscript, the name as it is or followed by _traced or _scripted.
struct ExportFiles {
    std::filesystem::path textEncoder;
    std::filesystem::path unet;
    std::filesystem::path vaeDecoder;
    std::filesystem::path vaeEncoder; ///< empty where there is none; the decoder's where one file is both

    /// Those that there are, each once, in the order text encoder, UNet, decoder, encoder.
    std::vector<std::filesystem::path> all() const;
    bool operator==(const ExportFiles&) const = default;
};

/// Found by their names alone; none unless text encoder, UNet and a decoder are there.
std::optional<ExportFiles> exportFilesIn(const std::filesystem::path& folder);

} // namespace latentbrush::catalogue
