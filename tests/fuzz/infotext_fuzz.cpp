#include "request/infotext.h"

#include <cstdlib>

/// Any text is read; what is understood of it is a valid request, which is read back from what we write of
/// it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace latentbrush;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = parseInfotext(text);
    if (!read)
        return 0;
    if (!validate(read->request))
        std::abort();
    const auto again = parseInfotext(infotextOf(read->request, {}));
    const bool sameSettings = !again || (again->request.steps == read->request.steps &&
                                         again->request.guidanceScale == read->request.guidanceScale &&
                                         again->request.seed == read->request.seed &&
                                         again->request.sampler == read->request.sampler);
    if (!sameSettings)
        std::abort();
    return 0;
}
