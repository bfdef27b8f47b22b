#include "options.h"

#include <functional>
#include <map>
#include <stdexcept>

namespace latentbrush::trainer {

const char* usage() {
    return "latentbrush-train --out DIR [--from BUNDLE] [--device cpu|cuda] [--vae-minutes M] "
           "[--denoiser-minutes M]\n"
           "                  [--scenes N] [--vae-batch N] [--denoiser-batch N] [--vae-rate R] "
           "[--denoiser-rate R]\n"
           "                  [--seed N] [--threads N] [--commit ID]\n"
           "Trains the starter model on the picture book and writes it as a bundle of fp16 safetensors.\n";
}

Options parseOptions(int count, char** arguments) {
    Options options;
    const std::map<std::string, std::function<void(const std::string&)>> flags{
        {"--out", [&](const std::string& value) { options.out = value; }},
        {"--from", [&](const std::string& value) { options.from = value; }},
        {"--device", [&](const std::string& value) { options.device = value; }},
        {"--vae-minutes", [&](const std::string& value) { options.vaeMinutes = std::stod(value); }},
        {"--denoiser-minutes", [&](const std::string& value) { options.denoiserMinutes = std::stod(value); }},
        {"--scenes", [&](const std::string& value) { options.scenes = std::stoi(value); }},
        {"--vae-batch", [&](const std::string& value) { options.vaeBatch = std::stoi(value); }},
        {"--denoiser-batch", [&](const std::string& value) { options.denoiserBatch = std::stoi(value); }},
        {"--vae-rate", [&](const std::string& value) { options.vaeRate = std::stod(value); }},
        {"--denoiser-rate", [&](const std::string& value) { options.denoiserRate = std::stod(value); }},
        {"--seed", [&](const std::string& value) { options.seed = std::stoull(value); }},
        {"--threads", [&](const std::string& value) { options.threads = std::stoi(value); }},
        {"--commit", [&](const std::string& value) { options.commit = value; }},
    };
    for (int i = 1; i < count; ++i) {
        const std::string flag = arguments[i];
        const auto found = flags.find(flag);
        if (found == flags.end())
            throw std::invalid_argument("unknown flag " + flag);
        if (++i == count)
            throw std::invalid_argument(flag + " needs a value");
        try {
            found->second(arguments[i]);
        } catch (const std::exception&) {
            throw std::invalid_argument(flag + " cannot be '" + arguments[i] + "'");
        }
    }
    if (options.out.empty())
        throw std::invalid_argument("--out is needed");
    if (options.from.empty() && options.vaeMinutes <= 0)
        throw std::invalid_argument("--vae-minutes 0 needs --from");
    return options;
}

} // namespace latentbrush::trainer
