#pragma once

#include <QFileSystemWatcher>
#include <QTimer>

namespace latentbrush::ui {

/// Tells that something changed in folders or files, once it has been quiet there for a moment: a copy of
/// many files is one change.
class FolderWatch : public QObject {
    Q_OBJECT
public:
    static constexpr int kQuiet = 500; ///< milliseconds
    /// The system has a limit for all programs together; beyond this one, folders are not watched.
    static constexpr int kMostPaths = 4000;

    explicit FolderWatch(QObject* parent = nullptr);

    /// Replaces what was watched. What does not exist is left out.
    void watch(const QStringList& paths);

Q_SIGNALS:
    void changed();

private:
    QFileSystemWatcher m_watcher;
    QTimer m_quiet;
};

} // namespace latentbrush::ui
