#include "catalogue/linked_file.h"

#include "../base/temporary_folder.h"
#include "catalogue/find_models.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = LATENTBRUSH_GOLDEN;

void touch(const fs::path& file) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << "x";
}

TEST(AddOnKindOf, KnowsFilesByTheirHeaders) {
    EXPECT_EQ(addOnKindOf(kGolden / "loras" / "kohya.safetensors"), AddOnKind::Lora);
    EXPECT_EQ(addOnKindOf(kGolden / "loras" / "peft.safetensors"), AddOnKind::Lora);
    EXPECT_EQ(addOnKindOf(kGolden / "tiny_sd" / "vae" / "diffusion_pytorch_model.safetensors"),
              AddOnKind::Vae);
    EXPECT_EQ(addOnKindOf(kGolden / "tiny_sd" / "unet" / "diffusion_pytorch_model.safetensors"),
              std::nullopt);
    EXPECT_EQ(addOnKindOf(kGolden / "nowhere.safetensors"), std::nullopt);
    EXPECT_EQ(addOnKindOf(__FILE__), std::nullopt);
}

class LinkedFile : public testing::Test {
protected:
    fs::path own() const { return m_folder.path() / "own"; }
    fs::path elsewhere() const { return m_folder.path() / "downloads"; }
    Result<std::string> linked(const fs::path& file, std::optional<AddOnKind> kind) const {
        return linkedInto(own(), file, kind, {own(), m_folder.path() / "webui"});
    }
    TemporaryFolder m_folder;
};

TEST_F(LinkedFile, IsFoundFromThenOnAndStaysWhereItWas) {
    const std::pair<const char*, AddOnKind> rows[] = {{"ink.safetensors", AddOnKind::Lora},
                                                      {"lines.pth", AddOnKind::ControlNet},
                                                      {"soft.ckpt", AddOnKind::Vae},
                                                      {"good.pt", AddOnKind::Embedding}};
    for (const auto& [file, kind] : rows) {
        touch(elsewhere() / file);
        const auto name = linked(elsewhere() / file, kind);
        ASSERT_TRUE(name) << name.error().detail;
        EXPECT_EQ(*name, fs::path(file).stem());
        EXPECT_EQ(linked(elsewhere() / file, kind), *name) << "a second time nothing happens";
        EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(elsewhere() / file)));
    }
    const auto found = findAddOns({own()});
    ASSERT_EQ(found.size(), std::size(rows));
    for (const auto& [file, kind] : rows)
        EXPECT_TRUE(std::ranges::any_of(found, [&, kind = kind, file = file](const AddOnFile& each) {
            return each.kind == kind && fs::equivalent(each.path, elsewhere() / file);
        })) << file;
    touch(elsewhere() / "base.safetensors");
    touch(elsewhere() / "tiny" / "model_index.json");
    EXPECT_EQ(linked(elsewhere() / "base.safetensors", std::nullopt), "base");
    EXPECT_EQ(linked(elsewhere() / "tiny", std::nullopt), "tiny");
    const auto models = findModels(checkpointFolders({own()}));
    ASSERT_EQ(models.size(), 2U);
    EXPECT_EQ(models[0].name, "base");
    EXPECT_EQ(models[1].kind, ModelKind::DiffusersFolder);
}

TEST_F(LinkedFile, WhatLiesInAModelFolderIsOnlyNamed) {
    const auto file = m_folder.path() / "webui" / "models" / "Lora" / "style" / "ink.safetensors";
    touch(file);
    EXPECT_EQ(linked(file, AddOnKind::Lora), "ink");
    EXPECT_FALSE(fs::exists(own()));
}

TEST_F(LinkedFile, AnotherOfThatNameIsNeverReplaced) {
    touch(elsewhere() / "ink.safetensors");
    touch(m_folder.path() / "more" / "ink.safetensors");
    ASSERT_TRUE(linked(elsewhere() / "ink.safetensors", AddOnKind::Lora));
    const auto refused = linked(m_folder.path() / "more" / "ink.safetensors", AddOnKind::Lora);
    ASSERT_FALSE(refused);
    EXPECT_EQ(nameOf(refused.error().code), std::string("FileExists"));
    EXPECT_EQ(refused.error().subject, "ink");
    EXPECT_TRUE(fs::equivalent(findAddOns({own()}).front().path, elsewhere() / "ink.safetensors"));
    // The one that it led to is gone: its name is free.
    fs::remove(elsewhere() / "ink.safetensors");
    EXPECT_EQ(linked(m_folder.path() / "more" / "ink.safetensors", AddOnKind::Lora), "ink");
    EXPECT_EQ(nameOf(linked(elsewhere() / "gone.pt", AddOnKind::Embedding).error().code),
              std::string("FileMissing"));
}

} // namespace
} // namespace latentbrush::catalogue
