#include "ui/panels/parameters_panel.h"

#include "ui/messages/languages.h"
#include "ui/panels/size_field.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QLabel>
#include <QStandardItemModel>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

bool all(Sampler, Schedule) {
    return true;
}

std::vector<ModelChoice> models() {
    return {{QStringLiteral("starter"), {128, 128}, 8, 75}, {QStringLiteral("sd"), {512, 512}, 64, 75}};
}

GenerationRequest request() {
    GenerationRequest request;
    request.model = "sd";
    request.sampler = Sampler::EulerAncestral;
    request.schedule = Schedule::Trailing;
    request.steps = 33;
    request.guidanceScale = 4.5;
    request.width = 640;
    request.height = 384;
    request.seed = 4294967000;
    request.count = 3;
    request.device = "cpu";
    request.precision = Precision::Bf16;
    request.eta = 0.25;
    request.vae = "vivid";
    request.prompting.clipSkip = 2;
    request.prompting.emphasis = Emphasis::NoNorm;
    request.prompting.loras = {{"fur", 0.75, 0.5}, {"ink", -0.25, 1}};
    request.steering = {0.7, 0.2, 0.85, 3};
    request.noise = {NoiseSource::Philox, 77, 0.15};
    return request;
}

TEST(ParametersPanel, GivesBackTheRequestItTook) {
    ParametersPanel panel(models(), all, {QStringLiteral("auto"), QStringLiteral("cpu")});
    panel.setRequest(request());
    EXPECT_EQ(panel.request(), request());
}

TEST(ParametersPanel, KeepsWhatItDoesNotShow) {
    ParametersPanel panel(models(), all, {QStringLiteral("auto"), QStringLiteral("cpu")});
    auto odd = request();
    odd.device = "cuda:3";
    odd.width = 500; // no multiple: the engine refuses it, the panel does not change it
    odd.steps = 900;
    odd.unknown["later"] = 2;
    panel.setRequest(odd);
    EXPECT_EQ(panel.request(), odd);
}

TEST(ParametersPanel, AnotherModelBringsItsSizeUnlessOneWasChosen) {
    ParametersPanel panel(models(), all, {QStringLiteral("auto")});
    EXPECT_EQ(panel.request().width, 128);
    panel.chooseModel(QStringLiteral("sd"));
    EXPECT_EQ(panel.request().width, 512);
    panel.setSize({256, 320});
    panel.chooseModel(QStringLiteral("starter"));
    EXPECT_EQ(panel.request().width, 256);
}

TEST(ParametersPanel, AnotherModelBringsItsMakersSettingsWhereNothingElseWasChosen) {
    auto offered = models();
    offered[0].defaults.guidanceScale = 5;
    offered[1].defaults = {Sampler::Euler, Schedule::Trailing, 30, 6.5};
    ParametersPanel panel(offered, all, {QStringLiteral("auto")});
    EXPECT_EQ(panel.request().guidanceScale, 5);
    panel.chooseModel(QStringLiteral("sd"));
    EXPECT_EQ(panel.request().sampler, Sampler::Euler);
    EXPECT_EQ(panel.request().schedule, Schedule::Trailing);
    EXPECT_EQ(panel.request().steps, 30);
    EXPECT_EQ(panel.request().guidanceScale, 6.5);
    auto own = panel.request();
    own.guidanceScale = 3;
    panel.setRequest(own);
    panel.chooseModel(QStringLiteral("starter"));
    EXPECT_EQ(panel.request().guidanceScale, 3);
    EXPECT_EQ(panel.request().steps, 20);
}

TEST(ParametersPanel, TheLastPicturesSeedStaysInRange) {
    ParametersPanel panel(models(), all, {QStringLiteral("auto")});
    auto high = request();
    high.seed = GenerationRequest::kSeedLimit - 1;
    high.count = 10;
    panel.setRequest(high);
    EXPECT_TRUE(validate(panel.request()));
}

TEST(ParametersPanel, GreysPairsWithoutMeaning) {
    const auto supports = [](Sampler sampler, Schedule schedule) {
        return sampler != Sampler::Plms && !(sampler == Sampler::Ddim && schedule == Schedule::Karras);
    };
    PairChoice pair(supports);
    pair.setPair(Sampler::DpmPp2M, Schedule::Karras);
    pair.setPair(Sampler::Ddim, Schedule::Auto);
    const auto boxes = pair.findChildren<QComboBox*>();
    const auto enabled = [&](qsizetype box, const char* text) {
        const auto* model = static_cast<QStandardItemModel*>(boxes[box]->model());
        return model->findItems(QString::fromLatin1(text)).first()->isEnabled();
    };
    EXPECT_FALSE(enabled(0, "PLMS"));
    EXPECT_TRUE(enabled(0, "DDIM"));
    EXPECT_FALSE(enabled(1, "Karras"));
    EXPECT_TRUE(enabled(1, "Leading"));
}

TEST(ParametersPanel, AnUnsupportedScheduleIsLeftWhenTheSamplerChanges) {
    PairChoice pair([](Sampler sampler, Schedule schedule) {
        return sampler != Sampler::Ddim || schedule == Schedule::Leading;
    });
    pair.setPair(Sampler::DpmPp2M, Schedule::Karras);
    auto* samplers = pair.findChildren<QComboBox*>().first();
    samplers->setCurrentIndex(samplers->findText(QStringLiteral("DDIM")));
    EXPECT_EQ(pair.sampler(), Sampler::Ddim);
    EXPECT_EQ(pair.schedule(), Schedule::Leading);
}

TEST(ParametersPanel, SpeaksTheLanguageThatIsSwitchedOn) {
    ParametersPanel panel(models(), all, {QStringLiteral("auto")});
    LanguageSwitch languages;
    languages.use(Language::Japanese);
    // Delivered like any event.
    QCoreApplication::sendPostedEvents();
    QStringList texts;
    for (const auto* label : panel.findChildren<QLabel*>())
        texts << label->text();
    EXPECT_TRUE(texts.contains(QStringLiteral("ステップ数"))) << texts.join(QLatin1Char('|')).toStdString();
    EXPECT_TRUE(texts.contains(QStringLiteral("シード値")));
    EXPECT_FALSE(texts.contains(QStringLiteral("Seed")));
    languages.use(Language::English);
}

struct NearestRow {
    int length, multiple, nearest;
};

class NearestSize : public testing::TestWithParam<NearestRow> {};

TEST_P(NearestSize, IsAMultipleWithinTheLimits) {
    const auto& row = GetParam();
    EXPECT_EQ(SizeField::nearest(row.length, row.multiple), row.nearest);
}

INSTANTIATE_TEST_SUITE_P(Lengths, NearestSize,
                         testing::Values(NearestRow{500, 8, 504}, NearestRow{499, 8, 496},
                                         NearestRow{1, 64, 64}, NearestRow{16384, 64, 16384},
                                         NearestRow{512, 8, 512}));

} // namespace
} // namespace latentbrush::ui
