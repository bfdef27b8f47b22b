#include "ui/painting/background_step.h"

#include <QScopeGuard>
#include <QtConcurrent>
#include <new>

namespace latentbrush::ui {
namespace {

/// The same tiles: quicker than the same pixels, and never true when something was painted.
bool untouched(const document::TiledLayer& was, const document::TiledLayer& is) {
    if (was.width() != is.width() || was.height() != is.height())
        return false;
    for (int tile = 0; tile < is.tileCount(); ++tile)
        if (was.tile(tile) != is.tile(tile))
            return false;
    return true;
}

bool untouched(const document::DocumentState& was, const document::DocumentState& is) {
    return untouched(was.picture, is.picture) && untouched(was.mask, is.mask) &&
           untouched(was.sketch, is.sketch);
}

Result<document::DocumentState> done(const BackgroundStep::Work& work, document::DocumentState state) {
    try {
        return work(std::move(state));
    } catch (const std::bad_alloc&) {
        return failure(ErrorCode::OutOfMemory);
    }
}

} // namespace

BackgroundStep::BackgroundStep(QObject* parent) : QObject(parent) {
    connect(&m_watcher, &QFutureWatcher<Outcome>::finished, this, [this] {
        // The signal may still be that of a future before.
        const auto future = m_watcher.future();
        if (m_work && future.isFinished() && !future.isCanceled())
            take(future.result());
    });
}

void BackgroundStep::start(PaintedDocument& document, std::string name, Work work) {
    cancel();
    document.dropDraft();
    m_document = &document;
    m_name = std::move(name);
    m_work = std::move(work);
    document.beginStep();
    Q_EMIT runningChanged(true);
    run();
}

void BackgroundStep::startOwn(PaintedDocument& document, std::string name, Work work, QObject& owner,
                              std::function<void(const Error&)> failed) {
    auto* step = new BackgroundStep(&owner);
    connect(step, &BackgroundStep::failed, &owner, std::move(failed));
    connect(step, &BackgroundStep::runningChanged, step, [step](bool running) {
        if (!running)
            step->deleteLater();
    });
    step->start(document, std::move(name), std::move(work));
}

void BackgroundStep::cancel() {
    m_watcher.setFuture({});
    if (!m_work)
        return;
    const auto document = m_document;
    end();
    if (document)
        document->endStep();
}

void BackgroundStep::run() {
    m_from = m_document->state();
    const auto size = m_document->size();
    if (qint64(size.width()) * size.height() <= kAtOnce)
        return take(std::make_shared<Result<document::DocumentState>>(done(m_work, m_from)));
    m_watcher.setFuture(QtConcurrent::run([work = m_work, from = m_from]() -> Outcome {
        return std::make_shared<Result<document::DocumentState>>(done(work, from));
    }));
}

void BackgroundStep::take(const Outcome& outcome) {
    if (!m_document)
        return end();
    if (!untouched(m_from, m_document->state()))
        return run();
    const auto document = m_document;
    const auto name = m_name;
    const auto from = m_from;
    end();
    const auto applied = qScopeGuard([document] {
        if (document)
            document->endStep();
    });
    if (!*outcome) {
        Q_EMIT failed(outcome->error());
        return;
    }
    // What is no pixel may have changed meanwhile: where the work left it alone it stays as it is now.
    auto wanted = **outcome;
    const auto& now = document->state();
    if (wanted.frame == from.frame && wanted.picture.bounds() == now.picture.bounds())
        wanted.frame = now.frame;
    if (wanted.settings == from.settings)
        wanted.settings = now.settings;
    if (const auto step = document->applyState(name, wanted); !step)
        Q_EMIT failed(step.error());
}

void BackgroundStep::end() {
    m_work = nullptr;
    m_from = {};
    Q_EMIT runningChanged(false);
}

} // namespace latentbrush::ui
