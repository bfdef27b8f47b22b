#include "request/generation_request.h"
#include "request/infotext.h"

#include <gtest/gtest.h>

namespace latentbrush {
namespace {

using nlohmann::json;

PictureReference plain(std::uint8_t grey, std::string path = {}) {
    image::Image image{4, 2, 3, std::vector<std::uint8_t>(4 * 2 * 3, grey)};
    return referenceTo(std::make_shared<const image::Image>(std::move(image)), std::move(path));
}

GenerationRequest asked(Task task) {
    GenerationRequest request;
    request.task = std::move(task);
    return request;
}

/// Knows these pictures and no others.
PictureResolver knows(std::vector<PictureReference> pictures) {
    return [pictures = std::move(pictures)](const PictureReference& wanted) -> Result<image::Picture> {
        for (const auto& picture : pictures)
            if (picture == wanted)
                return picture.picture;
        return nullptr;
    };
}

TEST(PictureReferences, AreEqualByTheirPixels) {
    EXPECT_EQ(plain(7, "a.png"), plain(7, "b.png"));
    EXPECT_NE(plain(7), plain(8));
    const image::Image wide{4, 1, 3, std::vector<std::uint8_t>(12)};
    const image::Image high{1, 4, 3, std::vector<std::uint8_t>(12)};
    EXPECT_NE(pixelHash(wide), pixelHash(high));
    // printf '4x1x3\n\0\0\0\0\0\0\0\0\0\0\0\0' | sha256sum
    EXPECT_EQ(pixelHash(wide), "e5b26669d9a491457e7fddfbe976c3b95366e12af831f9fbd26b4acabf10110c");
}

TEST(Task, GoesToJsonAndBack) {
    const std::vector<Task> tasks{TextToImage{}, ImageToImage{plain(1, "in.png"), 0.4},
                                  Inpaint{plain(1), plain(255, "mask.png"), 0.9}, Upscale{plain(1), 35}};
    for (const auto& task : tasks) {
        const auto text = toJsonText(asked(task));
        const auto read = requestFromJsonText(text, knows({plain(1), plain(255)}));
        ASSERT_TRUE(read) << read.error().subject << ": " << read.error().detail;
        EXPECT_EQ(*read, asked(task));
        EXPECT_EQ(toJsonText(*read), text);
        const auto* init = initOf(read->task);
        EXPECT_TRUE(!init || init->picture);
    }
}

TEST(Task, HasTheDocumentedKeys) {
    const auto init = plain(1, "in.png");
    const auto mask = plain(255);
    const json expected{{"type", "inpaint"},
                        {"init", {{"sha256", init.hash}, {"path", "in.png"}}},
                        {"mask", {{"sha256", mask.hash}}},
                        {"strength", 0.75},
                        {"masked_content", "original"},
                        {"area", "whole"},
                        {"padding", 32},
                        {"mask_blur", 4.0},
                        {"not_masked", false},
                        {"grey", "mix"},
                        {"match_colour", false},
                        {"poisson", false}};
    EXPECT_EQ(toJson(asked(Inpaint{init, mask}))["task"], expected);
}

TEST(Task, ReadWithoutAResolverKeepsTheNamesAlone) {
    const auto request = asked(ImageToImage{plain(1, "in.png")});
    const auto read = requestFromJson(toJson(request));
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, request);
    EXPECT_EQ(initOf(read->task)->picture, nullptr);
    EXPECT_EQ(initOf(read->task)->path, "in.png");
}

TEST(Task, APictureThatIsNotFoundIsNamed) {
    const auto request = asked(Inpaint{plain(1), plain(255, "mask.png")});
    const auto read = requestFromJson(toJson(request), knows({plain(1)}));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::FileMissing);
    EXPECT_EQ(read.error().subject, plain(255).hash);
    EXPECT_EQ(read.error().detail, "mask.png");
}

TEST(Task, AnotherPictureInItsPlaceIsRefused) {
    const auto request = asked(ImageToImage{plain(1)});
    const auto read =
        requestFromJson(toJson(request), [](const PictureReference&) { return plain(2).picture; });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::HashMismatch);
    EXPECT_EQ(read.error().subject, plain(1).hash);
}

TEST(Task, UnknownKeysAreKept) {
    auto written = toJson(asked(ImageToImage{plain(1), 0.5}));
    written["task"]["mood"] = "blue";
    const auto read = requestFromJson(written);
    ASSERT_TRUE(read);
    EXPECT_EQ(toJson(*read), written);
}

TEST(Task, WrongValuesAreRefusedByName) {
    const json init = toJson(plain(1));
    const std::vector<std::pair<json, std::string>> rows{
        {{{"type", "image_to_image"}}, "task.init"},
        {{{"type", "image_to_image"}, {"init", "a.png"}}, "task.init"},
        {{{"type", "image_to_image"}, {"init", {{"path", "a.png"}}}}, "task.init"},
        {{{"type", "image_to_image"}, {"init", {{"sha256", "12"}}}}, "task.init"},
        {{{"type", "image_to_image"}, {"init", init}, {"strength", "1"}}, "task.strength"},
        {{{"type", "image_to_image"}, {"init", init}, {"strength", 0}}, "task.strength"},
        {{{"type", "image_to_image"}, {"init", init}, {"strength", 1.01}}, "task.strength"},
        {{{"type", "inpaint"}, {"init", init}}, "task.mask"},
    };
    for (const auto& [task, subject] : rows) {
        const auto read = requestFromJson({{"task", task}});
        ASSERT_FALSE(read) << task;
        EXPECT_EQ(read.error().code, ErrorCode::InvalidRequest) << task;
        EXPECT_EQ(read.error().subject, subject) << task;
    }
}

TEST(Task, TheInfotextSaysTheStrengthOfWhatStartsFromAPicture) {
    EXPECT_EQ(infotextOf(asked(TextToImage{}), {}).find("Denoising strength"), std::string::npos);
    EXPECT_NE(infotextOf(asked(ImageToImage{plain(1), 0.4}), {}).find("Denoising strength: 0.4,"),
              std::string::npos);
}

} // namespace
} // namespace latentbrush
