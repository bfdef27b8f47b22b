#include "ui/action_set.h"

#include "ui/widgets/icon.h"

#include <QMenu>

#include <vector>

namespace latentbrush::ui {
namespace {

enum MenuId { File, Edit, Image, Mask, Generate, View, Help };

} // namespace

struct ActionSet::Row {
    Command command;
    int menu;
    const char* icon;
    const char* shortcut;
    const char* text;
    const char* toolTip;
    bool separatorBefore = false;
};

const std::vector<ActionSet::Row>& ActionSet::rows() {
    static const std::vector<Row> all{
        Row{Command::NewDocument, File, "add", "Ctrl+N", QT_TR_NOOP("&New document"),
            QT_TR_NOOP("Opens an empty document of the model's size, to paint on.")},
        Row{Command::Open, File, "open", "Ctrl+O", QT_TR_NOOP("&Open…"),
            QT_TR_NOOP("Opens a picture or an OpenRaster document to paint on.")},
        Row{Command::ReadSettings, File, nullptr, "Ctrl+Shift+O", QT_TR_NOOP("Read a picture's se&ttings…"),
            QT_TR_NOOP("Shows the prompt and the settings that a picture file carries, and offers them.")},
        Row{Command::Save, File, "save", "Ctrl+S", QT_TR_NOOP("&Save"),
            QT_TR_NOOP("Saves the document, or a copy of the picture with its settings in it."), true},
        Row{Command::SaveAs, File, nullptr, "Ctrl+Shift+S", QT_TR_NOOP("Save &as…"),
            QT_TR_NOOP("Saves the document with its layers as an OpenRaster file.")},
        Row{Command::ExportPicture, File, nullptr, "Ctrl+Shift+E", QT_TR_NOOP("&Export the picture…"),
            QT_TR_NOOP("Writes what is seen of the document, without its mask, as a PNG.")},
        Row{Command::ShowInFolder, File, "folder", "Ctrl+Shift+F", QT_TR_NOOP("Show in &folder"),
            QT_TR_NOOP("Opens the folder that the picture lies in."), true},
        Row{Command::CloseDocument, File, nullptr, "Ctrl+W", QT_TR_NOOP("&Close"),
            QT_TR_NOOP("Closes the document.")},
        Row{Command::Quit, File, "quit", "Ctrl+Q", QT_TR_NOOP("&Quit"),
            QT_TR_NOOP("Ends the program; what runs is stopped."), true},

        Row{Command::Undo, Edit, "undo", "Ctrl+Z", QT_TR_NOOP("&Undo"),
            QT_TR_NOOP("Takes the last step back.")},
        Row{Command::Redo, Edit, "redo", "Ctrl+Shift+Z", QT_TR_NOOP("&Redo"),
            QT_TR_NOOP("Does again what was taken back.")},
        Row{Command::CopyPicture, Edit, "copy", "Ctrl+C", QT_TR_NOOP("&Copy the picture"),
            QT_TR_NOOP("Puts the picture on the clipboard."), true},
        Row{Command::Paste, Edit, nullptr, "Ctrl+V", QT_TR_NOOP("P&aste"),
            QT_TR_NOOP("Lays the clipboard's picture on the document, to be moved and scaled, or opens it.")},
        Row{Command::EditPrompt, Edit, nullptr, "Ctrl+L", QT_TR_NOOP("Write the &prompt"),
            QT_TR_NOOP("Goes to the prompt."), true},
        Row{Command::EditNegativePrompt, Edit, nullptr, "Ctrl+Shift+L",
            QT_TR_NOOP("Write the &negative prompt"),
            QT_TR_NOOP("Goes to what should not be in the picture.")},
        Row{Command::SearchHistory, Edit, "search", "Ctrl+F", QT_TR_NOOP("Search the &history"),
            QT_TR_NOOP("Finds pictures of the history by words of their prompts.")},
        Row{Command::OpenSettings, Edit, "settings", "Ctrl+,", QT_TR_NOOP("&Settings…"),
            QT_TR_NOOP("Chooses the language and the appearance."), true},

        Row{Command::PreviousPicture, Image, "previous", "Ctrl+Left", QT_TR_NOOP("&Previous picture"),
            QT_TR_NOOP("Shows the picture before this one of the same job.")},
        Row{Command::NextPicture, Image, "next", "Ctrl+Right", QT_TR_NOOP("&Next picture"),
            QT_TR_NOOP("Shows the picture after this one of the same job.")},
        Row{Command::TakeItsSettings, Image, "restore", "Ctrl+Shift+R", QT_TR_NOOP("&Use its settings again"),
            QT_TR_NOOP("Takes the prompt, the seed and all settings of the shown picture."), true},
        Row{Command::PaintOnPicture, Image, "tool-brush", "Ctrl+E", QT_TR_NOOP("Paint &on this picture"),
            QT_TR_NOOP("Opens the picture as a document: paint a mask, and what it covers is made anew.")},
        Row{Command::AcceptCandidate, Image, "accept", "Ctrl+Shift+Return", QT_TR_NOOP("&Accept"),
            QT_TR_NOOP("Puts the chosen candidate into the document."), true},
        Row{Command::RejectCandidates, Image, "reject", nullptr, QT_TR_NOOP("&Reject"),
            QT_TR_NOOP("Takes the candidates away; they stay in the history.")},
        Row{Command::CompareCandidate, Image, "compare", "Ctrl+B", QT_TR_NOOP("&Compare"),
            QT_TR_NOOP("Shows the document left and the candidate right of a line that can be dragged.")},
        Row{Command::CropToFrame, Image, nullptr, nullptr, QT_TR_NOOP("Crop to the &frame"),
            QT_TR_NOOP("Cuts away what lies outside the frame."), true},

        Row{Command::CopyMask, Mask, nullptr, "Ctrl+Alt+C", QT_TR_NOOP("Co&py the mask"),
            QT_TR_NOOP("Puts the mask on the clipboard, for another document."), true},
        Row{Command::PasteMask, Mask, nullptr, "Ctrl+Alt+V", QT_TR_NOOP("Past&e as the mask"),
            QT_TR_NOOP("Makes the clipboard's picture the mask: white is masked.")},
        Row{Command::ImportMask, Mask, nullptr, nullptr, QT_TR_NOOP("I&mport a mask…"),
            QT_TR_NOOP("Reads a mask from a picture file: white is masked."), true},
        Row{Command::ExportMask, Mask, nullptr, nullptr, QT_TR_NOOP("E&xport the mask…"),
            QT_TR_NOOP("Writes the mask as a grey PNG: white is masked.")},

        Row{Command::Generate, Generate, "generate", "Ctrl+Return", QT_TR_NOOP("&Generate"),
            QT_TR_NOOP("Makes the picture.")},
        Row{Command::FinishThisOne, Generate, nullptr, "Alt+Return", QT_TR_NOOP("&Finish this one"),
            QT_TR_NOOP("Finishes the picture that is being made and skips the rest."), true},
        Row{Command::CancelJob, Generate, "cancel", "Shift+Esc", QT_TR_NOOP("&Cancel"),
            QT_TR_NOOP("Stops the running job at once; finished pictures are kept.")},
        Row{Command::NewSeed, Generate, "dice", "Ctrl+D", QT_TR_NOOP("New &seed"),
            QT_TR_NOOP("Draws a new seed."), true},
        Row{Command::FixedSeed, Generate, "lock", "Ctrl+Shift+D", QT_TR_NOOP("Fi&xed seed"),
            QT_TR_NOOP("Keeps the seed instead of drawing one for every start.")},

        Row{Command::Fit, View, "fit", "Ctrl+0", QT_TR_NOOP("&Fit into the view"),
            QT_TR_NOOP("Shows the whole picture.")},
        Row{Command::ActualSize, View, nullptr, "Ctrl+1", QT_TR_NOOP("&Actual size"),
            QT_TR_NOOP("Shows one pixel of the picture as one pixel of the screen.")},
        Row{Command::ZoomIn, View, "zoom-in", "Ctrl++", QT_TR_NOOP("Zoom &in"),
            QT_TR_NOOP("Shows the picture larger.")},
        Row{Command::ZoomOut, View, "zoom-out", "Ctrl+-", QT_TR_NOOP("Zoom &out"),
            QT_TR_NOOP("Shows the picture smaller.")},
        Row{Command::HistoryGrid, View, "grid", "Ctrl+G", QT_TR_NOOP("History as a &grid"),
            QT_TR_NOOP("Opens the strip to a grid of all pictures, and closes it again."), true},
        Row{Command::HidePanels, View, "panels", "Tab", QT_TR_NOOP("&Hide all panels"),
            QT_TR_NOOP("Hides all panels, or shows them again; Tab does it while the canvas has the focus.")},
        Row{Command::FullScreen, View, "fullscreen", "F11", QT_TR_NOOP("F&ull screen"),
            QT_TR_NOOP("Fills the whole screen.")},

        Row{Command::SearchCommands, Help, "search", "Ctrl+Shift+P", QT_TR_NOOP("&Search commands…"),
            QT_TR_NOOP("Finds any command by its name.")},
        Row{Command::Licences, Help, "licence", nullptr, QT_TR_NOOP("Third-party &licences"),
            QT_TR_NOOP("Shows the licences of what the program is built on."), true},
        Row{Command::AboutQt, Help, nullptr, nullptr, QT_TR_NOOP("About &Qt"),
            QT_TR_NOOP("Shows the version of Qt.")},
        Row{Command::About, Help, "info", nullptr, QT_TR_NOOP("&About Latentbrush"),
            QT_TR_NOOP("Shows the program's version.")},
    };
    return all;
}

ActionSet::ActionSet(QMenuBar* bar) : QObject(bar), m_bar(bar) {
    for (int id = File; id <= Help; ++id) {
        m_menus[id] = bar->addMenu(QString());
        m_menus[id]->setToolTipsVisible(true);
    }
    for (const auto& row : rows()) {
        auto* menu = m_menus[row.menu];
        if (row.separatorBefore)
            menu->addSeparator();
        auto* action = menu->addAction(QString());
        if (row.icon)
            action->setIcon(icon(QString::fromLatin1(row.icon)));
        if (row.shortcut)
            action->setShortcut(QKeySequence(QString::fromLatin1(row.shortcut)));
        m_actions[row.command] = action;
    }
    m_dockPlace = m_menus[View]->insertSeparator(m_actions[Command::HidePanels]);
    m_actions[Command::ZoomIn]->setShortcuts(
        {QKeySequence(QStringLiteral("Ctrl++")), QKeySequence(QStringLiteral("Ctrl+="))});
    m_actions[Command::Redo]->setShortcuts(
        {QKeySequence(QStringLiteral("Ctrl+Shift+Z")), QKeySequence(QStringLiteral("Ctrl+Y"))});
    m_actions[Command::AcceptCandidate]->setShortcuts({QKeySequence(QStringLiteral("Ctrl+Shift+Return")),
                                                       QKeySequence(QStringLiteral("Ctrl+Shift+Enter"))});
    m_actions[Command::Generate]->setShortcuts(
        {QKeySequence(QStringLiteral("Ctrl+Return")), QKeySequence(QStringLiteral("Ctrl+Enter"))});
    m_actions[Command::Quit]->setMenuRole(QAction::QuitRole);
    for (const auto command : {Command::FixedSeed, Command::HistoryGrid, Command::HidePanels,
                               Command::FullScreen, Command::CompareCandidate})
        m_actions[command]->setCheckable(true);
    // Elsewhere Tab goes to the next field.
    m_actions[Command::HidePanels]->setShortcutContext(Qt::WidgetShortcut);
    retranslate();
}

void ActionSet::addToView(QAction* action) {
    m_menus[View]->insertAction(m_dockPlace, action);
}

QList<QAction*> ActionSet::all() const {
    QList<QAction*> found;
    for (const auto& [id, menu] : m_menus)
        for (auto* action : menu->actions())
            if (!action->isSeparator())
                found.append(action);
    return found;
}

void ActionSet::retranslate() {
    const QStringList titles{tr("&File"),     tr("&Edit"), tr("&Image"), tr("&Mask"),
                             tr("&Generate"), tr("&View"), tr("&Help")};
    for (const auto& [id, menu] : m_menus)
        menu->setTitle(titles[id]);
    for (const auto& row : rows()) {
        m_actions[row.command]->setText(tr(row.text));
        m_actions[row.command]->setToolTip(tr(row.toolTip));
        m_actions[row.command]->setStatusTip(QString());
    }
}

} // namespace latentbrush::ui
