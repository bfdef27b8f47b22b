#include "image/open_raster_attributes.h"
#include "image/open_raster_stack.h"

#include <array>
#include <charconv>
#include <pugixml.hpp>

namespace latentbrush::image {

namespace {

struct Appender : pugi::xml_writer {
    void write(const void* data, std::size_t size) override {
        text.append(static_cast<const char*>(data), size);
    }
    std::string text;
};

/// The shortest digits that are read as the same number, whatever the locale.
std::string textOf(double value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

void set(pugi::xml_node& node, const std::string& name, std::string_view value) {
    node.append_attribute(name.c_str()).set_value(xmlText(value).c_str());
}

void set(pugi::xml_node& node, const RasterAttributes& attributes) {
    for (const auto& [name, value] : attributes)
        set(node, name, value);
}

bool usesOwnPrefix(const RasterAttributes& attributes) {
    for (const auto& [name, value] : attributes)
        if (name.starts_with(std::string(kOwnPrefix) + ":"))
            return true;
    return false;
}

/// The attributes of the picture, and our namespace where it is used and not among them.
RasterAttributes pictureAttributes(const OpenRaster& raster) {
    auto attributes = raster.attributes;
    bool used = usesOwnPrefix(attributes);
    for (const auto& layer : raster.layers)
        used |= usesOwnPrefix(layer.attributes);
    if (used)
        attributes.emplace("xmlns:" + std::string(kOwnPrefix), kOwnNamespace);
    return attributes;
}

void append(pugi::xml_node& stack, const RasterLayer& layer, const std::string& source) {
    auto node = stack.append_child("layer");
    set(node, "name", layer.name);
    set(node, "src", source);
    set(node, "x", std::to_string(layer.x));
    set(node, "y", std::to_string(layer.y));
    set(node, "opacity", textOf(layer.opacity));
    set(node, "visibility", layer.visible ? "visible" : "hidden");
    set(node, "composite-op", layer.compositeOp);
    set(node, layer.attributes);
}

Result<> checkAttributes(const RasterAttributes& attributes, bool (*isField)(std::string_view),
                         const RasterAttributes& picture) {
    if (attributes.size() > kMaxRasterAttributes)
        return failure(ErrorCode::InvalidRequest, "attributes", std::to_string(attributes.size()));
    for (const auto& [name, value] : attributes) {
        if (!isAttributeName(name) || isField(name))
            return failure(ErrorCode::InvalidRequest, name, "no name for a further attribute");
        if (!isDeclared(name, attributes, picture))
            return failure(ErrorCode::InvalidRequest, name, "a prefix without a namespace");
    }
    return {};
}

} // namespace

std::string xmlOf(const OpenRaster& raster, const std::vector<std::string>& sources) {
    constexpr int kDefaultResolution = 72;
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    set(declaration, "version", "1.0");
    set(declaration, "encoding", "UTF-8");
    auto image = document.append_child("image");
    set(image, "version", "0.0.4");
    set(image, "w", std::to_string(raster.width));
    set(image, "h", std::to_string(raster.height));
    if (raster.xres != kDefaultResolution || raster.yres != kDefaultResolution) {
        set(image, "xres", std::to_string(raster.xres));
        set(image, "yres", std::to_string(raster.yres));
    }
    set(image, pictureAttributes(raster));
    auto stack = image.append_child("stack"); // the root has no attributes
    for (std::size_t i = 0; i < raster.layers.size(); ++i)
        append(stack, raster.layers[i], sources[i]);
    Appender out;
    document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
    return out.text;
}

Result<> checkAttributes(const OpenRaster& raster) {
    if (auto checked = checkAttributes(pictureAttributes(raster), isPictureField, {}); !checked)
        return checked;
    for (const auto& layer : raster.layers)
        if (auto checked = checkAttributes(layer.attributes, isLayerField, raster.attributes); !checked)
            return checked;
    return {};
}

} // namespace latentbrush::image
