#include "base/files.h"
#include "document/journal.h"
#include "document/journal_record.h"

#include <cstdlib>
#include <fstream>
#include <unistd.h>

namespace {

using namespace latentbrush::document;

constexpr std::string_view kMagic = "LBJRNL\r\n";

/// The records of a journal with the checksums and lengths that they ought to have: a fuzzer does not guess
/// them. What is no record any more is the payload of a last one.
std::string repaired(std::string_view journal) {
    std::string bytes(kMagic);
    journal.remove_prefix(kMagic.size());
    while (journal.size() > kRecordHeadBytes) {
        const auto head = readRecordHead(journal.substr(0, kRecordHeadBytes));
        journal.remove_prefix(kRecordHeadBytes);
        const auto payload = journal.substr(0, std::max<std::size_t>(1, head.length));
        bytes += recordOf(static_cast<RecordKind>(payload.front()), payload.substr(1)).value();
        journal.remove_prefix(payload.size());
    }
    return bytes;
}

std::filesystem::path scratchFile() {
    const auto memory = std::filesystem::path("/dev/shm");
    const auto folder = std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
    return folder / ("journal_fuzz_" + std::to_string(::getpid()));
}

/// What opens can be walked through, appended to, compacted and opened again as the same.
void checkJournal(const std::string& bytes) {
    const auto file = scratchFile();
    std::ofstream(file, std::ios::binary) << bytes;
    if (auto opened = Journal::open(file)) {
        auto document = opened->document;
        constexpr std::size_t kSmall = 64;
        const auto& history = document.history();
        const bool small = history.undoCount() + history.redoCount() < kSmall &&
                           document.state().picture.bytes() < (std::size_t(8) << 20);
        if (small && !opened->journal.compact(document))
            std::abort();
        while (document.undo()) {
        }
        while (document.redo()) {
        }
        const auto state = opened->document.state();
        opened = latentbrush::failure(latentbrush::ErrorCode::Internal);
        const auto again = Journal::open(file);
        if (!again || again->document.state() != state)
            std::abort();
    }
    ::unlink(file.c_str());
}

void checkChange(std::string_view bytes) {
    const auto change = decodeChange(bytes);
    if (!change)
        return;
    const auto again = decodeChange(encodeChange(*change));
    if (!again || again->name != change->name || again->valuesAfter != change->valuesAfter ||
        again->tiles.size() != change->tiles.size())
        std::abort();
    if (auto document = Document::create(300, 300)) {
        const auto before = document->state();
        if (document->apply(*change) && !change->empty())
            if (!checkState(document->state()) || !document->undo() || document->state() != before)
                std::abort();
    }
}

} // namespace

/// A journal as it is and with its checksums put right, or the body of a change: whatever it is, it is
/// refused or makes a document that lasts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    if (!input.starts_with(kMagic)) {
        checkChange(input);
        return 0;
    }
    checkJournal(std::string(input));
    checkJournal(repaired(input));
    return 0;
}
