#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace latentbrush::ui {

/// What an empty canvas teaches: three example prompts to click, in the window's language.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);

    /// The first example; the prompt that the first start finds written.
    static QString samplePrompt();

Q_SIGNALS:
    void exampleChosen(const QString& prompt);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_heading;
    QLabel* m_hint;
    QList<QPushButton*> m_examples;
};

} // namespace latentbrush::ui
