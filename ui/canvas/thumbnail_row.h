#pragma once

#include <QImage>
#include <QScrollArea>

class QHBoxLayout;
class QToolButton;

namespace latentbrush::ui {

/// Pictures as a row of small buttons of which one is chosen; a long row scrolls to it.
class ThumbnailRow : public QScrollArea {
    Q_OBJECT
public:
    explicit ThumbnailRow(QWidget* parent = nullptr);

    void clear();
    /// The new button, whose texts and place in the focus order are the caller's.
    QToolButton* append(const QImage& picture);
    const QList<QToolButton*>& buttons() const { return m_buttons; }
    int current() const { return m_current; } ///< -1: none was chosen
    void choose(int index);                   ///< one that is not there: nothing happens

    QSize sizeHint() const override; ///< of a few thumbnails at most
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int index);
    void hovered(int index); ///< the one under the cursor; -1: none any more

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QSize sizeOf(qsizetype thumbnails) const;
    void hover(int index);
    void showCurrent();

    QHBoxLayout* m_row;
    QList<QToolButton*> m_buttons;
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace latentbrush::ui
