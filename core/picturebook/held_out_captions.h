#pragma once

#include <string>
#include <vector>

#include "picturebook/scene.h"

namespace latentbrush::picturebook {

/// A scene that training never shows, and how it is asked for.
struct HeldOutQuestion {
    Scene scene{};
    std::string english{};
    std::string japanese{};
};

/// The 200 questions below with the scenes that they were written from.
std::vector<HeldOutQuestion> heldOutQuestions();

/// The questions that a model which never saw the held-out combinations is asked: 200 lines of
/// "time, ground, objects, scenery, English caption, Japanese caption", separated by tabs, the fields as
/// scene.h spells them. Each of the held-out combinations is the first object of six or seven lines; no
/// caption comes twice. tests/data/heldout_captions.txt holds exactly these lines.
std::vector<std::string> heldOutCaptions();

} // namespace latentbrush::picturebook
