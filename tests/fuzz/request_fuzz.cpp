#include "request/generation_request.h"
#include "request/picture_record.h"

#include <cstdlib>

/// What is taken for a request is valid, and its own JSON is read as the same request.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace latentbrush;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto record = recordFromJsonText(text);
        record && recordFromJsonText(toJsonText(*record)) != record)
        std::abort();
    const auto request = requestFromJsonText(text);
    if (!request)
        return 0;
    if (!validate(*request) || requestFromJsonText(toJsonText(*request)) != request)
        std::abort();
    return 0;
}
