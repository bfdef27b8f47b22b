#include "ui/documents/document_settings.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

DocumentSettings unusual() {
    DocumentSettings settings;
    settings.request.prompt = "夜の海";
    settings.request.negativePrompt = "blurry";
    settings.request.steps = 33;
    settings.request.seed = 77;
    settings.pictureStrength = 0.4;
    settings.maskStrength = 0.9;
    settings.painting.content = MaskedContent::Telea;
    settings.painting.area = InpaintArea::Masked;
    settings.painting.padding = 12;
    settings.painting.poisson = true;
    return settings;
}

TEST(DocumentSettings, ComeBackFromADocument) {
    nlohmann::json document = nlohmann::json::object({{"texts", {{"Comment", "kept"}}}});
    writeInto(document, unusual());
    EXPECT_EQ(document["texts"]["Comment"], "kept");
    EXPECT_EQ(settingsOf(document), unusual());
}

TEST(DocumentSettings, NamePicturesOfNoTask) {
    auto settings = unusual();
    settings.request.task = ImageToImage{};
    nlohmann::json document = nlohmann::json::object();
    writeInto(document, settings);
    EXPECT_EQ(settingsOf(document)->request.task, Task(TextToImage{}));
}

TEST(DocumentSettings, OfAnotherKindAreNone) {
    for (const auto* text :
         {"{}", R"({"generation": 5})", R"({"generation": {}})", R"({"generation": {"request": []}})",
          R"({"generation": {"request": {"steps": -1}}})",
          R"({"generation": {"request": {}, "padding": 100000}})",
          R"({"generation": {"request": {}, "picture_strength": "much"}})"})
        EXPECT_EQ(settingsOf(nlohmann::json::parse(text)), std::nullopt) << text;
}

TEST(DocumentSettings, TakeWhatATaskWasAskedForWith) {
    GenerationRequest request;
    request.task = ImageToImage{{}, 0.3};
    EXPECT_EQ(settingsOf(request).pictureStrength, 0.3);
    Inpaint inpaint;
    inpaint.strength = 0.8;
    inpaint.painting.padding = 7;
    request.task = inpaint;
    EXPECT_EQ(settingsOf(request).maskStrength, 0.8);
    EXPECT_EQ(settingsOf(request).painting.padding, 7);
    EXPECT_EQ(settingsOf(request).request.task, Task(TextToImage{}));
}

} // namespace
} // namespace latentbrush::ui
