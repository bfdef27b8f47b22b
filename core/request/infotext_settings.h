#pragma once

#include "request/infotext.h"

namespace latentbrush {

/// Takes over into `parameters.request` what its prompts and values say, as far as the request stays valid,
/// and lists the other keys as unused.
void fillRequest(ReadParameters& parameters);

} // namespace latentbrush
