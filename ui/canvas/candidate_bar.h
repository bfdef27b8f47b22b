#pragma once

#include <QFrame>
#include <QImage>

class QKeyEvent;
class QPushButton;
class QToolButton;

namespace latentbrush::ui {

class ThumbnailRow;

/// The candidates of a job, floating over the document that one of them may become part of: they are flipped
/// through, seen in place while the cursor is on their thumbnail, compared, and one is accepted or all are
/// rejected. Shown as soon as there is one. While it has the focus, the arrow keys flip, Enter accepts,
/// Escape rejects and C compares.
class CandidateBar : public QFrame {
    Q_OBJECT
public:
    explicit CandidateBar(QWidget* parent = nullptr);

    /// No candidates: hides, and ends the comparison.
    void clear();
    /// The first one is chosen at once.
    void append(const QImage& picture);
    int current() const;    ///< -1: there are none
    void choose(int index); ///< one that is not there: nothing happens
    qsizetype count() const;
    bool isComparing() const;
    void setCompare(bool compare);
    /// Does what the key means here, for widgets that share their keys with the bar; false: it means nothing.
    bool takeKey(const QKeyEvent& event);

Q_SIGNALS:
    void chosen(int index);
    void previewed(int index); ///< the one under the cursor; -1: none any more
    void accepted(int index);  ///< the bar stays as it is until it is cleared, here and below
    void rejected();
    void compareToggled(bool compare);

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    void retranslate();
    void accept();
    void flip(int step); ///< after the last comes the first
    /// A key press, or the question whether it is the bar's before shortcuts get it.
    bool hear(QEvent& event);

    ThumbnailRow* m_row;
    QToolButton* m_compare;
    QPushButton* m_reject;
    QPushButton* m_accept;
};

} // namespace latentbrush::ui
