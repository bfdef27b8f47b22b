#pragma once

#include <QRect>

namespace latentbrush::ui {

/// Where tiles lie: square, in one row that runs to the right, or in rows that run down. Any place is found
/// without touching the others, so that a hundred thousand cost what ten do. Content coordinates.
class TileLayout {
public:
    enum class Form { Strip, Grid };
    static constexpr int kGap = 6;

    /// `edge` is the wanted edge of a tile in a grid; a strip's tiles are as high as the view.
    void set(Form form, QSize viewport, int count, int edge);

    Form form() const { return m_form; }
    int columns() const { return m_columns; }
    /// Pixels of a tile's side; a grid's tiles grow to fill the width.
    int edge() const { return m_edge; }
    QSize contentSize() const;

    QRect tile(int row) const;
    /// -1 between tiles and behind the last.
    int tileAt(QPoint place) const;
    struct Rows {
        int first = 0;
        int last = -1;
    };
    /// Those that touch the rectangle.
    Rows rowsIn(const QRect& area) const;

private:
    int step() const { return m_edge + kGap; }

    Form m_form = Form::Strip;
    int m_count = 0;
    int m_columns = 1;
    int m_edge = 1;
};

} // namespace latentbrush::ui
