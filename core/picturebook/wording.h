#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "picturebook/captions.h"

namespace latentbrush::picturebook {

/// The tables of a language are phrases of words separated by single spaces (in Japanese too: the spaces
/// between morphemes vanish at the end), with equally good wordings separated by '/'.
using Table = std::span<const std::string_view>;

/// One of the wordings of a phrase.
std::string_view oneOf(std::string_view phrase, Dice& dice);

template <typename Name>
std::string_view entry(const std::string_view* table, Name name) {
    return table[static_cast<std::size_t>(name)];
}

/// The phrases with one space between them; empty ones are left out.
std::string words(std::initializer_list<std::string_view> phrases);

/// "a", "a and b", "a , b and c": `comma` and `last` are the joining words, each set between spaces.
std::string listed(const std::vector<std::string>& phrases, std::string_view comma, std::string_view last);

/// The entries of `table` for what the scene has of sun, moon, cloud, mountains, in this order.
std::vector<std::string> sceneryWords(const Scene& scene, Table table);

bool isBalloon(const Object& object);
/// Whether the scene holds a balloon and something on the ground.
bool isMixed(const Scene& scene);

std::string englishCaption(const Scene& scene, Dice& dice);
std::string japaneseCaption(const Scene& scene, Dice& dice);
std::vector<Table> englishTables();
std::vector<Table> japaneseTables();

} // namespace latentbrush::picturebook
