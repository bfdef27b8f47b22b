#include "ui/history/history_model.h"

#include "ui/history/history_store.h"

#include <QDateTime>
#include <QLocale>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace latentbrush::ui {
namespace {

constexpr int kEntriesKept = 4000;
constexpr int kEntriesAtOnce = 200;
/// More separate changes than this are a new list.
constexpr std::size_t kRunsApplied = 40;

/// What a screen reader says: the prompt and what the tile's signs mean.
QString spoken(const library::Entry& entry) {
    auto text = QString::fromStdString(entry.prompt);
    if (entry.fromPicture)
        text = HistoryModel::tr("%1, made from a picture").arg(text);
    if (entry.favourite)
        text = HistoryModel::tr("%1, favourite").arg(text);
    return text;
}

QDateTime localTime(library::Moment moment) {
    return QDateTime::fromMSecsSinceEpoch(moment.time_since_epoch().count());
}

} // namespace

HistoryModel::HistoryModel(HistoryStore& store, QObject* parent)
    : QAbstractListModel(parent), m_store(store), m_entries(kEntriesKept) {
    connect(&m_store, &HistoryStore::opened, this, [this] {
        m_thumbnails.setLibrary(m_store.library());
        m_entries.clear();
        list(true);
    });
    connect(&m_thumbnails, &ThumbnailCache::loaded, this, &HistoryModel::changedInSight);
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto id = idAt(index.row());
    if (role == Qt::DecorationRole)
        return m_thumbnails.image(id);
    const auto* loaded = m_entries.object(id);
    if (role == LoadedRole)
        return loaded != nullptr;
    if (!loaded)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(loaded->entry.prompt);
    case Qt::ToolTipRole:
        return toolTip(*loaded);
    case Qt::AccessibleTextRole:
        return spoken(loaded->entry);
    case FavouriteRole:
        return loaded->entry.favourite;
    case FromPictureRole:
        return loaded->entry.fromPicture;
    case MissingRole:
        return loaded->file.isEmpty();
    default:
        return {};
    }
}

QString HistoryModel::toolTip(const Loaded& loaded) const {
    const auto& entry = loaded.entry;
    auto prompt = QString::fromStdString(entry.prompt).left(400).toHtmlEscaped();
    if (prompt.isEmpty())
        prompt = tr("(no prompt)");
    auto text = QStringLiteral("<p>%1</p><p>%2<br>%3 · %4 × %5 · %6</p>")
                    .arg(prompt, QLocale().toString(localTime(entry.created), QLocale::ShortFormat),
                         QString::fromStdString(entry.modelName).toHtmlEscaped())
                    .arg(entry.width)
                    .arg(entry.height)
                    .arg(tr("Seed %1").arg(entry.seed));
    if (entry.fromPicture)
        text += QStringLiteral("<p>%1</p>").arg(tr("Made from a picture."));
    if (loaded.file.isEmpty())
        text +=
            QStringLiteral("<p>%1</p>")
                .arg(tr(
                    "The file was deleted or moved by another program. Prompt and settings are still here."));
    return text;
}

Qt::ItemFlags HistoryModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList HistoryModel::mimeTypes() const {
    return {QStringLiteral("text/uri-list")};
}

QMimeData* HistoryModel::mimeData(const QModelIndexList& indexes) const {
    QList<QUrl> urls;
    for (const auto& index : indexes)
        if (const auto file = fileAt(index.row()); !file.isEmpty())
            urls.append(QUrl::fromLocalFile(file));
    if (urls.isEmpty())
        return nullptr;
    auto* data = new QMimeData;
    data->setUrls(urls);
    return data;
}

const library::Entry* HistoryModel::entryAt(int row) const {
    const auto* loaded = m_entries.object(idAt(row));
    return loaded ? &loaded->entry : nullptr;
}

QString HistoryModel::fileAt(int row) const {
    const auto* loaded = m_entries.object(idAt(row));
    return loaded ? loaded->file : QString();
}

void HistoryModel::setQuery(const library::Query& query) {
    m_query = query;
    list(true);
}

void HistoryModel::refresh() {
    list(false);
}

void HistoryModel::list(bool anew) {
    const int number = ++m_listing;
    auto before = anew ? std::vector<library::EntryId>() : m_ids;
    m_store.ask(
        this,
        [query = m_query, before = std::move(before)](const library::Library& library) -> Result<Listing> {
            auto ids = library.ids(query);
            if (!ids)
                return failure(ids);
            auto change = changeBetween(before, *ids);
            return Listing{std::move(*ids), std::move(change)};
        },
        [this, number, anew](const Result<Listing>& listing) {
            if (number != m_listing)
                return;
            if (listing)
                take(*listing, anew);
            else
                Q_EMIT failed(listing.error());
        });
}

void HistoryModel::take(const Listing& listing, bool anew) {
    ++m_generation;
    const auto& change = listing.change;
    if (anew || change.removed.size() + change.inserted.size() > kRunsApplied) {
        beginResetModel();
        m_ids = listing.ids;
        m_entries.clear();
        endResetModel();
    } else {
        apply(change, listing.ids);
    }
    readAgain();
    Q_EMIT listed(rowCount());
}

/// Stars and files may have changed in entries that stayed: those in sight are replaced when the new ones
/// come, the rest is read when it comes into sight.
void HistoryModel::readAgain() {
    std::vector<library::EntryId> shown;
    for (int row = std::max(0, m_first); row <= std::min(m_last, rowCount() - 1); ++row)
        shown.push_back(idAt(row));
    for (const auto id : m_entries.keys())
        if (std::ranges::find(shown, id) == shown.end())
            m_entries.remove(id);
    m_loading.clear();
    loadEntries(std::move(shown));
    wantRows();
}

void HistoryModel::apply(const ListChange& change, const std::vector<library::EntryId>& ids) {
    for (auto run = change.removed.rbegin(); run != change.removed.rend(); ++run) {
        beginRemoveRows({}, run->first, run->first + run->count - 1);
        const auto first = m_ids.begin() + run->first;
        m_ids.erase(first, first + run->count);
        endRemoveRows();
    }
    for (const auto& run : change.inserted) {
        beginInsertRows({}, run.first, run.first + run.count - 1);
        const auto first = ids.begin() + run.first;
        m_ids.insert(m_ids.begin() + run.first, first, first + run.count);
        endInsertRows();
    }
}

void HistoryModel::setVisibleRows(int first, int last) {
    if (first == m_first && last == m_last)
        return;
    m_first = first;
    m_last = last;
    if (std::exchange(m_wanting, true))
        return;
    // Once for all scroll steps of one turn of the event loop.
    QMetaObject::invokeMethod(
        this, [this] { wantRows(); }, Qt::QueuedConnection);
}

void HistoryModel::setThumbnailEdge(int devicePixels) {
    m_thumbnails.setEdge(devicePixels);
    wantRows();
}

void HistoryModel::wantRows() {
    m_wanting = false;
    const int count = rowCount();
    const int shown = m_last - m_first + 1;
    std::vector<library::EntryId> wanted;
    const auto add = [&](int first, int last) {
        for (int row = std::max(0, first); row <= std::min(last, count - 1); ++row)
            wanted.push_back(idAt(row));
    };
    add(m_first, m_last);
    add(m_last + 1, m_last + shown);
    add(m_first - shown, m_first - 1);
    m_thumbnails.want(wanted);
    std::erase_if(wanted, [this](auto id) { return m_entries.contains(id) || m_loading.contains(id); });
    loadEntries(std::move(wanted));
}

void HistoryModel::loadEntries(std::vector<library::EntryId> ids) {
    if (ids.empty())
        return;
    ids.resize(std::min<std::size_t>(ids.size(), kEntriesAtOnce));
    for (const auto id : ids)
        m_loading.insert(id);
    m_store.ask(
        this,
        [ids](const library::Library& library) -> Result<std::vector<Loaded>> {
            auto entries = library.entries(ids);
            if (!entries)
                return failure(entries);
            std::vector<Loaded> loaded;
            for (auto& entry : *entries) {
                const auto file = library::existingFile(entry);
                loaded.push_back(
                    {std::move(entry), file ? QString::fromStdString(file->string()) : QString()});
            }
            return loaded;
        },
        [this, ids, generation = m_generation](const Result<std::vector<Loaded>>& loaded) {
            if (generation == m_generation)
                for (const auto id : ids)
                    m_loading.remove(id);
            if (!loaded) {
                Q_EMIT failed(loaded.error());
                return;
            }
            for (const auto& one : *loaded)
                m_entries.insert(one.entry.id, new Loaded(one));
            changedInSight();
        });
}

void HistoryModel::changedInSight() {
    const int first = std::max(0, m_first);
    const int last = std::min(m_last, rowCount() - 1);
    if (first <= last)
        Q_EMIT dataChanged(index(first), index(last));
}

} // namespace latentbrush::ui
