#pragma once

#include "base/stop_token.h"
#include "request/job_event.h"
#include "ui/jobs/token_counter.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace latentbrush::ui {

class PromptEdit;
class TimeLine;

/// The card near the hand: the prompt, the negative prompt folded below it, how many tokens the model reads
/// of it, what the button will do, and while a picture is made its progress and the way to stop.
class PromptCard : public QFrame {
    Q_OBJECT
public:
    PromptCard(TokenCounter::Count count, QWidget* parent = nullptr);

    QString prompt() const;
    QString negativePrompt() const;
    void setPrompts(const QString& prompt, const QString& negative);
    /// At the cursor of the prompt, or of the negative one where that had the keyboard last.
    void insertWord(const QString& word);
    void setModel(const QString& model, int tokenLimit);
    /// "New picture, 128 × 128".
    void setAction(const QString& action);
    /// An input method is composing: nothing may be started.
    bool isComposing() const;
    void focusPrompt();
    bool isNegativeOpen() const;
    void openNegative();
    void closeNegative(); ///< its text stays

    void setLoading(bool now);
    void begin(int pictures);
    void showProgress(const Progress& progress);
    void end();

Q_SIGNALS:
    void generateAsked();
    void cancelAsked(StopDegree degree);
    void promptEdited();

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeParts();
    void layOut();
    void retranslate();
    void refresh();
    void showCount(const TokenCount& count);
    QString progressText() const;

    TokenCounter m_counter;
    TokenCounter m_negativeCounter;
    PromptEdit* m_prompt;
    PromptEdit* m_negative;
    QToolButton* m_fold;
    QLabel* m_countLabel;
    QLabel* m_status;
    TimeLine* m_timeLine;
    QFrame* m_rule;
    QPushButton* m_finishOne;
    QPushButton* m_cancel;
    QPushButton* m_generate;

    QString m_action;
    TokenCount m_count;
    bool m_loading = false;
    bool m_running = false;
    bool m_stopping = false;
    int m_pictures = 1;
    Progress m_progress;
};

} // namespace latentbrush::ui
