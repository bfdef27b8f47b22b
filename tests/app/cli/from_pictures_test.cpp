#include "program.h"

#include "document/document_file.h"
#include "image/open_raster.h"
#include "image/png.h"
#include "request/picture_record.h"

#include <nlohmann/json.hpp>

namespace latentbrush::cli {
namespace {

image::Image plain(int width, int height, std::uint8_t grey) {
    return {width, height, 3, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 3, grey)};
}

/// White on the right.
image::Image mask(int width, int height) {
    auto made = plain(width, height, 0);
    for (std::size_t i = 0; i < made.pixels.size(); ++i)
        if (i / 3 % static_cast<std::size_t>(width) >= static_cast<std::size_t>(width) / 2)
            made.pixels[i] = 255;
    return made;
}

class FromPictures : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        write("init.png", plain(64, 64, 90));
        write("mask.png", mask(64, 64));
    }
    void write(const char* name, const image::Image& picture) const {
        ASSERT_TRUE(image::writePng(folder / name, picture, {}, IfExists::Replace));
    }
    std::string file(const char* name) const { return (folder / name).string(); }
    Ran generate(std::vector<std::string> more) const {
        std::vector<std::string> all{"generate",    "--model", model(),   "--prompt", "a house",
                                     "--steps",     "4",       "--seed",  "3",        "--out",
                                     file("a.png"), "--force", "--dtype", "fp32"};
        all.insert(all.end(), more.begin(), more.end());
        return run(all);
    }
    image::PictureFile made() const {
        auto read = image::readPictureFile(file("a.png"));
        return read ? std::move(*read) : image::PictureFile{};
    }
    Task taskMade() const {
        const auto picture = made();
        const auto* record = image::findText(picture.texts, PictureRecord::kTextKey);
        const auto read = record ? recordFromJsonText(*record) : Result<PictureRecord>(PictureRecord{});
        return read ? read->request.task : Task{};
    }
};

TEST_F(FromPictures, AnInitIsMadeOverAtThreeQuarters) {
    const auto ran = generate({"--init", file("init.png")});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto task = taskMade();
    ASSERT_TRUE(std::holds_alternative<ImageToImage>(task));
    EXPECT_EQ(initOf(task)->hash, pixelHash(plain(64, 64, 90)));
    EXPECT_EQ(strengthOf(task), 0.75);
    const auto weaker = made().image;
    ASSERT_EQ(generate({"--init", file("init.png"), "--strength", "0.5"}).exitCode, 0);
    EXPECT_EQ(strengthOf(taskMade()), 0.5);
    EXPECT_NE(made().image, weaker);
}

TEST_F(FromPictures, BlackInTheMaskStaysAsItWas) {
    const auto ran = generate({"--init", file("init.png"), "--mask", file("mask.png"), "--mask-blur", "0"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    EXPECT_TRUE(ran.err.empty()) << ran.err;
    EXPECT_EQ(strengthOf(taskMade()), 0.75);
    const auto picture = made().image;
    ASSERT_EQ(picture.width, 64);
    bool painted = false;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) {
            const int value = *picture.at(x, y);
            ASSERT_TRUE(x >= 32 || value == 90) << x << " " << y;
            painted = painted || value != 90;
        }
    EXPECT_TRUE(painted);
}

TEST_F(FromPictures, ADocumentGivesItsPictureAndItsMask) {
    auto state = document::blankState(64, 64).value();
    const auto grey = plain(64, 64, 90);
    image::Image rgba{64, 64, 4, std::vector<std::uint8_t>(64 * 64 * 4, 90)};
    for (std::size_t i = 3; i < rgba.pixels.size(); i += 4)
        rgba.pixels[i] = 255;
    ASSERT_TRUE(state.picture.write(rgba, 0, 0));
    ASSERT_TRUE(state.mask.write({32, 64, 1, std::vector<std::uint8_t>(32 * 64, 255)}, 32, 0));
    ASSERT_TRUE(document::saveState(file("a.ora"), state));
    ASSERT_EQ(generate({"--init", file("init.png"), "--mask", file("mask.png")}).exitCode, 0);
    const auto fromPictures = made().image;
    const auto ran = generate({"--init", file("a.ora"), "--mask", file("a.ora")});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    EXPECT_EQ(made().image, fromPictures);
    EXPECT_TRUE(ran.err.empty()) << ran.err;

    image::OpenRaster layers;
    layers.width = layers.height = 64;
    layers.layers.resize(2);
    for (auto& layer : layers.layers)
        layer.image = grey;
    ASSERT_TRUE(image::writeOpenRaster(file("b.ora"), layers, IfExists::Replace));
    const auto merged = generate({"--init", file("b.ora"), "--mask", file("mask.png")});
    ASSERT_EQ(merged.exitCode, 0) << merged.err;
    EXPECT_NE(merged.err.find("b.ora: Its layers were merged into the picture."), std::string::npos)
        << merged.err;
    EXPECT_EQ(made().image, fromPictures);
}

TEST_F(FromPictures, AMaskOfAnotherSizeIsScaledAndThePersonToldSo) {
    write("mask.png", mask(32, 16));
    const auto ran = generate({"--init", file("init.png"), "--mask", file("mask.png")});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    EXPECT_NE(ran.err.find("32 × 16"), std::string::npos) << ran.err;
    EXPECT_EQ(*made().image.at(20, 60), 90);
}

TEST_F(FromPictures, SaysHowThePartIsPainted) {
    const auto ran =
        generate({"--init", file("init.png"), "--mask", file("mask.png"), "--strength", "0.5",
                  "--masked-content", "noise", "--inpaint-area", "masked", "--padding", "4", "--mask-blur",
                  "1.5", "--not-masked", "--grey", "soft", "--match-colour", "--poisson"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    Painting expected;
    expected.content = MaskedContent::Noise;
    expected.area = InpaintArea::Masked;
    expected.padding = 4;
    expected.maskBlur = 1.5;
    expected.notMasked = true;
    expected.grey = GreyMask::Soft;
    expected.matchColour = expected.poisson = true;
    const auto task = taskMade();
    ASSERT_TRUE(std::holds_alternative<Inpaint>(task));
    EXPECT_EQ(std::get<Inpaint>(task).painting, expected);
    EXPECT_EQ(*made().image.at(60, 30), 90) << "the right half was masked and is kept";
}

TEST_F(FromPictures, OutpaintingContinuesThePicture) {
    const auto ran = generate({"--init", file("init.png"), "--outpaint", "32,0,0,64", "--mask-blur", "2"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto picture = made().image;
    ASSERT_EQ(picture.width, 96);
    ASSERT_EQ(picture.height, 128);
    for (int y = 0; y < 48; ++y)
        for (int x = 48; x < 96; ++x)
            ASSERT_EQ(*picture.at(x, y), 90) << x << ' ' << y;
    bool painted = false;
    for (int x = 0; x < 32; ++x)
        painted = painted || *picture.at(x, 100) != 90;
    EXPECT_TRUE(painted);
    ASSERT_EQ(
        generate({"--init", file("init.png"), "--mask", file("mask.png"), "--outpaint", "32,0,0,0"}).exitCode,
        0);
    EXPECT_EQ(made().image.width, 96);
    EXPECT_NE(*made().image.at(90, 30), 90) << "what the mask repaints";
}

TEST_F(FromPictures, ARequestNamesItsPicturesBesideIt) {
    const auto init = plain(64, 64, 90);
    GenerationRequest request;
    request.prompt = "a house";
    request.steps = 4;
    request.task = ImageToImage{referenceTo(std::make_shared<const image::Image>(init), "init.png"), 0.5};
    const auto ask = [&](const std::string& name) {
        return run({"generate", "--request", file(name.c_str()), "--model", model(), "--seed", "3", "--dtype",
                    "fp32", "--out", file("a.png"), "--force"});
    };
    ASSERT_TRUE(writeWhole(file("r.json"), toJsonText(request), IfExists::Fail));
    const auto ran = ask("r.json");
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    EXPECT_EQ(taskMade(), request.task);
    write("init.png", plain(64, 64, 91));
    EXPECT_EQ(ask("r.json").exitCode, 3); // another picture in its place
    std::filesystem::remove(file("init.png"));
    const auto lost = ask("r.json");
    EXPECT_EQ(lost.exitCode, 3);
    EXPECT_NE(lost.err.find(pixelHash(init)), std::string::npos) << lost.err;
}

TEST_F(FromPictures, TheHistoryKeepsWhatARequestStartsFrom) {
    ASSERT_EQ(generate({"--init", file("init.png"), "--mask", file("mask.png"), "--history"}).exitCode, 0);
    const auto before = made();
    const auto* record = image::findText(before.texts, PictureRecord::kTextKey);
    ASSERT_TRUE(record);
    ASSERT_TRUE(writeWhole(file("r.json"), toJsonText(recordFromJsonText(*record)->request), IfExists::Fail));
    for (const char* name : {"init.png", "mask.png", "a.png"})
        std::filesystem::remove(file(name));
    const auto ran = run({"generate", "--request", file("r.json"), "--out", file("a.png")});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    EXPECT_EQ(made().image, before.image);
}

TEST_F(FromPictures, RefusesWithTheRightCode) {
    struct Row {
        const char* what;
        std::vector<std::string> arguments;
        int exitCode;
    };
    const auto init = file("init.png");
    const std::vector<Row> rows{
        {"a mask alone", {"--mask", file("mask.png")}, 2},
        {"a strength alone", {"--strength", "0.5"}, 2},
        {"no strength", {"--init", init, "--strength", "0"}, 2},
        {"too much strength", {"--init", init, "--strength", "1.5"}, 2},
        {"no step left", {"--init", init, "--strength", "0.1"}, 2},
        {"no multiple of the model's step", {"--init", init, "--size", "63x64"}, 2},
        {"outpainting nothing", {"--outpaint", "8,0,0,0"}, 2},
        {"outpainting by words", {"--init", init, "--outpaint", "8,0,left,0"}, 2},
        {"outpainting by nothing", {"--init", init, "--outpaint", "0,0,0,0"}, 2},
        {"a fifth side", {"--init", init, "--outpaint", "8,0,0,0,8"}, 2},
        {"painting without a mask", {"--init", init, "--padding", "8"}, 2},
        {"an unknown content", {"--init", init, "--mask", file("mask.png"), "--masked-content", "paint"}, 2},
        {"too much blur", {"--init", init, "--mask", file("mask.png"), "--mask-blur", "65"}, 2},
        {"a missing picture", {"--init", file("none.png")}, 3},
        {"a missing mask", {"--init", init, "--mask", file("none.png")}, 3},
    };
    for (const auto& row : rows) {
        const auto ran = generate(row.arguments);
        EXPECT_EQ(ran.exitCode, row.exitCode) << row.what << ": " << ran.err;
        EXPECT_FALSE(ran.err.empty()) << row.what;
    }
    EXPECT_FALSE(std::filesystem::exists(file("a.png")));
}

TEST_F(FromPictures, ControlNetsAndFurtherPassesAreInTheRecord) {
    const std::string net = LATENTBRUSH_GOLDEN "/families/control_ldm.safetensors";
    const auto ran =
        generate({"--control", net + "=" + file("mask.png") + ",preprocessor=canny,weight=0.5,end=0.75,guess",
                  "--hires-scale", "1.5", "--hires-steps", "2", "--hires-by", "lanczos", "--freeu",
                  "1.5,1.6,0.9,0.2", "--seed-resize", "32x64"});
    ASSERT_EQ(ran.exitCode, 0) << ran.err;
    const auto picture = made();
    EXPECT_EQ(picture.image.width, 96);
    const auto record = recordFromJsonText(*image::findText(picture.texts, PictureRecord::kTextKey));
    ASSERT_TRUE(record);
    const auto& request = record->request;
    ASSERT_EQ(request.controls.size(), 1u);
    EXPECT_EQ(
        request.controls[0],
        (ControlUse{net, {nullptr, pixelHash(mask(64, 64)), {}}, Preprocessor::Canny, 0.5, 0, 0.75, true}));
    EXPECT_EQ(request.hires, (HiresPass{1.5, 2, HiresPass().strength, Enlarging::Pixels}));
    EXPECT_EQ(request.steering.freeU, (FreeU{1.5, 1.6, 0.9, 0.2}));
    EXPECT_EQ(request.noise.resizeFromWidth, 32);
    EXPECT_EQ(record->provenance.addOns.at(net).size(), 64u);
}

struct WrongFlag {
    std::vector<std::string> flags;
    int exitCode;
    const char* said;
};

TEST_F(FromPictures, WrongControlsAndPassesAreSaid) {
    const auto picture = file("mask.png");
    const std::string net = LATENTBRUSH_GOLDEN "/families/control_ldm.safetensors";
    const std::vector<WrongFlag> rows{
        {{"--control", "edges"}, 2, "--control"},
        {{"--control", net + "=" + picture + ",magic=1"}, 2, "magic"},
        {{"--control", net + "=" + picture + ",preprocessor=magic"}, 2, "magic"},
        {{"--control", net + "=" + picture + ",weight=9"}, 2, "controls.weight"},
        {{"--control", net + "=" + file("none.png")}, 3, "none.png"},
        {{"--control", "nowhere=" + picture}, 3, "nowhere"},
        {{"--control", model() + "/unet/diffusion_pytorch_model.safetensors=" + picture}, 3, "unet"},
        {{"--freeu", "1,2"}, 2, "--freeu"},
        {{"--seed-resize", "big"}, 2, "--seed-resize"},
        {{"--hires-by", "magic"}, 2, "--hires-by"},
        {{"--refiner", "nowhere"}, 3, "nowhere"},
        {{"--upscale"}, 2, "--upscale"},
        {{"--upscale", "--init", picture}, 2, "task"}};
    for (const auto& row : rows) {
        const auto ran = generate(row.flags);
        EXPECT_EQ(ran.exitCode, row.exitCode) << row.flags.back() << ": " << ran.err;
        EXPECT_NE(ran.err.find(row.said), std::string::npos) << row.flags.back() << ": " << ran.err;
    }
}

} // namespace
} // namespace latentbrush::cli
