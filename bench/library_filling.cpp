#include "library_filling.h"

#include "base/files.h"
#include "library/database.h"
#include "library/insertion.h"
#include "library/picture_files.h"
#include "library/thumbnail.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace latentbrush::library {

namespace {

constexpr int kDistinctPictures = 97; ///< prime to every word list, so that pictures and words mix

struct Words {
    std::array<const char*, 8> colours;
    std::array<const char*, 7> things;
    std::array<const char*, 6> places;
    std::array<const char*, 4> times;
};
constexpr Words kEnglish{
    {"red", "blue", "green", "yellow", "white", "black", "orange", "purple"},
    {"house", "boat", "tree", "car", "balloon", "tower", "bridge"},
    {"on a snowy field", "by the sea", "in the mountains", "in a desert", "on a meadow", "in the city"},
    {"at night", "at sunset", "by day", "in the morning"}};
constexpr Words kJapanese{{"赤い", "青い", "緑の", "黄色い", "白い", "黒い", "オレンジ色の", "紫の"},
                          {"家", "船", "木", "車", "気球", "塔", "橋"},
                          {"雪原の", "海辺の", "山の中の", "砂漠の", "草原の", "街の"},
                          {"夜の", "夕焼けの", "昼の", "朝の"}};

std::string promptOf(int number) {
    const auto pick = [&](const auto& words, int stride) { return words[(number / stride) % words.size()]; };
    const int half = number / 2;
    if (number % 2)
        return std::string(pick(kJapanese.times, 7)) + pick(kJapanese.places, 3) +
               pick(kJapanese.colours, 2) + pick(kJapanese.things, 5) + "、細部まで丁寧に、" +
               std::to_string(half);
    return std::string("a ") + pick(kEnglish.colours, 2) + " " + pick(kEnglish.things, 5) + " " +
           pick(kEnglish.places, 3) + " " + pick(kEnglish.times, 7) +
           ", highly detailed, sharp focus, study " + std::to_string(half);
}

/// A sky over a ground with a sun, in colours of the number's own; three shapes of paper.
image::Image pictureOf(int number) {
    constexpr std::array<std::array<int, 2>, 3> kShapes{{{256, 256}, {256, 192}, {192, 256}}};
    const auto [width, height] = kShapes[number % 3];
    image::Image picture{width, height, 3, std::vector<std::uint8_t>(std::size_t(width) * height * 3)};
    const double hue = number * 2.399963; // the golden angle: neighbours differ most
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const bool ground = y > height * 0.6 + 20 * std::sin(x * 0.03 + number);
            const bool sun = std::hypot(x - width * 0.5 - 60 * std::sin(hue), y - height * 0.3) < 30;
            auto* pixel = picture.pixels.data() + (std::size_t(y) * width + x) * 3;
            for (int channel = 0; channel < 3; ++channel) {
                const double tone = std::cos(hue + channel * 2.0944 + (ground ? 1.2 : 0) + (sun ? 3.1 : 0));
                pixel[channel] = static_cast<std::uint8_t>(128 + 90 * tone + 36.0 * y / height);
            }
        }
    return picture;
}

FinishedImage finishedOf(int number, const std::vector<image::Picture>& pictures) {
    FinishedImage finished;
    finished.picture = pictures[static_cast<std::size_t>(number) % pictures.size()];
    auto& request = finished.request;
    request.prompt = promptOf(number);
    request.negativePrompt = number % 3 ? "blurry, low quality" : "";
    request.seed = static_cast<std::uint64_t>(number) * 2654435761u % GenerationRequest::kSeedLimit;
    request.model = number % 5 ? "starter" : "painterly-v2";
    request.width = finished.picture->width;
    request.height = finished.picture->height;
    finished.provenance = {
        "0.1.0", "2.11.0", "cpu", "bf16", 2, "AVX512", "", request.model, std::string(64, 'c')};
    finished.timings = {0.05, 1.4, 0.2, 1.65};
    return finished;
}

} // namespace

Result<> fillLibrary(const std::filesystem::path& file, int entries, const std::filesystem::path& pictures) {
    auto database = openDatabase(file, Library::kBusyTimeout);
    if (!database)
        return failure(database);
    std::vector<image::Picture> shown;
    std::vector<std::string> thumbnails;
    for (int number = 0; number < std::min(entries, kDistinctPictures); ++number) {
        shown.push_back(std::make_shared<const image::Image>(pictureOf(number)));
        auto small = encodeThumbnail(*shown.back());
        if (!small)
            return failure(small);
        thumbnails.push_back(std::move(*small));
    }
    const auto now =
        std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return guarded(file, [&]() -> Result<> {
        SQLite::Transaction transaction(**database);
        for (int number = 0; number < entries; ++number) {
            const auto finished = finishedOf(number, shown);
            const Moment created = now - std::chrono::minutes(10) * (entries - 1 - number);
            std::filesystem::path path = "/nowhere/" + std::to_string(number) + ".png";
            if (!pictures.empty()) {
                const auto saved = savePicture(finished, pictures, created);
                if (!saved)
                    return failure(saved);
                path = *saved;
            }
            const auto id = insertEntry(**database, entryOf(finished, path, created), finished,
                                        thumbnails[static_cast<std::size_t>(number) % thumbnails.size()]);
            if (number % 11 == 0)
                (*database)->exec("UPDATE entries SET favourite = 1 WHERE id = " + std::to_string(id));
        }
        transaction.commit();
        return {};
    });
}

} // namespace latentbrush::library
