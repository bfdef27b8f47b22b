#pragma once

#include "image/box.h"
#include "image/image.h"
#include "picturebook/captions.h"
#include "picturebook/scene.h"
#include "request/task.h"

#include <string>
#include <vector>

namespace latentbrush::score {

/// A picture to paint into, where, and what: an object that training never showed on such a ground at such a
/// time.
struct InpaintCase {
    picturebook::Scene source; ///< of the training split, with one object
    picturebook::Scene wanted; ///< `source` with the object asked for
    picturebook::Object asked; ///< its place is where a middling one of its kind would stand
    image::Box mask;           ///< what a person paints over, in pixels of the native size
    std::string prompt;        ///< a caption of `wanted`, all of it
    picturebook::Language language = picturebook::Language::English;
    bool replaces = false; ///< the asked object comes in place of the source's instead of beside it
};

/// The first `count` cases, always the same. The held-out combinations come in turn, so that 100 cases have
/// each three or four times, in both languages: English for even cases, Japanese for odd ones. An object on
/// the left or right gets its new neighbour in the free slot; one in the middle, beside which nothing fits,
/// is painted over, all of it. The mask is the same for all kinds on the ground (about 64 × 78) and for
/// balloons (about 64 × 68 in the sky), so that its shape tells nothing, with each side off by up to 2 pixels
/// as a hand is; it stays within the picture and touches neither another object nor sun, moon or cloud.
std::vector<InpaintCase> inpaintCases(int count);

/// The scene as a picture of the native size.
image::Image pictureOf(const picturebook::Scene& scene);
/// White in the box, black around it; of the native size.
image::Image maskPicture(const image::Box& box);

/// What the engine is asked for: the case's picture and mask, painted as `how` says.
Inpaint taskOf(const InpaintCase& asked, Inpaint how);

} // namespace latentbrush::score
