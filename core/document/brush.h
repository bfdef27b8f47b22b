#pragma once

namespace latentbrush::document {

/// A round brush. Numbers outside the limits named are taken as the nearest limit.
struct Brush {
    double diameter = 64;      ///< pixels at full pressure, 1 … 4096
    double hardness = 0.8;     ///< the part of the radius that is full, 0 … 1; 1 has an edge of one pixel
    double strength = 1;       ///< what the middle of a dab comes to at full pressure, 0 … 1
    double spacing = 0.1;      ///< from dab to dab, in diameters, 0.01 … 10; never below half a pixel
    bool pressureSizes = true; ///< the diameter follows the pressure
    bool pressureWeakens = false; ///< the strength follows the pressure

    bool operator==(const Brush&) const = default;
};

/// Where the pen is, in pixels of the layer (the middle of the first one is at 0.5, 0.5), and how hard it
/// presses, 0 … 1 (a mouse: 1).
struct StrokePoint {
    double x = 0;
    double y = 0;
    double pressure = 1;
};

enum class StrokeMode { Paint, Erase };

} // namespace latentbrush::document
