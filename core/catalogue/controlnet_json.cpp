#include "catalogue/configs_json.h"
#include "catalogue/required_values.h"
#include "catalogue/unet_fields.h"

namespace latentbrush::catalogue {

namespace {

constexpr int kWidest = 1 << 16;

std::vector<int> hintWidthsOf(JsonFields& fields, std::vector<int> otherwise) {
    const auto* value = fields.find("conditioning_embedding_out_channels");
    constexpr std::size_t kMost = 8;
    if (!value)
        return otherwise;
    if (value->is_array() && !value->empty() && value->size() <= kMost)
        return fields.integers("conditioning_embedding_out_channels", 1, value->size(), 1, kWidest);
    fields.malformed("conditioning_embedding_out_channels", "not 1 to 8 widths");
    return otherwise;
}

bool isBgr(JsonFields& fields) {
    const auto order = fields.text("controlnet_conditioning_channel_order", "rgb");
    if (order != "rgb" && order != "bgr")
        fields.unsupported("controlnet: controlnet_conditioning_channel_order = " + order);
    return order == "bgr";
}

} // namespace

Result<ControlNetConfig> controlNetFromJson(const nlohmann::json& value, const std::string& subject) {
    Fault fault;
    JsonFields fields(value, subject, fault);
    requireValues(fields, "controlnet",
                  {{"_class_name", "ControlNetModel"}, {"time_cond_proj_dim", nullptr}});
    ControlNetConfig config;
    config.unet = readWayDown(fields, "controlnet");
    config.hintChannels = fields.integer("conditioning_channels", 3, 1, kWidest);
    config.hintWidths = hintWidthsOf(fields, config.hintWidths);
    config.hintIsBgr = isBgr(fields);
    config.pooledOver = fields.boolean("global_pool_conditions", false);
    if (fault)
        return tl::unexpected(*fault);
    return config;
}

} // namespace latentbrush::catalogue
