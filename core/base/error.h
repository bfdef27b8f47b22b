#pragma once

#include <string>

namespace latentbrush {

/// What went wrong, as a value that a program can switch on. Core has no text for people: `ui/messages` turns
/// a code and its subject into a sentence in the person's language, for the window and the command line
/// alike. Each code also has an exit code of the command line (`exitCodeOf` in ui/messages).
enum class ErrorCode {
    Internal, ///< A bug of ours, or an exception nobody foresaw.

    // What was asked for cannot be done as said.
    InvalidRequest,         ///< subject: the setting; detail: why.
    InvalidSize,            ///< subject: "WxH"; detail: the multiple of pixels that the model needs.
    UnknownDevice,          ///< subject: the device's name.
    UnsupportedCombination, ///< A sampler and a schedule without meaning together, or not built. subject:
                            ///< both names.

    // What was to be read.
    FileMissing,       ///< subject: path.
    FileUnreadable,    ///< subject: path; detail: the system's reason.
    FileTruncated,     ///< The file ends early. subject: path.
    FileMalformed,     ///< subject: path; detail: the rule it breaks.
    FileTooLarge,      ///< subject: path; detail: size and limit.
    UnsupportedFormat, ///< Not a format we read. subject: path.
    NewerFormat,       ///< Written by a newer version. subject: path; detail: its version.
    HashMismatch,      ///< The bytes are not those that were promised. subject: path.
    AlreadyOpen,       ///< A document that another tab or program works on. subject: path.
    ShapeMismatch, ///< A tensor has another shape than the config says. subject: tensor; detail: both shapes.
    TensorMissing, ///< subject: tensor; detail: file.
    UnsupportedModel, ///< A family we don't run. subject: its name.
    ModelNotFound,    ///< No model of that name. subject: name.
    NoModelOfItsOwn,  ///< A file that goes with a model was given as one. subject: what it is; detail: path.
    AddOnNotFound,    ///< No LoRA or VAE of that name. subject: name.
    AddOnMisfit,      ///< A LoRA or VAE for another family. subject: its name or path; detail: why.
    ConsentNeeded, ///< TorchScript made elsewhere: code that runs as it loads, and nobody agreed to it yet.
                   ///< subject: path; detail: the SHA-256 to agree to.

    OutOfMemory, ///< detail: bytes needed and bytes left, when known.
    Cancelled,

    // What was to be written. Nothing half-written is left.
    FileExists,  ///< subject: path.
    WriteFailed, ///< subject: path; detail: the system's reason.
    DiskFull,    ///< subject: path.

    // The library's database.
    DatabaseLocked,  ///< Another program held it for more than the busy timeout.
    DatabaseDamaged, ///< subject: path.
    DatabaseNewer,   ///< Its schema is newer than this program. subject: path; detail: versions.
    EntryNotFound,   ///< subject: the id.
};

/// A failure: the code, what it is about (a path, a tensor's name, a setting; shown to the person as it is),
/// and a technical detail in English for the log and for 'Details'.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string subject;
    std::string detail;

    bool operator==(const Error&) const = default;
};

/// The code's name, e.g. "FileTruncated": for logs, tests and `--json`.
const char* nameOf(ErrorCode code);

} // namespace latentbrush
