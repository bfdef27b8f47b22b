#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/jobs/token_counter.h"
#include "ui/panels/model_choice.h"
#include "ui/panels/pair_choice.h"

#include <filesystem>
#include <vector>

namespace latentbrush::ui {

/// What the window needs of the rooms below, as functions; the composition root fills it in.
struct Services {
    JobRunner::Run run;
    JobRunner::Record record;
    JobRunner::Load load;
    TokenCounter::Count countTokens;
    PairChoice::Supports supports;
    std::vector<ModelChoice> models; ///< the first is chosen at the first start
    QStringList devices{QStringLiteral("auto"), QStringLiteral("cpu")};
    QString engine;                  ///< the engine's name and version, for the about box
    QStringList licenceFolders;      ///< where licence texts of third parties lie
    std::filesystem::path workspace; ///< where documents live while they are open
};

} // namespace latentbrush::ui
