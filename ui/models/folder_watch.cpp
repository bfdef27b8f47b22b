#include "ui/models/folder_watch.h"

#include <QSet>

namespace latentbrush::ui {

FolderWatch::FolderWatch(QObject* parent) : QObject(parent) {
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(kQuiet);
    const auto begin = qOverload<>(&QTimer::start);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_quiet, begin);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_quiet, begin);
    connect(&m_quiet, &QTimer::timeout, this, &FolderWatch::changed);
}

void FolderWatch::watch(const QStringList& paths) {
    const auto few = paths.mid(0, kMostPaths);
    const QSet<QString> wanted(few.begin(), few.end());
    const auto before = m_watcher.directories() + m_watcher.files();
    const QSet<QString> watched(before.begin(), before.end());
    // Those that stay keep being watched throughout, so that no change falls between.
    if (const auto gone = watched - wanted; !gone.isEmpty())
        m_watcher.removePaths(gone.values());
    if (const auto added = wanted - watched; !added.isEmpty())
        m_watcher.addPaths(added.values());
}

} // namespace latentbrush::ui
