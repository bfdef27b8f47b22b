#include "image/jpeg.h"

#include "image/colour_profile.h"
#include "image/exif.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <jerror.h>

namespace latentbrush::image {

namespace {

constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr int kProfileMarker = JPEG_APP0 + 2;

/// libjpeg reports errors by a call that must not return. As with PNG, it is called inside `step` alone, in
/// functions that have no object with a destructor on their stack.
class JpegReader {
public:
    explicit JpegReader(std::span<const std::byte> bytes) : m_bytes(bytes) {
        m_jpeg.err = jpeg_std_error(&m_errors);
        m_errors.error_exit = &JpegReader::onError;
        m_errors.emit_message = &JpegReader::onMessage;
        m_progress.progress_monitor = &JpegReader::onProgress;
        m_jpeg.client_data = this;
    }
    ~JpegReader() {
        jpeg_destroy_decompress(&m_jpeg);
        std::free(m_profile);
    }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    Result<PictureFile> read() {
        if (!step(&JpegReader::readHeader))
            return fault();
        if (auto checked = checkHeader(); !checked)
            return failure(checked);
        const Exif exif = readExif(exifBytes()); // libjpeg forgets its markers when the pixels are read
        auto file = m_inks ? readInks() : readColours();
        if (!file)
            return file;
        if (!exif.userComment.empty() && exif.userComment.size() <= kMaxTextBytes)
            file->texts.push_back({"parameters", exif.userComment});
        finishPixels(*file, m_inks ? std::span<const std::byte>() : profile(), exif.orientation);
        return file;
    }

private:
    bool step(void (JpegReader::*work)()) {
        if (setjmp(m_jump))
            return false;
        (this->*work)();
        return true;
    }

    Result<PictureFile> readColours() {
        PictureFile file;
        file.image = {static_cast<int>(m_jpeg.image_width), static_cast<int>(m_jpeg.image_height), 3, {}};
        file.image.pixels.resize(std::size_t(m_jpeg.image_width) * m_jpeg.image_height * 3);
        m_pixels = file.image.pixels.data();
        if (!step(&JpegReader::readPixels))
            return fault();
        return file;
    }

    Result<PictureFile> readInks() {
        CmykPicture inks{static_cast<int>(m_jpeg.image_width), static_cast<int>(m_jpeg.image_height), {}};
        inks.inks.resize(std::size_t(m_jpeg.image_width) * m_jpeg.image_height * 4);
        m_pixels = inks.inks.data();
        if (!step(&JpegReader::readPixels))
            return fault();
        // Adobe's programs, whose marker this is, store what each ink leaves.
        if (m_jpeg.saw_Adobe_marker)
            for (auto& ink : inks.inks)
                ink = 255 - ink;
        PictureFile file;
        file.image = rgbFromCmyk(inks, profile(), file.notices);
        return file;
    }

    void readHeader() {
        constexpr unsigned kWholeMarker = 0xffff;
        jpeg_create_decompress(&m_jpeg);
        m_jpeg.mem->max_memory_to_use = 1l << 30;
        m_jpeg.progress = &m_progress;
        jpeg_mem_src(&m_jpeg, reinterpret_cast<const unsigned char*>(m_bytes.data()), m_bytes.size());
        jpeg_save_markers(&m_jpeg, kExifMarker, kWholeMarker);
        jpeg_save_markers(&m_jpeg, kProfileMarker, kWholeMarker);
        jpeg_read_header(&m_jpeg, TRUE);
        m_inks = m_jpeg.jpeg_color_space == JCS_CMYK || m_jpeg.jpeg_color_space == JCS_YCCK;
        jpeg_read_icc_profile(&m_jpeg, &m_profile, &m_profileBytes);
    }

    Result<> checkHeader() const {
        if (auto checked = checkSides(m_jpeg.image_width, m_jpeg.image_height); !checked)
            return checked;
        // Huffman codes take at least one bit for each block of 8x8: a file too short for that is refused
        // before its memory is taken.
        constexpr std::size_t kPixelsPerByte = 8 * 64;
        const auto pixels = std::size_t(m_jpeg.image_width) * m_jpeg.image_height;
        if (!m_jpeg.arith_code && pixels / kPixelsPerByte > m_bytes.size())
            return failure(ErrorCode::FileTruncated, {}, "too short for its pixels");
        return {};
    }

    void readPixels() {
        m_jpeg.out_color_space = m_inks ? JCS_CMYK : JCS_RGB;
        jpeg_start_decompress(&m_jpeg);
        const std::size_t rowBytes = std::size_t(m_jpeg.output_width) * (m_inks ? 4 : 3);
        while (m_jpeg.output_scanline < m_jpeg.output_height) {
            JSAMPROW row = m_pixels + m_jpeg.output_scanline * rowBytes;
            jpeg_read_scanlines(&m_jpeg, &row, 1);
        }
        jpeg_finish_decompress(&m_jpeg);
    }

    std::span<const std::byte> exifBytes() const {
        for (auto* marker = m_jpeg.marker_list; marker; marker = marker->next)
            if (marker->marker == kExifMarker && marker->data_length > 6 &&
                std::string_view(reinterpret_cast<const char*>(marker->data), 4) == "Exif")
                return std::as_bytes(std::span(marker->data, marker->data_length));
        return {};
    }

    std::span<const std::byte> profile() const { return std::as_bytes(std::span(m_profile, m_profileBytes)); }

    tl::unexpected<Error> fault() const {
        switch (m_errors.msg_code) {
        case JWRN_JPEG_EOF:
        case JERR_INPUT_EOF:
        case JERR_INPUT_EMPTY:
            return failure(ErrorCode::FileTruncated, {}, m_message);
        case JERR_OUT_OF_MEMORY:
        case JERR_NO_BACKING_STORE:
            return failure(ErrorCode::OutOfMemory, {}, m_message);
        case JERR_IMAGE_TOO_BIG:
            return failure(ErrorCode::FileTooLarge, {}, m_message);
        }
        return failure(ErrorCode::FileMalformed, {}, m_message);
    }

    [[noreturn]] static void onError(j_common_ptr jpeg) {
        auto& self = *static_cast<JpegReader*>(jpeg->client_data);
        char message[JMSG_LENGTH_MAX];
        jpeg->err->format_message(jpeg, message);
        std::snprintf(self.m_message, sizeof self.m_message, "%s", message);
        std::longjmp(self.m_jump, 1);
    }

    /// libjpeg only warns of lost pixels and makes some up; here they are errors.
    static void onMessage(j_common_ptr jpeg, int level) {
        if (level >= 0)
            return;
        switch (jpeg->err->msg_code) {
        case JWRN_JPEG_EOF:
        case JWRN_HIT_MARKER:
        case JWRN_HUFF_BAD_CODE:
        case JWRN_ARITH_BAD_CODE:
        case JWRN_MUST_RESYNC:
            onError(jpeg);
        }
    }

    /// A small file of thousands of scans over a huge picture would take minutes.
    static void onProgress(j_common_ptr jpeg) {
        constexpr int kMaxScans = 200;
        if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number <= kMaxScans)
            return;
        jpeg->err->msg_code = JERR_BAD_PROGRESSION;
        onError(jpeg);
    }

    std::span<const std::byte> m_bytes;
    jpeg_decompress_struct m_jpeg{};
    jpeg_error_mgr m_errors{};
    jpeg_progress_mgr m_progress{};
    std::jmp_buf m_jump{};
    std::uint8_t* m_pixels = nullptr;
    JOCTET* m_profile = nullptr; ///< libjpeg's, by malloc
    unsigned m_profileBytes = 0;
    bool m_inks = false; ///< CMYK, plain or as YCCK
    char m_message[JMSG_LENGTH_MAX] = {};
};

} // namespace

Result<PictureFile> decodeJpeg(std::span<const std::byte> bytes) {
    if (bytes.size() < 2 || bytes[0] != std::byte(0xff) || bytes[1] != std::byte(0xd8))
        return failure(ErrorCode::UnsupportedFormat, {}, "no JPEG");
    try {
        return JpegReader(bytes).read();
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory);
    }
}

} // namespace latentbrush::image
