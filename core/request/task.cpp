#include "request/task.h"

#include "request/range_check.h"

namespace latentbrush {

using nlohmann::json;

namespace {

constexpr const char* kTextToImage = "text_to_image";
constexpr const char* kImageToImage = "image_to_image";
constexpr const char* kInpaint = "inpaint";
constexpr const char* kUpscale = "upscale";

json jsonOf(const TextToImage&) {
    return {{"type", kTextToImage}};
}

json jsonOf(const ImageToImage& task) {
    return {{"type", kImageToImage}, {"init", toJson(task.init)}, {"strength", task.strength}};
}

json jsonOf(const Inpaint& task) {
    json made{{"type", kInpaint},
              {"init", toJson(task.init)},
              {"mask", toJson(task.mask)},
              {"strength", task.strength}};
    writeInto(made, task.painting);
    return made;
}

json jsonOf(const Upscale& task) {
    return {{"type", kUpscale}, {"init", toJson(task.init)}, {"noise_level", task.noiseLevel}};
}

/// Reads one kind of task; the first error is kept.
class TaskReader {
public:
    TaskReader(const json& json, const PictureResolver& resolver)
        : m_reader(json, "task."), m_resolver(resolver) {}

    Result<Task> task() {
        std::string type = kTextToImage;
        m_reader.read("type", type);
        if (m_reader.error()) // a task that says no kind at all
            return failure(ErrorCode::InvalidRequest, "task", m_reader.error()->detail);
        Task task;
        if (type == kImageToImage)
            task = imageToImage();
        else if (type == kInpaint)
            task = inpaint();
        else if (type == kUpscale)
            task = upscale();
        else if (type != kTextToImage)
            return failure(ErrorCode::InvalidRequest, "task", "unknown: " + type);
        if (m_reader.error())
            return tl::unexpected<Error>(*m_reader.error());
        if (m_failed)
            return tl::unexpected<Error>(*m_failed);
        return task;
    }
    json unknown() const { return m_reader.unknown(); }

private:
    ImageToImage imageToImage() {
        ImageToImage task;
        picture("init", task.init);
        m_reader.read("strength", task.strength);
        return task;
    }

    Inpaint inpaint() {
        Inpaint task;
        picture("init", task.init);
        picture("mask", task.mask);
        m_reader.read("strength", task.strength);
        readFrom(m_reader, task.painting);
        return task;
    }

    Upscale upscale() {
        Upscale task;
        picture("init", task.init);
        m_reader.read("noise_level", task.noiseLevel);
        return task;
    }

    void picture(const char* key, PictureReference& reference) {
        const json* found = m_reader.find(key);
        if (m_reader.error())
            return;
        if (!found)
            return m_reader.refuse(key, "is missing");
        auto read = pictureReferenceFromJson(*found, std::string("task.") + key);
        if (!read)
            return m_reader.refuse(key, read.error().detail);
        auto whole = resolved(std::move(*read), m_resolver);
        if (whole)
            reference = std::move(*whole);
        else if (!m_failed)
            m_failed = whole.error();
    }

    JsonReader m_reader;
    const PictureResolver& m_resolver;
    std::optional<Error> m_failed; ///< of finding a picture
};

Result<> checkPicture(const char* key, const PictureReference& reference) {
    if (isPictureHash(reference.hash))
        return {};
    return failure(ErrorCode::InvalidRequest, key, "has no picture");
}

} // namespace

json toJson(const Task& task) {
    return std::visit([](const auto& kind) { return jsonOf(kind); }, task);
}

Result<Task> taskFromJson(const json& json, const PictureResolver& resolver, nlohmann::json& unknown) {
    TaskReader reader(json, resolver);
    auto task = reader.task();
    unknown = reader.unknown();
    return task;
}

Result<> validate(const Task& task) {
    if (const auto* init = initOf(task))
        if (auto checked = checkPicture("task.init", *init); !checked)
            return checked;
    if (const auto* inpaint = std::get_if<Inpaint>(&task)) {
        if (auto checked = checkPicture("task.mask", inpaint->mask); !checked)
            return checked;
        if (auto checked = validate(inpaint->painting); !checked)
            return checked;
    }
    if (const auto* upscale = std::get_if<Upscale>(&task))
        if (auto checked = checkRange("task.noise_level", upscale->noiseLevel, 0, Upscale::kNoiseLevelLimit);
            !checked)
            return checked;
    return checkStrength("task.strength", strengthOf(task));
}

const PictureReference* initOf(const Task& task) {
    if (const auto* over = std::get_if<ImageToImage>(&task))
        return &over->init;
    if (const auto* inpaint = std::get_if<Inpaint>(&task))
        return &inpaint->init;
    if (const auto* upscale = std::get_if<Upscale>(&task))
        return &upscale->init;
    return nullptr;
}

double strengthOf(const Task& task) {
    if (const auto* over = std::get_if<ImageToImage>(&task))
        return over->strength;
    if (const auto* inpaint = std::get_if<Inpaint>(&task))
        return inpaint->strength;
    return 1;
}

} // namespace latentbrush
