#include "image/open_raster_stack.h"

#include "image/open_raster_attributes.h"
#include "image/picture_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <pugixml.hpp>

namespace latentbrush::image {

namespace {

tl::unexpected<Error> malformed(const std::string& why) {
    return failure(ErrorCode::FileMalformed, {}, "stack.xml: " + why);
}

/// The whole of the text, whatever the locale; blanks around it do not count.
std::optional<double> numberOf(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto begin = std::min(text.find_first_not_of(kBlanks), text.size());
    text = text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
    text.remove_prefix(text.starts_with('+') ? 1 : 0);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// What a stack hands down to its layers.
struct Inherited {
    double x = 0;
    double y = 0;
    double opacity = 1;
    bool visible = true;
};

class StackReader {
public:
    Result<RasterStack> read(const pugi::xml_node& image) {
        if (std::string_view(image.name()) != "image")
            return malformed("no <image>");
        if (auto header = readHeader(image); !header)
            return failure(header);
        const auto root = image.child("stack");
        if (!root || root.next_sibling("stack"))
            return malformed("one root <stack> is needed");
        if (auto layers = readStack(root, {}, 1); !layers)
            return failure(layers);
        return std::move(m_stack);
    }

private:
    Result<> readHeader(const pugi::xml_node& image) {
        if (auto checked = checkElement(image); !checked)
            return checked;
        const std::string_view version = image.attribute("version").value();
        if (!version.empty() && !version.starts_with("0."))
            return failure(ErrorCode::NewerFormat, {}, xmlText(version));
        const auto width = numberOf(image.attribute("w").value());
        const auto height = numberOf(image.attribute("h").value());
        if (!width || !height || *width < 1 || *height < 1)
            return malformed("no size");
        constexpr double kMost = 1e9; // an int holds it, and checkSides refuses it
        auto& raster = m_stack.raster;
        if (auto checked = checkSides(static_cast<std::uint64_t>(std::min(*width, kMost)),
                                      static_cast<std::uint64_t>(std::min(*height, kMost)));
            !checked)
            return checked;
        raster.width = static_cast<int>(*width);
        raster.height = static_cast<int>(*height);
        readResolution(image);
        raster.attributes = attributesOf(image, isPictureField);
        return checkCount(raster.attributes);
    }

    /// Both or none; what makes no sense is as good as none.
    void readResolution(const pugi::xml_node& image) {
        const double x = numberOf(image.attribute("xres").value()).value_or(0);
        const double y = numberOf(image.attribute("yres").value()).value_or(0);
        if (!(x >= 1 && y >= 1 && x <= kMaxResolution && y <= kMaxResolution))
            return;
        m_stack.raster.xres = static_cast<int>(x);
        m_stack.raster.yres = static_cast<int>(y);
    }

    Result<> readStack(const pugi::xml_node& stack, Inherited inherited, int depth) {
        constexpr int kDeepest = 32;
        if (depth > kDeepest)
            return failure(ErrorCode::FileTooLarge, {}, "stack.xml: stacks nested too deeply");
        const double opacityAbove = inherited.opacity;
        if (auto joined = join(stack, inherited); !joined)
            return joined;
        // The root's are those of the picture on nothing, which changes nothing of how its layers meet.
        const std::string_view op = stack.attribute("composite-op").value();
        const bool isMixed = inherited.opacity < opacityAbove || (!op.empty() && op != kSourceOver);
        m_stack.raster.groupsLost |= depth > 1 && inherited.visible && isMixed;
        for (const auto& child : stack.children()) {
            const std::string_view name = child.name();
            auto read = name == "stack"   ? readStack(child, inherited, depth + 1)
                        : name == "layer" ? readLayer(child, inherited)
                                          : Result<>();
            if (!read)
                return read;
        }
        return {};
    }

    Result<> readLayer(const pugi::xml_node& node, Inherited all) {
        if (m_stack.sources.size() == kMaxRasterLayers)
            return failure(ErrorCode::FileTooLarge, {},
                           "stack.xml: more than " + std::to_string(kMaxRasterLayers) + " layers");
        if (auto joined = join(node, all); !joined)
            return joined;
        if (!(std::abs(all.x) <= kMaxLayerOffset && std::abs(all.y) <= kMaxLayerOffset)) // nor inf - inf
            return malformed("a layer too far off the canvas");
        RasterLayer layer;
        layer.name = xmlText(node.attribute("name").value());
        layer.x = static_cast<int>(std::lround(all.x));
        layer.y = static_cast<int>(std::lround(all.y));
        layer.opacity = all.opacity;
        layer.visible = all.visible;
        if (const std::string_view op = node.attribute("composite-op").value(); !op.empty())
            layer.compositeOp = xmlText(op);
        layer.attributes = attributesOf(node, isLayerField);
        if (auto checked = checkCount(layer.attributes); !checked)
            return checked;
        const auto source = node.attribute("src");
        if (!source)
            return malformed("a layer without src");
        m_stack.raster.layers.push_back(std::move(layer));
        m_stack.sources.push_back(source.value());
        return {};
    }

    /// Adds what the element says of itself to what it inherited.
    Result<> join(const pugi::xml_node& node, Inherited& all) const {
        if (auto checked = checkElement(node); !checked)
            return checked;
        const auto number = [&](const char* name, const char* missing) {
            return numberOf(node.attribute(name).as_string(missing));
        };
        const auto x = number("x", "0"), y = number("y", "0"), opacity = number("opacity", "1");
        if (!x || !y || !opacity)
            return malformed("x, y or opacity is no number");
        all.x += *x;
        all.y += *y;
        all.opacity *= std::clamp(*opacity, 0.0, 1.0);
        all.visible &= std::string_view(node.attribute("visibility").value()) != "hidden";
        return {};
    }

    /// Few attributes, each once: pugixml takes any.
    static Result<> checkElement(const pugi::xml_node& node) {
        constexpr std::size_t kFields = 8;
        std::vector<std::string_view> names;
        for (const auto& attribute : node.attributes())
            names.emplace_back(attribute.name());
        if (names.size() > kMaxRasterAttributes + kFields)
            return tooManyAttributes();
        std::ranges::sort(names);
        if (std::ranges::adjacent_find(names) != names.end())
            return malformed("an attribute comes twice");
        return {};
    }

    static Result<> checkCount(const RasterAttributes& attributes) {
        return attributes.size() > kMaxRasterAttributes ? tooManyAttributes() : Result<>();
    }

    static Result<> tooManyAttributes() {
        return failure(ErrorCode::FileTooLarge, {},
                       "stack.xml: more than " + std::to_string(kMaxRasterAttributes) + " attributes");
    }

    /// With the namespaces that its attributes use, wherever they are declared.
    RasterAttributes attributesOf(const pugi::xml_node& node, bool (*isField)(std::string_view)) const {
        RasterAttributes attributes;
        for (const auto& attribute : node.attributes()) {
            const std::string_view name = attribute.name();
            if (!isAttributeName(name) || isField(name))
                continue;
            attributes.insert_or_assign(std::string(name), xmlText(attribute.value()));
            const auto colon = name.find(':');
            if (colon != std::string_view::npos && !isNamespace(name))
                declare("xmlns:" + std::string(name.substr(0, colon)), node, attributes);
        }
        const auto& picture = m_stack.raster.attributes;
        const auto declared = attributes;
        std::erase_if(attributes,
                      [&](const auto& entry) { return !isDeclared(entry.first, declared, picture); });
        return attributes;
    }

    /// Copies the declaration from the nearest stack that has it; those of the picture hold for all.
    static void declare(const std::string& declaration, const pugi::xml_node& node,
                        RasterAttributes& attributes) {
        for (auto stack = node; std::string_view(stack.name()) != "image"; stack = stack.parent())
            if (const auto found = stack.attribute(declaration.c_str())) {
                attributes.insert_or_assign(declaration, xmlText(found.value()));
                return;
            }
    }

    RasterStack m_stack;
};

} // namespace

Result<RasterStack> stackFromXml(const std::string& xml) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml.data(), xml.size(),
                                             pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (parsed.status == pugi::status_out_of_memory)
        return failure(ErrorCode::OutOfMemory);
    if (!parsed)
        return malformed(parsed.description());
    // A DOCTYPE can define entities, and no program writes one.
    for (const auto& node : document.children())
        if (node.type() == pugi::node_doctype)
            return malformed("a DOCTYPE");
    return StackReader().read(document.document_element());
}

} // namespace latentbrush::image
