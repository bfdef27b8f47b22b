#include "image/png.h"

#include "image/text_encoding.h"

#include <algorithm>
#include <cstdio>
#include <png.h>

namespace latentbrush::image {

namespace {

/// A text as libpng takes it.
struct EncodedText {
    std::string key;
    std::string value;
    int compression = PNG_TEXT_COMPRESSION_NONE;
};

/// Latin-1 that would pass for UTF-8 of other characters goes into iTXt as well: readers guess there.
EncodedText encoded(const Text& text) {
    auto latin1 = latin1FromUtf8(text.value);
    const bool ascii = latin1 && *latin1 == text.value;
    if (latin1 && (ascii || !isUtf8(*latin1)))
        return {text.key, std::move(*latin1), PNG_TEXT_COMPRESSION_NONE};
    return {text.key, repairedUtf8(text.value), PNG_ITXT_COMPRESSION_NONE};
}

Result<> checkText(const Text& text) {
    constexpr std::size_t kLongestKey = 79;
    const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
    const bool keyIsFine = !text.key.empty() && text.key.size() <= kLongestKey && text.key.front() != ' ' &&
                           text.key.back() != ' ' && text.key.find("  ") == std::string::npos &&
                           std::ranges::all_of(text.key, printable);
    if (!keyIsFine)
        return failure(ErrorCode::InvalidRequest, text.key, "no key of a PNG text");
    if (text.value.find('\0') != std::string::npos)
        return failure(ErrorCode::InvalidRequest, text.key, "a text with a NUL");
    return {};
}

/// As in the reader: libpng is called in `write` alone, whose stack holds no object with a destructor.
class PngWriter {
public:
    PngWriter(const Image& image, std::vector<png_text>& texts, std::vector<png_const_bytep>& rows)
        : m_image(image), m_texts(texts), m_rows(rows) {
        m_png =
            png_create_write_struct(PNG_LIBPNG_VER_STRING, this, &PngWriter::onError, &PngWriter::onWarning);
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
    }
    ~PngWriter() { png_destroy_write_struct(&m_png, &m_info); }
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;

    Result<std::vector<std::byte>> run() {
        if (!m_info)
            return failure(ErrorCode::OutOfMemory);
        if (!write())
            return failure(m_outOfMemory ? ErrorCode::OutOfMemory : ErrorCode::Internal, {}, m_message);
        return std::move(m_bytes);
    }

private:
    bool write() {
        if (setjmp(png_jmpbuf(m_png)))
            return false;
        constexpr int kBits = 8;
        png_set_write_fn(m_png, this, &PngWriter::onWrite, nullptr);
        png_set_IHDR(m_png, m_info, static_cast<png_uint_32>(m_image.width),
                     static_cast<png_uint_32>(m_image.height), kBits,
                     m_image.channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_sRGB(m_png, m_info, PNG_sRGB_INTENT_PERCEPTUAL);
        if (!m_texts.empty())
            png_set_text(m_png, m_info, m_texts.data(), static_cast<int>(m_texts.size()));
        png_write_info(m_png, m_info);
        png_write_image(m_png, const_cast<png_bytepp>(m_rows.data()));
        png_write_end(m_png, m_info);
        return true;
    }

    static void onWrite(png_structp png, png_bytep from, std::size_t count) {
        auto& self = *static_cast<PngWriter*>(png_get_io_ptr(png));
        try {
            const auto* bytes = reinterpret_cast<const std::byte*>(from);
            self.m_bytes.insert(self.m_bytes.end(), bytes, bytes + count);
        } catch (const std::bad_alloc&) {
            self.m_outOfMemory = true;
        }
        if (self.m_outOfMemory)
            png_error(png, "out of memory");
    }

    [[noreturn]] static void onError(png_structp png, png_const_charp message) {
        auto& self = *static_cast<PngWriter*>(png_get_error_ptr(png));
        std::snprintf(self.m_message, sizeof self.m_message, "%s", message);
        png_longjmp(png, 1);
    }
    static void onWarning(png_structp, png_const_charp) {}

    const Image& m_image;
    std::vector<png_text>& m_texts;
    std::vector<png_const_bytep>& m_rows;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::vector<std::byte> m_bytes;
    bool m_outOfMemory = false;
    char m_message[128] = {};
};

std::vector<png_text> pngTexts(std::vector<EncodedText>& texts) {
    std::vector<png_text> result;
    for (auto& text : texts) {
        png_text entry{};
        entry.compression = text.compression;
        entry.key = text.key.data();
        entry.text = text.value.data();
        entry.text_length = text.compression == PNG_TEXT_COMPRESSION_NONE ? text.value.size() : 0;
        entry.itxt_length = text.compression == PNG_TEXT_COMPRESSION_NONE ? 0 : text.value.size();
        result.push_back(entry);
    }
    return result;
}

} // namespace

Result<std::vector<std::byte>> encodePng(const Image& image, const Texts& texts) {
    if (auto checked = checkImage(image); !checked)
        return failure(checked);
    std::vector<EncodedText> encodedTexts;
    for (const auto& text : texts) {
        if (auto checked = checkText(text); !checked)
            return failure(checked);
        encodedTexts.push_back(encoded(text));
    }
    auto entries = pngTexts(encodedTexts);
    std::vector<png_const_bytep> rows;
    for (int y = 0; y < image.height; ++y)
        rows.push_back(image.at(0, y));
    return PngWriter(image, entries, rows).run();
}

Result<> writePng(const std::filesystem::path& path, const Image& image, const Texts& texts,
                  IfExists ifExists) {
    const auto bytes = encodePng(image, texts);
    if (!bytes)
        return failure(bytes);
    return writeWhole(path, *bytes, ifExists);
}

} // namespace latentbrush::image
