#include "prompt/byte_alphabet.h"
#include "prompt/byte_pair_encoding.h"
#include "prompt/clip_words.h"
#include "prompt/nudged_weight.h"
#include "prompt/prompt_chunks.h"
#include "prompt/prompt_program.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <unistd.h>
#include <utility>

using namespace latentbrush::prompt;

namespace {

constexpr int kSteps = 3;

void require(bool holds) {
    if (!holds)
        std::abort();
}

/// The tokens of each word are the word, byte for byte, and no two neighbours are left that may merge.
void encodeWords(std::string_view merges, std::string_view text) {
    const auto vocabulary = vocabularyFromMerges(merges, "fuzz");
    if (!vocabulary)
        return;
    const auto encoding = BytePairEncoding::make(*vocabulary, "fuzz");
    if (!encoding)
        return;
    std::unordered_map<std::int64_t, std::string> symbolOf;
    for (const auto& [symbol, id] : vocabulary->ids)
        symbolOf[id] = symbol;
    for (const auto& word : clipWords(text)) {
        std::string spelled;
        std::string previous;
        for (const auto& symbol : encoding->encode(word)) {
            const auto& symbolText = symbolOf.at(symbol.id);
            spelled += symbolText;
            for (const auto& [left, right] : vocabulary->merges)
                require(previous.empty() || left != previous || right != symbolText);
            previous = symbolText;
        }
        require(spelled.ends_with(kWordEnd) && ByteAlphabet::instance().bytesOf(spelled) == word);
    }
}

/// Of a handful of merges, from a file that is gone at once.
ClipTokenizer smallTokenizer() {
    std::string path = "/tmp/prompt_fuzz.XXXXXX";
    const int file = mkstemp(path.data());
    require(file >= 0 && close(file) == 0);
    std::ofstream(path) << "#version: 0.2\nr e\nre d</w>\nc a\nca t</w>\n";
    auto tokenizer = ClipTokenizer::fromMerges(path);
    unlink(path.c_str());
    require(tokenizer.has_value());
    return *tokenizer;
}

/// Every embedding lies in one chunk whole, and what is no embedding is the text's tokens in their order.
void checkChunks(const std::vector<WeightedText>& runs, const ClipTokenizer& tokenizer) {
    static const std::vector<EmbeddingName> names{{"cat", 5}, {"red cat", 70}, {",", 2}};
    static const EmbeddingIndex embeddings(tokenizer, names);
    for (const auto& chunk : chunksOf(runs, tokenizer, embeddings, {.padId = 0})) {
        require(chunk.ids.size() == 77 && chunk.weights.size() == 77 && chunk.tokens <= 75);
        require(chunk.ids.front() == tokenizer.beginId());
        require(chunk.ids[static_cast<std::size_t>(chunk.tokens) + 1] == tokenizer.endId());
        for (std::size_t i = 0; i < chunk.placements.size();) {
            const auto& first = chunk.placements[i];
            const auto& name = *std::ranges::find(names, first.embedding, &EmbeddingName::name);
            require(first.row == 0 && first.position >= 1);
            require(i + static_cast<std::size_t>(name.vectors) <= chunk.placements.size());
            for (int row = 0; row < name.vectors; ++row, ++i)
                require(chunk.placements[i] == Placement{first.position + row, first.embedding, row});
            require(chunk.placements[i - 1].position <= chunk.tokens);
        }
    }
    std::vector<std::int64_t> expected;
    for (const auto& run : runs)
        for (const auto& piece : tokenizer.pieces(run.text))
            expected.push_back(piece.id);
    std::vector<std::int64_t> ids;
    for (const auto& chunk : chunksOf(runs, tokenizer))
        ids.insert(ids.end(), chunk.ids.begin() + 1, chunk.ids.begin() + 1 + chunk.tokens);
    require(ids == expected);
}

void checkRuns(const std::vector<WeightedText>& runs) {
    require(!runs.empty());
    for (const auto& run : runs)
        require(std::abs(run.weight) <= kGreatestWeight && (!run.isBreak || run.text.empty()));
}

void checkProgram(const PromptProgram& program, const ClipTokenizer& tokenizer) {
    require(!program.parts.empty());
    for (const auto& part : program.parts) {
        int last = 0;
        for (const auto& stage : part.stages) {
            require(stage.lastStep > std::exchange(last, stage.lastStep));
            checkRuns(weightedTexts(stage.text, program.grammar));
        }
        require(last == kSteps);
    }
    // One text is enough: chunks know of no stages, and most of the time goes into them.
    const auto& text = program.parts.back().stages.back().text;
    checkChunks(weightedTexts(text, program.grammar), tokenizer);
}

/// What is selected afterwards lies in the text.
void nudge(std::string_view text) {
    const std::u16string wide(text.begin(), text.end());
    const auto begin = wide.size() / 3;
    for (const auto end : {begin, wide.size() / 2})
        for (const auto direction : {Nudge::Up, Nudge::Down})
            if (const auto change = nudgedWeight(wide, begin, end, direction)) {
                require(change->begin <= change->end && change->end <= wide.size());
                require(change->selectionBegin <= change->selectionEnd);
                require(change->selectionEnd <=
                        wide.size() - (change->end - change->begin) + change->replacement.size());
            }
}

} // namespace

/// With a NUL, a merges.txt up to it and then a text; without one, a prompt by the grammar.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (const auto border = input.find('\0'); border != std::string_view::npos) {
        encodeWords(input.substr(0, border), input.substr(border + 1));
        return 0;
    }
    static const auto tokenizer = smallTokenizer();
    // Both kinds of prompt and of pass come up, as the size falls.
    const Timeline timeline{kSteps, size % 3 == 0 ? std::optional(kSteps) : std::nullopt, size % 5 == 0};
    const PromptReading reading{.negative = size % 2 == 1, .timeline = timeline};
    if (const auto program = promptProgram(input, reading))
        checkProgram(*program, tokenizer);
    nudge(input);
    return 0;
}
