// How long a person waits for the history: opening it, its first page, a page far back, searches.
#include "library_filling.h"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <map>

namespace latentbrush::library {
namespace {

/// Made once for each size; removed at the end.
class Libraries {
public:
    ~Libraries() {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    const std::filesystem::path& ofSize(int entries) {
        auto& file = m_files[entries];
        if (file.empty()) {
            file = m_folder / (std::to_string(entries) + ".db");
            if (const auto filled = fillLibrary(file, entries); !filled) {
                std::fprintf(stderr, "%s\n", filled.error().detail.c_str());
                std::exit(1);
            }
        }
        return file;
    }

private:
    static std::filesystem::path newFolder() {
        auto name = (std::filesystem::temp_directory_path() / "latentbrush-bench-XXXXXX").string();
        return ::mkdtemp(name.data());
    }
    std::filesystem::path m_folder = newFolder();
    std::map<int, std::filesystem::path> m_files;
};

Libraries libraries;
constexpr int kPage = 100;

void open(benchmark::State& state) {
    const auto& file = libraries.ofSize(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(Library::open(file).value());
}

template <class Work>
void measure(benchmark::State& state, Work work) {
    const auto library = Library::open(libraries.ofSize(static_cast<int>(state.range(0)))).value();
    std::size_t found = 0;
    for (auto _ : state)
        found = work(library);
    state.counters["found"] = static_cast<double>(found);
}

void firstPage(benchmark::State& state) {
    measure(state, [](const Library& library) { return library.search({}, kPage)->size(); });
}
void farPage(benchmark::State& state) {
    std::optional<Position> far;
    measure(state, [&](const Library& library) {
        if (!far) {
            const auto ids = library.ids({}).value();
            far = positionOf(library.entries(std::span(ids).subspan(ids.size() * 4 / 5, 1)).value().front());
        }
        return library.search({}, kPage, far)->size();
    });
}
void thumbnail(benchmark::State& state) {
    EntryId id = 0;
    measure(state, [&](const Library& library) {
        id = id % state.range(0) + 1;
        return decodeThumbnail(library.thumbnail(id).value())->pixels.size();
    });
}
void ids(benchmark::State& state) {
    measure(state, [](const Library& library) { return library.ids({})->size(); });
}
void count(benchmark::State& state) {
    measure(state, [](const Library& library) { return static_cast<std::size_t>(*library.count({})); });
}
void models(benchmark::State& state) {
    measure(state, [](const Library& library) { return library.models()->size(); });
}

void searchPage(benchmark::State& state, const char* text) {
    measure(state, [&](const Library& library) { return library.search({.text = text}, kPage)->size(); });
}
void searchIds(benchmark::State& state, const char* text) {
    measure(state, [&](const Library& library) { return library.ids({.text = text})->size(); });
}

#define LATENTBRUSH_SIZES ->Arg(5'000)->Arg(100'000)->Unit(benchmark::kMillisecond)
BENCHMARK(open) LATENTBRUSH_SIZES;
BENCHMARK(firstPage) LATENTBRUSH_SIZES;
BENCHMARK(thumbnail) LATENTBRUSH_SIZES;
BENCHMARK(farPage) LATENTBRUSH_SIZES;
BENCHMARK(ids) LATENTBRUSH_SIZES;
BENCHMARK(count) LATENTBRUSH_SIZES;
BENCHMARK(models) LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchPage, common, "detailed") LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchPage, rare, "study 1234") LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchPage, oneCharacter, "家") LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchPage, threeCharacters, "夕焼け") LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchIds, common, "detailed") LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchIds, oneCharacter, "家") LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchIds, twoWords, "赤い 夕焼け") LATENTBRUSH_SIZES;
BENCHMARK_CAPTURE(searchIds, nothing, "鯨") LATENTBRUSH_SIZES;

} // namespace
} // namespace latentbrush::library

BENCHMARK_MAIN();
