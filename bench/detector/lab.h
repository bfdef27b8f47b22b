#pragma once

namespace latentbrush::detector {

/// An sRGB colour, 0 to 255 each; fractions and values beyond the range happen after a cast is taken away.
struct Rgb {
    float r = 0, g = 0, b = 0;
};

/// CIE L*a*b*, white D65.
struct Lab {
    float l = 0, a = 0, b = 0;
};

Lab labOf(Rgb colour);

/// CIE76: the plain distance in Lab.
float difference(Lab one, Lab other);

inline Rgb operator+(Rgb a, Rgb b) {
    return {a.r + b.r, a.g + b.g, a.b + b.b};
}
inline Rgb operator-(Rgb a, Rgb b) {
    return {a.r - b.r, a.g - b.g, a.b - b.b};
}
inline Rgb operator*(Rgb a, float f) {
    return {a.r * f, a.g * f, a.b * f};
}

} // namespace latentbrush::detector
