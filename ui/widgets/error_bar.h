#pragma once

#include "base/error.h"
#include "ui/messages/error_text.h"

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace latentbrush::ui {

/// An error where it belongs: what happened, what is safe, the technical details on demand, and a button for
/// what to do. Hidden while there is none; never a modal box.
class ErrorBar : public QFrame {
    Q_OBJECT
    Q_PROPERTY(bool notice MEMBER m_notice) // asked for by the style sheet
public:
    explicit ErrorBar(QWidget* parent = nullptr);

    /// What the button does; no button without one.
    struct Remedy {
        QString text;
        std::function<void()> apply;
    };
    void showError(const Error& error, const Remedy& remedy = {});
    /// The same, in calmer colours, for what is no failure; the text is asked for again when the language
    /// changes.
    void showNotice(std::function<ErrorText()> text);
    void dismiss();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void layOut();
    void open(std::function<ErrorText()> text, bool notice);

    std::function<ErrorText()> m_text;
    QString m_detailText;
    Remedy m_remedy;
    bool m_notice = false;
    QLabel* m_sign;
    QLabel* m_what;
    QLabel* m_next;
    QLabel* m_details;
    QPushButton* m_remedyButton;
    QPushButton* m_detailsButton;
    QToolButton* m_close;
};

} // namespace latentbrush::ui
