#pragma once

#include <QAction>
#include <QMenuBar>

#include <map>
#include <vector>

namespace latentbrush::ui {

/// What the window can do, one entry each in a menu and in the command search.
enum class Command {
    ReadSettings,
    SavePicture,
    ShowInFolder,
    Quit,
    CopyPicture,
    EditPrompt,
    EditNegativePrompt,
    SearchHistory,
    OpenSettings,
    PreviousPicture,
    NextPicture,
    TakeItsSettings,
    Generate,
    FinishThisOne,
    CancelJob,
    NewSeed,
    FixedSeed,
    Fit,
    ActualSize,
    ZoomIn,
    ZoomOut,
    HistoryGrid,
    HidePanels,
    FullScreen,
    SearchCommands,
    About,
    AboutQt,
    Licences,
};

/// The window's actions with their words, shortcuts, icons and menus, retranslated at once.
class ActionSet : public QObject {
    Q_OBJECT
public:
    explicit ActionSet(QMenuBar* bar);

    QAction* operator[](Command command) const { return m_actions.at(command); }
    /// Further actions (the docks' switches) go into the View menu.
    void addToView(QAction* action);
    QList<QAction*> all() const;
    void retranslate();

private:
    struct Row;
    static const std::vector<Row>& rows();

    QMenuBar* m_bar;
    std::map<int, QMenu*> m_menus;
    std::map<Command, QAction*> m_actions;
    QAction* m_dockPlace = nullptr;
};

} // namespace latentbrush::ui
