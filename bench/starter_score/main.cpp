// starter_score: 200 captions that training never showed, seeds 0 to 199, one picture each, in English and in
// Japanese, at the model's default settings; a detector that gets pixels alone says what it sees. Prints one
// JSON object.

#include "detector/detector.h"
#include "held_out_row.h"
#include "image/png.h"
#include "nearest_scene.h"
#include "picturebook/draw.h"
#include "picturebook/held_out_captions.h"
#include "pipeline/engine.h"
#include "round_trip.h"
#include "tally.h"

#include <CLI/CLI.hpp>
#include <iostream>

using namespace latentbrush;

namespace {

struct Options {
    std::string model;
    std::string captions;
    std::string out;
    int count = 200;
    std::optional<double> guidance; ///< none: the model's own
    int scenes = 20000;
    SamplingDefaults sampling; ///< what the pictures are made with
};

image::Picture generate(pipeline::Engine& engine, const Options& options, const std::string& prompt,
                        int seed) {
    GenerationRequest request;
    request.model = options.model;
    request.prompt = prompt;
    setSampling(request, options.sampling);
    request.seed = static_cast<std::uint64_t>(seed);
    image::Picture picture;
    const auto made = engine.generate(request, 1,
                                      [&](const JobEvent& event) {
                                          if (const auto* ready = std::get_if<ImageReady>(&event.what))
                                              picture = ready->image.picture;
                                      },
                                      {});
    if (!made)
        throw std::runtime_error(std::string(nameOf(made.error().code)) + " " + made.error().subject + " " +
                                 made.error().detail);
    return picture;
}

nlohmann::json scoreLanguage(pipeline::Engine& engine, const Options& options,
                             const std::vector<score::HeldOutRow>& rows, const std::string& language,
                             std::vector<image::Picture>& pictures) {
    score::Tally tally;
    for (int i = 0; i < options.count; ++i) {
        const auto& row = rows[static_cast<std::size_t>(i)];
        const auto picture = generate(engine, options, language == "ja" ? row.japanese : row.english, i);
        const bool right = tally.add(row, *picture);
        std::cerr << language << ' ' << i << (right ? " right  " : " wrong  ") << row.english << '\n';
        pictures.push_back(picture);
        if (options.out.empty())
            continue;
        const auto file = std::filesystem::path(options.out) /
                          (language + "-" + std::to_string(1000 + i).substr(1) + ".png");
        if (const auto written =
                image::writePng(file, *picture, {{"caption", row.english}}, IfExists::Replace);
            !written)
            throw std::runtime_error("cannot write " + file.string());
    }
    return tally.report();
}

/// What the detector reads of the drawn scenes themselves after encoding and decoding: no denoiser can do
/// better on average.
nlohmann::json scoreCeiling(const score::RoundTrip& autoencoder, const std::vector<score::HeldOutRow>& rows) {
    score::Tally tally;
    const auto questions = picturebook::heldOutQuestions();
    for (std::size_t i = 0; i < rows.size() && i < questions.size(); ++i)
        tally.add(rows[i], autoencoder.of(picturebook::draw(questions[i].scene)));
    return tally.report();
}

/// Pictures of random latents show nothing; in how many of 50 does the detector see something all the same?
int countSightings(const score::RoundTrip& autoencoder) {
    int seen = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto picture = autoencoder.ofNoise(seed);
        seen += !detector::look(picture.pixels, picture.width, picture.height).nothing();
    }
    return seen;
}

int run(const Options& options) {
    const auto rows = score::readRows(options.captions);
    if (options.count > static_cast<int>(rows.size()))
        throw std::runtime_error("there are " + std::to_string(rows.size()) + " captions");
    if (!options.out.empty())
        std::filesystem::create_directories(options.out);
    pipeline::EngineOptions engineOptions;
    engineOptions.starterFolder = options.model;
    auto scored = options;
    scored.model = "starter";
    pipeline::Engine engine(engineOptions);
    const auto info = engine.describe(scored.model);
    if (!info)
        throw std::runtime_error("cannot open " + options.model + ": " + info.error().detail);
    scored.sampling = info->defaults;
    scored.sampling.guidanceScale = options.guidance.value_or(scored.sampling.guidanceScale);
    std::vector<image::Picture> pictures;
    nlohmann::json report{{"guidance", scored.sampling.guidanceScale},
                          {"steps", scored.sampling.steps},
                          {"sampler", idOf(scored.sampling.sampler)},
                          {"schedule", idOf(scored.sampling.schedule)}};
    const score::RoundTrip autoencoder(options.model);
    report["ceiling"] = scoreCeiling(autoencoder, rows);
    report["random_latents_with_something_in_them"] = countSightings(autoencoder);
    for (const std::string language : {"en", "ja"})
        report[language] = scoreLanguage(engine, scored, rows, language, pictures);
    pictures.resize(std::min<std::size_t>(pictures.size(), 20));
    const auto nearest = score::nearestTrainingScene(pictures, options.scenes);
    report["nearest_training_scene_rms"] = nearest;
    std::cout << report.dump(2) << std::endl;
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App program("Scores the starter model with a detector that sees pixels alone.");
    program.add_option("--model", options.model, "the starter's bundle with TorchScript components")
        ->required();
    program.add_option("--captions", options.captions, "tests/data/heldout_captions.txt")->required();
    program.add_option("--out", options.out, "keep the pictures here");
    program.add_option("--count", options.count, "the first N captions")->check(CLI::Range(1, 200));
    program.add_option("--guidance", options.guidance, "guidance scale");
    program.add_option("--scenes", options.scenes, "training scenes to compare with");
    CLI11_PARSE(program, count, arguments);
    try {
        return run(options);
    } catch (const std::exception& error) {
        std::cerr << "starter_score: " << error.what() << '\n';
        return 1;
    }
}
