#pragma once

#include "document/brush.h"
#include "image/mask_from.h"

#include <QColor>
#include <QObject>

class QSettings;

namespace latentbrush::ui {

enum class ToolId {
    Brush,
    Eraser,
    Rectangle,
    Ellipse,
    Lasso,
    Polygon,
    Wand,
    Bucket,
    Gradient,
    Picker,
    Frame,
    Crop,
    Place
};
inline constexpr int kToolCount = 13;

/// What is painted on.
enum class PaintTarget { Mask, Sketch };

/// What a new shape does with what is there.
enum class Combine { Replace, Add, Subtract, Intersect };

/// What a person has chosen for the tools, together and as a value.
struct ToolValues {
    PaintTarget target = PaintTarget::Mask;
    document::Brush maskBrush;
    document::Brush sketchBrush{24, 0.9, 1, 0.1, true, false};
    document::Brush eraser;
    bool screenSizes = false; ///< diameters are device pixels of the screen, not pixels of the picture
    Combine combine = Combine::Add;
    int tolerance = 24; ///< of the wand, and of the bucket on the sketch: between colours, 0 … 255
    /// Of the bucket on the mask, between its values, 0 … 255: an outline holds where it is nearly full, and
    /// its soft inner edge is filled as well.
    int outlineTolerance = 200;
    image::WandReach reach = image::WandReach::Connected;
    bool radial = false; ///< the gradient
    QColor colour = QColor(220, 50, 40);

    bool operator==(const ToolValues&) const = default;
};

/// The tools' values with everyone who shows or changes them. Belongs to the GUI thread.
class ToolSettings : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const ToolValues& values() const { return m_values; }
    /// Numbers out of range become the nearest.
    void set(const ToolValues& values);

    /// The brush that the tool paints with: the eraser has its own, and so has the sketch.
    const document::Brush& brushOf(ToolId tool) const;
    void setBrushOf(ToolId tool, const document::Brush& brush);

    void load(QSettings& settings);
    void save(QSettings& settings) const;

Q_SIGNALS:
    void changed();

private:
    ToolValues m_values;
};

} // namespace latentbrush::ui
