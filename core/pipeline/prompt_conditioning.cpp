#include "pipeline/prompt_conditioning.h"

#include <cmath>

namespace latentbrush::pipeline {

prompt::Grammar grammarOf(PromptGrammar grammar) {
    return grammar == PromptGrammar::Plain ? prompt::Grammar::Plain : prompt::Grammar::Automatic1111;
}

namespace {

bool isBlank(const std::string& text) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

} // namespace

at::Tensor addedVector(const at::Tensor& pooled, const std::vector<double>& numbers) {
    constexpr int kHalf = 128;
    const auto powers = torch::arange(kHalf, at::kFloat) * (-std::log(10000.0) / kHalf);
    const auto angles = torch::tensor(numbers, at::kFloat).unsqueeze(1) * torch::exp(powers).unsqueeze(0);
    const auto waves = at::cat({torch::cos(angles), torch::sin(angles)}, 1).flatten().unsqueeze(0);
    return at::cat({pooled.to(at::kFloat), waves.to(pooled.device())}, 1);
}

Result<Conditioning> PromptConditioning::positive() {
    return of(m_request.prompt, false);
}

Result<Conditioning> PromptConditioning::negative() {
    return of(m_request.negativePrompt, true);
}

Result<Conditioning> PromptConditioning::of(const std::string& prompt, bool negative) {
    prompt::PromptReading reading;
    reading.grammar = grammarOf(m_request.prompting.grammar);
    reading.negative = negative;
    reading.timeline.steps = m_with.steps;
    reading.timeline.firstPass = m_with.firstPass;
    const auto program = prompt::promptProgram(prompt, reading);
    if (!program)
        return failure(program);
    Conditioning conditioning;
    for (const auto& part : program->parts) {
        auto& made = conditioning.parts.emplace_back();
        made.weight = part.weight;
        for (const auto& stage : part.stages) {
            auto states = statesOf(stage.text, negative);
            if (!states)
                return failure(states);
            made.stages.push_back({stage.lastStep, std::move(*states)});
        }
    }
    return conditioning;
}

Result<TextStates> PromptConditioning::statesOf(const std::string& text, bool negative) {
    auto states = encoded(text);
    if (!states)
        return states;
    if (negative && m_with.model.manifest.zerosForEmptyNegative && isBlank(text)) {
        states->context = at::zeros_like(states->context);
        if (states->pooled.defined())
            states->pooled = at::zeros_like(states->pooled);
    }
    states->vector = vectorOf(states->pooled, negative);
    return states;
}

Result<TextStates> PromptConditioning::encoded(const std::string& text) {
    const auto& prompting = m_request.prompting;
    const auto key = m_with.encodersState + '\n' + std::string(idOf(prompting.grammar)) + '\n' +
                     std::string(idOf(prompting.emphasis)) + '\n' + std::to_string(prompting.clipSkip) +
                     '\n' + text;
    if (auto known = m_with.cache.find(key))
        return *known;
    const auto weighted = prompt::weightedTexts(text, grammarOf(prompting.grammar));
    std::vector<std::vector<prompt::Chunk>> chunks;
    for (const auto& encoder : m_with.encoders)
        chunks.push_back(
            prompt::chunksOf(weighted, *encoder.tokenizer, *encoder.embeddings, encoder.chunking));
    auto states =
        encodeChunks(m_with.model, chunks, {prompting.emphasis, prompting.clipSkip, m_with.vectors});
    if (states)
        m_with.cache.keep(key, *states);
    return states;
}

at::Tensor PromptConditioning::vectorOf(const at::Tensor& pooled, bool negative) const {
    const double width = m_request.width;
    const double height = m_request.height;
    // Made as if nothing had been cut off and the picture was always this large.
    switch (m_with.model.manifest.vector) {
    case catalogue::VectorConditioning::SizesAndCrop:
        return addedVector(pooled, {height, width, 0, 0, height, width});
    case catalogue::VectorConditioning::AestheticScore: {
        constexpr double kFine = 6;
        constexpr double kPoor = 2.5;
        return addedVector(pooled, {height, width, 0, 0, negative ? kPoor : kFine});
    }
    case catalogue::VectorConditioning::None:
        break;
    }
    return {};
}

} // namespace latentbrush::pipeline
