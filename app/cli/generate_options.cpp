#include "generate_options.h"

#include "base/files.h"
#include "number_arguments.h"
#include "said.h"
#include "terminal.h"

#include <random>

namespace latentbrush::cli {

namespace {

constexpr std::uintmax_t kRequestLimit = 16 << 20;

Result<GenerationRequest> fromFile(const std::string& path) {
    if (path.empty())
        return GenerationRequest{};
    const auto text = readWhole(path, kRequestLimit);
    if (!text)
        return failure(text);
    return requestFromJsonText(*text);
}

Result<> setSize(GenerationRequest& request, const std::string& size) {
    const auto read = sizeOf(size);
    if (!read || read->width < 1 || read->height < 1)
        return failure(ErrorCode::InvalidRequest, "--size", "'" + size + "' is not WIDTHxHEIGHT");
    request.width = read->width;
    request.height = read->height;
    return {};
}

std::uint64_t drawnSeed() {
    std::random_device device;
    return std::uniform_int_distribution<std::uint64_t>(0, GenerationRequest::kSeedLimit - 1)(device);
}

} // namespace

void GenerateOptions::addTo(CLI::App& command) {
    const auto text = [](const QString& translated) { return translated.toStdString(); };
    command.add_option("--model", model, text(Tr::tr("a model's name or path, or 'starter'")));
    command.add_option("--prompt", prompt, text(Tr::tr("what the picture shows")));
    command.add_option("--negative", negative, text(Tr::tr("what it should not show")));
    command.add_option("--seed", seed,
                       text(Tr::tr("the same seed gives the same picture; none: one is drawn")));
    command.add_option("--steps", steps, text(Tr::tr("denoising steps")));
    command.add_option("--sampler", sampler, text(Tr::tr("ddim, euler, euler_a, dpmpp_2m …")));
    command.add_option("--schedule", schedule, text(Tr::tr("auto, leading, linspace, trailing, karras …")));
    command.add_option("--cfg", guidance, text(Tr::tr("guidance scale; 1 is off")));
    command.add_option("--size", size, text(Tr::tr("WIDTHxHEIGHT in pixels; none: the model's own")));
    command.add_option("--count", count, text(Tr::tr("how many pictures; picture i uses seed + i")));
    command.add_option("--device", device, text(Tr::tr("auto, cpu, cuda or cuda:N")));
    command.add_option("--dtype", dtype, text(Tr::tr("auto, fp32, bf16 or fp16")));
    steering.addTo(command);
    passes.addTo(command);
    task.addTo(command);
    command.add_option("--request", requestFile, text(Tr::tr("a request as JSON; flags override it")));
    command.add_option("--latents-in", latentsIn, text(Tr::tr("initial noise (safetensors)")));
    command.add_option("--latents-out", latentsOut, text(Tr::tr("where the final latents go (safetensors)")));
    command.add_option("--out", out, text(Tr::tr("FILE.png, a folder, or a name with {seed} or {i}")))
        ->required();
    command.add_flag("--history", history, text(Tr::tr("also keep the pictures in the history")));
    command.add_flag("--force", force, text(Tr::tr("overwrite existing files")));
    command.add_flag("--json", json, text(Tr::tr("one JSON object a line: progress, then results")));
}

Result<GenerationRequest> GenerateOptions::request(const DefaultsOf& defaultsOf) const {
    auto request = fromFile(requestFile);
    if (!request)
        return request;
    setIfSaid(request->model, model);
    if (requestFile.empty())
        setSampling(*request, defaultsOf(request->model));
    if (sampler)
        request->schedule = Schedule::Auto;
    setIfSaid(request->prompt, prompt);
    setIfSaid(request->negativePrompt, negative);
    setIfSaid(request->seed, seed);
    setIfSaid(request->steps, steps);
    setIfSaid(request->count, count);
    setIfSaid(request->guidanceScale, guidance);
    setIfSaid(request->device, device);
    if (const auto set = setById(request->sampler, sampler, "--sampler", samplerFromId); !set)
        return failure(set);
    if (const auto set = setById(request->schedule, schedule, "--schedule", scheduleFromId); !set)
        return failure(set);
    if (const auto set = setById(request->precision, dtype, "--dtype", precisionFromId); !set)
        return failure(set);
    if (size)
        if (const auto set = setSize(*request, *size); !set)
            return failure(set);
    if (const auto set = steering.setIn(*request); !set)
        return failure(set);
    const auto folder = std::filesystem::path(requestFile).parent_path();
    if (const auto set = passes.setIn(*request, folder); !set)
        return failure(set);
    auto whole = task.task(request->task, folder);
    if (!whole)
        return failure(whole);
    request->task = std::move(*whole);
    if (!prompt && requestFile.empty())
        return failure(ErrorCode::InvalidRequest, "--prompt", "a prompt or a request is needed");
    if (!request->seed)
        request->seed = drawnSeed();
    if (const auto valid = validate(*request); !valid)
        return failure(valid);
    return request;
}

} // namespace latentbrush::cli
