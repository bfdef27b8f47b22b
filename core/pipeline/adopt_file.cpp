#include "pipeline/adopt_file.h"

#include "catalogue/add_on_card.h"
#include "catalogue/linked_file.h"

namespace latentbrush::pipeline {

Result<catalogue::ModelCard> adopted(const Engine& engine, const std::filesystem::path& file,
                                     const std::filesystem::path& own,
                                     const std::vector<std::filesystem::path>& roots) {
    std::optional<catalogue::AddOnKind> kind;
    if (const auto model = engine.describe(file.string()); !model) {
        kind = catalogue::addOnKindOf(file);
        if (!kind)
            return failure(model);
    }
    const auto name = catalogue::linkedInto(own, file, kind, roots);
    if (!name)
        return failure(name);
    return catalogue::ModelCard{.kind = kind ? catalogue::cardKindOf(*kind) : catalogue::CardKind::Model,
                                .name = *name};
}

} // namespace latentbrush::pipeline
