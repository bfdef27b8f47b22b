#pragma once

#include <QFrame>

class QAction;
class QLineEdit;
class QListWidget;

namespace latentbrush::ui {

/// Finds any action of a window by typing part of its name: a card over the window, as tall as its answers.
/// Enter runs the chosen one, Esc closes. Actions that cannot run now are shown greyed.
class CommandSearch : public QFrame {
    Q_OBJECT
public:
    explicit CommandSearch(QWidget* window);

    /// The actions, as a menu bar holds them: "Menu › Action".
    void open(const QList<QAction*>& actions);

    /// Letters of the pattern in their order, at word starts or in one run: better matches score higher, 0 is
    /// no match.
    static int score(const QString& text, const QString& pattern);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void list();
    void run();

    QLineEdit* m_field;
    QListWidget* m_answers;
    QList<QAction*> m_actions;
};

} // namespace latentbrush::ui
