#include "prompt/clip_vocabulary.h"

#include "prompt/byte_alphabet.h"

namespace latentbrush::prompt {

Result<Merges> mergesFromText(std::string_view text, const std::string& subject) {
    Merges merges;
    for (std::size_t number = 1; !text.empty(); ++number) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (number == 1 || line.empty())
            continue;
        const auto space = line.find(' ');
        if (space == 0 || space >= line.size() - 1 || line.find(' ', space + 1) != std::string_view::npos)
            return failure(ErrorCode::FileMalformed, subject,
                           "line " + std::to_string(number) + " is no pair of symbols");
        merges.emplace_back(line.substr(0, space), line.substr(space + 1));
    }
    return merges;
}

Result<ClipVocabulary> vocabularyFromMerges(std::string_view text, const std::string& subject) {
    auto merges = mergesFromText(text, subject);
    if (!merges)
        return failure(merges);
    ClipVocabulary vocabulary;
    vocabulary.merges = std::move(*merges);
    std::int64_t id = 0;
    const auto& alphabet = ByteAlphabet::instance();
    for (const auto suffix : {std::string_view(), kWordEnd})
        for (const auto byte : alphabet.inOrder())
            vocabulary.ids[alphabet.symbolOf(byte) + std::string(suffix)] = id++;
    for (const auto& [left, right] : vocabulary.merges)
        vocabulary.ids[left + right] = id++;
    vocabulary.ids[vocabulary.begin] = id++;
    vocabulary.ids[vocabulary.end] = id;
    return vocabulary;
}

} // namespace latentbrush::prompt
