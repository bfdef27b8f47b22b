#include "pipeline/adopt_file.h"

#include "tiny_model.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace latentbrush;
using namespace latentbrush::pipeline;
using catalogue::CardKind;
namespace fs = std::filesystem;

namespace {

const fs::path kGolden = LATENTBRUSH_GOLDEN;

TEST(AdoptFile, WhatIsBroughtFromAnywhereCanBeNamedAtOnce) {
    const TestFolder folder;
    const auto own = folder / "own";
    const Engine engine({.modelFolders = {own}});
    EXPECT_FALSE(engine.describe("tiny_sd"));
    const auto model = adopted(engine, kGolden / "tiny_sd", own, {own});
    ASSERT_TRUE(model) << model.error().detail;
    EXPECT_EQ(model->kind, CardKind::Model);
    EXPECT_EQ(model->name, "tiny_sd");
    EXPECT_TRUE(engine.describe("tiny_sd"));
    const auto lora = adopted(engine, kGolden / "loras" / "kohya.safetensors", own, {own});
    ASSERT_TRUE(lora) << lora.error().detail;
    EXPECT_EQ(lora->kind, CardKind::Lora);
    const auto addOns = engine.addOns();
    EXPECT_TRUE(std::ranges::any_of(addOns, [&](const AddOnInfo& each) {
        return each.kind == AddOnInfo::Kind::Lora && each.name == lora->name;
    }));
}

TEST(AdoptFile, WhatIsNeitherIsRefusedAsWhatItIs) {
    const TestFolder folder;
    const auto own = folder / "own";
    const Engine engine({.modelFolders = {own}});
    const auto code = [&](const fs::path& file) {
        const auto made = adopted(engine, file, own, {own});
        return made ? std::string() : std::string(nameOf(made.error().code));
    };
    EXPECT_EQ(code(folder / "gone.safetensors"), "ModelNotFound");
    EXPECT_EQ(code(kGolden / "make_loras.py"), "UnsupportedFormat");
    EXPECT_EQ(code(kGolden / "tiny_sd" / "unet" / "diffusion_pytorch_model.safetensors"), "NoModelOfItsOwn");
    EXPECT_FALSE(fs::exists(own));
}

} // namespace
