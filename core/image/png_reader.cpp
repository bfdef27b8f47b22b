#include "image/png.h"

#include "image/text_encoding.h"

#include <cstdio>
#include <cstring>
#include <png.h>

namespace latentbrush::image {

namespace {

/// libpng reports errors by longjmp. So each call into it happens inside `step`, in a function that has no
/// object with a destructor on its stack; memory is taken between the steps.
class PngReader {
public:
    explicit PngReader(std::span<const std::byte> bytes) : m_bytes(bytes) {
        m_png =
            png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &PngReader::onError, &PngReader::onWarning);
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
    }
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    Result<PictureFile> read() {
        if (!m_info)
            return failure(ErrorCode::OutOfMemory);
        if (!step(&PngReader::readHeader))
            return fault();
        if (auto checked = checkHeader(); !checked)
            return failure(checked);
        if (!step(&PngReader::prepare))
            return fault();
        PictureFile file;
        file.image = {
            static_cast<int>(m_width), static_cast<int>(m_height), png_get_channels(m_png, m_info), {}};
        const std::size_t rowBytes = png_get_rowbytes(m_png, m_info);
        file.image.pixels.resize(rowBytes * m_height);
        std::vector<png_bytep> rows(m_height);
        for (std::size_t y = 0; y < m_height; ++y)
            rows[y] = file.image.pixels.data() + y * rowBytes;
        m_rows = rows.data();
        if (!step(&PngReader::readPixels))
            return fault();
        file.texts = texts();
        if (m_bits > 8)
            file.notices.push_back(Notice::ReducedTo8Bits);
        finishPixels(file, profile(), 1);
        return file;
    }

private:
    bool step(void (PngReader::*work)()) {
        if (setjmp(png_jmpbuf(m_png)))
            return false;
        (this->*work)();
        return true;
    }

    void readHeader() {
        constexpr int kMaxTexts = 64;
        png_set_read_fn(m_png, this, &PngReader::onRead);
        png_set_chunk_malloc_max(m_png, kMaxTextBytes);
        png_set_chunk_cache_max(m_png, kMaxTexts);
        png_read_info(m_png, m_info);
        m_width = png_get_image_width(m_png, m_info);
        m_height = png_get_image_height(m_png, m_info);
        m_bits = png_get_bit_depth(m_png, m_info);
    }

    Result<> checkHeader() const {
        if (auto checked = checkSides(m_width, m_height); !checked)
            return checked;
        // Deflate packs at most 1032 to 1: a small file that claims a huge picture is refused before its
        // memory is taken.
        constexpr std::size_t kDeflateLimit = 1032;
        if (png_get_rowbytes(m_png, m_info) * std::size_t(m_height) > m_bytes.size() * kDeflateLimit)
            return failure(ErrorCode::FileTruncated, {}, "too short for its pixels");
        return {};
    }

    void prepare() {
        png_set_expand(m_png);
        png_set_scale_16(m_png);
        png_set_gray_to_rgb(m_png);
        png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
    }

    void readPixels() {
        png_read_image(m_png, m_rows);
        png_read_end(m_png, m_info);
    }

    /// The iCCP chunk's; libpng leaves out one that does not fit the colour type.
    std::span<const std::byte> profile() const {
        png_charp name = nullptr;
        png_bytep bytes = nullptr;
        png_uint_32 length = 0;
        int compression = 0;
        if (!png_get_iCCP(m_png, m_info, &name, &compression, &bytes, &length))
            return {};
        return std::as_bytes(std::span(bytes, length));
    }

    Texts texts() const {
        png_textp found = nullptr;
        const int count = png_get_text(m_png, m_info, &found, nullptr);
        Texts texts;
        for (int i = 0; i < count; ++i) {
            const bool international = found[i].compression >= PNG_ITXT_COMPRESSION_NONE;
            const auto length = international ? found[i].itxt_length : found[i].text_length;
            if (length > kMaxTextBytes)
                continue;
            const std::string_view value(found[i].text ? found[i].text : "", found[i].text ? length : 0);
            // Some programs put UTF-8 where Latin-1 belongs; Latin-1 that happens to be UTF-8 is next to
            // unknown, and our writer avoids it.
            texts.push_back({utf8FromLatin1(found[i].key),
                             international || isUtf8(value) ? repairedUtf8(value) : utf8FromLatin1(value)});
        }
        return texts;
    }

    tl::unexpected<Error> fault() const {
        return failure(m_truncated ? ErrorCode::FileTruncated : ErrorCode::FileMalformed, {}, m_message);
    }

    static void onRead(png_structp png, png_bytep into, std::size_t count) {
        auto& self = *static_cast<PngReader*>(png_get_io_ptr(png));
        self.m_truncated = count > self.m_bytes.size() - self.m_at;
        if (self.m_truncated)
            png_error(png, "the file ends early");
        std::memcpy(into, self.m_bytes.data() + self.m_at, count);
        self.m_at += count;
    }

    [[noreturn]] static void onError(png_structp png, png_const_charp message) {
        auto& self = *static_cast<PngReader*>(png_get_error_ptr(png));
        std::snprintf(self.m_message, sizeof self.m_message, "%s", message);
        png_longjmp(png, 1);
    }
    /// libpng warns where it goes on without loss of pixels.
    static void onWarning(png_structp, png_const_charp) {}

    std::span<const std::byte> m_bytes;
    std::size_t m_at = 0;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    png_bytepp m_rows = nullptr;
    png_uint_32 m_width = 0;
    png_uint_32 m_height = 0;
    int m_bits = 8;
    bool m_truncated = false;
    char m_message[128] = {};
};

/// Every chunk up to IEND lies within the file. libpng would take the memory that a chunk claims before it
/// sees that the file ends.
Result<> checkChunks(std::string_view file) {
    constexpr std::size_t kSignature = 8, kAroundData = 12; // length, kind and checksum
    for (std::size_t at = kSignature; at + kAroundData <= file.size();) {
        std::size_t length = 0;
        for (const unsigned char byte : file.substr(at, 4))
            length = length << 8 | byte;
        if (file.size() - at - kAroundData < length)
            break;
        if (file.substr(at + 4, 4) == "IEND")
            return {};
        at += kAroundData + length;
    }
    return failure(ErrorCode::FileTruncated, {}, "the file ends early");
}

} // namespace

Result<PictureFile> decodePng(std::span<const std::byte> bytes) {
    constexpr std::size_t kSignature = 8;
    const auto* start = reinterpret_cast<png_const_bytep>(bytes.data());
    const auto present = std::min(bytes.size(), kSignature);
    if (present == 0 || png_sig_cmp(start, 0, present) != 0)
        return failure(ErrorCode::UnsupportedFormat, {}, "no PNG");
    if (auto checked = checkChunks({reinterpret_cast<const char*>(bytes.data()), bytes.size()}); !checked)
        return failure(checked);
    try {
        return PngReader(bytes).read();
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory);
    }
}

} // namespace latentbrush::image
