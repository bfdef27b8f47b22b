#pragma once

#include "image/image.h"
#include "picturebook/draw.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace latentbrush::score {

/// A bundle's autoencoder alone, in fp32 on the CPU. Throws std::runtime_error when the bundle does not load.
class RoundTrip {
public:
    explicit RoundTrip(const std::filesystem::path& bundle);
    ~RoundTrip();

    /// The drawing encoded, the mean of its moments decoded.
    image::Image of(const picturebook::Drawing& drawing) const;
    /// Unit noise decoded, as if it were finished latents.
    image::Image ofNoise(std::uint64_t seed) const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace latentbrush::score
