// Makes a library of synthetic pictures to look at: fill_library FOLDER ENTRIES, then
// XDG_DATA_HOME=FOLDER/data.
#include "library_filling.h"

#include <cstdio>
#include <cstdlib>

int main(int count, char** arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: fill_library FOLDER ENTRIES\n");
        return 2;
    }
    const std::filesystem::path folder = arguments[1];
    const auto filled = latentbrush::library::fillLibrary(folder / "data" / "latentbrush" / "library.db",
                                                          std::atoi(arguments[2]), folder / "pictures");
    if (!filled)
        std::fprintf(stderr, "%s: %s\n", filled.error().subject.c_str(), filled.error().detail.c_str());
    return filled ? 0 : 1;
}
