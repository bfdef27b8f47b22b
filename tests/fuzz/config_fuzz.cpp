#include "catalogue/configs_json.h"
#include "catalogue/model_manifest.h"
#include "weights/header.h"

#include <cstdlib>

namespace {

using namespace latentbrush;
using namespace latentbrush::catalogue;
using nlohmann::json;

/// What is taken for a config is one that, written and read again, says the same.
template <class Config>
void goesRound(const json& value, Result<Config> (*read)(const json&, const std::string&)) {
    const auto config = read(value, "fuzz");
    if (!config)
        return;
    const auto again = read(toJson(*config), "fuzz");
    if (!again || !(*again == *config))
        std::abort();
}

} // namespace

/// Every reader of a model's JSON is shown the same text: config.json of each network, a scheduler's, a
/// bundle's model.json.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = weights::parseWithoutDuplicates(text, "fuzz");
    if (!value)
        return 0;
    goesRound(*value, unetFromJson);
    goesRound(*value, vaeFromJson);
    goesRound(*value, textEncoderFromJson);
    goesRound(*value, schedulerFromJson);
    goesRound(*value, manifestFromJson);
    (void)controlNetFromJson(*value, "fuzz");
    return 0;
}
