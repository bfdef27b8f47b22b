#include "prompt/byte_alphabet.h"
#include "prompt/byte_pair_encoding.h"
#include "prompt/clip_words.h"

#include <cstdlib>

/// Up to the first NUL a merges.txt, then a prompt: the tokens of each word are the word, byte for byte, and
/// no two neighbours are left that may merge.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace latentbrush::prompt;
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto border = std::min(input.find('\0'), size);
    const auto vocabulary = vocabularyFromMerges(input.substr(0, border), "fuzz");
    if (!vocabulary)
        return 0;
    const auto encoding = BytePairEncoding::make(*vocabulary, "fuzz");
    if (!encoding)
        return 0;
    std::unordered_map<std::int64_t, std::string> symbolOf;
    for (const auto& [symbol, id] : vocabulary->ids)
        symbolOf[id] = symbol;
    for (const auto& word : clipWords(input.substr(std::min(border + 1, size)))) {
        std::string spelled;
        std::string previous;
        for (const auto& symbol : encoding->encode(word)) {
            const auto& text = symbolOf.at(symbol.id);
            spelled += text;
            for (const auto& [left, right] : vocabulary->merges)
                if (!previous.empty() && left == previous && right == text)
                    std::abort();
            previous = text;
        }
        if (!spelled.ends_with(kWordEnd) || ByteAlphabet::instance().bytesOf(spelled) != word)
            std::abort();
    }
    return 0;
}
