#include "ui/painting/tool_rail.h"

#include "ui/painting/tool_box.h"

#include <QAction>
#include <QEvent>
#include <QToolButton>
#include <QVBoxLayout>

namespace latentbrush::ui {
namespace {

constexpr int kIcon = 20;
constexpr int kGap = 8; ///< between groups

/// The first of each group but the first.
bool beginsGroup(ToolId tool) {
    return tool == ToolId::Rectangle || tool == ToolId::Wand || tool == ToolId::Frame;
}

} // namespace

ToolRail::ToolRail(ToolBox& tools, QWidget* parent) : QFrame(parent), m_tools(tools) {
    setObjectName(QStringLiteral("panel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(5, 8, 5, 8);
    column->setSpacing(2);
    for (int each = 0; each < kToolCount; ++each) {
        const auto tool = static_cast<ToolId>(each);
        if (beginsGroup(tool))
            column->addSpacing(kGap);
        auto* button = new QToolButton(this);
        button->setDefaultAction(tools.action(tool));
        button->setIconSize({kIcon, kIcon});
        button->setFocusPolicy(Qt::TabFocus);
        column->addWidget(button);
    }
    column->addStretch();
    retranslate();
}

void ToolRail::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ToolRail::retranslate() {
    m_tools.retranslate();
    setAccessibleName(tr("Tools"));
}

} // namespace latentbrush::ui
