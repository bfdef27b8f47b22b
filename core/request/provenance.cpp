#include "request/provenance.h"

#include "request/json_reader.h"

namespace latentbrush {

nlohmann::json toJson(const Provenance& provenance) {
    return {{"engine_version", provenance.engineVersion},
            {"torch_version", provenance.torchVersion},
            {"device", provenance.device},
            {"precision", provenance.precision},
            {"threads", provenance.threads},
            {"cpu_capability", provenance.cpuCapability},
            {"kernels", provenance.kernels},
            {"model_name", provenance.modelName},
            {"model_hash", provenance.modelHash},
            {"add_ons", provenance.addOns}};
}

nlohmann::json toJson(const Timings& timings) {
    return {{"text", timings.text},
            {"denoise", timings.denoise},
            {"decode", timings.decode},
            {"total", timings.total}};
}

Result<Provenance> provenanceFromJson(const nlohmann::json& json) {
    Provenance provenance;
    JsonReader reader(json);
    reader.read("engine_version", provenance.engineVersion);
    reader.read("torch_version", provenance.torchVersion);
    reader.read("device", provenance.device);
    reader.read("precision", provenance.precision);
    reader.read("threads", provenance.threads);
    reader.read("cpu_capability", provenance.cpuCapability);
    reader.read("kernels", provenance.kernels);
    reader.read("model_name", provenance.modelName);
    reader.read("model_hash", provenance.modelHash);
    if (const auto* addOns = reader.find("add_ons")) {
        if (!addOns->is_object())
            reader.refuse("add_ons", "no object");
        for (const auto& [name, hash] : addOns->items())
            if (hash.is_string())
                provenance.addOns[name] = hash.get<std::string>();
    }
    if (reader.error())
        return tl::unexpected<Error>(*reader.error());
    return provenance;
}

Result<Timings> timingsFromJson(const nlohmann::json& json) {
    Timings timings;
    JsonReader reader(json);
    reader.read("text", timings.text);
    reader.read("denoise", timings.denoise);
    reader.read("decode", timings.decode);
    reader.read("total", timings.total);
    if (reader.error())
        return tl::unexpected<Error>(*reader.error());
    return timings;
}

} // namespace latentbrush
