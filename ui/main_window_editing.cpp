#include "document/document_file.h"
#include "ui/action_set.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/result_strip.h"
#include "ui/documents/document_area.h"
#include "ui/documents/document_task.h"
#include "ui/documents/mask_look_actions.h"
#include "ui/jobs/picture_view.h"
#include "ui/main_window.h"
#include "ui/messages/notice_text.h"
#include "ui/painting/background_step.h"
#include "ui/painting/extend_document.h"
#include "ui/painting/mask_actions.h"
#include "ui/painting/mask_clipboard.h"
#include "ui/painting/painted_document.h"
#include "ui/painting/painting_view.h"
#include "ui/painting/step_text.h"
#include "ui/painting/tool_box.h"
#include "ui/painting/tools/tool.h"
#include "ui/widgets/error_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QtConcurrentRun>

namespace latentbrush::ui {

void MainWindow::wireDocumentActions() {
    const auto on = [this](Command command, auto act) {
        connect((*m_actions)[command], &QAction::triggered, this, act);
    };
    const auto onDocument = [this, on](Command command, auto act) {
        on(command, [this, act] {
            if (auto* document = m_area->current())
                act(*document);
        });
    };
    const auto pictures = [] { return tr("Pictures (*.ora *.png *.jpg *.jpeg *.webp *.tif *.tiff)"); };
    on(Command::NewDocument, [this] { newDocument(); });
    on(Command::Open, [this, pictures] {
        askForFile(tr("Open"), pictures(), [this](const QString& file) { m_area->documents().open(file); });
    });
    on(Command::Save, [this] { m_area->current() ? saveDocument(false) : savePicture(); });
    on(Command::SaveAs, [this] { saveDocument(true); });
    on(Command::ExportPicture, [this] { exportPicture(); });
    onDocument(Command::CloseDocument, [this](PaintedDocument& document) { closeDocument(&document); });
    onDocument(Command::Undo, [this](PaintedDocument& document) {
        if (!m_area->cancelPending()) // what is only being tried goes first
            whenStepsAreDone(document, [&document] { document.undo(); });
    });
    onDocument(Command::Redo, [](PaintedDocument& document) { document.redo(); });
    on(Command::CopyPicture, [this] { copyPicture(); });
    on(Command::Paste, [this] { paste(); });
    on(Command::PaintOnPicture, [this] { paintOnPicture(); });
    on(Command::AcceptCandidate, [this] { m_area->acceptCandidate(); });
    on(Command::RejectCandidates, [this] { m_area->rejectCandidates(); });
    on(Command::CompareCandidate, [this](bool compare) { m_area->compareCandidate(compare); });
    on(Command::CropToFrame, [this] { cropToFrame(); });
    onDocument(Command::CopyMask, [this](PaintedDocument& document) {
        copy([state = document.state()] { return maskImage(state); });
    });
    on(Command::PasteMask, [this] { pasteMask(QApplication::clipboard()->image()); });
    onDocument(Command::ImportMask, [this, pictures](PaintedDocument& document) {
        askForFile(tr("Import a mask"), pictures(),
                   [this, document = QPointer(&document)](const QString& file) {
                       if (document)
                           importMask(*document, file);
                   });
    });
    onDocument(Command::ExportMask, [this](PaintedDocument& document) {
        askWhere(tr("Export the mask"),
                 QString::fromStdString(document.info().title) + QStringLiteral("-mask.png"),
                 tr("PNG picture (*.png)"), [this, state = document.state()](const QString& file) {
                     write([state, to = file.toStdString()] {
                         return document::exportMask(to, state, IfExists::Replace);
                     });
                 });
    });
    auto& menu = m_actions->maskMenu();
    const auto files = menu.actions(); // these come last
    for (auto* action : files)
        menu.removeAction(action);
    menu.addAction(m_area->tools().sketchAction());
    menu.addSeparator();
    m_area->maskActions().addTo(menu);
    menu.addActions(files);
    for (auto* action : m_area->maskLook().all())
        m_actions->addToView(action);
}

void MainWindow::refreshDocumentActions() {
    const auto& actions = *m_actions;
    const auto enable = [&](std::initializer_list<Command> commands, bool enabled) {
        for (const auto command : commands)
            actions[command]->setEnabled(enabled);
    };
    const auto* document = m_area->current();
    const auto* candidates = m_area->candidates(m_area->current());
    const bool hasPicture = document || !m_shown.view.isNull();
    enable({Command::Save, Command::CopyPicture, Command::Fit, Command::ActualSize, Command::ZoomIn,
            Command::ZoomOut},
           hasPicture);
    enable({Command::TakeItsSettings, Command::PaintOnPicture}, !document && hasPicture);
    enable({Command::SaveAs, Command::ExportPicture, Command::CloseDocument, Command::CropToFrame,
            Command::CopyMask, Command::PasteMask, Command::ImportMask, Command::ExportMask},
           document != nullptr);
    m_area->tools().sketchAction()->setEnabled(document);
    enable({Command::ShowInFolder}, !document && !m_shown.file.isEmpty());
    const auto& results = m_stage->results();
    const int current = candidates ? candidates->current() : results.current();
    const int count =
        candidates ? static_cast<int>(candidates->all().size()) : static_cast<int>(results.count());
    enable({Command::PreviousPicture}, current > 0);
    enable({Command::NextPicture}, current >= 0 && current + 1 < count);
    enable({Command::AcceptCandidate, Command::RejectCandidates, Command::CompareCandidate},
           candidates && candidates->current() >= 0);
    actions[Command::CompareCandidate]->setChecked(candidates && candidates->split());
    enable({Command::Undo}, document && (document->hasDraft() || !document->undoName().empty()));
    enable({Command::Redo}, document && !document->redoName().empty());
    const auto name = [](const QString& plain, const std::string& step) {
        const auto text = stepText(step);
        return text.isEmpty() ? plain : QStringLiteral("%1: %2").arg(plain, text);
    };
    actions[Command::Undo]->setText(name(tr("&Undo"), document ? document->undoName() : std::string()));
    actions[Command::Redo]->setText(name(tr("&Redo"), document ? document->redoName() : std::string()));
}

/// Runs behind the window's back; only what failed is told.
void MainWindow::write(std::function<Result<>()> work) {
    QtConcurrent::run(std::move(work)).then(this, [this](const Result<>& done) {
        if (!done)
            showError(done.error());
    });
}

void MainWindow::saveDocument(bool underANewName) {
    auto* document = m_area->current();
    if (!document)
        return;
    m_area->tools().current().leave(); // a picture that floats is put down
    if (document->hasStepsUnderWay())
        return whenStepsAreDone(*document, [this, underANewName] { saveDocument(underANewName); });
    writeSettings(*document, panelSettings());
    const auto& info = document->info();
    const bool isOurs = info.file.extension() == ".ora"; // a PNG would lose the layers
    if (isOurs && !underANewName)
        return document->save(info.file);
    askWhere(tr("Save the document as"), QString::fromStdString(info.title) + QStringLiteral(".ora"),
             tr("OpenRaster document (*.ora)"), [document = QPointer(document)](const QString& file) {
                 if (document)
                     document->save(file.toStdString());
             });
}

void MainWindow::exportPicture() {
    auto* document = m_area->current();
    if (!document)
        return;
    askWhere(tr("Export the picture"),
             QString::fromStdString(document->info().title) + QStringLiteral(".png"),
             tr("PNG picture (*.png)"), [this, state = document->state()](const QString& file) {
                 write([state, to = file.toStdString()] {
                     return document::exportPicture(to, state, {}, IfExists::Replace);
                 });
             });
}

void MainWindow::copyPicture() {
    auto* document = m_area->current();
    if (!document) {
        QApplication::clipboard()->setImage(m_shown.view);
        return;
    }
    copy([state = document->state()] {
        return toQImage(std::make_shared<const image::Image>(document::flattened(state)));
    });
}

/// Onto the clipboard, worked out on another thread: a large document takes a moment.
void MainWindow::copy(std::function<QImage()> picture) {
    QtConcurrent::run(std::move(picture)).then(this, [](const QImage& made) {
        QApplication::clipboard()->setImage(made);
    });
}

void MainWindow::paste() {
    const auto picture = QApplication::clipboard()->image();
    if (picture.isNull())
        return;
    if (auto* document = m_area->current()) {
        m_area->tools().place(*document, picture);
        m_area->view().setFocus();
        return;
    }
    openMade([request = panelSettings().request, picture] { return documentOf(request, toPicture(picture)); },
             {});
}

void MainWindow::pasteMask(const QImage& picture) {
    auto* document = m_area->current();
    if (!document || picture.isNull())
        return;
    m_area->tools().step().start(*document, "mask.paste", [picture](document::DocumentState state) {
        return withMaskImage(std::move(state), picture);
    });
    if (picture.size() != document->size())
        m_stage->errorBar().showNotice([] {
            return ErrorText{tr("The mask was pasted."), noticeText({image::Notice::MaskScaled})};
        });
}

void MainWindow::importMask(PaintedDocument& document, const QString& file) {
    const auto size = document.size();
    QtConcurrent::run([=, file = file.toStdString()] {
        return std::make_shared<Result<document::ImportedMask>>(
            document::importMask(file, size.width(), size.height()));
    })
        .then(this, [this, document = QPointer(&document),
                     file](const std::shared_ptr<Result<document::ImportedMask>>& read) {
            if (!*read)
                return showError(read->error());
            if (!document)
                return;
            auto wanted = document->state();
            wanted.mask = (*read)->mask;
            if (const auto done = document->applyState("mask.import", wanted); !done)
                return showError(done.error());
            if (const auto notices = (*read)->notices; !notices.empty())
                m_stage->errorBar().showNotice([file, notices] {
                    return ErrorText{tr("%1 was opened.").arg(QFileInfo(file).fileName()),
                                     noticeText(notices)};
                });
        });
}

void MainWindow::cropToFrame() {
    if (auto* document = m_area->current())
        m_area->tools().step().start(*document, "crop", croppedToFrame);
}

} // namespace latentbrush::ui
