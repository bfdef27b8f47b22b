#include "catalogue/model_tree.h"

#include "../base/temporary_folder.h"
#include "catalogue/find_models.h"

#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>
#include <span>

namespace latentbrush::catalogue {
namespace {

void touch(const std::filesystem::path& file) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << "x";
}

std::vector<std::string> namesOf(const std::vector<AddOnFile>& files, AddOnKind kind) {
    std::vector<std::string> names;
    for (const auto& file : files)
        if (file.kind == kind)
            names.push_back(file.name);
    return names;
}

using Names = std::vector<std::string>;

TEST(ModelTree, KnowsThePlacesOfBothTrees) {
    const TemporaryFolder folder;
    const auto webui = folder.path() / "webui";
    const auto comfy = folder.path() / "comfy" / "models";
    for (const auto* file :
         {"models/Lora/fur.safetensors", "models/Lora/style/ink.safetensors", "models/LyCORIS/cloth.pt",
          "embeddings/bad.pt", "embeddings/bad.preview.png", "models/VAE/vivid.ckpt",
          "models/ControlNet/lines.pth", "models/ControlNet/canny/diffusion_pytorch_model.safetensors",
          "models/VAE-approx/taesd_decoder.pth", "models/Stable-diffusion/base.safetensors",
          "models/Lora/notes.txt"})
        touch(webui / file);
    for (const auto* file : {"loras/fur.safetensors", "loras/snow.safetensors", "vae/soft.safetensors",
                             "embeddings/good.safetensors", "checkpoints/other.safetensors"})
        touch(comfy / file);
    const auto found = findAddOns({webui, comfy});
    EXPECT_EQ(namesOf(found, AddOnKind::Lora), (Names{"cloth", "fur", "ink", "snow"}));
    EXPECT_EQ(namesOf(found, AddOnKind::Embedding), (Names{"bad", "good"}));
    EXPECT_EQ(namesOf(found, AddOnKind::Vae), (Names{"soft", "vivid"}));
    EXPECT_EQ(namesOf(found, AddOnKind::ControlNet), (Names{"canny", "lines"}));
    EXPECT_EQ(namesOf(found, AddOnKind::PreviewVae), Names{"taesd_decoder"});
    const auto fur = std::ranges::find(found, "fur", &AddOnFile::name);
    EXPECT_EQ(fur->path, webui / "models/Lora/fur.safetensors");
    const auto folders = checkpointFolders({webui, comfy});
    EXPECT_EQ(folders, (std::vector<std::filesystem::path>{webui, webui / "models" / "Stable-diffusion",
                                                           comfy, comfy / "" / "checkpoints"}));
}

TEST(ModelTree, CheckpointsMayBeSortedIntoFolders) {
    const TemporaryFolder folder;
    const auto place = folder.path() / "models" / "Stable-diffusion";
    for (const auto* file : {"anime/old/a.safetensors", "photo/b.safetensors", "tiny/model_index.json",
                             "tiny/unet/diffusion_pytorch_model.safetensors"})
        touch(place / file);
    touch(folder.path() / "elsewhere" / "c.safetensors");
    std::filesystem::create_directory_symlink(place, place / "photo" / "again");
    const auto folders = checkpointFolders({folder.path()});
    const std::vector<std::filesystem::path> first{folder.path(), place, place / "anime",
                                                   place / "anime" / "old", place / "photo"};
    ASSERT_GE(folders.size(), first.size());
    EXPECT_TRUE(std::ranges::equal(first, std::span(folders).first(first.size())));
    std::vector<std::string> names;
    for (const auto& model : findModels(folders))
        names.push_back(model.name);
    EXPECT_EQ(names, (Names{"tiny", "a", "b"})) << "a model's own folders hold none";
    const auto watched = watchedFolders({folder.path()});
    EXPECT_EQ(std::ranges::count(watched, std::filesystem::canonical(place / "anime" / "old")), 1);
}

TEST(ModelTree, NeitherMissingFoldersNorLoopsAreATrouble) {
    const TemporaryFolder folder;
    touch(folder.path() / "loras" / "fur.safetensors");
    std::filesystem::create_directory_symlink(folder.path() / "loras", folder.path() / "loras" / "again");
    const auto found = findAddOns({folder.path() / "nowhere", folder.path()});
    EXPECT_EQ(namesOf(found, AddOnKind::Lora), Names{"fur"});
}

TEST(ModelTree, WatchesWhateverCanChangeWhatIsFound) {
    const TemporaryFolder folder;
    const auto webui = folder.path() / "webui";
    touch(webui / "models/Lora/style/ink.safetensors");
    touch(webui / "models/Stable-diffusion/base.safetensors");
    touch(webui / "outputs/picture.png");
    std::filesystem::create_directory_symlink(webui / "models", webui / "models" / "Lora" / "again");
    const auto watched = watchedFolders({webui, webui, folder.path() / "later"});
    EXPECT_EQ(watched, (std::vector<std::filesystem::path>{folder.path(), webui, webui / "models",
                                                           webui / "models/Lora", webui / "models/Lora/style",
                                                           webui / "models/Stable-diffusion"}));
}

} // namespace
} // namespace latentbrush::catalogue
