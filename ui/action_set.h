#pragma once

#include <QAction>
#include <QMenuBar>

#include <map>
#include <vector>

namespace latentbrush::ui {

/// What the window can do, one entry each in a menu and in the command search.
enum class Command {
    NewDocument,
    Open,
    ReadSettings,
    Save,
    SaveAs,
    ExportPicture,
    ShowInFolder,
    CloseDocument,
    Quit,
    Undo,
    Redo,
    CopyPicture,
    Paste,
    EditPrompt,
    EditNegativePrompt,
    SearchHistory,
    OpenSettings,
    PreviousPicture,
    NextPicture,
    TakeItsSettings,
    PaintOnPicture,
    AcceptCandidate,
    RejectCandidates,
    CompareCandidate,
    CropToFrame,
    CopyMask,
    PasteMask,
    ImportMask,
    ExportMask,
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
    /// At the top, for what has its own actions for masks.
    QMenu& maskMenu() const { return *m_menus.at(kMaskMenu); }
    QList<QAction*> all() const;
    void retranslate();

private:
    static constexpr int kMaskMenu = 3;
    struct Row;
    static const std::vector<Row>& rows();

    QMenuBar* m_bar;
    std::map<int, QMenu*> m_menus;
    std::map<Command, QAction*> m_actions;
    QAction* m_dockPlace = nullptr;
};

} // namespace latentbrush::ui
