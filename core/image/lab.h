#pragma once

#include <cstdint>

namespace latentbrush::image {

/// A colour in CIE L*a*b* under D65: equal distances look about equally different. `l` goes from 0 to 100.
struct Lab {
    float l = 0;
    float a = 0;
    float b = 0;
};

/// The colour of an sRGB pixel (3 bytes).
Lab labOf(const std::uint8_t* rgb);

/// The nearest sRGB pixel; what sRGB cannot show is clipped channel by channel.
void writeRgb(const Lab& colour, std::uint8_t* rgb);

/// The straight distance (CIE 1976): 2.3 is just noticeable, 100 is from black to white.
float distanceOf(const Lab& first, const Lab& second);

} // namespace latentbrush::image
