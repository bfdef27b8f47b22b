#include "catalogue/model_card.h"

#include "../base/temporary_folder.h"
#include "catalogue/add_on_card.h"
#include "catalogue/beside_model.h"
#include "catalogue/lora_family.h"
#include "catalogue/stored_precision.h"

#include <fstream>
#include <gtest/gtest.h>
#include <list>

namespace latentbrush::catalogue {
namespace {

namespace fs = std::filesystem;
using Shape = std::vector<std::int64_t>;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

TEST(ModelCard, FitsItsFamilyAndWhatNobodyCanTell) {
    const std::optional<Misfit> fits;
    struct Row {
        CardKind kind;
        const char* made;
        int downscale;
        const char* model;
        std::optional<Misfit> expected;
    };
    const Row rows[] = {
        {CardKind::Lora, "sd1", 0, "sd1", fits},
        {CardKind::Lora, "sd1", 0, "sdxl", Misfit::OtherFamily},
        {CardKind::Lora, "sdxl", 0, "sdxl_refiner", Misfit::OtherFamily},
        {CardKind::Lora, "", 0, "sdxl", fits},
        {CardKind::Lora, "sd1", 0, "", fits},
        {CardKind::Lora, "sd1", 0, "torchscript", fits},
        {CardKind::Lora, "sd1", 0, "starter", Misfit::OtherFamily},
        {CardKind::ControlNet, "sd2", 0, "sd1", Misfit::OtherFamily},
        {CardKind::ControlNet, "sd2", 0, "x4_upscaler", Misfit::OtherFamily},
        {CardKind::Embedding, "sd2", 0, "x4_upscaler", fits},
        {CardKind::Embedding, "sdxl", 0, "sdxl_refiner", fits},
        {CardKind::Embedding, "sdxl_refiner", 0, "sdxl", Misfit::OtherFamily},
        {CardKind::Embedding, "sd1", 0, "sd2", Misfit::OtherFamily},
        {CardKind::Vae, "", 8, "sd1", fits},
        {CardKind::Vae, "", 8, "sdxl", fits},
        {CardKind::Vae, "", 8, "x4_upscaler", Misfit::OtherLatents},
        {CardKind::Vae, "", 4, "x4_upscaler", fits},
        {CardKind::Vae, "", 4, "sd2", Misfit::OtherLatents},
        {CardKind::Vae, "", 4, "starter", fits},
        {CardKind::Vae, "", 0, "sd1", fits},
        {CardKind::Model, "sd1", 0, "sdxl", fits},
    };
    for (const auto& row : rows) {
        const ModelCard card{.kind = row.kind, .family = row.made, .downscale = row.downscale};
        EXPECT_EQ(misfitOf(card, row.model), row.expected) << row.made << " for " << row.model;
    }
}

TEST(LoraFamily, IsToldByNamesShapesAndAtLastByMetadata) {
    const std::string sdxl = "lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k";
    const std::string kohya = "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_v";
    const std::string peft = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k";
    struct Row {
        std::map<std::string, Shape> tensors;
        std::map<std::string, std::string> metadata;
        std::string expected;
    };
    const Row rows[] = {
        {{{kohya + ".lora_down.weight", {4, 768}}, {kohya + ".lora_up.weight", {320, 4}}}, {}, "sd1"},
        {{{kohya + ".lora_down.weight", {4, 1024}}}, {{"ss_base_model_version", "sd_v1"}}, "sd2"},
        {{{sdxl + ".lora_down.weight", {4, 2048, 1, 1}}}, {}, "sdxl"},
        {{{peft + ".lora_A.weight", {8, 2048}}}, {}, "sdxl"},
        {{{peft + ".lora_A.default.weight", {8, 768}}}, {}, "sd1"},
        {{{"a.attn2.processor.to_k_lora.down.weight", {4, 1024}}}, {}, "sd2"},
        {{{kohya + ".hada_w1_a", {320, 4}}, {kohya + ".hada_w1_b", {4, 768}}}, {}, "sd1"},
        {{{kohya + ".lokr_w1", {8, 16}}, {kohya + ".lokr_w2", {40, 64}}}, {}, "sd2"},
        {{{kohya + ".lokr_w1_a", {8, 2}}, {kohya + ".lokr_w1_b", {2, 32}}, {kohya + ".lokr_w2_b", {2, 64}}},
         {},
         "sdxl"},
        {{{kohya + ".diff", {320, 768}}}, {}, "sd1"},
        {{{"lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_down.weight", {4, 1280}}}, {}, "sdxl"},
        {{{"lora_te1_text_model_encoder_layers_0_self_attn_k_proj.lora_down.weight", {4, 768}}}, {}, "sdxl"},
        {{{"lora_te_text_model_encoder_layers_0_self_attn_k_proj.lora_down.weight", {4, 768}}}, {}, "sd1"},
        {{{"lora_te_text_model_encoder_layers_0_self_attn_k_proj.lora_down.weight", {4, 1024}}}, {}, "sd2"},
        // What attention looks at the picture with has the picture's width, which families share.
        {{{"lora_unet_a_attn1_to_k.lora_down.weight", {4, 320}}}, {}, ""},
        {{{"lora_unet_a_attn1_to_k.lora_down.weight", {4, 320}}},
         {{"ss_base_model_version", "sdxl_base_v1-0"}},
         "sdxl"},
        {{{"lora_unet_a_attn1_to_k.lora_down.weight", {4, 320}}},
         {{"modelspec.architecture", "stable-diffusion-v2-768-v/lora"}},
         "sd2"},
    };
    for (const auto& row : rows) {
        TensorTable table;
        for (const auto& [name, shape] : row.tensors)
            table[name] = {shape, weights::DType::F16};
        const auto family = loraFamilyOf(table, row.metadata, "file");
        ASSERT_TRUE(family) << table.begin()->first;
        EXPECT_EQ(*family, row.expected) << table.begin()->first;
    }
}

TEST(LoraFamily, RefusesOthersByName) {
    const std::pair<std::string, Error> rows[] = {
        {"lora_unet_double_blocks_0_img_attn_proj.lora_down.weight",
         {ErrorCode::UnsupportedModel, "Flux", "file"}},
        {"transformer.transformer_blocks.0.attn.add_q_proj.lora_A.weight",
         {ErrorCode::UnsupportedModel, "Stable Diffusion 3", "file"}},
        {"decoder.conv_in.weight", {ErrorCode::UnsupportedFormat, "file", "no LoRA"}},
    };
    for (const auto& [name, error] : rows) {
        const auto family = loraFamilyOf({{name, {{4, 3072}, weights::DType::F32}}}, {}, "file");
        ASSERT_FALSE(family) << name;
        EXPECT_EQ(family.error(), error);
    }
}

TEST(StoredPrecision, IsThatOfMostNumbers) {
    using weights::DType;
    EXPECT_EQ(storedPrecisionOf({}), "fp32");
    EXPECT_EQ(storedPrecisionOf({{"a", {{10, 10}, DType::F16}}, {"b", {{99}, DType::F32}}}), "fp16");
    EXPECT_EQ(storedPrecisionOf({{"a", {{10, 10}, DType::BF16}}}), "bf16");
    EXPECT_EQ(storedPrecisionOf({{"a", {{10}, DType::F8E4M3}}, {"b", {{3}, DType::F32}}}), "fp8");
}

TEST(BesideModel, FindsThePictureThatGoesBeforeOthers) {
    const TemporaryFolder folder;
    const auto model = folder / "fur.v2.safetensors";
    EXPECT_EQ(previewBeside(model), fs::path());
    for (const auto* name : {"fur.v2.webp", "fur.v2.jpg", "fur.v2.png", "fur.v2.preview.png"}) {
        write(folder / name, "x");
        EXPECT_EQ(previewBeside(model), folder / name);
    }
    fs::create_directories(folder / "canny.1" / "unet");
    EXPECT_EQ(previewBeside(folder / "canny.1"), fs::path());
    write(folder / "canny.1" / "preview.png", "x");
    EXPECT_EQ(previewBeside(folder / "canny.1"), folder / "canny.1" / "preview.png");
}

TEST(BesideModel, ReadsTheWordsOfBothJsons) {
    const TemporaryFolder folder;
    const auto model = folder / "fur.safetensors";
    write(folder / "fur.json", R"({"activation text": " soft fur, FUR ,, soft fur", "weight": 0.8})");
    write(folder / "fur.civitai.info", R"({"trainedWords": ["FUR", "毛皮, cat", 3]})");
    EXPECT_EQ(triggersBeside(model), (std::vector<std::string>{"soft fur", "FUR", "毛皮", "cat"}));
    write(folder / "ink.json", "[not json");
    write(folder / "ink.civitai.info", R"({"trainedWords": "ink"})");
    EXPECT_TRUE(triggersBeside(folder / "ink.safetensors").empty());
}

class AddOnCardTest : public testing::Test {
protected:
    fs::path writeTensors(const std::string& name, const std::map<std::string, Shape>& shapes) {
        std::map<std::string, weights::TensorEntry> tensors;
        for (const auto& [tensor, shape] : shapes) {
            std::size_t count = 1;
            for (const auto edge : shape)
                count *= static_cast<std::size_t>(edge);
            auto& bytes = m_bytes.emplace_back(2 * count);
            tensors[tensor] = {weights::DType::F16, shape, bytes};
        }
        EXPECT_TRUE(weights::writeSafetensors(m_folder / name, tensors));
        return m_folder / name;
    }

    TemporaryFolder m_folder;
    std::list<std::vector<std::byte>> m_bytes;
};

TEST_F(AddOnCardTest, SaysWhatTheHeaderHolds) {
    const auto path = writeTensors("fur.safetensors", {{"a_attn2_to_k.lora_down.weight", {4, 768}}});
    const auto card = readAddOnCard({"fur", path, AddOnKind::Lora});
    EXPECT_EQ(card, (ModelCard{.kind = CardKind::Lora,
                               .name = "fur",
                               .path = path,
                               .family = "sd1",
                               .precision = "fp16",
                               .bytes = fs::file_size(path)}));
}

TEST_F(AddOnCardTest, AnEmbeddingIsOfTheFamilyWhoseEncodersItIsFor) {
    const std::pair<std::map<std::string, Shape>, std::string> rows[] = {
        {{{"emb_params", {2, 768}}}, "sd1"},
        {{{"emb_params", {2, 1024}}}, "sd2"},
        {{{"clip_l", {2, 768}}, {"clip_g", {2, 1280}}}, "sdxl"},
        {{{"emb_params", {2, 32}}}, ""}};
    for (const auto& [tensors, family] : rows) {
        const auto card =
            readAddOnCard({"bad", writeTensors("bad.safetensors", tensors), AddOnKind::Embedding});
        EXPECT_FALSE(card.problem);
        EXPECT_EQ(card.family, family);
        EXPECT_EQ(card.precision, "fp16");
    }
}

TEST_F(AddOnCardTest, WhatIsNotWhatItsPlacePromisesSaysSo) {
    const auto lora = writeTensors("fur.safetensors", {{"a_attn2_to_k.lora_down.weight", {4, 768}},
                                                       {"a_attn2_to_k.lora_up.weight", {320, 4}}});
    write(m_folder / "cut.safetensors", "x");
    const std::tuple<fs::path, AddOnKind, ErrorCode> rows[] = {
        {lora, AddOnKind::Vae, ErrorCode::TensorMissing},
        {lora, AddOnKind::ControlNet, ErrorCode::TensorMissing},
        {lora, AddOnKind::Embedding, ErrorCode::UnsupportedFormat},
        {m_folder / "cut.safetensors", AddOnKind::Lora, ErrorCode::FileTruncated},
        {m_folder / "nowhere.safetensors", AddOnKind::Lora, ErrorCode::FileMissing}};
    for (const auto& [path, kind, code] : rows) {
        const auto card = readAddOnCard({"x", path, kind});
        ASSERT_TRUE(card.problem) << path;
        EXPECT_EQ(card.problem->code, code) << nameOf(card.problem->code) << " of " << path;
        EXPECT_EQ(card.family, "");
    }
}

} // namespace
} // namespace latentbrush::catalogue
