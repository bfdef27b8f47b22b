#include "picturebook/held_out_captions.h"

#include <set>

#include "picturebook/captions.h"
#include "picturebook/held_out.h"

namespace latentbrush::picturebook {

namespace {

constexpr std::size_t kCount = 200;
constexpr std::uint64_t kSeed = 200;

struct Combination {
    Kind kind;
    Colour colour;
    Ground ground;
    Time time;
    bool operator==(const Combination&) const = default;
};

std::vector<Combination> heldOutCombinations() {
    std::vector<Combination> found;
    for (const Kind kind : kKinds) {
        for (const Colour colour : kColours) {
            for (const Ground ground : kGrounds) {
                for (const Time time : kTimes) {
                    if (belongs(kind, ground) && isHeldOut(kind, colour, ground, time)) {
                        found.push_back({kind, colour, ground, time});
                    }
                }
            }
        }
    }
    return found;
}

Scene sceneShowing(const Combination& wanted, Dice& dice) {
    while (true) {
        Scene scene = randomScene(dice, Split::HeldOut);
        const Object& first = scene.objects.front();
        if (Combination{first.kind, first.colour, scene.ground, scene.time} == wanted) {
            return scene;
        }
    }
}

} // namespace

std::vector<HeldOutQuestion> heldOutQuestions() {
    const auto combinations = heldOutCombinations();
    std::vector<HeldOutQuestion> questions;
    std::set<std::string> seen;
    Dice dice(kSeed);
    while (questions.size() < kCount) {
        HeldOutQuestion question;
        question.scene = sceneShowing(combinations[questions.size() % combinations.size()], dice);
        question.english = caption(question.scene, Language::English, dice);
        question.japanese = caption(question.scene, Language::Japanese, dice);
        if (seen.contains(question.english) || seen.contains(question.japanese)) {
            continue;
        }
        seen.insert({question.english, question.japanese});
        questions.push_back(std::move(question));
    }
    return questions;
}

std::vector<std::string> heldOutCaptions() {
    std::vector<std::string> lines;
    for (const auto& [scene, english, japanese] : heldOutQuestions()) {
        std::string line;
        for (const std::string_view field : {name(scene.time), name(scene.ground)}) {
            line.append(field).append("\t");
        }
        line += objectsField(scene) + '\t' + sceneryField(scene) + '\t' + english + '\t' + japanese;
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace latentbrush::picturebook
