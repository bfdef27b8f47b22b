#pragma once

#include "base/result.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>

namespace latentbrush::ui {

/// How long a prompt is for the model, and from where on it is beyond what the model reads at once.
struct TokenCount {
    int tokens = 0;
    int limit = 75;
    qsizetype border = -1; ///< UTF-16 index of the first letter past the limit; −1: all of it fits
    bool operator==(const TokenCount&) const = default;
};

/// Counts a prompt's tokens behind the window's back; of texts that change faster than they are counted only
/// the latest answer arrives.
class TokenCounter : public QObject {
    Q_OBJECT
public:
    /// Called on any thread: tokens without begin, end and padding.
    using Count = std::function<Result<int>(const std::string& model, const std::string& text)>;

    explicit TokenCounter(Count count, QObject* parent = nullptr);

    void setModel(const QString& model, int limit);
    void setText(const QString& text);

    /// The count and the border by halving: the count of a beginning never falls as it grows.
    static TokenCount measure(const Count& count, const std::string& model, const QString& text, int limit);

Q_SIGNALS:
    void counted(const TokenCount& count);

private:
    void ask();

    Count m_count;
    QTimer m_pause;
    QString m_text;
    std::string m_model = "starter";
    int m_limit = 75;
    bool m_asking = false;
    bool m_again = false;
};

} // namespace latentbrush::ui
