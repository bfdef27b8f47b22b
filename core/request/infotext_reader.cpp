#include "request/infotext.h"

#include "request/infotext_settings.h"
#include "request/json_reader.h"
#include "request/parameter_line.h"
#include "request/picture_record.h"

#include <algorithm>
#include <array>

namespace latentbrush {

namespace {

constexpr std::string_view kNegative = "Negative prompt:";

std::string_view stripped(std::string_view text) {
    constexpr std::string_view kBlank = " \t\n\v\f\r";
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// "640x480" → 640 and 480, as texts.
std::optional<std::pair<std::string, std::string>> sizeOf(const std::string& value) {
    const auto cross = value.find('x');
    const auto isNumber = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (cross == std::string::npos || !isNumber(std::string_view(value).substr(0, cross)) ||
        !isNumber(std::string_view(value).substr(cross + 1)))
        return std::nullopt;
    return std::pair(value.substr(0, cross), value.substr(cross + 1));
}

void readValues(std::string_view line, ReadParameters& into) {
    for (const auto& [key, raw] : parameterPairs(line)) {
        const std::string name(key);
        std::string value = unquotedValue(raw);
        if (const auto size = sizeOf(value)) {
            into.values[name + "-1"] = size->first;
            into.values[name + "-2"] = size->second;
        } else {
            into.values[name] = std::move(value);
        }
    }
}

void readPrompts(std::string_view lines, ReadParameters& into) {
    bool inNegative = false;
    while (!lines.empty()) {
        const auto end = lines.find('\n');
        auto line = stripped(lines.substr(0, end));
        lines = end == std::string_view::npos ? std::string_view{} : lines.substr(end + 1);
        if (line.starts_with(kNegative)) {
            line = stripped(line.substr(kNegative.size()));
            inNegative = true;
        }
        auto& part = inNegative ? into.negativePrompt : into.prompt;
        if (!part.empty())
            part += '\n';
        part += line;
    }
}

struct Absent {
    std::string_view key;
    std::string_view meaning;
};
constexpr std::array kAbsent{
    Absent{"Clip skip", "1"},
    Absent{"Hires resize-1", "0"},
    Absent{"Hires resize-2", "0"},
    Absent{"Hires sampler", "Use same sampler"},
    Absent{"Hires schedule type", "Use same scheduler"},
    Absent{"Hires checkpoint", "Use same checkpoint"},
    Absent{"Mask mode", "Inpaint masked"},
    Absent{"Masked content", "original"},
    Absent{"Inpaint area", "Whole picture"},
    Absent{"Masked area padding", "32"},
    Absent{"RNG", "GPU"},
    Absent{"Schedule type", "Automatic"},
    Absent{"Schedule max sigma", "0"},
    Absent{"Schedule min sigma", "0"},
    Absent{"Schedule rho", "0"},
    Absent{"VAE Encoder", "Full"},
    Absent{"VAE Decoder", "Full"},
};

} // namespace

std::optional<std::string> ReadParameters::value(std::string_view key) const {
    if (const auto found = values.find(key); found != values.end())
        return found->second;
    const auto absent = std::ranges::find(kAbsent, key, &Absent::key);
    return absent == kAbsent.end() ? std::nullopt : std::optional(std::string(absent->meaning));
}

Result<ReadParameters> parseInfotext(std::string_view text) {
    if (text.size() > image::kMaxTextBytes)
        return failure(ErrorCode::FileTooLarge, kInfotextKey, std::to_string(text.size()) + " bytes");
    text = stripped(text);
    // A prompt may begin with a brace as well: only what is JSON is another program's.
    if (text.starts_with('{')) {
        const auto json = parseJsonText(text);
        if (json && json->is_object())
            return failure(ErrorCode::UnsupportedFormat, kInfotextKey, "JSON of another program");
    }
    constexpr std::size_t kLeastPairs = 3;
    const auto lastBreak = text.rfind('\n');
    const auto lastLine = lastBreak == std::string_view::npos ? text : text.substr(lastBreak + 1);
    ReadParameters read;
    if (parameterPairs(lastLine).size() >= kLeastPairs) {
        readPrompts(text.substr(0, text.size() - lastLine.size()), read);
        readValues(lastLine, read);
    } else {
        readPrompts(text, read);
    }
    fillRequest(read);
    return read;
}

Result<ReadParameters> readParameters(const image::Texts& texts) {
    const auto* infotext = image::findText(texts, kInfotextKey);
    const auto* ours = image::findText(texts, PictureRecord::kTextKey);
    auto read = infotext ? parseInfotext(*infotext) : failure(ErrorCode::EntryNotFound, kInfotextKey);
    if (!ours)
        return read;
    auto record = recordFromJsonText(*ours);
    if (!record)
        return read ? std::move(read) : failure(record);
    ReadParameters result;
    if (read)
        result = std::move(*read);
    result.source = ReadParameters::Source::Latentbrush;
    result.prompt = record->request.prompt;
    result.negativePrompt = record->request.negativePrompt;
    result.request = std::move(record->request);
    result.provenance = std::move(record->provenance);
    result.unused.clear();
    return result;
}

} // namespace latentbrush
