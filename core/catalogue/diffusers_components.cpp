#include "catalogue/diffusers_components.h"

#include "catalogue/json_fields.h"

#include <algorithm>
#include <array>

namespace latentbrush::catalogue {

namespace {

struct Pipeline {
    const char* className;
    Family family;
};
constexpr std::array kPipelines{Pipeline{"StableDiffusionPipeline", Family::Sd1},
                                Pipeline{"StableDiffusionImg2ImgPipeline", Family::Sd1},
                                Pipeline{"StableDiffusionInpaintPipeline", Family::Sd1},
                                Pipeline{"LatentConsistencyModelPipeline", Family::Sd1},
                                Pipeline{"LatentConsistencyModelImg2ImgPipeline", Family::Sd1},
                                Pipeline{"StableDiffusionXLPipeline", Family::Sdxl},
                                Pipeline{"StableDiffusionXLImg2ImgPipeline", Family::Sdxl},
                                Pipeline{"StableDiffusionXLInpaintPipeline", Family::Sdxl},
                                Pipeline{"StableDiffusionUpscalePipeline", Family::X4Upscaler}};

/// Reads the index; faults go to its fields.
class Index {
public:
    explicit Index(JsonFields& fields) : m_fields(fields) {}

    DiffusersComponents read() {
        DiffusersComponents parts;
        parts.pipeline = m_fields.text("_class_name", std::nullopt);
        const auto* known = std::ranges::find_if(
            kPipelines, [&](const Pipeline& pipeline) { return parts.pipeline == pipeline.className; });
        if (known == kPipelines.end()) {
            m_fields.unsupported(parts.pipeline);
            return parts;
        }
        parts.family = known->family;
        for (const auto& [key, className] :
             {std::pair{"unet", "UNet2DConditionModel"}, {"vae", "AutoencoderKL"}})
            require(key, className);
        require("scheduler", nullptr);
        if (parts.family == Family::X4Upscaler)
            require("low_res_scheduler", nullptr);
        readTexts(parts);
        return parts;
    }

private:
    /// `"unet": ["diffusers", "UNet2DConditionModel"]`; any class where none is named.
    void require(const char* key, const char* className) {
        const auto* value = m_fields.find(key);
        const bool isPair = value && value->is_array() && value->size() == 2 && (*value)[1].is_string();
        if (!isPair)
            m_fields.malformed(key, value ? "not a library and a class" : "missing");
        else if (className && (*value)[1] != className)
            m_fields.unsupported(std::string(key) + ": " + (*value)[1].get<std::string>());
    }

    /// `"text_encoder": [null, null]`, as the refiner has it.
    bool isEmpty(const char* key) const {
        const auto* value = m_fields.find(key);
        return !value || (value->is_array() && value->size() == 2 && (*value)[1].is_null());
    }

    void readTexts(DiffusersComponents& parts) {
        const bool isSdxl = parts.family == Family::Sdxl;
        const bool isRefiner = isSdxl && isEmpty("text_encoder");
        if (!isRefiner) {
            require("text_encoder", "CLIPTextModel");
            require("tokenizer", nullptr);
        }
        if (!isSdxl)
            return;
        require("text_encoder_2", "CLIPTextModelWithProjection");
        require("tokenizer_2", nullptr);
        parts.zerosForEmptyNegative = m_fields.boolean("force_zeros_for_empty_prompt", true);
        if (isRefiner) {
            parts.family = Family::SdxlRefiner;
            parts.textEncoder = "text_encoder_2";
            parts.tokenizer = "tokenizer_2";
        }
    }

    JsonFields& m_fields;
};

} // namespace

Result<DiffusersComponents> readDiffusersComponents(const std::filesystem::path& folder) {
    const auto file = folder / "model_index.json";
    const auto value = readJsonFile(file);
    if (!value)
        return failure(value);
    Fault fault;
    JsonFields fields(*value, file.string(), fault);
    auto parts = Index(fields).read();
    if (fault)
        return tl::unexpected(*fault);
    return parts;
}

} // namespace latentbrush::catalogue
