#pragma once

#include "base/files.h"
#include "image/png.h"
#include "library/library.h"

#include <cstdlib>
#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace latentbrush::library {

/// In memory where the system has such a place: each entry waits for the disk, and tests write many.
inline std::filesystem::path quickPlace() {
    std::error_code none;
    const std::filesystem::path memory = "/dev/shm";
    return std::filesystem::is_directory(memory, none) ? memory : std::filesystem::temp_directory_path();
}

/// A folder of its own for one test, gone afterwards.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const std::filesystem::path& place = quickPlace()) {
        std::string name = (place / "latentbrush-library-XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// A small finished picture whose pixels follow from its seed.
inline FinishedImage finishedImage(const std::string& prompt, std::uint64_t seed = 1,
                                   const std::string& model = "starter", int width = 24, int height = 16) {
    image::Image image;
    image.width = width;
    image.height = height;
    image.pixels.resize(static_cast<std::size_t>(width) * height * 3);
    for (std::size_t at = 0; at < image.pixels.size(); ++at)
        image.pixels[at] = static_cast<std::uint8_t>(seed * 31 + at * 7);
    FinishedImage finished;
    finished.request.prompt = prompt;
    finished.request.negativePrompt = "blurry, 50% \"grey\"";
    finished.request.model = model;
    finished.request.seed = seed;
    finished.request.width = width;
    finished.request.height = height;
    finished.provenance.engineVersion = "0.1.0";
    finished.provenance.torchVersion = "2.11.0";
    finished.provenance.device = "cpu";
    finished.provenance.precision = "fp32";
    finished.provenance.threads = 2;
    finished.provenance.modelName = model;
    finished.provenance.modelHash = std::string(64, 'a');
    finished.timings = {0.125, 1.5, 0.25, 1.875};
    finished.picture = std::make_shared<const image::Image>(std::move(image));
    return finished;
}

inline Result<image::PictureFile> readPicture(const std::filesystem::path& file) {
    const auto bytes = readWhole(file);
    if (!bytes)
        return failure(bytes);
    return image::decodePng(std::as_bytes(std::span(*bytes)));
}

/// A library in a folder of its own, and where its pictures go.
class LibraryTest : public testing::Test {
protected:
    LibraryTest() : library(open()) {}

    Library open() {
        auto opened = Library::open(file());
        if (!opened)
            throw std::runtime_error(opened.error().detail);
        return std::move(*opened);
    }
    std::filesystem::path file() const { return folder.path() / "data" / "library.db"; }
    std::filesystem::path pictures() const { return folder.path() / "pictures"; }

    Entry record(const std::string& prompt, std::uint64_t seed = 1, const std::string& model = "starter") {
        auto entry = library.record(finishedImage(prompt, seed, model), pictures());
        EXPECT_TRUE(entry) << (entry ? "" : entry.error().detail);
        return entry.value_or(Entry{});
    }
    std::vector<Entry> all(const Query& query = {}) {
        auto found = library.search(query, 1'000'000);
        EXPECT_TRUE(found);
        return found.value_or(std::vector<Entry>{});
    }

    TemporaryFolder folder;
    Library library;
};

} // namespace latentbrush::library
