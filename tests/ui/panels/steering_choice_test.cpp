#include "ui/panels/steering_choice.h"

#include "ui/panels/free_u_choice.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

GenerationRequest writtenBy(const SteeringChoice& choice) {
    GenerationRequest request;
    choice.writeInto(request);
    return request;
}

TEST(SteeringChoice, BeginsAsUsual) {
    const SteeringChoice choice;
    EXPECT_EQ(writtenBy(choice), GenerationRequest());
}

TEST(SteeringChoice, GivesBackWhatItTookAndSaysIt) {
    GenerationRequest request;
    request.vae = "vivid";
    request.prompting.clipSkip = 2;
    request.steering = {0.5, 0.25, 0.75, 3};
    request.eta = 0.5;
    request.noise = {NoiseSource::Philox, 5, 0.25, 768, 640};
    request.prompting.grammar = PromptGrammar::Plain;
    request.prediction = PredictionChoice::VZeroSnr;
    SteeringChoice choice;
    const auto usual = choice.summary();
    choice.setFrom(request);
    EXPECT_EQ(writtenBy(choice), request);
    EXPECT_NE(choice.summary(), usual);
    EXPECT_TRUE(choice.summary().contains(QStringLiteral("vivid")));
    choice.setFrom({});
    EXPECT_EQ(writtenBy(choice), GenerationRequest());
    EXPECT_EQ(choice.summary(), usual);
}

TEST(SteeringChoice, FreeUHasKnownNumbersAndOnesOwn) {
    SteeringChoice choice;
    choice.show();
    GenerationRequest request;
    for (const auto& freeU : {FreeU{1.5, 1.6, 0.9, 0.2}, FreeU{1.125, 1.25, 1 / 3.0, 0.55}, FreeU{}}) {
        request.steering.freeU = freeU;
        choice.setFrom(request);
        EXPECT_EQ(writtenBy(choice), request);
    }
    auto& own = *choice.findChild<FreeUChoice*>();
    const auto sliders = own.findChildren<SliderField*>();
    auto& kind = *own.findChild<QComboBox*>();
    EXPECT_FALSE(sliders[0]->isVisible());
    kind.setCurrentIndex(1);
    EXPECT_EQ(writtenBy(choice).steering.freeU, (FreeU{1.5, 1.6, 0.9, 0.2}));
    kind.setCurrentIndex(4); // one's own go on from there
    EXPECT_TRUE(sliders[0]->isVisible());
    sliders[3]->setValue(0.5);
    EXPECT_EQ(writtenBy(choice).steering.freeU, (FreeU{1.5, 1.6, 0.9, 0.5}));
}

TEST(SteeringChoice, AnIntervalAlwaysHasALength) {
    SteeringChoice choice;
    for (auto* slider : choice.findChildren<SliderField*>())
        for (const double value : {0.0, 1.0, 0.3}) {
            slider->setValue(value);
            EXPECT_TRUE(validate(writtenBy(choice).steering)) << value;
        }
}

TEST(SteeringChoice, AVaeThatDoesNotFitIsGreyedWithTheReason) {
    SteeringChoice choice;
    const auto reason = QStringLiteral("For SDXL");
    choice.setVaeReasons({{QStringLiteral("vivid"), reason}});
    choice.setVaes({QStringLiteral("dim"), QStringLiteral("vivid")});
    const QComboBox* vaes = nullptr;
    for (const auto* box : choice.findChildren<QComboBox*>())
        if (box->findText(QStringLiteral("vivid")) >= 0)
            vaes = box;
    ASSERT_TRUE(vaes);
    const auto enabled = [&](int row) {
        return vaes->model()->flags(vaes->model()->index(row, 0)).testFlag(Qt::ItemIsEnabled);
    };
    EXPECT_TRUE(enabled(0));
    EXPECT_TRUE(enabled(1));
    EXPECT_FALSE(enabled(2));
    EXPECT_EQ(vaes->itemData(2, Qt::ToolTipRole).toString(), reason);
}

TEST(SteeringChoice, AVaeThatIsGoneStaysChosen) {
    SteeringChoice choice;
    GenerationRequest request;
    request.vae = "vivid";
    choice.setFrom(request);
    choice.setVaes({QStringLiteral("dim")});
    EXPECT_EQ(writtenBy(choice).vae, "vivid");
}

} // namespace
} // namespace latentbrush::ui
