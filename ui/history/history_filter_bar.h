#pragma once

#include "library/entry.h"

#include <QWidget>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QTimer;
class QToolButton;

namespace latentbrush::ui {

/// What narrows the history down: words, model, time, favourites, the bin; and how many are left.
class HistoryFilterBar : public QWidget {
    Q_OBJECT
public:
    explicit HistoryFilterBar(QWidget* parent = nullptr);

    /// With the dates of now.
    library::Query query() const;
    bool isNarrowed() const { return query() != library::Query{}; }
    void clear();
    void setModels(const std::vector<library::UsedModel>& models);
    void setCount(int entries);
    void setGrid(bool grid);
    void focusSearch();

Q_SIGNALS:
    void changed();
    /// The person went on from the search field to what was found.
    void left();
    void gridToggled(bool grid);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Time { All, Today, Week, Month };

    void retranslate();
    void layOut();
    void showCount();
    std::optional<library::Moment> beginOf(Time time) const;

    QLineEdit* m_text;
    QComboBox* m_model;
    QComboBox* m_time;
    QToolButton* m_favourites;
    QToolButton* m_bin;
    QLabel* m_count;
    QToolButton* m_grid;
    QTimer* m_typing;
    int m_entries = 0;
};

} // namespace latentbrush::ui
