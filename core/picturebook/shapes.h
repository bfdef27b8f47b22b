#pragma once

#include <cstdint>

#include "picturebook/canvas.h"
#include "picturebook/scene.h"

namespace latentbrush::picturebook {

/// Draws one object of the scene; `index` is its place in Scene::objects.
void drawObject(Canvas& canvas, const Object& object, std::uint8_t index, Time time);

/// Half of the width of the object's shape in native pixels at 100 percent.
double halfWidth(Kind kind);

} // namespace latentbrush::picturebook
