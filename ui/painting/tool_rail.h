#pragma once

#include <QFrame>

namespace latentbrush::ui {

class ToolBox;

/// The tools as a column of icons at the canvas's side.
class ToolRail : public QFrame {
    Q_OBJECT
public:
    explicit ToolRail(ToolBox& tools, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    ToolBox& m_tools;
};

} // namespace latentbrush::ui
