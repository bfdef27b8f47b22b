#include "weights/torch_script.h"

#include "../base/temporary_folder.h"
#include "base/files.h"

#include <gtest/gtest.h>

namespace latentbrush::weights {
namespace {

const std::filesystem::path kGolden(LATENTBRUSH_GOLDEN);

TEST(TorchScript, IsToldFromWeightsWithoutRunningIt) {
    for (const auto* file : {"unet.pt", "text_encoder.pt", "vae_decoder.pt", "hostile/unet.pt"})
        EXPECT_TRUE(checkTorchScript(kGolden / "exports" / file)) << file;
    EXPECT_FALSE(std::filesystem::exists("hostile-export-ran"));
    const std::pair<std::filesystem::path, ErrorCode> others[] = {
        {kGolden / "tiny_sd" / "model_index.json", ErrorCode::UnsupportedFormat},
        {kGolden / "tiny_sd" / "unet" / "diffusion_pytorch_model.safetensors", ErrorCode::UnsupportedFormat},
        {kGolden / "exports" / "missing.pt", ErrorCode::FileMissing}};
    for (const auto& [file, code] : others)
        EXPECT_EQ(checkTorchScript(file).error().code, code) << file;
}

TEST(TorchScript, WeightsOfTorchSaveAreNone) {
    int seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kGolden / "pickles"))
        if (entry.is_regular_file() && entry.path().filename() != "torchscript.pt") {
            EXPECT_FALSE(checkTorchScript(entry.path())) << entry.path();
            ++seen;
        }
    EXPECT_GT(seen, 5);
}

TEST(TorchScript, AFileThatEndsEarlyIsToldSo) {
    const latentbrush::TemporaryFolder folder;
    const auto whole = readWhole(kGolden / "exports" / "unet.pt").value();
    for (const auto length : {whole.size() - 1, whole.size() / 2, std::size_t(100)}) {
        const auto file = folder / "unet.pt";
        ASSERT_TRUE(writeWhole(file, std::string_view(whole).substr(0, length), IfExists::Replace));
        const auto checked = checkTorchScript(file);
        ASSERT_FALSE(checked) << length;
        EXPECT_EQ(checked.error().code, ErrorCode::FileTruncated) << length;
        EXPECT_EQ(checked.error().subject, file.string());
    }
}

} // namespace
} // namespace latentbrush::weights
