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

TEST_F(LinkedFile, WhatLiesThereIsNeverTouched) {
    // A checkpoint whose ending is not looked for lies in the own folder already.
    touch(own() / "foo.pt");
    EXPECT_EQ(linked(own() / "foo.pt", std::nullopt), "foo") << "by a link beside it";
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(own() / "foo.pt")));
    touch(own() / "loras" / "fur.bin");
    touch(elsewhere() / "fur.bin");
    ASSERT_TRUE(linked(elsewhere() / "fur.bin", AddOnKind::Lora));
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(own() / "loras" / "fur.bin")));
    touch(own() / "bar.ckpt");
    touch(elsewhere() / "bar.ckpt");
    EXPECT_EQ(nameOf(linked(elsewhere() / "bar.ckpt", std::nullopt).error().code), std::string("FileExists"));
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(own() / "bar.ckpt")));
}

TEST_F(LinkedFile, IsCalledAsItIsFound) {
    for (const auto* file : {"a.pt", "b.pth", "c.bin", "d.ckpt", "e.safetensors"}) {
        touch(elsewhere() / "models" / file);
        EXPECT_EQ(linked(elsewhere() / "models" / file, std::nullopt), fs::path(file).stem()) << file;
        touch(elsewhere() / "loras" / file);
        EXPECT_EQ(linked(elsewhere() / "loras" / file, AddOnKind::Lora), fs::path(file).stem()) << file;
    }
    EXPECT_EQ(findModels(checkpointFolders({own()})).size(), 5U);
    EXPECT_EQ(findAddOns({own()}).size(), 5U);
    // diffusers calls every file alike: the folder's name is the name, and its config is beside it still.
    for (const auto* net : {"canny", "depth"}) {
        touch(elsewhere() / net / "diffusion_pytorch_model.safetensors");
        touch(elsewhere() / net / "config.json");
        EXPECT_EQ(linked(elsewhere() / net / "diffusion_pytorch_model.safetensors", AddOnKind::ControlNet),
                  net);
    }
    for (const auto& each : findAddOns({own()}))
        EXPECT_TRUE(each.kind != AddOnKind::ControlNet ||
                    fs::exists(each.path.parent_path() / "config.json"));
    // A cache's files are called by their hashes, and linked to by their names.
    touch(elsewhere() / "blobs" / "0123abcd");
    fs::create_directories(elsewhere() / "snapshots");
    fs::create_symlink(elsewhere() / "blobs" / "0123abcd", elsewhere() / "snapshots" / "ink.safetensors");
    EXPECT_EQ(linked(elsewhere() / "snapshots" / "ink.safetensors", AddOnKind::Lora), "ink");
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
