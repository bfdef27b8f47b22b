#pragma once

#include "detector/components.h"

namespace latentbrush::detector {

/// The things of a picture that may be objects, left to right: components large enough and with a named
/// colour, each with the parts that lie apart from it (a basket below its ropes, a sail behind its mast, the
/// other half of a balloon); what is too wide for one object is cut in two.
std::vector<Component> findObjects(const Labels& labels);

} // namespace latentbrush::detector
