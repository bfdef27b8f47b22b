#include "image/colour_profile.h"

#include <array>
#include <cstdlib>
#include <lcms2.h>
#include <memory>

namespace latentbrush::image {

namespace {

struct Close {
    void operator()(void* context) const { cmsDeleteContext(static_cast<cmsContext>(context)); }
};
struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct CloseTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, CloseTransform>;

/// lcms2 with a context of its own: nothing is shared between threads, and complaints go nowhere.
class Conversion {
public:
    explicit Conversion(std::span<const std::byte> profile) : m_context(cmsCreateContext(nullptr, nullptr)) {
        if (!m_context || profile.empty() || profile.size() > kMaxProfileBytes)
            return;
        cmsSetLogErrorHandlerTHR(context(), [](cmsContext, cmsUInt32Number, const char*) {});
        m_from.reset(cmsOpenProfileFromMemTHR(context(), profile.data(),
                                              static_cast<cmsUInt32Number>(profile.size())));
        m_to.reset(cmsCreate_sRGBProfileTHR(context()));
    }

    /// 0 for a damaged profile.
    cmsColorSpaceSignature space() const {
        return m_from && m_to ? cmsGetColorSpace(m_from.get()) : cmsColorSpaceSignature(0);
    }

    /// Null when the profile cannot do this.
    Transform transform(cmsUInt32Number from, cmsUInt32Number to) const {
        return Transform(cmsCreateTransformTHR(context(), m_from.get(), from, m_to.get(), to,
                                               INTENT_RELATIVE_COLORIMETRIC,
                                               cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA));
    }

private:
    cmsContext context() const { return static_cast<cmsContext>(m_context.get()); }

    std::unique_ptr<void, Close> m_context;
    Profile m_from;
    Profile m_to;
};

/// Whether the colours of a coarse grid stay what they are, to within rounding.
bool keepsColours(const Transform& rgbToRgb) {
    constexpr int kStep = 17, kTolerance = 2;
    std::array<std::uint8_t, 3> colour{}, converted{};
    for (int r = 0; r < 256; r += kStep)
        for (int g = 0; g < 256; g += kStep)
            for (int b = 0; b < 256; b += kStep) {
                colour = {static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g),
                          static_cast<std::uint8_t>(b)};
                cmsDoTransform(rgbToRgb.get(), colour.data(), converted.data(), 1);
                for (std::size_t c = 0; c < 3; ++c)
                    if (std::abs(colour[c] - converted[c]) > kTolerance)
                        return false;
            }
    return true;
}

bool isGrey(const Image& image) {
    for (std::size_t at = 0; at < image.pixels.size(); at += static_cast<std::size_t>(image.channels))
        if (image.pixels[at] != image.pixels[at + 1] || image.pixels[at] != image.pixels[at + 2])
            return false;
    return true;
}

std::optional<Notice> convertRgb(Image& image, const Conversion& conversion) {
    const auto probe = conversion.transform(TYPE_RGB_8, TYPE_RGB_8);
    if (!probe)
        return Notice::ProfileUnusable;
    if (keepsColours(probe))
        return std::nullopt;
    const auto format = image.channels == 4 ? TYPE_RGBA_8 : TYPE_RGB_8;
    const auto transform = conversion.transform(format, format);
    if (!transform)
        return Notice::ProfileUnusable;
    for (int y = 0; y < image.height; ++y) {
        auto* row = const_cast<std::uint8_t*>(image.at(0, y));
        cmsDoTransform(transform.get(), row, row, static_cast<cmsUInt32Number>(image.width));
    }
    return Notice::ProfileConverted;
}

std::optional<Notice> convertGrey(Image& image, const Conversion& conversion) {
    const auto transform = conversion.transform(TYPE_GRAY_8, TYPE_RGB_8);
    if (!transform || !isGrey(image))
        return Notice::ProfileUnusable;
    constexpr int kTolerance = 2;
    std::array<std::array<std::uint8_t, 3>, 256> table{};
    bool keeps = true;
    for (int value = 0; value < 256; ++value) {
        const auto grey = static_cast<std::uint8_t>(value);
        auto& colour = table[static_cast<std::size_t>(value)];
        cmsDoTransform(transform.get(), &grey, colour.data(), 1);
        for (const int channel : colour)
            keeps = keeps && std::abs(channel - value) <= kTolerance;
    }
    if (keeps)
        return std::nullopt;
    for (std::size_t at = 0; at < image.pixels.size(); at += static_cast<std::size_t>(image.channels)) {
        const auto& colour = table[image.pixels[at]];
        std::copy(colour.begin(), colour.end(), image.pixels.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return Notice::ProfileConverted;
}

/// What all inks together leave of the white paper.
void mixPlainly(const CmykPicture& picture, Image& image) {
    auto* colour = image.pixels.data();
    for (std::size_t at = 0; at + 3 < picture.inks.size(); at += 4, colour += 3)
        for (std::size_t c = 0; c < 3; ++c) {
            const int left = (255 - picture.inks[at + c]) * (255 - picture.inks[at + 3]);
            colour[c] = static_cast<std::uint8_t>((left + 127) / 255);
        }
}

bool mixByProfile(const CmykPicture& picture, std::span<const std::byte> profile, Image& image) {
    const Conversion conversion(profile);
    if (conversion.space() != cmsSigCmykData)
        return false;
    const auto transform = conversion.transform(TYPE_CMYK_8, TYPE_RGB_8);
    if (!transform)
        return false;
    const auto width = static_cast<std::size_t>(picture.width);
    for (int y = 0; y < picture.height; ++y)
        cmsDoTransform(transform.get(), picture.inks.data() + static_cast<std::size_t>(y) * width * 4,
                       image.pixels.data() + static_cast<std::size_t>(y) * width * 3,
                       static_cast<cmsUInt32Number>(width));
    return true;
}

} // namespace

std::optional<Notice> convertToSrgb(Image& image, std::span<const std::byte> profile) {
    if (profile.empty() || image.channels < 3)
        return std::nullopt;
    const Conversion conversion(profile);
    switch (conversion.space()) {
    case cmsSigRgbData:
        return convertRgb(image, conversion);
    case cmsSigGrayData:
        return convertGrey(image, conversion);
    default:
        return Notice::ProfileUnusable;
    }
}

Image rgbFromCmyk(const CmykPicture& picture, std::span<const std::byte> profile, Notices& notices) {
    Image image{picture.width, picture.height, 3, {}};
    image.pixels.resize(picture.inks.size() / 4 * 3);
    notices.push_back(Notice::CmykConverted);
    const bool byProfile = !profile.empty() && mixByProfile(picture, profile, image);
    if (!byProfile)
        mixPlainly(picture, image);
    if (!profile.empty())
        notices.push_back(byProfile ? Notice::ProfileConverted : Notice::ProfileUnusable);
    return image;
}

} // namespace latentbrush::image
