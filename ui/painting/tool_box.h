#pragma once

#include "ui/painting/tools/tool.h"

#include <QElapsedTimer>
#include <array>

class QAction;
class QImage;
class QKeyEvent;
class QSettings;

namespace latentbrush::ui {

class BackgroundStep;
class CropTool;
class PlaceTool;

/// All tools, one of them in the hand. A tool's key takes it; held down while something is done, it gives the
/// tool before back at the end, so that E held erases. Its actions are for rail and menus; the keys are those
/// of the canvas, where it has the focus, and elsewhere text.
class ToolBox : public QObject {
    Q_OBJECT
public:
    explicit ToolBox(QObject* parent = nullptr);
    ~ToolBox() override;

    ToolSettings& settings() { return *m_settings; }
    BackgroundStep& step() { return *m_step; }
    Tool& current() const { return *m_tools[static_cast<std::size_t>(m_current)]; }
    ToolId currentId() const { return m_current; }
    void choose(ToolId tool);
    CropTool& crop();
    /// Takes the tool with a pasted picture in it, see PlaceTool::begin.
    void place(PaintedDocument& document, const QImage& picture, std::optional<QPointF> middle = {});
    /// What hangs in the air goes, for Undo to take that back before it takes back a step; false for nothing.
    bool cancelPending();

    /// The tool in the hand and all settings, between sessions.
    void load(QSettings& settings);
    void save(QSettings& settings) const;

    /// Whether the sketch is painted on instead of the mask; its key is X.
    QAction* sketchAction() const { return m_sketch; }
    QAction* action(ToolId tool) const { return m_actions[static_cast<std::size_t>(tool)]; }
    QList<QAction*> actions() const;
    void retranslate();

    /// The canvas's keys; whether they meant something.
    bool keyPressed(const QKeyEvent& key);
    bool keyReleased(const QKeyEvent& key);
    /// The canvas lost the keys: none is held any more.
    void forgetKeys() { m_heldKey = 0; }
    /// Something was done with the current tool.
    void used() { m_usedWhileHeld = true; }

Q_SIGNALS:
    void chosen(ToolId tool);
    void overlayChanged();
    void failed(const Error& error);

private:
    void paintOnSketch(bool onSketch);

    ToolSettings* m_settings;
    BackgroundStep* m_step;
    CropTool* m_crop;
    PlaceTool* m_place;
    std::array<Tool*, kToolCount> m_tools{};
    std::array<QAction*, kToolCount> m_actions{};
    QAction* m_sketch;
    ToolId m_current = ToolId::Brush;
    ToolId m_before = ToolId::Brush;
    int m_heldKey = 0;
    bool m_usedWhileHeld = false;
    QElapsedTimer m_held;
};

} // namespace latentbrush::ui
