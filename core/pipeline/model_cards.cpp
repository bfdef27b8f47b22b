#include "pipeline/model_cards.h"

#include "base/files.h"
#include "bundles/known_hashes.h"
#include "catalogue/add_on_card.h"
#include "catalogue/beside_model.h"
#include "catalogue/find_models.h"
#include "catalogue/model_hash.h"
#include "catalogue/stored_precision.h"
#include "pipeline/model_shelf.h"

#include <map>
#include <mutex>
#include <utility>

namespace latentbrush::pipeline {

namespace {

namespace fs = std::filesystem;
using catalogue::CardKind;
using catalogue::ModelCard;

constexpr const char* kStarter = "starter";

/// What is unchanged while a file is: its time and its size.
using Stamp = std::pair<fs::file_time_type, std::uintmax_t>;

Stamp stampOf(const fs::path& file) {
    std::error_code error;
    const auto time = fs::last_write_time(file, error);
    const auto size = error ? 0 : fs::file_size(file, error);
    return error ? Stamp() : Stamp(time, size);
}

std::uint64_t bytesOf(const fs::path& model) {
    std::error_code error;
    if (!fs::is_directory(model, error)) {
        const auto size = fs::file_size(model, error);
        return error ? 0 : size;
    }
    std::uint64_t bytes = 0;
    fs::recursive_directory_iterator entry(model, fs::directory_options::skip_permission_denied, error);
    for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        const auto size = entry->is_regular_file(ignored) ? entry->file_size(ignored) : 0;
        bytes += ignored ? 0 : size;
    }
    return bytes;
}

/// A diffusers folder's configs do not say it; its UNet's first file does.
std::string precisionOf(const bundles::ModelFiles& files) {
    if (files.form == bundles::ModelForm::Exports)
        return {};
    if (files.form != bundles::ModelForm::Diffusers || files.unetWeights.empty())
        return files.manifest.precision;
    const auto weights = weights::WeightFile::open(files.unetWeights.front());
    return weights ? catalogue::storedPrecisionOf(catalogue::tensorTableOf(*weights)) : std::string();
}

/// Of a bundle, whose manifest promises its files' hashes.
std::string promisedHashOf(const bundles::ModelFiles& files) {
    const bool isBundle =
        files.form == bundles::ModelForm::Components || files.form == bundles::ModelForm::Weights;
    return isBundle ? catalogue::modelHash(files.manifest) : std::string();
}

void takeModel(const ShelvedModel& model, ModelCard& card) {
    card.family = model.name == kStarter ? kStarter : model.manifest().family;
    card.precision = precisionOf(model.files);
    card.hash = promisedHashOf(model.files);
}

} // namespace

class ModelCards::Private {
public:
    explicit Private(const EngineOptions& options)
        : folders(foldersOf(options)), starter(options.starterFolder),
          hashes(options.cacheFolder.empty() ? cacheFolder() / "hashes" : options.cacheFolder),
          m_shelf(options) {}

    std::function<std::vector<fs::path>()> folders;
    fs::path starter;
    bundles::KnownHashes hashes;

    ModelCard model(const std::string& name, const fs::path& path) {
        ModelCard card{.kind = CardKind::Model, .name = name, .path = path, .bytes = bytesOf(path)};
        const auto found = m_shelf.find(path.string());
        if (!found) {
            card.problem = found.error();
            return card;
        }
        const std::lock_guard lock(m_mutex);
        auto& [shelved, known] = m_models[path];
        if (shelved != *found) {
            takeModel(**found, card);
            shelved = *found;
            known = card;
        }
        card.family = known.family;
        card.precision = known.precision;
        card.hash = known.hash;
        return card;
    }

    ModelCard addOn(const catalogue::AddOnFile& file) {
        const auto stamp = stampOf(file.path);
        {
            const std::lock_guard lock(m_mutex);
            const auto known = m_addOns.find(file.path);
            if (known != m_addOns.end() && known->second.first == stamp && stamp != Stamp())
                return known->second.second;
        }
        auto card = catalogue::readAddOnCard(file);
        const std::lock_guard lock(m_mutex);
        m_addOns[file.path] = {stamp, card};
        return card;
    }

    /// What may change while the file stays as it is.
    void addWhatIsBeside(ModelCard& card) const {
        const bool inFolder = card.path.stem().string().starts_with("diffusion_pytorch_model");
        const auto place = inFolder ? card.path.parent_path() : card.path;
        card.preview = catalogue::previewBeside(place);
        card.triggers = catalogue::triggersBeside(place);
        std::error_code error;
        // A link's are where it leads to.
        if (const auto real = fs::canonical(place, error); !error && real != place) {
            if (card.preview.empty())
                card.preview = catalogue::previewBeside(real);
            if (card.triggers.empty())
                card.triggers = catalogue::triggersBeside(real);
        }
        if (card.hash.empty() && fs::is_regular_file(card.path, error))
            card.hash = hashes.known(card.path).value_or("");
    }

private:
    ModelShelf m_shelf;
    std::mutex m_mutex;
    std::map<fs::path, std::pair<std::shared_ptr<const ShelvedModel>, ModelCard>> m_models;
    std::map<fs::path, std::pair<Stamp, ModelCard>> m_addOns;
};

ModelCards::ModelCards(const EngineOptions& options) : m_private(std::make_unique<Private>(options)) {}
ModelCards::~ModelCards() = default;

std::vector<ModelCard> ModelCards::all() const {
    std::vector<ModelCard> cards;
    std::error_code error;
    const auto& starter = m_private->starter;
    if (!starter.empty() && fs::is_directory(starter, error))
        cards.push_back(m_private->model(kStarter, starter));
    const auto folders = m_private->folders();
    for (const auto& found : catalogue::findModels(catalogue::checkpointFolders(folders)))
        if (starter.empty() || !fs::equivalent(found.path, starter, error))
            cards.push_back(m_private->model(found.name, found.path));
    for (const auto& file : catalogue::findAddOns(folders))
        if (file.kind != catalogue::AddOnKind::PreviewVae)
            cards.push_back(m_private->addOn(file));
    for (auto& card : cards)
        m_private->addWhatIsBeside(card);
    return cards;
}

std::vector<fs::path> ModelCards::watched(const std::vector<ModelCard>& cards) const {
    auto places = catalogue::watchedFolders(m_private->folders());
    std::error_code error;
    for (const auto& card : cards) {
        if (!card.problem)
            continue;
        places.push_back(card.path);
        // The parts of a diffusers folder lie one level down.
        for (fs::directory_iterator entry(card.path, error), end; !error && entry != end;
             entry.increment(error))
            if (std::error_code ignored; entry->is_directory(ignored))
                places.push_back(entry->path());
    }
    return places;
}

Result<std::string> ModelCards::hashOf(const fs::path& file, const StopToken& stop) const {
    std::error_code error;
    if (!fs::is_regular_file(file, error))
        return failure(ErrorCode::FileMissing, file.string());
    return m_private->hashes.of(file, stop);
}

} // namespace latentbrush::pipeline
