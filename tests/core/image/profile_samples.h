#pragma once

#include "image/image.h"

#include <lcms2.h>
#include <memory>
#include <string>
#include <vector>

namespace latentbrush::image {

// ICC profiles and pictures that carry one, made as another program would.

inline std::string bytesOfProfile(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string bytes(size, '\0');
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return bytes;
}

inline std::string srgbProfile() {
    return bytesOfProfile(cmsCreate_sRGBProfile());
}

/// The primaries of sRGB without its curve: 128 of it is 188 of sRGB.
inline std::string linearProfile() {
    const cmsCIExyY white{0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries{{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 1);
    cmsToneCurve* curves[3] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(curve);
    return bytesOfProfile(profile);
}

inline std::string linearGreyProfile() {
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 1);
    cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
    cmsFreeToneCurve(curve);
    return bytesOfProfile(profile);
}

/// Inks of a strange press: cyan prints as yellow does and yellow as cyan.
inline std::string swappedInksProfile() {
    const auto lab = [](const cmsUInt16Number inks[], cmsUInt16Number values[], void* toLab) -> int {
        std::uint16_t rgb[3];
        for (int c = 0; c < 3; ++c)
            rgb[c] = static_cast<std::uint16_t>((65535.0 - inks[2 - c]) * (65535.0 - inks[3]) / 65535);
        cmsDoTransform(toLab, rgb, values, 1);
        return 1;
    };
    cmsHPROFILE srgb = cmsCreate_sRGBProfile(), labSpace = cmsCreateLab2Profile(nullptr);
    cmsHTRANSFORM toLab =
        cmsCreateTransform(srgb, TYPE_RGB_16, labSpace, TYPE_LabV2_16, INTENT_RELATIVE_COLORIMETRIC, 0);
    cmsStage* table = cmsStageAllocCLut16bit(nullptr, 9, 4, 3, nullptr);
    cmsStageSampleCLut16bit(table, lab, toLab, 0);
    cmsPipeline* pipeline = cmsPipelineAlloc(nullptr, 4, 3);
    cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, table);
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(nullptr);
    cmsSetProfileVersion(profile, 2.4); // whose tables need no curves around them
    cmsSetDeviceClass(profile, cmsSigOutputClass);
    cmsSetColorSpace(profile, cmsSigCmykData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsWriteTag(profile, cmsSigAToB0Tag, pipeline);
    cmsPipelineFree(pipeline);
    cmsDeleteTransform(toLab);
    cmsCloseProfile(srgb);
    cmsCloseProfile(labSpace);
    return bytesOfProfile(profile);
}

/// `channels` 1 to 4 and 8 or 16 bits; `pixels` of 16 bits lie in the machine's byte order.
struct Stored {
    int width = 0;
    int height = 0;
    int channels = 3;
    int bits = 8;
    std::vector<std::uint8_t> pixels;
};

std::vector<std::byte> pngWith(const Stored& picture, const std::string& profile);
/// Four channels are inks; with Adobe's marker, stored inverted.
std::vector<std::byte> jpegWith(const Stored& picture, const std::string& profile);
std::vector<std::byte> webpWith(const std::vector<std::byte>& webp, const std::string& profile);
/// Four channels are inks.
std::vector<std::byte> tiffWith(const Stored& picture, const std::string& profile, int orientation = 1);

} // namespace latentbrush::image
