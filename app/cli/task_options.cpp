#include "task_options.h"

#include "image/picture_file.h"
#include "image/resize.h"
#include "terminal.h"

namespace latentbrush::cli {

namespace {

namespace fs = std::filesystem;

Result<image::Picture> read(const fs::path& path) {
    auto file = image::readPictureFile(path);
    if (!file)
        return failure(file);
    return std::make_shared<const image::Image>(std::move(file->image));
}

/// Finds pictures by the path that the request gives them.
PictureResolver beside(const fs::path& folder) {
    return [folder](const PictureReference& wanted) -> Result<image::Picture> {
        if (wanted.path.empty())
            return nullptr;
        auto found = read(folder / wanted.path);
        if (!found && found.error().code == ErrorCode::FileMissing)
            return nullptr;
        return found;
    };
}

/// The flag's picture, else the request's.
Result<PictureReference> chosen(const std::optional<std::string>& flag, const PictureReference* asked,
                                const fs::path& requestFolder) {
    if (!flag)
        return resolved(*asked, beside(requestFolder));
    const auto picture = read(*flag);
    if (!picture)
        return failure(picture);
    return referenceTo(*picture);
}

Result<PictureReference> scaledTo(const image::Image& init, const PictureReference& mask) {
    const auto& picture = *mask.picture;
    if (picture.width == init.width && picture.height == init.height)
        return mask;
    auto scaled = image::resized(picture, init.width, init.height);
    if (!scaled)
        return failure(scaled);
    say(Tr::tr("The mask was scaled from %1 × %2 to %3 × %4 pixels, the picture's size.")
            .arg(picture.width)
            .arg(picture.height)
            .arg(init.width)
            .arg(init.height));
    return referenceTo(std::make_shared<const image::Image>(std::move(*scaled)));
}

} // namespace

void TaskOptions::addTo(CLI::App& command) {
    const auto text = [](const QString& translated) { return translated.toStdString(); };
    command.add_option("--init", init, text(Tr::tr("a picture to start from, or to repaint by --mask")));
    command.add_option("--mask", mask, text(Tr::tr("white is repainted, black stays as it is")));
    command.add_option(
        "--strength", strength,
        text(Tr::tr("how much of the picture is made anew, up to 1; none: 0.75, with a mask 1")));
}

Result<Task> TaskOptions::task(const Task& asked, const fs::path& requestFolder) const {
    const auto* askedInit = initOf(asked);
    const auto* askedInpaint = std::get_if<Inpaint>(&asked);
    if (!init && !askedInit) {
        if (mask)
            return failure(ErrorCode::InvalidRequest, "--mask", "needs --init");
        if (strength)
            return failure(ErrorCode::InvalidRequest, "--strength", "needs --init");
        return asked;
    }
    auto picture = chosen(init, askedInit, requestFolder);
    if (!picture)
        return failure(picture);
    if (!mask && !askedInpaint) {
        ImageToImage over{std::move(*picture)};
        over.strength = strength.value_or(askedInit ? strengthOf(asked) : over.strength);
        return over;
    }
    auto painted = chosen(mask, askedInpaint ? &askedInpaint->mask : nullptr, requestFolder);
    if (painted)
        painted = scaledTo(*picture->picture, *painted);
    if (!painted)
        return failure(painted);
    Inpaint inpaint{std::move(*picture), std::move(*painted)};
    inpaint.strength = strength.value_or(askedInpaint ? strengthOf(asked) : inpaint.strength);
    return inpaint;
}

} // namespace latentbrush::cli
