#pragma once

namespace latentbrush::prompt {

/// How a prompt is read.
enum class Grammar {
    Automatic1111, ///< peers.md 3.3: comments, networks, AND, schedules, weights, BREAK
    Plain          ///< as it stands
};

} // namespace latentbrush::prompt
