#include "pass_options.h"

#include "number_arguments.h"
#include "picture_arguments.h"
#include "said.h"
#include "terminal.h"

namespace latentbrush::cli {

namespace {

std::vector<std::string> parts(const std::string& text, char separator) {
    std::vector<std::string> found{""};
    for (const char character : text)
        if (character == separator)
            found.emplace_back();
        else
            found.back() += character;
    return found;
}

/// Whether the text is a number, which is then set.
bool set(double& value, const std::string& text) {
    const auto number = numberOf<double>(text);
    value = number.value_or(value);
    return number.has_value();
}

Result<> wrong(const char* flag, const std::string& said, const char* form) {
    return failure(ErrorCode::InvalidRequest, flag, "'" + said + "' is not " + form);
}

/// One "key=value" of --control.
bool setPart(ControlUse& use, const std::string& part) {
    if (part == "guess")
        return use.guess = true;
    const auto equals = part.find('=');
    const auto key = part.substr(0, equals);
    const auto value = equals == std::string::npos ? "" : part.substr(equals + 1);
    if (key == "preprocessor") {
        const auto known = preprocessorFromId(value);
        use.preprocessor = known.value_or(use.preprocessor);
        return known.has_value();
    }
    return key == "weight"  ? set(use.weight, value)
           : key == "start" ? set(use.start, value)
           : key == "end"   ? set(use.end, value)
                            : false;
}

/// NAME=FILE[,preprocessor=canny][,weight=1][,start=0][,end=1][,guess]
Result<ControlUse> controlOf(const std::string& said) {
    constexpr const char* kForm = "NAME=FILE[,preprocessor=…][,weight=…][,start=…][,end=…][,guess]";
    const auto list = parts(said, ',');
    const auto equals = list.front().find('=');
    if (equals == std::string::npos || equals == 0)
        return failure(wrong("--control", said, kForm));
    ControlUse use;
    use.name = list.front().substr(0, equals);
    for (auto part = list.begin() + 1; part != list.end(); ++part)
        if (!setPart(use, *part))
            return failure(wrong("--control", *part, kForm));
    const auto file = list.front().substr(equals + 1);
    auto picture = readPicture(file);
    if (!picture)
        return failure(picture);
    use.picture = referenceTo(std::move(*picture));
    return use;
}

Result<> setFreeU(FreeU& freeU, const std::string& said) {
    const auto list = parts(said, ',');
    double* const factors[] = {&freeU.backbone1, &freeU.backbone2, &freeU.skip1, &freeU.skip2};
    if (list.size() != std::size(factors))
        return wrong("--freeu", said, "B1,B2,S1,S2");
    for (std::size_t i = 0; i < list.size(); ++i)
        if (!set(*factors[i], list[i]))
            return wrong("--freeu", said, "B1,B2,S1,S2");
    return {};
}

Result<> setSeedResize(NoiseChoice& noise, const std::string& said) {
    const auto size = sizeOf(said);
    if (!size)
        return wrong("--seed-resize", said, "WIDTHxHEIGHT");
    noise.resizeFromWidth = size->width;
    noise.resizeFromHeight = size->height;
    return {};
}

} // namespace

void PassOptions::addTo(CLI::App& command) {
    const auto text = [](const QString& translated) { return translated.toStdString(); };
    command.add_option("--control", controls,
                       text(Tr::tr("NAME=FILE[,preprocessor=canny][,weight=1][,start=0][,end=1][,guess]: a "
                                   "ControlNet and its picture; preprocessors are none, canny, scribble, "
                                   "lineart and depth; may be said again")));
    command.add_option("--refiner", refiner,
                       text(Tr::tr("a model that finishes what the first began (SDXL's refiner)")));
    command.add_option("--refiner-from", refinerFrom, text(Tr::tr("where it takes over, 0 to 1; none: 0.8")));
    command.add_option("--hires-scale", hiresScale,
                       text(Tr::tr("makes the picture so many times larger and goes over it once more")));
    command.add_option("--hires-steps", hiresSteps,
                       text(Tr::tr("steps of that second pass; none: as many as the first")));
    command.add_option("--hires-strength", hiresStrength,
                       text(Tr::tr("how much the second pass may change, up to 1; none: 0.7")));
    command.add_option("--hires-by", hiresBy,
                       text(Tr::tr("how it is made larger: latent, latent_nearest or lanczos")));
    command.add_option("--freeu", freeU,
                       text(Tr::tr("B1,B2,S1,S2: FreeU's factors, such as 1.5,1.6,0.9,0.2")));
    command.add_option("--seed-resize", seedResize,
                       text(Tr::tr("WIDTHxHEIGHT: the seed's noise as a picture of that size has it")));
}

Result<> PassOptions::setIn(GenerationRequest& request, const std::filesystem::path& requestFolder) const {
    for (auto& asked : request.controls) {
        auto found = resolved(asked.picture, picturesNear(requestFolder));
        if (!found)
            return failure(found);
        asked.picture = std::move(*found);
    }
    for (const auto& said : controls) {
        auto use = controlOf(said);
        if (!use)
            return failure(use);
        request.controls.push_back(std::move(*use));
    }
    setIfSaid(request.refiner, refiner);
    setIfSaid(request.refinerFrom, refinerFrom);
    setIfSaid(request.hires.scale, hiresScale);
    setIfSaid(request.hires.steps, hiresSteps);
    setIfSaid(request.hires.strength, hiresStrength);
    auto set = setById(request.hires.by, hiresBy, "--hires-by", enlargingFromId);
    if (set && freeU)
        set = setFreeU(request.steering.freeU, *freeU);
    if (set && seedResize)
        set = setSeedResize(request.noise, *seedResize);
    return set;
}

} // namespace latentbrush::cli
