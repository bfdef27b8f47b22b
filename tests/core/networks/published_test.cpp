#include "base/sha256.h"
#include "catalogue/configs_json.h"
#include "networks/networks.h"

#include <fstream>
#include <gtest/gtest.h>
#include <numeric>

namespace latentbrush::networks {
namespace {

using nlohmann::json;
using Shapes = std::map<std::string, std::vector<std::int64_t>>;

/// The configs of published models and the tables that diffusers and transformers make of them
/// (tests/golden/make_published.py).
const json& published() {
    static const json all =
        json::parse(std::ifstream(LATENTBRUSH_GOLDEN "/networks/published.json", std::ios::binary));
    return all;
}

template <class Config>
Config read(Result<Config> config) {
    if (!config)
        throw std::runtime_error(config.error().subject + ' ' + config.error().detail);
    return *config;
}

Shapes merged(Shapes first, Shapes second) {
    first.merge(second);
    return first;
}

Shapes shapesOf(const json& config) {
    using namespace catalogue;
    const auto kind = config.value("_class_name", config.value("model_type", ""));
    const std::string subject = "config.json";
    if (kind == "UNet2DConditionModel")
        return unetShapes(read(unetFromJson(config, subject)));
    if (kind == "ControlNetModel")
        return controlNetShapes(read(controlNetFromJson(config, subject)));
    if (kind == "AutoencoderKL") {
        const auto vae = read(vaeFromJson(config, subject));
        return merged(vaeEncoderShapes(vae), vaeDecoderShapes(vae));
    }
    if (kind == "AutoencoderTiny")
        return merged(taesdEncoderShapes({}), taesdDecoderShapes({}));
    return textEncoderShapes(read(textEncoderFromJson(config, subject)));
}

std::string textOf(const Shapes& shapes) {
    std::string text;
    for (const auto& [name, shape] : shapes) {
        text += name;
        for (const auto edge : shape)
            text += ' ' + std::to_string(edge);
        text += '\n';
    }
    return text;
}

std::int64_t parametersIn(const Shapes& shapes) {
    std::int64_t sum = 0;
    for (const auto& [name, shape] : shapes)
        sum += std::accumulate(shape.begin(), shape.end(), std::int64_t(1), std::multiplies<>());
    return sum;
}

class Published : public testing::TestWithParam<std::string> {};

TEST_P(Published, HasTheReferencesTable) {
    const auto& model = published().at(GetParam());
    for (const auto* form : {"published", "written"}) {
        const auto shapes = shapesOf(model.at(form));
        EXPECT_EQ(parametersIn(shapes), model.at("parameters").get<std::int64_t>()) << form;
        EXPECT_EQ(shapes.size(), model.at("tensors").get<std::size_t>()) << form;
        EXPECT_EQ(sha256Of(textOf(shapes)), model.at("sha256").get<std::string>()) << form;
    }
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& [name, model] : published().items())
        all.push_back(name);
    return all;
}

INSTANTIATE_TEST_SUITE_P(Models, Published, testing::ValuesIn(names()),
                         [](const auto& row) { return row.param; });

} // namespace
} // namespace latentbrush::networks
