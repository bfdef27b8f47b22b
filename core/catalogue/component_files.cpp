#include "catalogue/model_manifest.h"

namespace latentbrush::catalogue {

std::vector<FileRecord> recordsOf(const ComponentFiles& files) {
    std::vector records{files.textEncoder, files.unet, files.vaeDecoder};
    if (!files.vaeEncoder.file.empty())
        records.push_back(files.vaeEncoder);
    if (files.textEncoder2)
        records.push_back(*files.textEncoder2);
    return records;
}

} // namespace latentbrush::catalogue
