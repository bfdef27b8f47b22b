// Draws scenes of the starter world: numbered PNG files and truth.tsv, which says what each one shows.

#include <CLI/CLI.hpp>
#include <png.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <system_error>

#include "picturebook/draw.h"

namespace {

using namespace latentbrush::picturebook;

bool writePng(const std::filesystem::path& file, const Drawing& drawing) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = image.height = static_cast<png_uint_32>(drawing.size);
    image.format = PNG_FORMAT_RGB;
    return png_image_write_to_file(&image, file.c_str(), 0, drawing.rgb.data(), 0, nullptr) != 0;
}

int drawScenes(int count, std::uint64_t seed, Split split, int size, const std::filesystem::path& folder) {
    std::error_code failure; // a folder that is not there shows when the first file cannot be written
    std::filesystem::create_directories(folder, failure);
    std::ofstream truth(folder / "truth.tsv");
    truth << "file\ttime\tground\tobjects\tscenery\n";
    Dice dice(seed);
    for (int i = 0; i < count; ++i) {
        const Scene scene = randomScene(dice, split);
        char file[16];
        std::snprintf(file, sizeof file, "%06d.png", i);
        if (!writePng(folder / file, draw(scene, size))) {
            std::cerr << "cannot write " << (folder / file) << '\n';
            return 6;
        }
        truth << file << '\t' << name(scene.time) << '\t' << name(scene.ground) << '\t' << objectsField(scene)
              << '\t' << sceneryField(scene) << '\n';
    }
    truth.close();
    return truth ? 0 : 6;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("Draws scenes of the starter world with their truth");
    int count = 64;
    std::uint64_t seed = 0;
    int size = kNativeSize;
    std::string out;
    Split split = Split::Training;
    app.add_option("--count", count, "how many")->check(CLI::Range(1, 1'000'000));
    app.add_option("--seed", seed, "same seed, same scenes");
    app.add_option("--size", size, "side in pixels, a multiple of 8")->check(CLI::Range(8, 4096));
    app.add_option("--out", out, "folder to write to")->required();
    app.add_option("--split", split, "training or heldout")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, Split>{{"training", Split::Training}, {"heldout", Split::HeldOut}}));
    CLI11_PARSE(app, argc, argv);
    if (size % 8 != 0) {
        std::cerr << "--size must be a multiple of 8\n";
        return 2;
    }
    return drawScenes(count, seed, split, size, out);
}
