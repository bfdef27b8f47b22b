#include "ui/history/thumbnail_cache.h"

#include "ui/jobs/picture_view.h"

#include <QtConcurrent>

namespace latentbrush::ui {
namespace {

constexpr int kCacheKiB = 128 * 1024;
/// Few at a time: a piece that runs cannot be called back when the person scrolls on.
constexpr std::size_t kPieceSize = 6;
constexpr int kPieces = 2;

QImage loadThumbnail(const library::Library& library, library::EntryId id, int edge) {
    const auto bytes = library.thumbnail(id);
    if (!bytes)
        return {};
    auto picture = library::decodeThumbnail(*bytes);
    if (!picture)
        return {};
    const auto whole = toQImage(std::make_shared<const image::Image>(std::move(*picture)));
    // Small pictures are shown enlarged, but not to blurs.
    const int longest = std::min(edge, 2 * std::max(whole.width(), whole.height()));
    return whole.scaled(longest, longest, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

ThumbnailCache::ThumbnailCache(QObject* parent) : QObject(parent), m_cache(kCacheKiB) {}

ThumbnailCache::~ThumbnailCache() {
    for (auto& running : m_running)
        running.waitForFinished();
}

void ThumbnailCache::setLibrary(std::shared_ptr<library::Library> library) {
    m_library = std::move(library);
    m_cache.clear();
}

void ThumbnailCache::setEdge(int edge) {
    m_edge = edge;
}

QImage ThumbnailCache::image(library::EntryId id) const {
    const auto* piece = m_cache.object(id);
    return piece ? piece->image : QImage();
}

bool ThumbnailCache::isAtHand(library::EntryId id) const {
    const auto* piece = m_cache.object(id);
    return piece && piece->edge == m_edge;
}

void ThumbnailCache::want(const std::vector<library::EntryId>& ids) {
    m_wanted.clear();
    for (const auto id : ids)
        if (!isAtHand(id) && !m_loading.contains(id))
            m_wanted.push_back(id);
    startPieces();
}

void ThumbnailCache::startPieces() {
    std::erase_if(m_running, [](const QFuture<void>& running) { return running.isFinished(); });
    while (m_library && !m_wanted.empty() && m_pieces < kPieces) {
        const auto size = std::min(kPieceSize, m_wanted.size());
        const std::vector<library::EntryId> ids(m_wanted.begin(),
                                                m_wanted.begin() + static_cast<std::ptrdiff_t>(size));
        m_wanted.erase(m_wanted.begin(), m_wanted.begin() + static_cast<std::ptrdiff_t>(size));
        for (const auto id : ids)
            m_loading.insert(id);
        ++m_pieces;
        m_running.push_back(QtConcurrent::run([this, library = m_library, ids, edge = m_edge] {
            std::vector<Piece> pieces;
            for (const auto id : ids)
                pieces.push_back({id, edge, loadThumbnail(*library, id, edge)});
            QMetaObject::invokeMethod(
                this, [this, pieces] { take(pieces); }, Qt::QueuedConnection);
        }));
    }
}

void ThumbnailCache::take(const std::vector<Piece>& pieces) {
    for (const auto& piece : pieces) {
        m_loading.remove(piece.id);
        const auto cost = 1 + static_cast<int>(piece.image.sizeInBytes() / 1024);
        m_cache.insert(piece.id, new Piece(piece), cost);
    }
    --m_pieces;
    startPieces();
    Q_EMIT loaded();
}

} // namespace latentbrush::ui
