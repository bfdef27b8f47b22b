#include "picturebook/dice.h"

#include <bit>
#include <cassert>

namespace latentbrush::picturebook {

Dice::Dice(std::uint64_t seed) {
    for (auto& word : m_state) {
        seed += 0x9e3779b97f4a7c15u;
        std::uint64_t mixed = seed;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
        word = mixed ^ (mixed >> 31);
    }
}

std::uint64_t Dice::next() {
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

int Dice::between(int low, int high) {
    assert(low <= high);
    const std::uint64_t count = static_cast<std::uint64_t>(static_cast<std::int64_t>(high) - low) + 1;
    const std::uint64_t wholeRounds = (std::uint64_t{1} << 32) / count * count;
    std::uint64_t drawn = 0;
    do {
        drawn = next() >> 32;
    } while (drawn >= wholeRounds);
    return static_cast<int>(low + static_cast<std::int64_t>(drawn % count));
}

} // namespace latentbrush::picturebook
