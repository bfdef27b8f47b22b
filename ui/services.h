#pragma once

#include "catalogue/model_card.h"
#include "request/control.h"
#include "ui/jobs/job_runner.h"
#include "ui/jobs/token_counter.h"
#include "ui/models/card_details.h"
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
    /// All that lies in the model folders, usable or not; any thread.
    std::function<std::vector<catalogue::ModelCard>()> cards;
    /// Folders and files whose change can change what lies there; any thread.
    std::function<QStringList(const std::vector<catalogue::ModelCard>&)> watched;
    CardDetails::HashOf hashOf;
    /// What a ControlNet is shown of a picture; any thread.
    std::function<Result<image::Image>(const image::Image&, Preprocessor)> preprocess;
    /// A picture that the history keeps, by its hash; null where it has none; any thread.
    std::function<image::Picture(const std::string& hash)> keptPicture;
    /// Makes a model or an add-on from anywhere one of the person's own; of the card kind and name are filled
    /// in; any thread.
    std::function<Result<catalogue::ModelCard>(const QString& path)> adopt;
    /// Writes a model as a bundle of TorchScript into a folder that is not there yet; any thread.
    std::function<Result<>(const std::string& model, const std::filesystem::path& folder, const StopToken&)>
        importModel;
    /// The person agrees to run the program code with this SHA-256.
    std::function<Result<>(const std::string& hash)> trust;
    std::function<QStringList()> modelFolders;
    std::function<Result<>(const QStringList& folders)> setModelFolders;
    QStringList devices{QStringLiteral("auto"), QStringLiteral("cpu")};
    QString engine;                  ///< the engine's name and version, for the about box
    QStringList licenceFolders;      ///< where licence texts of third parties lie
    std::filesystem::path workspace; ///< where documents live while they are open
};

} // namespace latentbrush::ui
