#include "ui/painting/tool_options_bar.h"

#include "canvas_fixture.h"

#include "ui/painting/tool_rail.h"
#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>

namespace latentbrush::ui {
namespace {

class ToolOptionsBarTest : public testing::Test {
protected:
    ToolOptionsBarTest() { m_bar.show(); }
    SliderField* slider(int index) { return m_bar.findChildren<SliderField*>().at(index); }
    ToolBox m_tools;
    ToolOptionsBar m_bar{m_tools};
};

TEST_F(ToolOptionsBarTest, ShowsAndChangesTheBrushOfTheTool) {
    EXPECT_DOUBLE_EQ(slider(0)->value(), 64);
    slider(0)->setValue(123);
    EXPECT_DOUBLE_EQ(m_tools.settings().brushOf(ToolId::Brush).diameter, 123);
    m_tools.choose(ToolId::Eraser);
    EXPECT_DOUBLE_EQ(slider(0)->value(), 64);
    m_tools.choose(ToolId::Brush);
    EXPECT_DOUBLE_EQ(slider(0)->value(), 123);
}

TEST_F(ToolOptionsBarTest, TheSketchHasABrushOfItsOwn) {
    slider(0)->setValue(123);
    auto* target = m_bar.findChild<QComboBox*>();
    target->setCurrentIndex(1);
    EXPECT_EQ(m_tools.settings().values().target, PaintTarget::Sketch);
    EXPECT_DOUBLE_EQ(slider(0)->value(), 24);
    target->setCurrentIndex(0);
    EXPECT_DOUBLE_EQ(slider(0)->value(), 123);
}

TEST_F(ToolOptionsBarTest, OnlyWhatTheToolUsesIsShown) {
    EXPECT_TRUE(slider(0)->isVisible());
    EXPECT_FALSE(slider(3)->isVisible());
    m_tools.choose(ToolId::Wand);
    EXPECT_FALSE(slider(0)->isVisible());
    EXPECT_TRUE(slider(3)->isVisible());
}

TEST_F(ToolOptionsBarTest, APastedPictureIsForPictureOrSketch) {
    auto* target = m_bar.findChild<QComboBox*>();
    const auto mask = target->itemText(0);
    m_tools.choose(ToolId::Place);
    EXPECT_TRUE(target->isVisible());
    EXPECT_NE(target->itemText(0), mask);
    m_tools.choose(ToolId::Crop);
    EXPECT_FALSE(target->isVisible());
    m_tools.choose(ToolId::Brush);
    EXPECT_EQ(target->itemText(0), mask);
}

TEST_F(ToolOptionsBarTest, TheRailChoosesTools) {
    ToolRail rail(m_tools);
    const auto buttons = rail.findChildren<QToolButton*>();
    ASSERT_EQ(buttons.size(), kToolCount);
    buttons[4]->click();
    EXPECT_EQ(m_tools.currentId(), ToolId::Lasso);
    EXPECT_FALSE(buttons[0]->isChecked());
    EXPECT_TRUE(buttons[4]->toolTip().contains(QStringLiteral("(L)")));
}

TEST_F(ToolOptionsBarTest, SettingsOutliveTheProgram) {
    const QTemporaryDir folder;
    QSettings file(folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    slider(0)->setValue(123);
    m_tools.settings().save(file);
    ToolSettings again;
    again.load(file);
    EXPECT_EQ(again.values(), m_tools.settings().values());
}

} // namespace
} // namespace latentbrush::ui
