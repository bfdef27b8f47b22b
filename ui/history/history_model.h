#pragma once

#include "ui/history/list_change.h"
#include "ui/history/thumbnail_cache.h"

#include <QAbstractListModel>
#include <QCache>
#include <optional>

namespace latentbrush::ui {

class HistoryStore;

/// The history as a list, newest first. It knows every entry's id at once, so that the scroll bar is true and
/// any place is a jump away; words and pictures come for the rows that are looked at. Never waits: what is
/// not there yet is empty, and `dataChanged` follows.
class HistoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        FavouriteRole = Qt::UserRole, ///< bool
        MissingRole,                  ///< bool: somebody deleted the file
        FromPictureRole,              ///< bool: made from a picture, whole or by a mask
        LoadedRole                    ///< bool: words and badges are there
    };

    HistoryModel(HistoryStore& store, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DecorationRole: the thumbnail as QImage; ToolTipRole and AccessibleTextRole in the language of now.
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    /// The pictures' files, to be dragged out.
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

    const library::Query& query() const { return m_query; }
    void setQuery(const library::Query& query);
    /// Reads again what may have changed.
    void refresh();

    library::EntryId idAt(int row) const { return m_ids.at(static_cast<std::size_t>(row)); }
    /// Null until it was loaded.
    const library::Entry* entryAt(int row) const;
    /// The file of a loaded entry, when it exists.
    QString fileAt(int row) const;

    /// The rows in sight: what is loaded first; some more on either side follow.
    void setVisibleRows(int first, int last);
    void setThumbnailEdge(int devicePixels);

Q_SIGNALS:
    /// The list is up to date, with that many entries.
    void listed(int entries);
    void failed(const Error& error);

private:
    struct Loaded {
        library::Entry entry;
        QString file; ///< empty: missing
    };
    struct Listing {
        std::vector<library::EntryId> ids;
        ListChange change;
    };
    void list(bool anew);
    void take(const Listing& listing, bool anew);
    void apply(const ListChange& change, const std::vector<library::EntryId>& ids);
    void readAgain();
    void wantRows();
    void loadEntries(std::vector<library::EntryId> ids);
    void changedInSight();
    QString toolTip(const Loaded& loaded) const;

    HistoryStore& m_store;
    library::Query m_query;
    std::vector<library::EntryId> m_ids;
    QCache<library::EntryId, Loaded> m_entries;
    QSet<library::EntryId> m_loading;
    ThumbnailCache m_thumbnails;
    int m_first = 0;
    int m_last = -1;
    int m_listing = 0;    ///< number of the latest question; older answers are stale
    int m_generation = 0; ///< of m_entries
    bool m_wanting = false;
};

} // namespace latentbrush::ui
