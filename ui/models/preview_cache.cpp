#include "ui/models/preview_cache.h"

#include <QImageReader>
#include <QtConcurrentRun>

namespace latentbrush::ui {
namespace {

constexpr int kCacheKiB = 32 * 1024;
constexpr int kAtOnce = 2;
/// What went out of sight long ago is not loaded any more.
constexpr int kMostWanted = 64;

QImage load(const QString& file, int edge) {
    QImageReader reader(file);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QSize square(edge, edge);
    if (const auto size = reader.size(); size.isValid())
        reader.setScaledSize(size.scaled(square, Qt::KeepAspectRatioByExpanding));
    const auto whole = reader.read();
    if (whole.isNull())
        return {};
    const auto covering = whole.scaled(square, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    // Faces are in the upper part of portraits.
    return covering.copy((covering.width() - edge) / 2, (covering.height() - edge) / 4, edge, edge);
}

} // namespace

PreviewCache::PreviewCache(int edge, QObject* parent) : QObject(parent), m_edge(edge), m_cache(kCacheKiB) {}

QImage PreviewCache::image(const QString& file) {
    if (file.isEmpty())
        return {};
    const auto* entry = m_cache.object(file);
    if ((!entry || entry->round != m_round) && !m_loading.contains(file)) {
        m_wanted.removeOne(file);
        m_wanted.append(file);
        if (m_wanted.size() > kMostWanted)
            m_wanted.removeFirst();
        start();
    }
    return entry ? entry->image : QImage();
}

void PreviewCache::start() {
    while (!m_wanted.isEmpty() && m_loading.size() < kAtOnce) {
        const auto file = m_wanted.takeLast();
        m_loading.insert(file);
        QtConcurrent::run([file, edge = m_edge] {
            return load(file, edge);
        }).then(this, [this, file, round = m_round](const QImage& image) {
            // What has ended already goes on at once: not while `image` looks into the cache.
            QMetaObject::invokeMethod(
                this, [this, file, round, image] { take(file, image, round); }, Qt::QueuedConnection);
        });
    }
}

void PreviewCache::take(const QString& file, const QImage& image, int round) {
    m_loading.remove(file);
    m_cache.insert(file, new Entry{image, round}, 1 + static_cast<int>(image.sizeInBytes() / 1024));
    start();
    Q_EMIT loaded(file);
}

} // namespace latentbrush::ui
