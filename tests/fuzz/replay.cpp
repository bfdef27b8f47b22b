// Runs a fuzz target over a folder of seeds without a fuzzer: each file whole, cut at up to 256 places, and
// with each of up to 256 bytes changed in three ways. A crash or a sanitizer's report is the failure.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Bytes = std::vector<std::uint8_t>;

// A copy of just that size on the heap, so that a sanitizer sees one byte too far.
void feed(const Bytes& bytes, std::size_t size) {
    const Bytes exact(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

void replay(Bytes bytes) {
    constexpr std::size_t kPlaces = 256;
    const auto stride = std::max<std::size_t>(1, bytes.size() / kPlaces);
    feed(bytes, bytes.size());
    for (std::size_t at = 0; at < bytes.size(); at += stride) {
        feed(bytes, at);
        const auto original = bytes[at];
        for (const std::uint8_t changed :
             {std::uint8_t(original ^ 1), std::uint8_t(original ^ 0x80), std::uint8_t(0xff)}) {
            bytes[at] = changed;
            feed(bytes, bytes.size());
        }
        bytes[at] = original;
    }
}

} // namespace

int main(int argc, char** argv) {
    std::size_t files = 0;
    for (int i = 1; i < argc; ++i)
        for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream file(entry.path(), std::ios::binary);
            replay(Bytes(std::istreambuf_iterator<char>(file), {}));
            ++files;
        }
    std::printf("%zu seeds\n", files);
    return files == 0; // a folder without seeds tests nothing
}
