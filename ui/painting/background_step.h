#pragma once

#include "ui/painting/painted_document.h"

#include <QFutureWatcher>
#include <QPointer>
#include <functional>
#include <memory>
#include <string>

namespace latentbrush::ui {

/// One step that takes long: worked out from a snapshot on another thread where the document is large, at
/// once where it is small, and then applied as one change that can be undone. When mask, sketch or picture
/// changed meanwhile, it is worked out again from what they are now, so that nothing painted is lost. One
/// step at a time; another one takes its place. Threads: the GUI thread.
class BackgroundStep : public QObject {
    Q_OBJECT
public:
    /// Gets a snapshot, may change its layers and values, and runs on any thread.
    using Work = std::function<Result<document::DocumentState>(document::DocumentState)>;
    /// Documents of more pixels than this are worked on elsewhere.
    static constexpr qint64 kAtOnce = qint64(1) << 18;

    explicit BackgroundStep(QObject* parent = nullptr);

    void start(PaintedDocument& document, std::string name, Work work);
    /// The same in a step of its own, which gives way to no other; it belongs to `owner`, whom `failed`
    /// serves.
    static void startOwn(PaintedDocument& document, std::string name, Work work, QObject& owner,
                         std::function<void(const Error&)> failed);
    bool isRunning() const { return m_work != nullptr; }
    /// What is being worked out is not applied.
    void cancel();

Q_SIGNALS:
    void runningChanged(bool running);
    void failed(const Error& error);

private:
    using Outcome = std::shared_ptr<const Result<document::DocumentState>>;
    void run();
    void take(const Outcome& outcome);
    void end();

    QPointer<PaintedDocument> m_document;
    std::string m_name;
    Work m_work;
    document::DocumentState m_from;
    QFutureWatcher<Outcome> m_watcher;
};

} // namespace latentbrush::ui
