#pragma once

#include "ui/painting/tool_settings.h"

#include <QFrame>
#include <vector>

class QCheckBox;
class QComboBox;
class QToolButton;

namespace latentbrush::ui {

class SliderField;
class ToolBox;

/// What the current tool can be told, above the canvas: only what it uses is shown.
class ToolOptionsBar : public QFrame {
    Q_OBJECT
public:
    explicit ToolOptionsBar(ToolBox& tools, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void follow(); ///< shows the settings
    void take();   ///< the other way
    int ToolValues::*tolerance() const;
    void chooseColour();
    void showColour();

    ToolBox& m_tools;
    bool m_following = false;
    QComboBox* m_target;
    QToolButton* m_colour;
    SliderField* m_size;
    SliderField* m_hardness;
    SliderField* m_strength;
    QToolButton* m_pressureSizes;
    QToolButton* m_pressureWeakens;
    QCheckBox* m_screenSizes;
    QComboBox* m_combine;
    SliderField* m_tolerance;
    QCheckBox* m_connected;
    QCheckBox* m_radial;
};

} // namespace latentbrush::ui
