#include "bundles/foreign_probe.h"

#include "bundles/stop_point.h"

#include <sstream>

namespace latentbrush::bundles {

namespace {

using Inputs = std::vector<c10::IValue>;

/// TorchScript tells the whole way to what went wrong, and that last.
std::string lastLine(std::string text) {
    text.erase(text.find_last_not_of(" \n") + 1);
    const auto before = text.rfind('\n');
    return before == std::string::npos ? text : text.substr(before + 1);
}

/// The first tensor of what the network answers; what it throws is an error.
Result<at::Tensor> answer(torch::jit::Module& network, Inputs inputs, const StopToken& stop,
                          const std::string& file) {
    const torch::jit::GraphOptimizerEnabledGuard optimiserOff(false);
    const c10::InferenceMode inference;
    const StopScope scope(stop);
    try {
        const auto output = network.forward(std::move(inputs));
        return output.isTuple() ? output.toTupleRef().elements().at(0).toTensor() : output.toTensor();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const c10::OutOfMemoryError&) {
        throw;
    } catch (const std::exception& error) {
        if (stop.stopNow())
            return failure(ErrorCode::Cancelled);
        return failure(ErrorCode::UnsupportedFormat, file, lastLine(error.what()));
    }
}

Result<> checkShape(const at::Tensor& given, const std::vector<std::int64_t>& wanted,
                    const std::string& file) {
    if (given.sizes() == at::IntArrayRef(wanted))
        return {};
    std::ostringstream detail;
    detail << "answers with " << given.sizes() << " instead of " << at::IntArrayRef(wanted);
    return failure(ErrorCode::UnsupportedFormat, file, detail.str());
}

/// The first size that works; the first's error where none does.
template <class Try>
Result<> atAnySize(const ForeignFacts& facts, Try attempt) {
    Result<> first;
    for (const auto edge : facts.latentEdges) {
        auto done = attempt(edge);
        if (done || done.error().code == ErrorCode::Cancelled)
            return done;
        if (first)
            first = std::move(done);
    }
    return first;
}

} // namespace

Result<std::int64_t> probeText(torch::jit::Module& encoder, const ForeignFacts& facts,
                               const std::string& file) {
    const auto ids =
        torch::full({1, facts.tokens}, facts.lastId, at::TensorOptions(facts.device).dtype(at::kLong));
    const auto states = answer(encoder, {ids}, {}, file);
    if (!states)
        return failure(states);
    const auto width = states->dim() == 3 ? states->size(2) : 0;
    if (const auto fits = checkShape(*states, {1, facts.tokens, width}, file); !fits)
        return failure(fits);
    return width;
}

Result<torch::jit::Module> probeUNet(std::vector<torch::jit::Module> adapters, std::int64_t contextWidth,
                                     const ForeignFacts& facts, const StopToken& stop,
                                     const std::string& file) {
    // Two pictures, as guidance asks.
    constexpr std::int64_t kBatch = 2;
    const at::TensorOptions options(facts.device);
    std::optional<torch::jit::Module> fitting;
    const auto tried = atAnySize(facts, [&](std::int64_t edge) -> Result<> {
        Result<> first;
        for (auto& adapter : adapters) {
            const auto output = answer(adapter,
                                       {torch::zeros({kBatch, facts.inChannels, edge, edge}, options),
                                        torch::full({kBatch}, 500.0, options),
                                        torch::zeros({kBatch, facts.tokens, contextWidth}, options)},
                                       stop, file);
            auto fits = output ? checkShape(*output, {kBatch, facts.latents.channels, edge, edge}, file)
                               : Result<>(failure(output));
            if (fits)
                fitting = adapter;
            if (fits || fits.error().code == ErrorCode::Cancelled)
                return fits;
            if (first)
                first = std::move(fits);
        }
        return first;
    });
    if (!tried)
        return failure(tried);
    return std::move(*fitting);
}

Result<> probeDecoder(torch::jit::Module& decoder, const ForeignFacts& facts, const StopToken& stop,
                      const std::string& file) {
    return atAnySize(facts, [&](std::int64_t edge) -> Result<> {
        const auto latents = torch::zeros({1, facts.latents.channels, edge, edge}, facts.device);
        const auto picture = answer(decoder, {latents}, stop, file);
        if (!picture)
            return failure(picture);
        const auto pixels = edge * facts.latents.downscale;
        return checkShape(*picture, {1, 3, pixels, pixels}, file);
    });
}

Result<> probeEncoder(torch::jit::Module& encoder, const ForeignFacts& facts, const StopToken& stop,
                      const std::string& file) {
    return atAnySize(facts, [&](std::int64_t edge) -> Result<> {
        const auto pixels = edge * facts.latents.downscale;
        const auto moments =
            answer(encoder, {torch::zeros({1, 3, pixels, pixels}, facts.device)}, stop, file);
        if (!moments)
            return failure(moments);
        // The mean alone will do.
        const bool isMean = moments->dim() == 4 && moments->size(1) == facts.latents.channels;
        return checkShape(*moments, {1, (isMean ? 1 : 2) * facts.latents.channels, edge, edge}, file);
    });
}

} // namespace latentbrush::bundles
