#pragma once

#include <string>

namespace latentbrush::library {

/// The argument that turns this test program into the child that is killed.
inline constexpr const char* kRecordInALoop = "--record-in-a-loop";

/// Records pictures into `folder` and prints each acknowledged id, `limit` times or (0) until it is killed.
int recordInALoop(const std::string& folder, int limit);

} // namespace latentbrush::library
