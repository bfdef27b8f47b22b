#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/jobs/token_counter.h"
#include "ui/panels/model_choice.h"
#include "ui/panels/pair_choice.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace latentbrush::ui {

/// What the window needs of the rooms below, as functions; the composition root fills it in.
struct Services {
    JobRunner::Run run;
    JobRunner::Record record;
    JobRunner::Load load;
    TokenCounter::Count countTokens;
    PairChoice::Supports supports;
    std::vector<ModelChoice> models;                      ///< the first is chosen at the first start
    std::function<std::vector<ModelChoice>()> findModels; ///< the same, looked for again; any thread
    std::function<AddOnNames()> addOns;                   ///< any thread
    /// A model by its path, its `name` what requests call it; any thread.
    std::function<Result<ModelChoice>(const QString& path)> describe;
    std::function<QStringList()> modelFolders;
    std::function<Result<>(const QStringList& folders)> setModelFolders;
    QStringList devices{QStringLiteral("auto"), QStringLiteral("cpu")};
    QString engine;                  ///< the engine's name and version, for the about box
    QStringList licenceFolders;      ///< where licence texts of third parties lie
    std::filesystem::path workspace; ///< where documents live while they are open
};

} // namespace latentbrush::ui
