#pragma once

#include "weights/mapped_file.h"
#include "weights/pickle_value.h"

namespace latentbrush::weights {

/// What torch.save wrote (.ckpt, .pt, .bin), read without Python (formats.md 2.8): the ZIP of torch 1.6 and
/// later, and the row of pickles from before. Nothing in the file is run or looked up: classes and functions
/// are names, and only for tensors, parameters, dicts and sets is the value built that Python would build.
///
/// The numbers stay in the mapped file. Tensors whose elements don't lie row by row (a transposed view, a
/// checkpoint in channels_last) are copied once, at opening, if `tensors()` has them.
///
/// Immutable after open; any thread may read. Copies share everything.
class PickleFile {
public:
    static constexpr std::size_t kTextsLimit = std::size_t(1) << 20; ///< bytes of `metadata()`

    /// FileMissing, FileUnreadable, FileTruncated; FileMalformed with the broken rule; FileTooLarge for
    /// pickles beyond the limits of pickle_machine.h and PickleStack; UnsupportedFormat: not torch.save's,
    /// TorchScript, big-endian, compressed, numbers we have no type for, or views that unfold to more than
    /// the file.
    static Result<PickleFile> open(const std::filesystem::path& path);
    /// The same over bytes in memory, which must outlive the object; `subject` names them in errors.
    static Result<PickleFile> parse(std::span<const std::byte> bytes, const std::string& subject);

    /// All that the file holds. Each tensor in it lies within its storage.
    const PickleValue& value() const { return *m_content->tree.root; }
    /// The tensors of the outermost dict under their texts. A dict that holds a dict `state_dict` stands for
    /// that one, as often as that repeats. Empty for other layouts: look at `value()`.
    const std::map<std::string, TensorEntry>& tensors() const { return m_content->tensors; }
    /// Texts and numbers beside the tensors and beside each `state_dict` on the way, written as text, e.g.
    /// "global_step". What goes beyond kTextsLimit is left out.
    const std::map<std::string, std::string>& metadata() const { return m_content->metadata; }

    /// Bytes of any tensor within `value()`. UnsupportedFormat where they unfold to more than 16 MiB beyond
    /// the tensor's own storage.
    Result<std::vector<std::byte>> bytesOf(const PickledTensor& tensor) const;

private:
    struct Content {
        std::string subject;
        PickleTree tree;
        std::map<std::string, TensorEntry> tensors;
        std::map<std::string, std::string> metadata;
        std::size_t textsLeft = kTextsLimit;
        std::deque<std::vector<std::byte>> copies;
    };
    static void takeTexts(Content& content, const PickleValue& dict);
    static void takeTensors(Content& content, const PickleValue& dict, std::uint64_t copyable);
    static void takeStateDict(Content& content, std::uint64_t copyable);

    MappedFile m_file;
    std::shared_ptr<const Content> m_content;
};

/// Whether bytes begin as a file of torch.save does.
bool looksLikePickle(std::span<const std::byte> bytes);

} // namespace latentbrush::weights
