#include "painting_options.h"

#include "said.h"
#include "terminal.h"

#include <array>
#include <charconv>

namespace latentbrush::cli {

void PaintingOptions::addTo(CLI::App& command) {
    const auto text = [](const QString& translated) { return translated.toStdString(); };
    command.add_option(
        "--masked-content", content,
        text(Tr::tr("what painting begins with under the mask: original, fill, noise, nothing, "
                    "telea or ns")));
    command.add_option(
        "--inpaint-area", area,
        text(Tr::tr("what the network sees: the whole picture, or the masked part at full size")));
    command.add_option(
        "--padding", padding,
        text(Tr::tr("pixels around the mask that are seen with --inpaint-area masked; none: 32")));
    command.add_option("--mask-blur", maskBlur,
                       text(Tr::tr("how soft the mask's edge is, in pixels; none: 4")));
    command.add_flag("--not-masked", notMasked, text(Tr::tr("repaint what the mask leaves out")));
    command.add_option(
        "--grey", grey,
        text(Tr::tr("what grey in the mask does: mix the edge, say the amount of change, or soft")));
    command.add_flag("--match-colour", matchColour,
                     text(Tr::tr("move the painted part's colours to those around it")));
    command.add_flag("--poisson", poisson, text(Tr::tr("smooth the painted part's edge into the picture")));
    command.add_option("--outpaint", outpaint,
                       text(Tr::tr("LEFT,TOP,RIGHT,BOTTOM: pixels by which the picture is continued")));
}

bool PaintingOptions::any() const {
    return content || area || grey || padding || maskBlur || notMasked || matchColour || poisson;
}

Result<Painting> PaintingOptions::painting(Painting asked) const {
    auto result = setById(asked.content, content, "--masked-content", maskedContentFromId);
    if (result)
        result = setById(asked.area, area, "--inpaint-area", inpaintAreaFromId);
    if (result)
        result = setById(asked.grey, grey, "--grey", greyMaskFromId);
    if (!result)
        return failure(result);
    setIfSaid(asked.padding, padding);
    setIfSaid(asked.maskBlur, maskBlur);
    asked.notMasked = asked.notMasked || notMasked;
    asked.matchColour = asked.matchColour || matchColour;
    asked.poisson = asked.poisson || poisson;
    return asked;
}

Result<std::optional<image::Margins>> PaintingOptions::margins() const {
    if (!outpaint)
        return std::optional<image::Margins>();
    std::array<int, 4> sides{};
    const char* at = outpaint->data();
    const char* const end = at + outpaint->size();
    bool fits = true;
    for (std::size_t i = 0; fits && i < sides.size(); ++i) {
        const auto read = std::from_chars(at, end, sides[i]);
        const bool last = i + 1 == sides.size();
        fits = read.ec == std::errc() && sides[i] >= 0 &&
               (last ? read.ptr == end : read.ptr != end && *read.ptr == ',');
        at = read.ptr + 1;
    }
    if (!fits || sides == std::array<int, 4>{})
        return failure(ErrorCode::InvalidRequest, "--outpaint",
                       "'" + *outpaint + "' is not LEFT,TOP,RIGHT,BOTTOM");
    return image::Margins{sides[0], sides[1], sides[2], sides[3]};
}

} // namespace latentbrush::cli
