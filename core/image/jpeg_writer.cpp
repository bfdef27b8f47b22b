#include "image/jpeg.h"

#include "image/exif.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

namespace latentbrush::image {

namespace {

constexpr std::size_t kMarkerRoom = 65533;

class JpegWriter {
public:
    JpegWriter(const Image& image, int quality, std::span<const std::byte> exif)
        : m_image(image), m_quality(quality), m_exif(exif) {
        m_jpeg.err = jpeg_std_error(&m_errors);
        m_errors.error_exit = &JpegWriter::onError;
        m_jpeg.client_data = this;
    }
    ~JpegWriter() {
        jpeg_destroy_compress(&m_jpeg);
        std::free(m_buffer);
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;

    Result<std::vector<std::byte>> run() {
        if (!write())
            return failure(ErrorCode::Internal, {}, m_message);
        const auto bytes = std::as_bytes(std::span(m_buffer, m_size));
        return std::vector<std::byte>(bytes.begin(), bytes.end());
    }

private:
    bool write() {
        if (setjmp(m_jump))
            return false;
        jpeg_create_compress(&m_jpeg);
        jpeg_mem_dest(&m_jpeg, &m_buffer, &m_size);
        m_jpeg.image_width = static_cast<JDIMENSION>(m_image.width);
        m_jpeg.image_height = static_cast<JDIMENSION>(m_image.height);
        m_jpeg.input_components = 3;
        m_jpeg.in_color_space = JCS_RGB;
        jpeg_set_defaults(&m_jpeg);
        jpeg_set_quality(&m_jpeg, m_quality, TRUE);
        m_jpeg.comp_info[0].h_samp_factor = 1;
        m_jpeg.comp_info[0].v_samp_factor = 1;
        jpeg_start_compress(&m_jpeg, TRUE);
        if (!m_exif.empty())
            jpeg_write_marker(&m_jpeg, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(m_exif.data()),
                              static_cast<unsigned>(m_exif.size()));
        while (m_jpeg.next_scanline < m_jpeg.image_height) {
            auto* row = const_cast<JSAMPROW>(m_image.at(0, static_cast<int>(m_jpeg.next_scanline)));
            jpeg_write_scanlines(&m_jpeg, &row, 1);
        }
        jpeg_finish_compress(&m_jpeg);
        return true;
    }

    [[noreturn]] static void onError(j_common_ptr jpeg) {
        auto& self = *static_cast<JpegWriter*>(jpeg->client_data);
        jpeg->err->format_message(jpeg, self.m_message);
        std::longjmp(self.m_jump, 1);
    }

    const Image& m_image;
    int m_quality;
    std::span<const std::byte> m_exif;
    jpeg_compress_struct m_jpeg{};
    jpeg_error_mgr m_errors{};
    std::jmp_buf m_jump{};
    unsigned char* m_buffer = nullptr;
    unsigned long m_size = 0;
    char m_message[JMSG_LENGTH_MAX] = {};
};

} // namespace

Result<std::vector<std::byte>> encodeJpeg(const Image& image, int quality, const std::string& parameters) {
    if (auto checked = checkImage(image); !checked)
        return failure(checked);
    if (image.channels != 3)
        return failure(ErrorCode::InvalidRequest, "image", "JPEG has no transparency");
    if (quality < 1 || quality > 100)
        return failure(ErrorCode::InvalidRequest, "quality", std::to_string(quality));
    const auto exif = parameters.empty() ? std::vector<std::byte>{} : exifWithComment(parameters);
    if (exif.size() > kMarkerRoom)
        return failure(ErrorCode::InvalidRequest, "parameters",
                       std::to_string(exif.size()) + " bytes of EXIF");
    return JpegWriter(image, quality, exif).run();
}

} // namespace latentbrush::image
