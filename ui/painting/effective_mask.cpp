#include "ui/painting/effective_mask.h"

#include "image/crop.h"
#include "image/mask_shape.h"
#include "ui/painting/rects.h"

#include <QPromise>
#include <QtConcurrentRun>
#include <algorithm>

namespace latentbrush::ui {
namespace {

using document::Rect;

constexpr int kSoonMilliseconds = 30;
constexpr int kBlock = 1024; ///< worked out at a time
constexpr int kGrid = 128;   ///< many small changes become few rectangles

int reachOf(const MaskRule& rule) {
    return image::featherReach(rule.blur);
}

Rect grownBy(const Rect& rect, int pixels) {
    return {rect.x - pixels, rect.y - pixels, rect.width + 2 * pixels, rect.height + 2 * pixels};
}

QRect onGrid(const QRect& rect) {
    const auto down = [](int value) { return value - ((value % kGrid) + kGrid) % kGrid; };
    return {QPoint(down(rect.left()), down(rect.top())),
            QPoint(down(rect.right()) + kGrid - 1, down(rect.bottom()) + kGrid - 1)};
}

std::vector<Rect> blocksOf(const QRegion& region) {
    std::vector<Rect> blocks;
    for (const auto& part : region)
        for (int y = part.top(); y <= part.bottom(); y += kBlock)
            for (int x = part.left(); x <= part.right(); x += kBlock)
                blocks.push_back(toRect(QRect(x, y, kBlock, kBlock).intersected(part)));
    return blocks;
}

} // namespace

EffectiveMask::EffectiveMask(QObject* parent) : QObject(parent) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMilliseconds);
    connect(&m_soon, &QTimer::timeout, this, &EffectiveMask::run);
    connect(&m_watcher, &QFutureWatcher<Block>::resultReadyAt, this,
            [this](int index) { take(m_watcher.resultAt(index)); });
    connect(&m_watcher, &QFutureWatcher<Block>::finished, this, &EffectiveMask::runEnded);
}

void EffectiveMask::setDocument(PaintedDocument* document) {
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (document) {
        connect(document, &PaintedDocument::sizeChanged, this, &EffectiveMask::restart);
        connect(document, &PaintedDocument::valuesChanged, this, &EffectiveMask::valuesChanged);
        connect(document, &PaintedDocument::changed, this,
                [this](document::LayerId layer, const QRect& rect) {
                    if (layer == document::LayerId::Mask)
                        maskChanged(rect);
                });
    }
    restart();
}

void EffectiveMask::setRule(const MaskRule& rule) {
    if (rule == m_rule)
        return;
    m_rule = rule;
    if (m_document)
        takeAllAnew(m_now);
}

const document::TiledLayer& EffectiveMask::layer() const {
    return isPlain() ? m_document->shown().mask : m_layer;
}

MaskRule EffectiveMask::ruleNow() const {
    const auto& shown = m_document->shown();
    return {m_rule.blur, m_rule.notMasked && shown.mask.hasPaintIn(shown.frame)};
}

Result<EffectiveMask::Block> EffectiveMask::blockOf(const document::TiledLayer& drawn, const Rect& frame,
                                                    const MaskRule& rule, const Rect& place) {
    Block block{place, drawn.read(place)};
    if (rule.notMasked)
        std::fill(block.values.pixels.begin(), block.values.pixels.end(), std::uint8_t(0));
    const auto inside = intersected(place, frame);
    if (inside.empty())
        return block;
    const auto source = intersected(grownBy(inside, reachOf(rule)), frame);
    const image::Mask seen{source.width, source.height, drawn.read(source).pixels};
    const auto effective = image::effectiveMask(seen, rule.notMasked, rule.blur);
    if (!effective)
        return failure(effective);
    for (int y = inside.y; y < inside.bottom(); ++y) {
        const auto* from = effective->values.data() + std::size_t(y - source.y) * source.width;
        auto* to = block.values.pixels.data() + std::size_t(y - place.y) * place.width;
        std::copy_n(from + (inside.x - source.x), inside.width, to + (inside.x - place.x));
    }
    return block;
}

/// The pixels that painting in the layer's tiles may change.
QRegion EffectiveMask::reachedBy(const document::TiledLayer& layer, const MaskRule& rule) const {
    if (rule.notMasked)
        return QRect(0, 0, layer.width(), layer.height());
    QRegion region;
    for (int tile = 0; tile < layer.tileCount(); ++tile)
        if (layer.tile(tile))
            region += toQRect(grownBy(layer.rectOf(tile), reachOf(rule)));
    return region;
}

void EffectiveMask::maskChanged(const QRect& rect) {
    if (const auto now = ruleNow(); now != m_now)
        return takeAllAnew(m_now);
    if (!isPlain()) {
        const auto place = intersected(toRect(rect), m_layer.bounds());
        if (place.empty())
            return;
        if (const auto drawn = blockOf(m_document->shown().mask, m_frame, {0, m_now.notMasked}, place))
            (void)m_layer.write(drawn->values, place.x, place.y);
        markStale(onGrid(toQRect(grownBy(place, reachOf(m_now)))));
    }
    Q_EMIT changed(rect);
}

void EffectiveMask::valuesChanged() {
    if (m_document->shown().frame != m_frame)
        takeAllAnew(m_now);
}

void EffectiveMask::stop() {
    m_running = false;
    m_soon.stop();
    m_watcher.cancel();
    m_watcher.setFuture({});
    m_since = {};
}

/// Another document or size.
void EffectiveMask::restart() {
    stop();
    m_stale = {};
    m_layer = {};
    m_now = {};
    if (m_document)
        takeAllAnew({});
}

/// What there is stays in sight until the new is worked out; a mask is shown as it is drawn at once.
void EffectiveMask::takeAllAnew(const MaskRule& before) {
    const auto& shown = m_document->shown();
    stop();
    m_now = ruleNow();
    m_frame = shown.frame;
    if (before == MaskRule() || m_layer.bounds() != shown.mask.bounds())
        m_layer = shown.mask;
    auto region = reachedBy(shown.mask, m_now) + reachedBy(m_layer, before) + m_stale;
    region &= QRect(0, 0, shown.mask.width(), shown.mask.height());
    m_stale = {};
    if (!isPlain())
        markStale(region);
    else if (!region.isEmpty())
        Q_EMIT changed(region.boundingRect());
}

void EffectiveMask::markStale(const QRegion& region) {
    const auto inside = region & QRect(0, 0, m_layer.width(), m_layer.height());
    m_stale += inside;
    if (m_running)
        m_since += inside;
    else if (!m_stale.isEmpty() && !m_soon.isActive())
        m_soon.start();
}

void EffectiveMask::run() {
    if (!m_document || isPlain() || m_stale.isEmpty())
        return;
    m_running = true;
    m_watcher.setFuture(QtConcurrent::run([blocks = blocksOf(m_stale), drawn = m_document->shown().mask,
                                           frame = m_frame, rule = m_now](QPromise<Block>& promise) {
        for (const auto& place : blocks) {
            if (promise.isCanceled())
                return;
            if (auto block = blockOf(drawn, frame, rule, place))
                promise.addResult(std::move(*block));
        }
    }));
}

void EffectiveMask::take(const Block& block) {
    // What was painted on since is worked out once more; until then it shows as it is drawn.
    const auto place = toQRect(block.place);
    for (const auto& part : QRegion(place) - m_since) {
        const auto values = image::cropped(
            block.values, {part.x() - place.x(), part.y() - place.y(), part.width(), part.height()});
        (void)m_layer.write(values, part.x(), part.y());
        Q_EMIT changed(part);
    }
}

void EffectiveMask::runEnded() {
    const auto future = m_watcher.future();
    if (!m_running || !future.isFinished())
        return; // the end of one that was stopped
    m_running = false;
    if (future.isCanceled())
        return; // out of memory: the drawn edge stays until something changes
    m_stale = std::exchange(m_since, {});
    if (!m_stale.isEmpty())
        m_soon.start();
}

} // namespace latentbrush::ui
