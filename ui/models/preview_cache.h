#pragma once

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QStringList>

namespace latentbrush::ui {

/// Square thumbnails of picture files, decoded and cut on the shared thread pool. What is asked for last is
/// loaded first: it is what the person looks at now.
class PreviewCache : public QObject {
    Q_OBJECT
public:
    /// `edge`: device pixels of a thumbnail's side.
    explicit PreviewCache(int edge, QObject* parent = nullptr);

    /// Null while it is not there, and for what is no picture; a first question loads it.
    QImage image(const QString& file);
    /// The files may have changed: each is loaded again when it is next asked for, and shown as it was until
    /// then.
    void refresh() { ++m_round; }

Q_SIGNALS:
    void loaded(const QString& file);

private:
    struct Entry {
        QImage image;
        int round = 0;
    };
    void start();
    void take(const QString& file, const QImage& image, int round);

    int m_edge;
    int m_round = 0;
    QCache<QString, Entry> m_cache; ///< cost in KiB
    QStringList m_wanted;           ///< the next one last
    QSet<QString> m_loading;
};

} // namespace latentbrush::ui
