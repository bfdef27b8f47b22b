#pragma once

#include "image/extend.h"
#include "request/painting.h"

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace latentbrush::cli {

/// The flags of `generate` that say how a masked part is painted.
struct PaintingOptions {
    std::optional<std::string> content, area, grey, outpaint;
    std::optional<int> padding;
    std::optional<double> maskBlur;
    bool notMasked = false, matchColour = false, poisson = false;

    void addTo(CLI::App& command);

    /// Whether any of them was said: each needs a picture and, but for --outpaint, a mask.
    bool any() const;

    /// The flags over what `--request` asked for. InvalidRequest: an id that there is not.
    Result<Painting> painting(Painting asked) const;

    /// What --outpaint says: none where it was not said. InvalidRequest for anything but four numbers from 0,
    /// one of them above it.
    Result<std::optional<image::Margins>> margins() const;
};

} // namespace latentbrush::cli
