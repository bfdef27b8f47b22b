// inpaint_score: 100 pictures of the starter's world, a part of each painted over, and an object asked for
// there that training never showed on such a ground at such a time; seeds 0 to 99, one try each, half of the
// prompts in English, half in Japanese, at the model's and the studio's default settings. A detector that
// gets pixels alone says what stands there now. Right: exactly one object in the mask, of the asked kind and
// colour, and every pixel with an effective mask of 0 as before to the bit. Prints one JSON object.
//
// Beside the score stand what bounds it: `ceiling`, the scene drawn with the object, through the autoencoder
// and laid in through the same mask, which no denoiser can beat on average; and `untouched`, the source as it
// is, in which nothing of what was asked may be seen.

#include "inpaint_score/case_painter.h"
#include "inpaint_score/side_by_side.h"
#include "inpaint_score/verdict_tally.h"
#include "picturebook/draw.h"
#include "starter_score/round_trip.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

using namespace latentbrush;

namespace {

struct Options {
    std::string model;
    std::string out;
    int count = 100;
    double strength = Inpaint().strength;
};

/// All cases, and apart: those of each language, of a free place and of an object painted over, of each kind.
class Score {
public:
    void add(const score::InpaintCase& asked, const score::Verdict& verdict) {
        m_tallies["all"].add(verdict);
        m_tallies[asked.language == picturebook::Language::English ? "en" : "ja"].add(verdict);
        m_tallies[asked.replaces ? "in_place_of_another" : "in_a_free_place"].add(verdict);
        m_tallies[std::string(name(asked.asked.kind))].add(verdict);
    }

    nlohmann::json report() const {
        auto json = nlohmann::json::object();
        for (const auto& [which, tally] : m_tallies)
            json[which] = tally.report();
        return json;
    }

private:
    std::map<std::string, score::VerdictTally> m_tallies;
};

std::string inWords(const score::InpaintCase& asked) {
    return std::string(name(asked.asked.colour)) + ' ' + std::string(name(asked.asked.kind)) + ": " +
           asked.prompt;
}

int run(const Options& options) {
    if (!options.out.empty())
        std::filesystem::create_directories(options.out);
    Inpaint how;
    how.strength = options.strength;
    score::CasePainter painter(options.model, how);
    const score::RoundTrip autoencoder(options.model);
    Score painted;
    score::VerdictTally ceiling, untouched;
    const auto cases = score::inpaintCases(options.count);
    for (int i = 0; i < options.count; ++i) {
        const auto& asked = cases[static_cast<std::size_t>(i)];
        const auto effective = painter.effectiveMask(asked);
        const auto drawn = autoencoder.of(picturebook::draw(asked.wanted));
        ceiling.add(score::judge(asked, effective, painter.laidIn(asked, drawn)));
        untouched.add(score::judge(asked, effective, score::pictureOf(asked.source)));
        const auto result = painter.paint(asked, static_cast<std::uint64_t>(i));
        const auto verdict = score::judge(asked, effective, *result);
        painted.add(asked, verdict);
        std::cerr << i << (verdict.right() ? " right  " : " wrong  ") << inWords(asked) << '\n';
        if (!options.out.empty())
            score::keepSideBySide(options.out, i, asked, *result);
    }
    auto report = painter.settings();
    report["painted"] = painted.report();
    report["ceiling"] = ceiling.report();
    report["untouched"] = untouched.report();
    std::cout << report.dump(2) << std::endl;
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App program(
        "Scores what the starter model paints into pictures, by a detector that sees pixels alone.");
    program.add_option("--model", options.model, "the starter's bundle with TorchScript components")
        ->required();
    program.add_option("--out", options.out, "keep source, mask and result side by side here");
    program.add_option("--count", options.count, "the first N cases")->check(CLI::Range(1, 100));
    program.add_option("--strength", options.strength, "denoising strength; none: the studio's")
        ->check(CLI::Range(0.01, 1.0));
    CLI11_PARSE(program, count, arguments);
    try {
        return run(options);
    } catch (const std::exception& error) {
        std::cerr << "inpaint_score: " << error.what() << '\n';
        return 1;
    }
}
