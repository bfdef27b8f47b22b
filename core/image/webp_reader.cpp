#include "image/webp.h"

#include "image/exif.h"

#include <memory>
#include <webp/decode.h>
#include <webp/demux.h>

namespace latentbrush::image {

namespace {

tl::unexpected<Error> fault(VP8StatusCode status) {
    switch (status) {
    case VP8_STATUS_NOT_ENOUGH_DATA:
        return failure(ErrorCode::FileTruncated);
    case VP8_STATUS_OUT_OF_MEMORY:
        return failure(ErrorCode::OutOfMemory);
    case VP8_STATUS_UNSUPPORTED_FEATURE:
        return failure(ErrorCode::UnsupportedFormat);
    default:
        return failure(ErrorCode::FileMalformed, {}, "libwebp status " + std::to_string(status));
    }
}

/// The chunks beside the pixels; what they give lies within the file's bytes.
class Chunks {
public:
    explicit Chunks(const WebPData& data) : m_demuxer(WebPDemux(&data), &WebPDemuxDelete) {}

    /// Empty when there is none.
    std::span<const std::byte> find(const char* name) const {
        WebPChunkIterator chunk{};
        if (!m_demuxer || !WebPDemuxGetChunk(m_demuxer.get(), name, 1, &chunk))
            return {};
        const auto bytes = std::as_bytes(std::span(chunk.chunk.bytes, chunk.chunk.size));
        WebPDemuxReleaseChunkIterator(&chunk);
        return bytes;
    }

private:
    std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)> m_demuxer;
};

/// The container's own length: libwebp is content once the picture is complete.
bool endsEarly(std::span<const std::byte> bytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i)
        length |= std::to_integer<std::size_t>(bytes[4 + i]) << (8 * i);
    return length > bytes.size() - 8;
}

Result<PictureFile> decode(std::span<const std::byte> bytes) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config))
        return failure(ErrorCode::Internal, {}, "another libwebp than the headers'");
    if (const auto status = WebPGetFeatures(data, bytes.size(), &config.input); status != VP8_STATUS_OK)
        return fault(status);
    if (auto checked = checkSides(config.input.width, config.input.height); !checked)
        return failure(checked);
    if (config.input.has_animation)
        return failure(ErrorCode::UnsupportedFormat, {}, "an animation");
    PictureFile file;
    auto& image = file.image;
    image = {config.input.width, config.input.height, config.input.has_alpha ? 4 : 3, {}};
    image.pixels.resize(std::size_t(image.width) * image.height * image.channels);
    config.output.colorspace = image.channels == 4 ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {image.pixels.data(), image.width * image.channels, image.pixels.size()};
    if (const auto status = WebPDecode(data, bytes.size(), &config); status != VP8_STATUS_OK)
        return fault(status);
    const Chunks chunks({data, bytes.size()});
    const Exif exif = readExif(chunks.find("EXIF"));
    if (!exif.userComment.empty() && exif.userComment.size() <= kMaxTextBytes)
        file.texts.push_back({"parameters", exif.userComment});
    finishPixels(file, chunks.find("ICCP"), exif.orientation);
    return file;
}

} // namespace

Result<PictureFile> decodeWebP(std::span<const std::byte> bytes) {
    if (pictureFormatOf(bytes) != PictureFormat::WebP)
        return failure(ErrorCode::UnsupportedFormat, {}, "no WebP");
    if (endsEarly(bytes))
        return failure(ErrorCode::FileTruncated);
    try {
        return decode(bytes);
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory);
    }
}

} // namespace latentbrush::image
