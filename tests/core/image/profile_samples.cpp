#include "profile_samples.h"

#include "../base/temporary_folder.h"
#include "samples.h"

#include <cstdio>

#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>
#include <webp/mux.h>

namespace latentbrush::image {

std::vector<std::byte> pngWith(const Stored& picture, const std::string& profile) {
    const TemporaryFolder folder;
    const auto path = folder / "a.png";
    std::FILE* file = std::fopen(path.c_str(), "wb");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_init_io(png, file);
    constexpr int kTypes[] = {PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB,
                              PNG_COLOR_TYPE_RGB_ALPHA};
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width), static_cast<png_uint_32>(picture.height),
                 picture.bits, kTypes[picture.channels - 1], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (!profile.empty())
        png_set_iCCP(png, info, "a profile", PNG_COMPRESSION_TYPE_BASE,
                     reinterpret_cast<png_const_bytep>(profile.data()),
                     static_cast<png_uint_32>(profile.size()));
    png_write_info(png, info);
    if (picture.bits == 16)
        png_set_swap(png);
    const std::size_t rowBytes = std::size_t(1) * picture.width * picture.channels * picture.bits / 8;
    for (int y = 0; y < picture.height; ++y)
        png_write_row(png, picture.pixels.data() + static_cast<std::size_t>(y) * rowBytes);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    std::fclose(file);
    return bytesOf(path);
}

std::vector<std::byte> jpegWith(const Stored& picture, const std::string& profile) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = static_cast<JDIMENSION>(picture.width);
    jpeg.image_height = static_cast<JDIMENSION>(picture.height);
    jpeg.input_components = picture.channels;
    jpeg.in_color_space = picture.channels == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&jpeg); // of inks it writes Adobe's marker
    jpeg_set_quality(&jpeg, 100, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    if (!profile.empty())
        jpeg_write_icc_profile(&jpeg, reinterpret_cast<const JOCTET*>(profile.data()),
                               static_cast<unsigned>(profile.size()));
    auto stored = picture.pixels;
    if (picture.channels == 4)
        for (auto& ink : stored)
            ink = 255 - ink;
    for (int y = 0; y < picture.height; ++y) {
        JSAMPROW row = stored.data() + std::size_t(1) * y * picture.width * picture.channels;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    const auto written = std::as_bytes(std::span(bytes, size));
    std::vector<std::byte> result(written.begin(), written.end());
    std::free(bytes);
    return result;
}

std::vector<std::byte> webpWith(const std::vector<std::byte>& webp, const std::string& profile) {
    const WebPData plain{reinterpret_cast<const std::uint8_t*>(webp.data()), webp.size()};
    const WebPData chunk{reinterpret_cast<const std::uint8_t*>(profile.data()), profile.size()};
    WebPMux* mux = WebPMuxCreate(&plain, 1);
    WebPMuxSetChunk(mux, "ICCP", &chunk, 1);
    WebPData whole{};
    WebPMuxAssemble(mux, &whole);
    WebPMuxDelete(mux);
    const auto written = std::as_bytes(std::span(whole.bytes, whole.size));
    std::vector<std::byte> result(written.begin(), written.end());
    WebPDataClear(&whole);
    return result;
}

std::vector<std::byte> tiffWith(const Stored& picture, const std::string& profile, int orientation) {
    const TemporaryFolder folder;
    const auto path = folder / "a.tif";
    TIFF* tiff = TIFFOpen(path.c_str(), "w");
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, picture.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, picture.bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, picture.channels);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, picture.channels == 4 ? PHOTOMETRIC_SEPARATED : PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, orientation);
    if (!profile.empty())
        TIFFSetField(tiff, TIFFTAG_ICCPROFILE, static_cast<std::uint32_t>(profile.size()), profile.data());
    const std::size_t rowBytes = std::size_t(1) * picture.width * picture.channels * picture.bits / 8;
    for (int y = 0; y < picture.height; ++y) {
        auto row = picture.pixels;
        TIFFWriteScanline(tiff, row.data() + static_cast<std::size_t>(y) * rowBytes,
                          static_cast<std::uint32_t>(y), 0);
    }
    TIFFClose(tiff);
    return bytesOf(path);
}

} // namespace latentbrush::image
