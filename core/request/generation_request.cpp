#include "request/generation_request.h"

#include "request/json_reader.h"
#include "request/range_check.h"

#include <algorithm>
#include <charconv>
#include <unicode/utf8.h>

namespace latentbrush {

using nlohmann::json;

namespace {

struct PrecisionName {
    Precision precision;
    std::string_view id;
};
constexpr std::array kPrecisions{
    PrecisionName{Precision::Auto, "auto"}, PrecisionName{Precision::Fp32, "fp32"},
    PrecisionName{Precision::Bf16, "bf16"}, PrecisionName{Precision::Fp16, "fp16"}};

/// Keys of the task that this version does not know are kept under `unknown["task"]`, beside the others.
Result<> readTask(JsonReader& reader, GenerationRequest& request, const PictureResolver& resolver,
                  json& unknownOfTask) {
    const json* found = reader.find("task");
    if (!found)
        return {};
    auto task = taskFromJson(*found, resolver, unknownOfTask);
    if (!task)
        return failure(task);
    request.task = std::move(*task);
    return {};
}

bool isUtf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 character = 0;
        U8_NEXT(bytes, at, size, character);
        if (character < 0)
            return false;
    }
    return true;
}

bool isDevice(std::string_view name) {
    if (name == "auto" || name == "cpu" || name == "cuda")
        return true;
    if (!name.starts_with("cuda:"))
        return false;
    const auto number = name.substr(5);
    std::uint8_t index = 0;
    const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), index);
    return !number.empty() && problem == std::errc{} && end == number.data() + number.size();
}

Result<> checkDevice(const std::string& name) {
    return isDevice(name) ? Result<>() : failure(ErrorCode::UnknownDevice, name);
}

Result<> checkText(const char* key, std::string_view text, std::size_t limit) {
    if (text.size() > limit)
        return failure(ErrorCode::InvalidRequest, key,
                       std::to_string(text.size()) + " bytes, limit " + std::to_string(limit));
    if (text.find('\0') != std::string_view::npos) // no file's metadata could hold it
        return failure(ErrorCode::InvalidRequest, key, "holds a NUL character");
    if (!isUtf8(text))
        return failure(ErrorCode::InvalidRequest, key, "is not UTF-8");
    return {};
}

Result<> checkSize(const GenerationRequest& request) {
    if (request.width == 0 && request.height == 0)
        return {};
    if (auto checked = checkRange("width", request.width, 1, GenerationRequest::kSizeLimit); !checked)
        return checked;
    return checkRange("height", request.height, 1, GenerationRequest::kSizeLimit);
}

Result<> checkSeed(const GenerationRequest& request) {
    if (!request.seed)
        return {};
    const auto last = *request.seed + static_cast<std::uint64_t>(request.count) - 1;
    if (*request.seed < GenerationRequest::kSeedLimit && last < GenerationRequest::kSeedLimit)
        return {};
    return failure(ErrorCode::InvalidRequest, "seed",
                   "seed + count - 1 = " + std::to_string(last) + " is not below " +
                       std::to_string(GenerationRequest::kSeedLimit));
}

} // namespace

json toJson(const GenerationRequest& request) {
    json result = request.unknown.is_object() ? request.unknown : json::object();
    result["version"] = GenerationRequest::kFormatVersion;
    result["model"] = request.model;
    result["vae"] = request.vae;
    result["prompt"] = request.prompt;
    result["negative_prompt"] = request.negativePrompt;
    writeInto(result, request.prompting);
    result["sampler"] = idOf(request.sampler);
    result["schedule"] = idOf(request.schedule);
    result["prediction"] = idOf(request.prediction);
    result["steps"] = request.steps;
    result["guidance_scale"] = request.guidanceScale;
    writeInto(result, request.steering);
    result["controls"] = toJson(request.controls);
    result["eta"] = request.eta;
    writeInto(result, request.noise);
    result["width"] = request.width;
    result["height"] = request.height;
    result["refiner"] = request.refiner;
    result["refiner_from"] = request.refinerFrom;
    writeInto(result, request.hires);
    result["seed"] = request.seed ? json(*request.seed) : json(nullptr);
    result["count"] = request.count;
    result["device"] = request.device;
    result["precision"] = idOf(request.precision);
    if (!result["task"].is_object())
        result["task"] = json::object();
    result["task"].update(toJson(request.task));
    return result;
}

std::string toJsonText(const GenerationRequest& request) {
    return writeJsonText(toJson(request));
}

Result<GenerationRequest> requestFromJson(const json& json, const PictureResolver& resolver) {
    GenerationRequest request;
    JsonReader reader(json);
    int version = GenerationRequest::kFormatVersion;
    reader.read("version", version);
    if (!reader.error() && version > GenerationRequest::kFormatVersion)
        return failure(ErrorCode::NewerFormat, "version", std::to_string(version));
    if (version < 1)
        reader.refuse("version", "below 1");
    if (version == 1)
        request.prompting.grammar = PromptGrammar::Plain;
    reader.read("model", request.model);
    reader.read("vae", request.vae);
    reader.read("prompt", request.prompt);
    reader.read("negative_prompt", request.negativePrompt);
    readFrom(reader, request.prompting);
    reader.readId("sampler", request.sampler, samplerFromId);
    reader.readId("schedule", request.schedule, scheduleFromId);
    reader.readId("prediction", request.prediction, predictionFromId);
    reader.read("steps", request.steps);
    reader.read("guidance_scale", request.guidanceScale);
    readFrom(reader, request.steering);
    const auto controls = readFrom(reader, request.controls, resolver);
    reader.read("eta", request.eta);
    readFrom(reader, request.noise);
    reader.read("width", request.width);
    reader.read("height", request.height);
    reader.read("refiner", request.refiner);
    reader.read("refiner_from", request.refinerFrom);
    readFrom(reader, request.hires);
    reader.read("seed", request.seed);
    reader.read("count", request.count);
    reader.read("device", request.device);
    reader.readId("precision", request.precision, precisionFromId);
    auto unknownOfTask = nlohmann::json::object();
    const auto task = readTask(reader, request, resolver, unknownOfTask);
    if (reader.error())
        return tl::unexpected<Error>(*reader.error());
    if (!task)
        return failure(task);
    if (!controls)
        return failure(controls);
    request.unknown = reader.unknown();
    if (!unknownOfTask.empty())
        request.unknown["task"] = std::move(unknownOfTask);
    if (auto checked = validate(request); !checked)
        return failure(checked);
    return request;
}

Result<GenerationRequest> requestFromJsonText(std::string_view text, const PictureResolver& resolver) {
    const auto json = parseJsonText(text);
    if (!json)
        return failure(json);
    return requestFromJson(*json, resolver);
}

void setSampling(GenerationRequest& request, const SamplingDefaults& defaults) {
    request.sampler = defaults.sampler;
    request.schedule = defaults.schedule;
    request.steps = defaults.steps;
    request.guidanceScale = defaults.guidanceScale;
}

Result<> validate(const GenerationRequest& request) {
    constexpr std::size_t kModelLimit = 4096; // PATH_MAX
    if (request.model.empty())
        return failure(ErrorCode::InvalidRequest, "model", "is empty");
    // Each check looks only when those before it found nothing.
    return checkRange("guidance_scale", request.guidanceScale, 0, GenerationRequest::kGuidanceLimit)
        .and_then([&] { return checkRange("eta", request.eta, 0, GenerationRequest::kEtaLimit); })
        .and_then([&] { return checkRange("refiner_from", request.refinerFrom, 0, 1); })
        .and_then([&] { return checkDevice(request.device); })
        .and_then([&] { return checkText("model", request.model, kModelLimit); })
        .and_then([&] { return checkText("vae", request.vae, kModelLimit); })
        .and_then([&] { return checkText("prompt", request.prompt, GenerationRequest::kPromptLimit); })
        .and_then([&] {
            return checkText("negative_prompt", request.negativePrompt, GenerationRequest::kPromptLimit);
        })
        .and_then([&] { return checkRange("steps", request.steps, 1, GenerationRequest::kStepLimit); })
        .and_then([&] { return checkRange("count", request.count, 1, GenerationRequest::kCountLimit); })
        .and_then([&] { return checkSize(request); })
        .and_then([&] { return checkSeed(request); })
        .and_then([&] { return validate(request.prompting); })
        .and_then([&] { return validate(request.steering); })
        .and_then([&] { return validate(request.noise); })
        .and_then([&] { return checkText("refiner", request.refiner, kModelLimit); })
        .and_then([&] { return validate(request.hires); })
        .and_then([&] { return validate(request.controls); })
        .and_then([&] { return validate(request.task); });
}

std::vector<const PictureReference*> picturesOf(const GenerationRequest& request) {
    std::vector<const PictureReference*> pictures;
    const auto add = [&](const PictureReference& picture) {
        const auto same = [&](const auto* known) { return *known == picture; };
        if (std::ranges::none_of(pictures, same))
            pictures.push_back(&picture);
    };
    if (const auto* init = initOf(request.task))
        add(*init);
    if (const auto* inpaint = std::get_if<Inpaint>(&request.task))
        add(inpaint->mask);
    for (const auto& control : request.controls)
        add(control.picture);
    return pictures;
}

std::string_view idOf(Precision precision) {
    return kPrecisions.at(static_cast<std::size_t>(precision)).id;
}

std::optional<Precision> precisionFromId(std::string_view id) {
    for (const auto& row : kPrecisions)
        if (row.id == id)
            return row.precision;
    return std::nullopt;
}

} // namespace latentbrush
