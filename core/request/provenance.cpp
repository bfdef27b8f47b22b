#include "request/provenance.h"

#include "request/json_reader.h"

namespace latentbrush {

namespace {

void readHashes(JsonReader& reader, const char* key, std::map<std::string, std::string>& hashes) {
    const auto* found = reader.find(key);
    if (!found)
        return;
    if (!found->is_object())
        return reader.refuse(key, "no object");
    for (const auto& [name, hash] : found->items())
        if (hash.is_string())
            hashes[name] = hash.get<std::string>();
}

} // namespace

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
            {"add_ons", provenance.addOns},
            {"lora_hashes", provenance.loraHashes}};
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
    readHashes(reader, "add_ons", provenance.addOns);
    readHashes(reader, "lora_hashes", provenance.loraHashes);
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
