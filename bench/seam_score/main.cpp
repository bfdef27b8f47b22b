// seam_score: is there a visible border around what was painted? The 100 pictures of inpaint_score (the same
// cases, seeds and settings, so the same bytes), measured where the paint ends. Prints one JSON object.
//
// delta_e: mean colour differences (CIE 1976, where 2.3 is just noticeable).
//   step          between neighbouring pixels on both sides of the outline, that of the effective mask at
//                 half its level
//   step_bare     of those, the pairs without an object at them: the boxes that the detector sees objects in,
//                 before or after, 4 pixels wider, are left out
//   feather_bare  the same at eight levels of the feather: mixing rounds to whole values, so where a patch is
//                 off by a single value, all of that step lies at half the level and none elsewhere
//   rise_bare     between pixels on both sides of the whole feather: a wrong tint that a feather hides from
//                 neighbours is seen here
// Each is a mean over the cases of the case's mean. They are held against
//   elsewhere  the same outline laid elsewhere in the untouched picture, moved sideways and mirrored so that
//              it crosses sky, horizon and ground as before. The goal: step at most 1.1 times that.
//   untouched  the untouched picture at the same place
//   decoded    all of the untouched picture through the autoencoder, at the same place
// The world is flat colours: two neighbours of an untouched picture differ by next to nothing, unless the
// outline, laid elsewhere, happens to cut through the other object, whose edges are then most of the mean. So
// to_elsewhere.step is easily reached, and step_bare, without such edges, hardly: any grain that a decoder
// leaves is many times nothing, and both are read with the differences themselves beside them. What a seam
// adds to the grain is what feather_bare to_decoded shows: a picture that is all decoded has the grain and no
// seam.
//
// variance_of_laplacian: the detail of the luminance in the feather (`band`) and where the mask is 255
// (`inside`), also without the objects (`bare`).
//   detail.band_to_inside  as the goal has it, within 0.8 to 1.2, which supposes that inside and border show
//                          alike things. Here they don't: inside stands an object with its sharp edges,
//                          around it is flat ground, so that the ratio is low in a flawless picture too.
//   detail.of_untouched    the detail of the same bare pixels by that of the picture before: 1 is as sharp as
//                          drawn. band_bare, within 0.8 to 1.2, is the goal in a form that can be failed and
//                          reached here: blurred blending is below, doubled edges are above. band_to_inside
//                          is its quotient with inside_bare, which counts also what is painted anew inside,
//                          such as hills of another shape.
//   detail.of_decoded      the same by the decoded picture, which is as sharp as the autoencoder can be
//
// Controls, which no denoiser touches: the decoded picture laid into the untouched one through the same mask,
// so that only the autoencoder's error can show. `feather` as the studio does it by default, `match_colour`
// and `poisson` with those repairs, `hard` without any feather, in which `step` must be greater.

#include "base/value_or_throw.h"
#include "image/mask_combine.h"
#include "image/mask_from.h"
#include "image/paste_back.h"
#include "inpaint_score/case_painter.h"
#include "picturebook/draw.h"
#include "seam_score/seam_report.h"
#include "starter_score/round_trip.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <iostream>
#include <map>

using namespace latentbrush;

namespace {

struct Options {
    std::string model;
    int count = 100;
    Painting painting;
};

struct Measured {
    seam::SeamReading painted;
    seam::References references;
    std::map<std::string, seam::SeamReading> controls;
};

/// How far `image::feathered` reaches.
int reachOf(const Painting& painting) {
    return static_cast<int>(std::ceil(2.5 * painting.maskBlur));
}

void measureControls(Measured& all, const score::InpaintCase& asked, const image::Image& decoded,
                     const image::Mask& effective, const seam::Places& places) {
    const auto source = score::pictureOf(asked.source);
    const auto hard = valueOrThrow(image::maskFromWhiteness(score::maskPicture(asked.mask)));
    const auto add = [&](const char* name, const image::Mask& mask, const image::SeamRepair& repair) {
        const auto pasted =
            image::pastedBack(source, decoded, mask, {0, 0, source.width, source.height}, repair);
        all.controls[name].add(valueOrThrow(pasted), places);
    };
    add("hard", hard, {});
    add("feather", effective, {});
    add("match_colour", effective, {.matchColour = true});
    add("poisson", effective, {.poisson = true});
}

void measure(Measured& all, const score::InpaintCase& asked, const image::Image& result,
             const image::Image& decoded, const image::Mask& effective, int reach) {
    const auto source = score::pictureOf(asked.source);
    const auto before = seam::objectsIn(source);
    const auto places =
        seam::placesOf(effective, reach, valueOrThrow(image::added(before, seam::objectsIn(result))));
    all.painted.add(result, places);
    all.references.elsewhere.addElsewhere(seam::LabPicture(source), places, source.width, before);
    all.references.untouched.add(source, places);
    all.references.decoded.add(decoded, places);
    measureControls(all, asked, decoded, effective, places);
}

nlohmann::json reportOf(const Measured& all) {
    auto report = nlohmann::json{{"painted", seam::reportOf(all.painted, all.references)},
                                 {"references", seam::reportOf(all.references)}};
    for (const auto& [name, control] : all.controls)
        report["controls"][name] = seam::reportOf(control, all.references);
    return report;
}

int run(const Options& options) {
    Inpaint how;
    how.painting = options.painting;
    score::CasePainter painter(options.model, how);
    const score::RoundTrip autoencoder(options.model);
    const auto cases = score::inpaintCases(options.count);
    Measured all;
    for (int i = 0; i < options.count; ++i) {
        const auto& asked = cases[static_cast<std::size_t>(i)];
        const auto result = painter.paint(asked, static_cast<std::uint64_t>(i));
        const auto decoded = autoencoder.of(picturebook::draw(asked.source));
        measure(all, asked, *result, decoded, painter.effectiveMask(asked), reachOf(options.painting));
        std::cerr << i << ' ' << asked.prompt << '\n';
    }
    auto report = painter.settings();
    report["cases"] = options.count;
    report["match_colour"] = options.painting.matchColour;
    report["poisson"] = options.painting.poisson;
    report.update(reportOf(all));
    std::cout << report.dump(2) << std::endl;
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    Options options;
    CLI::App program("Measures the border around what the starter model paints into pictures.");
    program.add_option("--model", options.model, "the starter's bundle with TorchScript components")
        ->required();
    program.add_option("--count", options.count, "the first N cases")->check(CLI::Range(1, 100));
    program.add_flag("--match-colour", options.painting.matchColour, "paint with matched colours");
    program.add_flag("--poisson", options.painting.poisson, "paint with the edge smoothed");
    CLI11_PARSE(program, count, arguments);
    try {
        return run(options);
    } catch (const std::exception& error) {
        std::cerr << "seam_score: " << error.what() << '\n';
        return 1;
    }
}
