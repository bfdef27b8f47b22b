#include "ui/painting/tool_box.h"

#include "ui/painting/background_step.h"
#include "ui/painting/tools/crop_tool.h"
#include "ui/painting/tools/fill_tools.h"
#include "ui/painting/tools/frame_tool.h"
#include "ui/painting/tools/gradient_tool.h"
#include "ui/painting/tools/picker_tool.h"
#include "ui/painting/tools/place_tool.h"
#include "ui/painting/tools/shape_tool.h"
#include "ui/painting/tools/stroke_tool.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QSettings>

namespace latentbrush::ui {
namespace {

const auto kTool = QStringLiteral("tools/current");
constexpr int kHoldMilliseconds = 350; ///< from here on a key was held, not tapped

struct Row {
    ToolId tool;
    const char* icon;
    const char* key;
    const char* text;
    const char* toolTip;
};

/// In the order of ToolId.
constexpr std::array<Row, kToolCount> kRows{{
    {ToolId::Brush, "tool-brush", "B", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Brush"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Paints. Shift draws a straight line, [ and ] change the size.")},
    {ToolId::Eraser, "tool-eraser", "E", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Eraser"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Erases; hold the key to erase for a moment.")},
    {ToolId::Rectangle, "tool-rectangle", "U", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Rectangle"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Fills a rectangle. Shift adds, Alt takes away, both keep what is in both.")},
    {ToolId::Ellipse, "tool-ellipse", "O", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Ellipse"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Fills an ellipse. Shift adds, Alt takes away, both keep what is in both.")},
    {ToolId::Lasso, "tool-lasso", "L", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Lasso"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Fills what you draw around. Shift adds, Alt takes away.")},
    {ToolId::Polygon, "tool-polygon", "P", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Polygon"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Fills between corners; Enter closes, Backspace takes a corner back.")},
    {ToolId::Wand, "tool-wand", "W", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Magic wand"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Takes what has the colour of the clicked pixel.")},
    {ToolId::Bucket, "tool-bucket", "G", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Bucket"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Fills what an outline encloses; Alt empties it.")},
    {ToolId::Gradient, "tool-gradient", "Shift+G", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Gradient"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "From all to nothing along a line.")},
    {ToolId::Picker, "tool-picker", "I", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Colour picker"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Takes a colour from the picture for the sketch.")},
    {ToolId::Frame, "tool-frame", "C", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Frame"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Moves the frame of what is generated, and changes its size.")},
    {ToolId::Crop, "tool-crop", "Shift+C", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Crop or extend"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Cuts the picture, or adds to it beyond its edges. Shift keeps the proportions, Ctrl "
                       "snaps to 8 pixels, Enter applies.")},
    {ToolId::Place, "tool-place", "V", QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox", "Move"),
     QT_TRANSLATE_NOOP("latentbrush::ui::ToolBox",
                       "Moves, scales and turns a pasted picture. Enter puts it down, Esc lets it go.")},
}};

} // namespace

ToolBox::ToolBox(QObject* parent)
    : QObject(parent), m_settings(new ToolSettings(this)), m_step(new BackgroundStep(this)),
      m_crop(new CropTool(*m_settings, this)), m_place(new PlaceTool(*m_settings, this)),
      m_sketch(new QAction(this)) {
    m_tools = {new BrushTool(*m_settings, this),
               new EraserTool(*m_settings, this),
               new RectangleTool(*m_settings, this),
               new EllipseTool(*m_settings, this),
               new LassoTool(*m_settings, this),
               new PolygonTool(*m_settings, this),
               new WandTool(*m_settings, *m_step, this),
               new BucketTool(*m_settings, *m_step, this),
               new GradientTool(*m_settings, this),
               new PickerTool(*m_settings, this),
               new FrameTool(*m_settings, this),
               m_crop,
               m_place};
    auto* group = new QActionGroup(this);
    for (const auto& row : kRows) {
        const auto index = static_cast<std::size_t>(row.tool);
        connect(m_tools[index], &Tool::overlayChanged, this, &ToolBox::overlayChanged);
        connect(m_tools[index], &Tool::failed, this, &ToolBox::failed);
        auto* action = new QAction(icon(QString::fromLatin1(row.icon)), QString(), group);
        action->setCheckable(true);
        action->setShortcut(QKeySequence(QString::fromLatin1(row.key)));
        // Letters are for writing everywhere but on the canvas, which hands them to `keyPressed`.
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, tool = row.tool] { choose(tool); });
        m_actions[index] = action;
    }
    m_sketch->setCheckable(true);
    m_sketch->setShortcut(Qt::Key_X);
    m_sketch->setShortcutContext(Qt::WidgetShortcut); // a letter, as the tools' are
    connect(m_sketch, &QAction::triggered, this, &ToolBox::paintOnSketch);
    connect(m_settings, &ToolSettings::changed, this,
            [this] { m_sketch->setChecked(m_settings->values().target == PaintTarget::Sketch); });
    connect(m_step, &BackgroundStep::failed, this, &ToolBox::failed);
    connect(m_settings, &ToolSettings::changed, this, &ToolBox::overlayChanged);
    action(m_current)->setChecked(true);
    retranslate();
}

ToolBox::~ToolBox() = default;

void ToolBox::choose(ToolId tool) {
    if (tool == m_current)
        return;
    current().leave();
    m_current = tool;
    action(tool)->setChecked(true);
    Q_EMIT chosen(tool);
    Q_EMIT overlayChanged();
}

void ToolBox::paintOnSketch(bool onSketch) {
    auto values = m_settings->values();
    values.target = onSketch ? PaintTarget::Sketch : PaintTarget::Mask;
    m_settings->set(values);
}

void ToolBox::load(QSettings& settings) {
    m_settings->load(settings);
    const int tool = settings.value(kTool, 0).toInt();
    // What begins with a picture or a change of the canvas is not in the hand at the start.
    if (tool >= 0 && tool < static_cast<int>(ToolId::Crop))
        choose(static_cast<ToolId>(tool));
}

void ToolBox::save(QSettings& settings) const {
    m_settings->save(settings);
    settings.setValue(kTool, static_cast<int>(m_current));
}

CropTool& ToolBox::crop() {
    return *m_crop;
}

void ToolBox::place(PaintedDocument& document, const QImage& picture, std::optional<QPointF> middle) {
    choose(ToolId::Place);
    m_place->begin(document, picture, middle);
}

bool ToolBox::cancelPending() {
    const bool pending = current().isBusy();
    if (pending)
        current().cancel();
    return pending;
}

QList<QAction*> ToolBox::actions() const {
    return {m_actions.begin(), m_actions.end()};
}

void ToolBox::retranslate() {
    for (const auto& row : kRows) {
        auto* each = action(row.tool);
        each->setText(tr(row.text));
        each->setToolTip(
            tr("%1 (%2): %3")
                .arg(tr(row.text), each->shortcut().toString(QKeySequence::NativeText), tr(row.toolTip)));
    }
    m_sketch->setText(tr("Paint on the s&ketch"));
    m_sketch->setToolTip(tr("Tools paint colour hints over the picture instead of the mask."));
}

bool ToolBox::keyPressed(const QKeyEvent& key) {
    if (key.key() == Qt::Key_Escape && current().isBusy()) {
        current().cancel();
        return true;
    }
    if (current().keyPressed(key))
        return true;
    const QKeySequence pressed(key.keyCombination());
    if (m_sketch->shortcut() == pressed) {
        if (!key.isAutoRepeat() && !current().isBusy())
            m_sketch->trigger();
        return true;
    }
    for (const auto& row : kRows) {
        if (action(row.tool)->shortcut() != pressed)
            continue;
        if (key.isAutoRepeat() || row.tool == m_current)
            return true;
        m_before = m_current;
        m_heldKey = key.key();
        m_usedWhileHeld = false;
        m_held.start();
        choose(row.tool);
        return true;
    }
    return false;
}

bool ToolBox::keyReleased(const QKeyEvent& key) {
    if (key.isAutoRepeat() || m_heldKey == 0 || key.key() != m_heldKey)
        return false;
    m_heldKey = 0;
    const bool momentary = m_usedWhileHeld || m_held.elapsed() > kHoldMilliseconds;
    // Not in the middle of a stroke, which would be lost.
    if (momentary && !current().isBusy())
        choose(m_before);
    return true;
}

} // namespace latentbrush::ui
