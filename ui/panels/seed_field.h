#pragma once

#include <QWidget>
#include <cstdint>

class QLabel;
class QLineEdit;
class QToolButton;

namespace latentbrush::ui {

/// The seed: a number, a dice that draws another, and a lock. Unlocked, each start draws a new one and shows
/// it; locked, it stays. A seed that was typed or thrown is used once in any case.
class SeedField : public QWidget {
    Q_OBJECT
public:
    explicit SeedField(QWidget* parent = nullptr);

    std::uint64_t seed() const;
    /// A seed that someone chose: used for the next start.
    void setSeed(std::uint64_t seed);
    /// The seed of a start that happens now.
    std::uint64_t take();
    void draw();
    bool isLocked() const;
    void setLocked(bool locked);

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_label;
    QLineEdit* m_field;
    QToolButton* m_dice;
    QToolButton* m_lock;
    bool m_fresh = true; ///< not yet used
};

} // namespace latentbrush::ui
