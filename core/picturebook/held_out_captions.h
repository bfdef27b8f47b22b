#pragma once

#include <string>
#include <vector>

namespace latentbrush::picturebook {

/// The questions that a model which never saw the held-out combinations is asked: 200 lines of
/// "time, ground, objects, scenery, English caption, Japanese caption", separated by tabs, the fields as
/// scene.h spells them. Each of the held-out combinations is the first object of six or seven lines; no
/// caption comes twice. tests/data/heldout_captions.txt holds exactly these lines.
std::vector<std::string> heldOutCaptions();

} // namespace latentbrush::picturebook
