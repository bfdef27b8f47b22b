#include "ui/panels/passes_choice.h"

#include <QComboBox>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(PassesChoice, GivesBackWhatItWasSetTo) {
    PassesChoice choice;
    choice.setRefiners({QStringLiteral("fine"), QStringLiteral("other")});
    GenerationRequest request;
    request.hires = {1.5, 12, 0.55, Enlarging::Pixels};
    request.refiner = "fine";
    request.refinerFrom = 0.75;
    QSignalSpy changes(&choice, &PassesChoice::changed);
    choice.setFrom(request);
    EXPECT_EQ(changes.count(), 1);
    GenerationRequest read;
    choice.writeInto(read);
    EXPECT_EQ(read, request);
    EXPECT_EQ(choice.summary(), QStringLiteral("1.5 times larger · fine"));
}

TEST(PassesChoice, AsUsualItChangesNothing) {
    const PassesChoice choice;
    GenerationRequest request;
    choice.writeInto(request);
    EXPECT_EQ(request, GenerationRequest());
    EXPECT_EQ(choice.summary(), QStringLiteral("none"));
}

TEST(PassesChoice, AnEnlargersNoiseLevelGoesIntoItsTaskAlone) {
    PassesChoice choice;
    choice.setEnlarges(true);
    GenerationRequest request;
    request.task = Upscale{{}, 55};
    choice.setFrom(request);
    GenerationRequest read;
    read.task = Upscale{};
    choice.writeInto(read);
    EXPECT_EQ(std::get<Upscale>(read.task).noiseLevel, 55);
    EXPECT_EQ(choice.summary(), QStringLiteral("4 times larger"));
    read.task = TextToImage{};
    choice.writeInto(read);
    EXPECT_EQ(read.task, Task(TextToImage{}));
}

TEST(PassesChoice, ARefinerThatIsNotOfferedStaysChosen) {
    PassesChoice choice;
    GenerationRequest request;
    request.refiner = "gone";
    choice.setFrom(request);
    choice.setRefiners({QStringLiteral("fine")});
    GenerationRequest read;
    choice.writeInto(read);
    EXPECT_EQ(read.refiner, "gone");
}

} // namespace
} // namespace latentbrush::ui
