#pragma once

#include "painting_options.h"
#include "request/task.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <optional>
#include <string>

namespace latentbrush::cli {

/// The flags of `generate` that make a picture from a picture.
struct TaskOptions {
    std::optional<std::string> init, mask;
    std::optional<double> strength;
    std::optional<int> noiseLevel;
    bool upscale = false;
    PaintingOptions painting;

    void addTo(CLI::App& command);

    /// The flags over what `--request` asked for: a picture makes image to image of it, a mask or --outpaint
    /// inpainting, --upscale an enlarging. Pictures of the request that no flag replaces are looked for
    /// beside it, in `requestFolder`. A mask of another size is scaled to the picture's, and the person is
    /// told. InvalidRequest: a mask, a strength or --outpaint without a picture, another flag of painting
    /// without a mask; and the errors of reading pictures.
    Result<Task> task(const Task& asked, const std::filesystem::path& requestFolder) const;

private:
    Result<Task> inpaint(PictureReference picture, const Inpaint* asked,
                         const std::filesystem::path& requestFolder) const;
};

} // namespace latentbrush::cli
