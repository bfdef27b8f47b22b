#include "task_options.h"

#include "image/extend.h"
#include "image/mask_combine.h"
#include "image/mask_from.h"
#include "image/mask_shape.h"
#include "picture_arguments.h"
#include "terminal.h"

namespace latentbrush::cli {

namespace {

namespace fs = std::filesystem;

/// The flag's picture, as `read` reads it, else the request's.
Result<PictureReference> chosen(const std::optional<std::string>& flag,
                                Result<image::Picture> (*read)(const fs::path&),
                                const PictureReference* asked, const fs::path& requestFolder) {
    if (!flag)
        return resolved(*asked, picturesNear(requestFolder));
    const auto picture = read(*flag);
    if (!picture)
        return failure(picture);
    return referenceTo(*picture);
}

PictureReference referenceTo(image::Image picture) {
    return latentbrush::referenceTo(std::make_shared<const image::Image>(std::move(picture)));
}

/// As a mask that is laid on a document in the window.
Result<PictureReference> scaledTo(const image::Image& init, const PictureReference& mask) {
    const auto& picture = *mask.picture;
    if (picture.width == init.width && picture.height == init.height)
        return mask;
    auto scaled = image::maskFromWhiteness(picture);
    if (scaled)
        scaled = image::fitted(*scaled, init.width, init.height);
    if (!scaled)
        return failure(scaled);
    say(Tr::tr("The mask was scaled from %1 × %2 to %3 × %4 pixels, the picture's size.")
            .arg(picture.width)
            .arg(picture.height)
            .arg(init.width)
            .arg(init.height));
    return referenceTo(image::greyPicture(*scaled));
}

/// Continues the picture: beside what a mask already repaints, the margins and a strip of the picture as wide
/// as the mask's edge is soft, so that no pixel of the margins is mixed with what was never there.
Result<> extend(Inpaint& task, const image::Margins& margins) {
    const auto& before = *task.init.picture;
    const int overlap = image::featherReach(task.painting.maskBlur);
    auto mask = image::marginMask(before.width, before.height, margins, overlap);
    auto picture = image::extended(before, margins);
    if (mask && task.mask.picture) {
        auto painted = image::maskFromWhiteness(*task.mask.picture);
        if (painted)
            painted = image::padded(*painted, margins);
        mask = painted ? image::added(*mask, *painted) : std::move(painted);
    }
    if (!picture || !mask)
        return picture ? failure(mask) : failure(picture);
    task.init = referenceTo(std::move(*picture));
    task.mask = referenceTo(image::greyPicture(*mask));
    return {};
}

} // namespace

void TaskOptions::addTo(CLI::App& command) {
    const auto text = [](const QString& translated) { return translated.toStdString(); };
    command.add_option("--init", init, text(Tr::tr("a picture to start from, or to repaint by --mask")));
    command.add_option("--mask", mask, text(Tr::tr("white is repainted, black stays as it is")));
    command.add_option("--strength", strength,
                       text(Tr::tr("how much of the picture is made anew, up to 1; none: 0.75")));
    command.add_flag("--upscale", upscale,
                     text(Tr::tr("enlarges --init four times, with a model for that (x4 upscaler)")));
    command.add_option("--noise-level", noiseLevel,
                       text(Tr::tr("how much of its detail --upscale takes for noise, 0 to 350; none: 20")));
    painting.addTo(command);
}

Result<Task> TaskOptions::task(const Task& asked, const fs::path& requestFolder) const {
    const auto* askedInit = initOf(asked);
    const auto* askedInpaint = std::get_if<Inpaint>(&asked);
    if (!init && !askedInit) {
        for (const auto& [said, flag] : {std::pair(mask.has_value(), "--mask"),
                                         {strength.has_value(), "--strength"},
                                         {upscale, "--upscale"},
                                         {painting.outpaint.has_value(), "--outpaint"}})
            if (said)
                return failure(ErrorCode::InvalidRequest, flag, "needs --init");
    }
    const bool paints = mask || painting.outpaint || askedInpaint;
    if (painting.any() && !paints)
        return failure(ErrorCode::InvalidRequest, "--mask", "is missing, or --outpaint");
    if (!init && !askedInit)
        return asked;
    auto picture = chosen(init, readPicture, askedInit, requestFolder);
    if (!picture)
        return failure(picture);
    if (paints)
        return inpaint(std::move(*picture), askedInpaint, requestFolder);
    const auto* askedUpscale = std::get_if<Upscale>(&asked);
    if (upscale || askedUpscale) {
        Upscale task{std::move(*picture), askedUpscale ? askedUpscale->noiseLevel : Upscale().noiseLevel};
        task.noiseLevel = noiseLevel.value_or(task.noiseLevel);
        return task;
    }
    ImageToImage over{std::move(*picture)};
    over.strength = strength.value_or(askedInit ? strengthOf(asked) : over.strength);
    return over;
}

Result<Task> TaskOptions::inpaint(PictureReference picture, const Inpaint* asked,
                                  const fs::path& requestFolder) const {
    Inpaint task;
    const auto painted = painting.painting(asked ? asked->painting : Painting());
    const auto margins = painting.margins();
    if (!painted || !margins)
        return painted ? failure(margins) : failure(painted);
    task.painting = *painted;
    task.strength = strength.value_or(asked ? asked->strength : task.strength);
    task.init = std::move(picture);
    if (mask || asked) {
        auto read = chosen(mask, readMask, asked ? &asked->mask : nullptr, requestFolder);
        if (read)
            read = scaledTo(*task.init.picture, *read);
        if (!read)
            return failure(read);
        task.mask = std::move(*read);
    }
    if (*margins)
        if (const auto done = extend(task, **margins); !done)
            return failure(done);
    return task;
}

} // namespace latentbrush::cli
