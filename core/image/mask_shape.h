#pragma once

#include "base/result.h"
#include "base/stop_token.h"
#include "image/mask.h"

namespace latentbrush::image {

// What the person does to a mask's shape. Plain functions, usable from any thread. Lengths are pixels. What
// lies beyond the picture's edge is unknown: it neither grows into the mask nor eats from it. An empty mask
// stays empty. Errors: InvalidRequest for a length below 0 or too large; OutOfMemory; Cancelled once the
// token says so, looked at every few rows.

/// The widest feather and smoothing.
inline constexpr double kLargestMaskRadius = 256;

/// Repaint what was kept and keep what was repainted: 255 - v.
Mask inverted(const Mask& mask);

/// 255 also wherever a pixel inside lies at most `pixels` away (Euclidean distance between centres, exact);
/// nothing becomes less than it was. The time does not depend on `pixels`.
Result<Mask> grown(const Mask& mask, int pixels, const StopToken& stop = {});

/// The opposite: 0 also wherever a pixel outside lies at most `pixels` away; nothing becomes more.
/// `shrunk(m, n) == inverted(grown(inverted(m), n))`.
Result<Mask> shrunk(const Mask& mask, int pixels, const StopToken& stop = {});

/// A soft edge: the Gaussian whose standard deviation is `radius`, cut off at 2.5 radii (what others call
/// 'mask blur'). Farther than that from any edge, 0 and 255 stay what they are.
Result<Mask> feathered(const Mask& mask, double radius, const StopToken& stop = {});

/// The farthest from an edge, in pixels, at which that changes anything, at most.
int featherReach(double radius);

/// What a picture is painted by: the mask, or what it leaves out where `notMasked` says so, with a soft edge
/// of the radius `blur`. What generates, what pastes back and what shows a mask all take it from here.
Result<Mask> effectiveMask(const Mask& mask, bool notMasked, double blur, const StopToken& stop = {});

/// Smoother outlines and no specks or pinholes much smaller than `radius`: the Gaussian of that radius, then
/// a hard edge at its half. The result is 0 and 255 alone, at radius 0 too.
Result<Mask> smoothed(const Mask& mask, double radius, const StopToken& stop = {});

/// 255 in each hole: a region outside that has no way to the picture's edge (up, down, left and right; a
/// diagonal line is closed).
Result<Mask> holesFilled(const Mask& mask);

} // namespace latentbrush::image
