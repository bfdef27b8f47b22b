#include "catalogue/export_files.h"
#include "catalogue/export_manifest.h"
#include "catalogue/find_models.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace latentbrush::catalogue {
namespace {

namespace fs = std::filesystem;

struct NamesRow {
    std::vector<std::string> files;
    std::vector<std::string> found; ///< text encoder, UNet, decoder, encoder; empty: no exports
};

class ExportNames : public testing::TestWithParam<NamesRow> {};

TEST_P(ExportNames, SayWhatAFileIs) {
    const TemporaryFolder folder;
    for (const auto& file : GetParam().files)
        put(folder, file);
    const auto files = exportFilesIn(folder.path());
    ASSERT_EQ(files.has_value(), !GetParam().found.empty());
    if (!files)
        return;
    std::vector<std::string> names;
    for (const auto& file : {files->textEncoder, files->unet, files->vaeDecoder, files->vaeEncoder})
        names.push_back(file.filename().string());
    EXPECT_EQ(names, GetParam().found);
    EXPECT_EQ(modelKindOf(folder.path()), ModelKind::Exports);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ExportNames,
    testing::Values(NamesRow{{"unet.pt", "vae_decoder.pt", "text_encoder.pt"},
                             {"text_encoder.pt", "unet.pt", "vae_decoder.pt", ""}},
                    NamesRow{{"unet_traced.pt", "vae_decoder.ts", "vae_encoder.torchscript", "clip.pt"},
                             {"clip.pt", "unet_traced.pt", "vae_decoder.ts", "vae_encoder.torchscript"}},
                    NamesRow{{"unet_scripted.ts", "vae.pt", "text_encoder.pt"},
                             {"text_encoder.pt", "unet_scripted.ts", "vae.pt", "vae.pt"}},
                    NamesRow{{"unet.pt", "decoder.pt", "encoder.pt", "clip_text_model.pt", "vae.pt"},
                             {"clip_text_model.pt", "unet.pt", "decoder.pt", "encoder.pt"}},
                    NamesRow{{"unet.pt", "vae_decoder.pt"}, {}},
                    NamesRow{{"unet.pt", "text_encoder.pt", "vae_encoder.pt"}, {}},
                    NamesRow{{"unet.bin", "vae_decoder.pt", "text_encoder.pt"}, {}},
                    NamesRow{{"my_unet.pt", "vae_decoder.pt", "text_encoder.pt"}, {}}));

class Exports : public testing::Test {
protected:
    Exports() {
        for (const auto* file : {"unet.pt", "vae.pt", "text_encoder.pt"})
            put(folder, file, "never read");
    }
    TemporaryFolder folder;
};

TEST_F(Exports, OneFileForBothHalvesCountsOnce) {
    const auto files = exportFilesIn(folder.path()).value();
    EXPECT_EQ(files.all(),
              (std::vector<fs::path>{folder / "text_encoder.pt", folder / "unet.pt", folder / "vae.pt"}));
}

TEST_F(Exports, WithDescriptionsThatSayMoreAreOfThatKind) {
    put(folder, "model_index.json");
    EXPECT_EQ(modelKindOf(folder.path()), ModelKind::DiffusersFolder);
    put(folder, "model.json");
    EXPECT_EQ(modelKindOf(folder.path()), ModelKind::Bundle);
}

TEST_F(Exports, AreSd1WhereNothingSaysMore) {
    const auto manifest = exportManifest(folder.path()).value();
    EXPECT_EQ(manifest.family, kExportFamily);
    EXPECT_EQ(manifest.name, folder.path().filename().string());
    EXPECT_EQ(manifest.scheduler, SchedulerConfig());
    EXPECT_EQ(manifest.latents, LatentFacts());
    EXPECT_EQ(manifest.concat, Concat::None);
    EXPECT_EQ(manifest.nativeWidth, 512);
    EXPECT_FALSE(manifest.unet || manifest.vae || manifest.textEncoder);
    const auto& parts = manifest.components.value();
    EXPECT_EQ(parts.unet.file, "unet.pt");
    EXPECT_EQ(parts.vaeEncoder.file, "vae.pt");
    EXPECT_EQ(parts.unet.sha256, "") << "nothing was read";
}

TEST_F(Exports, TakeWhatConfigsBesideThemSay) {
    auto unet = sd15UNet();
    unet["in_channels"] = 9;
    unet["sample_size"] = 96;
    auto scheduler = sd15Scheduler();
    scheduler["prediction_type"] = "v_prediction";
    put(folder, "unet/config.json", unet.dump());
    put(folder, "vae/config.json", sd15Vae().dump());
    put(folder, "text_encoder/config.json", sd15TextEncoder().dump());
    put(folder, "scheduler/scheduler_config.json", scheduler.dump());
    const auto manifest = exportManifest(folder.path()).value();
    EXPECT_EQ(manifest.scheduler.prediction, PredictionType::V);
    EXPECT_EQ(manifest.concat, Concat::MaskMaskedImage);
    EXPECT_EQ(manifest.nativeHeight, 768);
    EXPECT_EQ(manifest.textEncoder.value().width, 768);
    EXPECT_FALSE(manifest.vae.value().forceUpcast);
}

TEST_F(Exports, AreRefusedWhereTheirConfigsSaySomethingElse) {
    auto unet = sd15UNet();
    unet["in_channels"] = 7;
    put(folder, "unet/config.json", unet.dump());
    EXPECT_EQ(exportManifest(folder.path()).error().code, ErrorCode::UnsupportedModel);
    put(folder, "scheduler_config.json", "{");
    EXPECT_EQ(exportManifest(folder.path()).error().code, ErrorCode::FileMalformed);
}

} // namespace
} // namespace latentbrush::catalogue
