// detector_check FOLDER [--degrade] [--seed N] [--wrong]: how much of truth.tsv the detector reads from the
// pictures beside it, how much of the truths shuffled among the pictures, and how often it sees something
// where nothing is. --degrade: pictures blurred (sigma 1), noisy (±6) and with a cast (±8) first. --wrong:
// also each picture that is read wrongly. Exit status 2 when the folder cannot be read.

#include "detector/degrade.h"
#include "detector/detector.h"
#include "detector/nonsense.h"
#include "detector/picture_io.h"
#include "detector/truth.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <random>
#include <string>

using namespace latentbrush::detector;

namespace {

struct Options {
    std::string folder;
    bool degraded = false, wrong = false;
    unsigned seed = 1;
};

struct Score {
    int pictures = 0, time = 0, ground = 0, kinds = 0, colours = 0, objects = 0, all = 0;

    void add(const Description& seen, const Description& truth) {
        ++pictures;
        time += seen.time == truth.time;
        ground += seen.ground == truth.ground;
        kinds += kindsOf(seen) == kindsOf(truth);
        colours += coloursOf(seen) == coloursOf(truth);
        objects += seen.objects == truth.objects;
        all += seen == truth;
    }
};

void print(const char* what, const Score& score) {
    const auto percent = [&](int count) { return 100.0 * count / std::max(1, score.pictures); };
    std::printf(
        "%-9s %5d  time %5.1f  ground %5.1f  kinds %5.1f  colours %5.1f  objects %5.1f  all %5.1f %%\n", what,
        score.pictures, percent(score.time), percent(score.ground), percent(score.kinds),
        percent(score.colours), percent(score.objects), percent(score.all));
}

std::vector<Description> lookAtAll(const std::vector<Truth>& truths, const Options& options) {
    std::mt19937 random(options.seed);
    std::vector<Description> seen;
    for (const Truth& truth : truths) {
        Pixels pixels = readPicture(std::filesystem::path(options.folder) / truth.file);
        if (options.degraded)
            degrade(pixels.rgb, pixels.width, pixels.height, {}, random);
        seen.push_back(describe(look(pixels.rgb, pixels.width, pixels.height)));
        if (options.wrong && seen.back() != truth.description)
            std::printf("%s: is %s %s %s, seen %s %s %s\n", truth.file.c_str(),
                        truth.description.time.c_str(), truth.description.ground.c_str(),
                        joined(truth.description.objects).c_str(), seen.back().time.c_str(),
                        seen.back().ground.c_str(), joined(seen.back().objects).c_str());
    }
    return seen;
}

/// How often a picture of another truth would be taken as right by chance: all pairs counted.
double chance(const std::vector<Truth>& truths) {
    double same = 0, pairs = 0;
    for (std::size_t i = 0; i < truths.size(); ++i)
        for (std::size_t j = 0; j < truths.size(); ++j)
            if (i != j) {
                same += truths[i].description == truths[j].description;
                ++pairs;
            }
    return pairs > 0 ? 100 * same / pairs : 0;
}

int check(const Options& options) {
    const auto truths = readTruths(options.folder);
    const auto seen = lookAtAll(truths, options);
    Score right, shuffled;
    std::vector<std::size_t> order(truths.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::mt19937 random(options.seed);
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t i = 0; i < truths.size(); ++i) {
        right.add(seen[i], truths[i].description);
        shuffled.add(seen[i], truths[order[i]].description);
    }
    print("truth", right);
    print("shuffled", shuffled);
    std::printf("chance of all by another picture's truth: %.2f %%\n", chance(truths));
    for (const Nonsense& nonsense : kNonsense) {
        int nothing = 0;
        for (int i = 0; i < 50; ++i)
            nothing += look(nonsense.make(random), kNonsenseSide, kNonsenseSide).nothing();
        std::printf("nothing seen in %d of 50 pictures of %s\n", nothing, nonsense.name);
    }
    return 0;
}

bool parse(int count, char** words, Options& options) {
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--degrade")
            options.degraded = true;
        else if (word == "--wrong")
            options.wrong = true;
        else if (word == "--seed" && i + 1 < count)
            options.seed = static_cast<unsigned>(std::stoul(words[++i]));
        else if (options.folder.empty() && !word.starts_with("-"))
            options.folder = word;
        else
            return false;
    }
    return !options.folder.empty();
}

} // namespace

int main(int count, char** words) {
    try {
        Options options;
        if (!parse(count, words, options)) {
            std::fputs("usage: detector_check FOLDER [--degrade] [--seed N] [--wrong]\n", stderr);
            return 2;
        }
        return check(options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "detector_check: %s\n", error.what());
        return 2;
    }
}
