#include "catalogue/find_models.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

TEST(FindModels, KnowsThreeKindsByTheirNames) {
    TemporaryFolder folder;
    put(folder, "夕焼け/model.json");
    put(folder, "sd15/model_index.json");
    put(folder, "anything.safetensors");
    put(folder, "old.ckpt");
    put(folder, "trigger.pt");
    put(folder, "notes.txt");
    put(folder, "unet/config.json");
    put(folder, "deep/er/model.json");
    std::filesystem::create_directories(folder / "folder.safetensors");
    std::filesystem::create_directories(folder / "odd" / "model.json");
    const std::vector<FoundModel> expected{
        {"anything", folder / "anything.safetensors", ModelKind::SingleFile},
        {"old", folder / "old.ckpt", ModelKind::SingleFile},
        {"sd15", folder / "sd15", ModelKind::DiffusersFolder},
        {"夕焼け", folder / "夕焼け", ModelKind::Bundle}};
    EXPECT_EQ(findModels({folder.path()}), expected);
}

TEST(FindModels, TheFirstOfAFolderListWins) {
    TemporaryFolder mine;
    TemporaryFolder shared;
    put(mine, "b/model.json");
    put(shared, "b/model.json");
    put(shared, "a/model.json");
    const std::vector<FoundModel> expected{{"b", mine / "b", ModelKind::Bundle},
                                           {"a", shared / "a", ModelKind::Bundle}};
    EXPECT_EQ(findModels({mine.path(), "/nowhere", shared.path()}), expected);
}

TEST(FindModels, FollowsLinksAndPassesDeadOnesOver) {
    TemporaryFolder folder;
    TemporaryFolder elsewhere;
    put(elsewhere, "big/model.json");
    std::filesystem::create_directory_symlink(elsewhere / "big", folder / "linked");
    std::filesystem::create_directory_symlink(folder / "none", folder / "dead");
    const std::vector<FoundModel> expected{{"linked", folder / "linked", ModelKind::Bundle}};
    EXPECT_EQ(findModels({folder.path()}), expected);
}

TEST(ModelKindOf, ABundleThatIsAlsoADiffusersFolderIsABundle) {
    TemporaryFolder folder;
    put(folder, "model_index.json");
    EXPECT_EQ(modelKindOf(folder.path()), ModelKind::DiffusersFolder);
    put(folder, "model.json");
    EXPECT_EQ(modelKindOf(folder.path()), ModelKind::Bundle);
    EXPECT_EQ(modelKindOf(folder / "nothing"), std::nullopt);
}

} // namespace
} // namespace latentbrush::catalogue
