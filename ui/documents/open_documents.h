#pragma once

#include "document/workspace.h"

#include <QObject>
#include <QSize>
#include <QString>

namespace latentbrush::ui {

class PaintedDocument;

/// The documents that are open, from the workspace folder in which they survive a crash. Opening and creating
/// wait for the disk on another thread; each ends in `opened` or `failed`. Documents belong to this object
/// until they are closed. Threads: the GUI thread.
class OpenDocuments : public QObject {
    Q_OBJECT
public:
    explicit OpenDocuments(std::filesystem::path workspace, QObject* parent = nullptr);
    ~OpenDocuments() override;

    void create(QSize size);
    /// Begins as this state, unsaved.
    void create(document::DocumentState state, const QString& title);
    /// A file whose document is just being closed is opened once that is done; of one that is open
    /// `alreadyOpen` tells.
    void open(const QString& file);
    /// Those that were open when the program ended, however it ended.
    void recover();
    /// Nothing of it is left but what was saved to a file. It is none of `all` from now on, and goes once the
    /// disk has that.
    void close(PaintedDocument* document);

    const QList<PaintedDocument*>& all() const { return m_all; }
    bool isEmpty() const { return m_all.isEmpty(); }

Q_SIGNALS:
    /// `recovered`: it was not asked for just now.
    void opened(PaintedDocument* document, bool recovered);
    /// Opening did something to the picture that its owner should know.
    void noticed(const QString& title, const image::Notices& notices);
    void alreadyOpen(PaintedDocument* document);
    void failed(const Error& error);
    void closing(PaintedDocument* document);

private:
    using Outcome = std::shared_ptr<Result<document::OpenedDocument>>;
    template <class Work>
    void run(Work work, bool recovered = false);
    void take(const Outcome& outcome, bool recovered);
    std::string nextTitle();

    document::Workspace m_workspace;
    QList<PaintedDocument*> m_all;
    QList<PaintedDocument*> m_closing;
    int m_untitled = 0;
};

} // namespace latentbrush::ui
