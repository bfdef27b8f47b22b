#pragma once

#include "base/result.h"
#include "image/picture_file.h"
#include "request/generation_request.h"
#include "request/provenance.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace latentbrush {

/// The text by which AUTOMATIC1111's program, and most others since, says how a picture was made; it stands
/// in a PNG as `parameters`:
///
///     a red house                                  the prompt, any number of lines
///     Negative prompt: blurry                      not written when empty
///     Steps: 20, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 7, Seed: 1, Size: 256x256, …
inline constexpr const char* kInfotextKey = "parameters";

/// Writes it for one picture: `request` has its seed, size and model filled in. Blank space around the prompt
/// does not survive in this form; the JSON beside it (picture_record.h) keeps all.
std::string infotextOf(const GenerationRequest& request, const Provenance& provenance);

/// What was read from a picture's texts.
struct ReadParameters {
    enum class Source { Latentbrush, Automatic1111 };

    Source source = Source::Automatic1111;
    std::string prompt;
    std::string negativePrompt;
    /// The last line's keys and values, unquoted. A value "640x480" of key K stands as "K-1" and "K-2".
    std::map<std::string, std::string, std::less<>> values;
    /// Defaults, changed by everything that was understood. `model` is the name that the text gives.
    GenerationRequest request;
    /// Keys of `values` that had no effect on `request` though they may have changed that picture.
    std::vector<std::string> unused;
    std::optional<Provenance> provenance; ///< only from our own record

    /// A value, or what its absence means ("Clip skip" → "1"); none for keys without such a rule.
    std::optional<std::string> value(std::string_view key) const;
};

/// Reads an A1111 text. Any text is one: without a parameter line all of it is the prompt. UnsupportedFormat
/// for the JSON that other programs (SwarmUI, Fooocus) put in the same place; FileTooLarge above
/// image::kMaxTextBytes.
Result<ReadParameters> parseInfotext(std::string_view text);

/// Reads a picture's texts: our own record when it is there and whole, else `parameters`. EntryNotFound when
/// there is neither.
Result<ReadParameters> readParameters(const image::Texts& texts);

} // namespace latentbrush
