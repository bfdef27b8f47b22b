#pragma once

#include "library/library.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <memory>

namespace latentbrush::ui {

/// The library behind the window's back: opens it and asks it on a thread of its own, one question after the
/// other in the order they were put, and answers on the GUI thread.
class HistoryStore : public QObject {
    Q_OBJECT
public:
    explicit HistoryStore(std::filesystem::path file, QObject* parent = nullptr);
    /// Waits for what runs.
    ~HistoryStore() override;

    /// Answers with `opened` or `failed`; may be asked again after a failure.
    void open();
    /// Puts a damaged file aside, then opens a new one.
    void beginAnew();
    /// Null until it is open. Every thread may use it.
    std::shared_ptr<library::Library> library() const { return m_library; }

    /// Runs `work(library)` on the store's thread and hands its result to `then` on the GUI thread, unless
    /// `context` is gone by then. Nothing happens while the library isn't open.
    template <class Work, class Then>
    void ask(QObject* context, Work work, Then then) {
        if (!m_library)
            return;
        m_pool.start([this, library = m_library, context = QPointer<QObject>(context), work, then] {
            auto answer = std::make_shared<std::invoke_result_t<Work, library::Library&>>(work(*library));
            QMetaObject::invokeMethod(
                this,
                [context, then, answer] {
                    if (context)
                        then(*answer);
                },
                Qt::QueuedConnection);
        });
    }

Q_SIGNALS:
    void opened();
    void failed(const Error& error);

private:
    void openAfter(std::function<Result<>()> preparation);

    std::filesystem::path m_file;
    std::shared_ptr<library::Library> m_library;
    QThreadPool m_pool;
};

} // namespace latentbrush::ui
