#include "ui/jobs/token_counter.h"

#include <QtConcurrentRun>

namespace latentbrush::ui {

TokenCounter::TokenCounter(Count count, QObject* parent) : QObject(parent), m_count(std::move(count)) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(60);
    connect(&m_pause, &QTimer::timeout, this, &TokenCounter::ask);
}

void TokenCounter::setModel(const QString& model, int limit) {
    m_model = model.toStdString();
    m_limit = limit;
    m_pause.start();
}

void TokenCounter::setText(const QString& text) {
    m_text = text;
    m_pause.start();
}

void TokenCounter::ask() {
    if (m_asking) {
        m_again = true;
        return;
    }
    m_asking = true;
    QtConcurrent::run([count = m_count, model = m_model, text = m_text, limit = m_limit] {
        return measure(count, model, text, limit);
    }).then(this, [this](const TokenCount& count) {
        m_asking = false;
        if (std::exchange(m_again, false))
            ask();
        else
            Q_EMIT counted(count);
    });
}

TokenCount TokenCounter::measure(const Count& count, const std::string& model, const QString& text,
                                 int limit) {
    const auto tokensOf = [&](qsizetype length) {
        return count(model, text.left(length).toStdString()).value_or(0);
    };
    TokenCount result{tokensOf(text.size()), limit, -1};
    if (result.tokens <= limit)
        return result;
    qsizetype fits = 0, beyond = text.size();
    while (beyond - fits > 1) {
        const auto middle = fits + (beyond - fits) / 2;
        (tokensOf(middle) <= limit ? fits : beyond) = middle;
    }
    // Half a surrogate pair is no letter.
    if (fits > 0 && text.at(fits).isLowSurrogate())
        --fits;
    result.border = fits;
    return result;
}

} // namespace latentbrush::ui
