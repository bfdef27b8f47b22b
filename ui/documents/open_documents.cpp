#include "ui/documents/open_documents.h"

#include "ui/painting/painted_document.h"

#include <QFileInfo>
#include <QtConcurrentRun>
#include <algorithm>

namespace latentbrush::ui {

using document::OpenedDocument;

OpenDocuments::OpenDocuments(std::filesystem::path workspace, QObject* parent)
    : QObject(parent), m_workspace(std::move(workspace)) {}

OpenDocuments::~OpenDocuments() = default;

/// `work` gets the workspace and gives what it opened.
template <class Work>
void OpenDocuments::run(Work work, bool recovered) {
    QtConcurrent::run([work = std::move(work), workspace = m_workspace]() mutable {
        return std::make_shared<Result<OpenedDocument>>(work(workspace));
    }).then(this, [this, recovered](const Outcome& outcome) { take(outcome, recovered); });
}

void OpenDocuments::take(const Outcome& outcome, bool recovered) {
    if (!*outcome) {
        // Another program, or another tab, took it meanwhile: it is not lost.
        if (!recovered || outcome->error().code != ErrorCode::AlreadyOpen)
            Q_EMIT failed(outcome->error());
        return;
    }
    const auto notices = (*outcome)->notices;
    auto* document = new PaintedDocument(std::move(**outcome), this);
    m_all.append(document);
    Q_EMIT opened(document, recovered);
    if (!notices.empty())
        Q_EMIT noticed(QString::fromStdString(document->info().title), notices);
}

std::string OpenDocuments::nextTitle() {
    return tr("untitled-%1").arg(++m_untitled).toStdString();
}

void OpenDocuments::create(QSize size) {
    run([size, title = nextTitle()](document::Workspace& workspace) {
        return workspace.create(size.width(), size.height(), title);
    });
}

void OpenDocuments::create(document::DocumentState state, const QString& title) {
    run([state = std::move(state), title = title.isEmpty() ? nextTitle() : title.toStdString()](
            document::Workspace& workspace) { return workspace.create(state, title); });
}

void OpenDocuments::open(const QString& file) {
    const auto path = std::filesystem::path(QFileInfo(file).absoluteFilePath().toStdString());
    const auto belongs = [&path](const PaintedDocument* document) { return document->info().file == path; };
    if (const auto open = std::ranges::find_if(m_all, belongs); open != m_all.end()) {
        Q_EMIT alreadyOpen(*open);
        return;
    }
    if (const auto closing = std::ranges::find_if(m_closing, belongs); closing != m_closing.end()) {
        connect(*closing, &PaintedDocument::closed, this, [this, file] { open(file); });
        return;
    }
    run([file = file.toStdString()](document::Workspace& workspace) { return workspace.open(file); });
}

void OpenDocuments::recover() {
    QtConcurrent::run([workspace = m_workspace] {
        return workspace.left();
    }).then(this, [this](const Result<std::vector<document::LeftDocument>>& left) {
        if (!left) {
            Q_EMIT failed(left.error());
            return;
        }
        for (const auto& each : *left)
            run([id = each.info.id](document::Workspace& workspace) { return workspace.recover(id); }, true);
    });
}

void OpenDocuments::close(PaintedDocument* document) {
    Q_EMIT closing(document);
    m_all.removeOne(document);
    m_closing.append(document);
    connect(document, &PaintedDocument::closed, this, [this, document] {
        m_closing.removeOne(document);
        document->deleteLater();
    });
    document->close();
}

} // namespace latentbrush::ui
