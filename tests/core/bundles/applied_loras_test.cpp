// Whole LoRA files on a diffusers folder, against what diffusers merged (tests/golden/make_loras.py).

#include "bundles/applied_loras.h"
#include "bundles/load_model.h"
#include "catalogue/ldm_names.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>

namespace latentbrush::bundles {
namespace {

const std::string kGolden = LATENTBRUSH_GOLDEN;

LoadedModel tinyModel(at::ScalarType dtype = at::kFloat) {
    const auto files = openModel(kGolden + "/tiny_sd").value();
    return loadModel(files, {.dtype = dtype}, KnownHashes({})).value();
}

std::shared_ptr<const LoraFile> lora(const std::string& name) {
    return std::make_shared<const LoraFile>(readLora(kGolden + "/loras/" + name).value());
}

tensors::StateDict parametersOf(const LoadedModel& model) {
    tensors::StateDict all;
    for (const auto& parameter : model.components.unet.named_parameters())
        all["unet." + parameter.name] = parameter.value.detach().clone();
    for (const auto& parameter : model.components.textEncoder.named_parameters())
        all["text_encoder." + parameter.name] = parameter.value.detach().clone();
    return all;
}

/// By what the UNet's modules are called in the file: how files with LDM's names call them.
std::map<std::string, std::string> ldmSpellings(const LoraFile& file, const LoadedModel& model) {
    constexpr std::string_view kUNet = "unet.";
    const auto names = catalogue::ldmUNetNames(*model.manifest.unet);
    std::map<std::string, std::string> spellings;
    for (const auto& [written, factors] : file.modules) {
        auto ldm = written.starts_with(kUNet) ? names.toLdm(written.substr(kUNet.size())) : std::nullopt;
        if (!ldm)
            continue;
        std::ranges::replace(*ldm, '.', '_');
        spellings.emplace(written, "lora_unet_" + *ldm);
    }
    return spellings;
}

bool sameBytes(const tensors::StateDict& one, const tensors::StateDict& other) {
    return one.size() == other.size() && std::ranges::all_of(one, [&](const auto& entry) {
               return entry.second.equal(other.at(entry.first)) &&
                      entry.second.strides() == other.at(entry.first).strides();
           });
}

class Spellings : public testing::TestWithParam<const char*> {};

TEST_P(Spellings, MergesAsDiffusersDoes) {
    auto model = tinyModel();
    AppliedLoras loras;
    const auto left = loras.set(model, {{lora(GetParam()), 0.7, 0.7}});
    ASSERT_TRUE(left) << left.error().subject << left.error().detail;
    EXPECT_TRUE(left->empty());
    const auto made = parametersOf(model);
    const auto wanted = tensors::readStateDict(kGolden + "/loras/merged.safetensors").value();
    const bool attentionOnly = std::string_view(GetParam()) == "old.safetensors";
    int compared = 0;
    for (const auto& [name, weight] : wanted) {
        if (attentionOnly && name.find(".attn") == std::string::npos)
            continue;
        const auto& merged = made.at(name);
        const auto error = (merged.reshape(weight.sizes()) - weight).abs().max() / weight.abs().max();
        EXPECT_LT(error.item<double>(), 1e-5) << name;
        ++compared;
    }
    EXPECT_EQ(compared, attentionOnly ? 3 : 12);
}

INSTANTIATE_TEST_SUITE_P(Files, Spellings,
                         testing::Values("kohya.safetensors", "peft.safetensors", "old.safetensors"));

// SDXL files have both spellings of a module: the LDM one is as good as not there.
TEST(AppliedLoras, AModuleSpelledTwiceCountsOnce) {
    auto model = tinyModel();
    auto other = tinyModel();
    const auto file = lora("peft.safetensors");
    LoraFile both = *file;
    const auto ldm = ldmSpellings(*file, model);
    for (const auto& [written, respelled] : ldm)
        both.modules.emplace(respelled, file->modules.at(written));
    ASSERT_GT(ldm.size(), 4U);
    AppliedLoras once, twice;
    ASSERT_TRUE(once.set(model, {{file, 0.7, 0.7}}));
    const auto left = twice.set(other, {{std::make_shared<const LoraFile>(std::move(both)), 0.7, 0.7}});
    ASSERT_TRUE(left);
    EXPECT_TRUE(left->empty()) << "left out, but not unknown";
    EXPECT_TRUE(sameBytes(parametersOf(model), parametersOf(other)));
}

// The LDM spelling alone counts as ever.
TEST(AppliedLoras, TheLdmSpellingAloneIsApplied) {
    auto model = tinyModel();
    auto other = tinyModel();
    const auto file = lora("peft.safetensors");
    LoraFile respelled = *file;
    for (const auto& [written, ldm] : ldmSpellings(*file, model)) {
        respelled.modules.erase(written);
        respelled.modules.emplace(ldm, file->modules.at(written));
    }
    AppliedLoras one, another;
    ASSERT_TRUE(one.set(model, {{file, 1, 1}}));
    ASSERT_TRUE(another.set(other, {{std::make_shared<const LoraFile>(std::move(respelled)), 1, 1}}));
    EXPECT_TRUE(sameBytes(parametersOf(model), parametersOf(other)));
}

TEST(AppliedLoras, TakingAllOffLeavesEveryByteAsItWas) {
    for (const auto dtype : {at::kFloat, at::kBFloat16}) {
        auto model = tinyModel(dtype);
        const auto before = parametersOf(model);
        AppliedLoras loras;
        ASSERT_TRUE(loras.set(model, {{lora("kohya.safetensors"), 1, 1}}));
        EXPECT_FALSE(sameBytes(parametersOf(model), before));
        ASSERT_TRUE(loras.set(model, {{lora("old.safetensors"), 1, -3}}));
        ASSERT_TRUE(loras.set(model, {}));
        EXPECT_TRUE(sameBytes(parametersOf(model), before));
    }
}

TEST(AppliedLoras, OneAfterAnotherIsAsAtOnce) {
    auto model = tinyModel(at::kBFloat16);
    auto other = tinyModel(at::kBFloat16);
    const auto first = lora("kohya.safetensors");
    const auto second = lora("old.safetensors");
    AppliedLoras slowly;
    ASSERT_TRUE(slowly.set(model, {{first, 0.5, 0.5}}));
    ASSERT_TRUE(slowly.set(model, {{first, 1, 1}}));
    ASSERT_TRUE(slowly.set(model, {{first, 0.25, 1}, {second, 1, 2}}));
    AppliedLoras atOnce;
    ASSERT_TRUE(atOnce.set(other, {{first, 0.25, 1}, {second, 1, 2}}));
    EXPECT_TRUE(sameBytes(parametersOf(model), parametersOf(other)));
}

TEST(AppliedLoras, WeightsCountForTheirPartAlone) {
    auto model = tinyModel();
    const auto before = parametersOf(model);
    AppliedLoras loras;
    ASSERT_TRUE(loras.set(model, {{lora("kohya.safetensors"), 0, 1}}));
    for (const auto& [name, tensor] : parametersOf(model)) {
        if (name.starts_with("text_encoder.")) {
            EXPECT_TRUE(tensor.equal(before.at(name))) << name;
        }
    }
}

TEST(AppliedLoras, AFileForAnotherFamilyIsRefusedAndChangesNothing) {
    auto model = tinyModel();
    const auto before = parametersOf(model);
    const tensors::StateDict tensors{{"lora_unet_nowhere_to_q.lora_down.weight", at::ones({2, 3})},
                                     {"lora_unet_nowhere_to_q.lora_up.weight", at::ones({3, 2})}};
    const auto foreign = std::make_shared<const LoraFile>(loraFrom("foreign", tensors, {}).value());
    AppliedLoras loras;
    const auto set = loras.set(model, {{foreign, 1, 1}});
    ASSERT_FALSE(set);
    EXPECT_EQ(set.error().code, ErrorCode::AddOnMisfit);
    EXPECT_EQ(set.error().subject, "foreign");
    EXPECT_TRUE(sameBytes(parametersOf(model), before));
}

TEST(LoraFile, AlphasStandInPeftsMetadataToo) {
    const tensors::StateDict tensors{{"unet.a.to_q.lora_A.weight", at::ones({4, 3})},
                                     {"unet.a.to_q.lora_B.weight", at::ones({3, 4})},
                                     {"unet.b.to_q.lora_A.weight", at::ones({4, 3})}};
    const auto file =
        loraFrom("x", tensors,
                 {{"lora_adapter_metadata",
                   R"({"unet.lora_alpha": 8, "unet.r": 4, "unet.alpha_pattern": {"b.to_q": 2}})"}})
            .value();
    EXPECT_EQ(file.modules.at("unet.a.to_q").alpha, 8);
    EXPECT_EQ(file.modules.at("unet.b.to_q").alpha, 2);
}

TEST(LoraFile, OtherWeightsAreNoLora) {
    const auto file = loraFrom("x", {{"conv_in.weight", at::ones({4, 3})}}, {});
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::UnsupportedFormat);
}

} // namespace
} // namespace latentbrush::bundles
