#pragma once

#include "catalogue/model_card.h"
#include "pipeline/engine.h"

namespace latentbrush::pipeline {

/// Makes what a person brings from anywhere, a model or an add-on, one of those in `own`, the root of their
/// own models, by a link (catalogue/linked_file.h): requests and prompts can name it at once, and it is there
/// at the next start. Of the card kind and name are filled in. `roots` are all roots of models, `own` among
/// them. The errors of Engine::describe where it is neither, and those of linkedInto. Any thread.
Result<catalogue::ModelCard> adopted(const Engine& engine, const std::filesystem::path& file,
                                     const std::filesystem::path& own,
                                     const std::vector<std::filesystem::path>& roots);

} // namespace latentbrush::pipeline
