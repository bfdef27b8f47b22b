#pragma once

#include <string>
#include <vector>

#include "picturebook/scene.h"

namespace latentbrush::picturebook {

enum class Language { English, Japanese };
inline constexpr std::array kLanguages{Language::English, Language::Japanese};

/// Says in UTF-8 what the scene shows; the dice choose among several wordings. Every caption names the time
/// of day, the ground, each object with its colour, and of sun, moon, cloud and mountains exactly those that
/// are there. Objects are named from left to right; only where a sentence gives the balloon a place of its
/// own ("… and a red balloon in the sky") it comes last. Where things stand within the picture is never said.
std::string caption(const Scene& scene, Language language, Dice& dice);

/// Every word (English) or morpheme (Japanese, written without spaces) that captions are made of, each once.
std::vector<std::string> lexicon(Language language);

} // namespace latentbrush::picturebook
