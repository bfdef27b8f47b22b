#pragma once

#include <QImage>
#include <QRect>
#include <optional>

namespace latentbrush::ui {

/// A picture that is seen in place over a part of a document, without being in it: one that is forming, or a
/// candidate. Of whatever size, it fills `place`.
struct PictureOver {
    QImage picture;
    QRect place; ///< pixels of the document
    /// 0 … 1: the part of `place` left of the divider, where the document is seen; none: the whole picture.
    std::optional<double> split;

    /// The first column of the document's pixels that shows the picture.
    int firstColumn() const { return place.x() + qRound(split.value_or(0) * place.width()); }
    /// The pixels of the document that show it.
    QRect seen() const {
        return place.intersected({firstColumn(), place.y(), place.width(), place.height()});
    }
};

} // namespace latentbrush::ui
