#include "catalogue/checkpoint.h"

#include "base/files.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace latentbrush::catalogue {
namespace {

/// Names and shapes of a tiny file of the family (tests/golden/make_checkpoints.py).
TensorTable tableOf(const char* family) {
    const auto text = readWhole(std::string(LATENTBRUSH_GOLDEN) + "/checkpoints.json").value();
    const auto files = nlohmann::json::parse(text)["files"];
    TensorTable table;
    for (const auto& row : files[family])
        table[row[0].get<std::string>()] = {row[1].get<std::vector<std::int64_t>>(), weights::DType::F16};
    return table;
}

TEST(Checkpoint, TellsTheFamiliesByNamesAndShapes) {
    struct Row {
        const char* file;
        Family family;
        std::vector<int> channels;
        std::vector<int> heads;
        int context;
        bool linear;
        PredictionType prediction;
    };
    const Row rows[] = {
        {"sd1", Family::Sd1, {32, 64}, {8, 8}, 768, false, PredictionType::Epsilon},
        {"sd2", Family::Sd2, {64, 128}, {1, 2}, 1024, true, PredictionType::V},
        {"sdxl", Family::Sdxl, {64, 128, 256}, {1, 2, 4}, 2048, true, PredictionType::Epsilon}};
    for (const auto& row : rows) {
        const auto read = readCheckpoint(tableOf(row.file), "x.safetensors");
        ASSERT_TRUE(read) << row.file << ": " << read.error().subject << " " << read.error().detail;
        EXPECT_EQ(read->family, row.family) << row.file;
        EXPECT_EQ(read->unet.blockOutChannels, row.channels) << row.file;
        EXPECT_EQ(read->unet.heads, row.heads) << row.file;
        EXPECT_EQ(read->unet.contextWidth, row.context) << row.file;
        EXPECT_EQ(read->unet.linearProjection, row.linear) << row.file;
        EXPECT_EQ(read->scheduler.prediction, row.prediction) << row.file;
        EXPECT_EQ(read->precision, "fp16") << row.file;
        EXPECT_EQ(read->textEncoder2.has_value(), row.family == Family::Sdxl) << row.file;
    }
}

TEST(Checkpoint, PadsAsTheFamilyDoes) {
    EXPECT_EQ(readCheckpoint(tableOf("sd1"), "x")->tokenizer.padId, 49407);
    EXPECT_EQ(readCheckpoint(tableOf("sd2"), "x")->tokenizer.padId, 0);
    const auto sdxl = readCheckpoint(tableOf("sdxl"), "x");
    EXPECT_EQ(sdxl->tokenizer.padId, 49407);
    EXPECT_EQ(sdxl->tokenizer2->padId, 0);
}

TEST(Checkpoint, NineChannelsAreForInpainting) {
    auto table = tableOf("sd1");
    table["model.diffusion_model.input_blocks.0.0.weight"].shape[1] = 9;
    const auto read = readCheckpoint(table, "x");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->concat, Concat::MaskMaskedImage);
    EXPECT_EQ(read->unet.inChannels, 9);
}

TEST(Checkpoint, AYamlBesideTheFileSaysV) {
    const auto read =
        readCheckpoint(tableOf("sd1"), "x", {.numbersOf = {}, .yaml = "    parameterization: \"v\"\n"});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->scheduler.prediction, PredictionType::V);
}

TEST(Checkpoint, AMissingPartIsNamed) {
    for (const std::string part : {"model.diffusion_model.", "first_stage_model.", "cond_stage_model."}) {
        auto table = tableOf("sd1");
        std::erase_if(table, [&](const auto& tensor) { return tensor.first.starts_with(part); });
        const auto read = readCheckpoint(table, "x.safetensors");
        ASSERT_FALSE(read) << part;
        EXPECT_NE(nameOf(read.error().code), std::string("Internal")) << part;
        EXPECT_FALSE(read.error().subject.empty()) << part;
    }
}

TEST(Checkpoint, OthersAreRefusedByTheirNames) {
    struct Row {
        std::vector<const char*> names;
        const char* what;
        const char* code = "NoModelOfItsOwn";
    };
    const Row rows[] = {{{"model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight"},
                         "Stable Diffusion 3",
                         "UnsupportedModel"},
                        {{"model.diffusion_model.double_blocks.0.img_attn.qkv.weight",
                          "model.diffusion_model.single_blocks.0.linear1.weight"},
                         "Flux",
                         "UnsupportedModel"},
                        {{"lora_unet_mid_block_attentions_0_proj_in.lora_down.weight"}, "LoRA"},
                        {{"control_model.input_hint_block.0.weight"}, "ControlNet"},
                        {{"emb_params"}, "textual inversion embedding"}};
    for (const auto& row : rows) {
        TensorTable table;
        for (const auto* name : row.names)
            table[name] = {{1, 1}, weights::DType::F16};
        const auto read = readCheckpoint(table, "x.safetensors");
        ASSERT_FALSE(read) << row.what;
        EXPECT_EQ(nameOf(read.error().code), std::string(row.code)) << row.what;
        EXPECT_EQ(read.error().subject, row.what);
    }
    const TensorTable unknown{{"some.kernel", {{4, 3, 3, 3}, weights::DType::F32}}};
    EXPECT_EQ(readCheckpoint(unknown, "x").error().code, ErrorCode::UnsupportedFormat);
}

} // namespace
} // namespace latentbrush::catalogue
