#include "ui/history/history_store.h"

namespace latentbrush::ui {

HistoryStore::HistoryStore(std::filesystem::path file, QObject* parent)
    : QObject(parent), m_file(std::move(file)) {
    m_pool.setMaxThreadCount(1);
}

HistoryStore::~HistoryStore() {
    m_pool.clear();
    m_pool.waitForDone();
}

void HistoryStore::open() {
    openAfter([] { return Result<>(); });
}

void HistoryStore::beginAnew() {
    openAfter([file = m_file]() -> Result<> {
        const auto aside = library::Library::setAside(file);
        if (!aside)
            return failure(aside);
        return {};
    });
}

void HistoryStore::openAfter(std::function<Result<>()> preparation) {
    m_pool.start([this, preparation] {
        const auto prepared = preparation();
        auto library = prepared ? library::Library::open(m_file) : failure(prepared);
        auto shared = library ? std::make_shared<library::Library>(std::move(*library)) : nullptr;
        const auto error = library ? Error{} : library.error();
        QMetaObject::invokeMethod(
            this,
            [this, shared, error] {
                m_library = shared;
                if (shared)
                    Q_EMIT opened();
                else
                    Q_EMIT failed(error);
            },
            Qt::QueuedConnection);
    });
}

} // namespace latentbrush::ui
