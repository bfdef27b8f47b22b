#pragma once

#include "image/png.h"

#include "samples.h"
#include "zip_samples.h"

#include <span>
#include <string>
#include <vector>

namespace latentbrush::image {

inline std::span<const std::byte> bytesOf(const std::string& text) {
    return std::as_bytes(std::span(text));
}

inline std::string pngOf(const Image& image) {
    const auto bytes = encodePng(image).value();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A small archive that is sound, and it with one thing changed.
inline const SampleEntry kMimetype{"mimetype", "image/openraster"};
inline const std::string kPlainStack =
    R"(<image version="0.0.3" w="8" h="6"><stack><layer src="data/a.png"/></stack></image>)";

inline SampleEntry stack(const std::string& xml) {
    return {"stack.xml", xml, ZIP_CM_DEFLATE};
}
inline SampleEntry png(const std::string& name = "data/a.png") {
    return {name, pngOf(samplePicture(8, 6, 4))};
}
inline std::vector<SampleEntry> plain() {
    return {kMimetype, stack(kPlainStack), png()};
}
inline std::string plainWith(SampleEntry entry) {
    auto entries = plain();
    entries.push_back(std::move(entry));
    return zipOf(entries);
}
inline std::string withStack(const std::string& xml) {
    return zipOf({kMimetype, stack(xml), png()});
}
inline std::string withLayer(const std::string& attributes) {
    return withStack("<image w='8' h='6'><stack><layer " + attributes + "/></stack></image>");
}

} // namespace latentbrush::image
