#pragma once

#include "ui/documents/candidates.h"
#include "ui/documents/open_documents.h"

#include <QWidget>
#include <map>

class QSettings;
class QTabBar;
class QToolButton;

namespace latentbrush::ui {

class CandidateBar;
class CanvasStage;
class MaskActions;
class MaskAmountCard;
class MaskLookActions;
class PaintedDocument;
class PaintingView;
class ToolBox;
class ToolOptionsBar;
class ToolRail;

/// The middle of the window: a tab for new pictures (the canvas as it stands) and one for each open document,
/// which is painted on in the same place, with the tools beside it and their options above.
class DocumentArea : public QWidget {
    Q_OBJECT
public:
    /// Takes the stage over; `workspace` is where documents live while they are open.
    DocumentArea(CanvasStage& stage, std::filesystem::path workspace, QWidget& window);
    ~DocumentArea() override;

    OpenDocuments& documents() { return *m_documents; }
    /// The document in front; null on the tab for new pictures.
    PaintedDocument* current() const;
    void show(PaintedDocument* document);
    void showNewPictures() { show(nullptr); }

    /// Takes back what is only being tried on the canvas: a mask operation whose number is being chosen, what
    /// a tool has not finished. False for nothing.
    bool cancelPending();

    PaintingView& view() { return *m_view; }
    ToolBox& tools() { return *m_tools; }
    MaskActions& maskActions() { return *m_maskActions; }
    MaskLookActions& maskLook() { return *m_maskLook; }

    /// What was made for a document; none for the tab for new pictures.
    Candidates* candidates(PaintedDocument* document) const;
    /// Of the document that the job was started for; null when it is closed, or the job was no document's.
    Candidates* candidatesOf(JobId job) const;
    void acceptCandidate();
    void rejectCandidates();
    void compareCandidate(bool compare);

    void load(QSettings& settings);
    void save(QSettings& settings) const;
    void retranslate();

Q_SIGNALS:
    /// Another tab is in front, or this one's document changed what can be done with it.
    void currentChanged(PaintedDocument* document);
    void changed();
    void failed(const Error& error);
    /// What was done last in it is safe only while the program runs, see PaintedDocument.
    void journalFailed(PaintedDocument* document, const Error& error);
    /// What `save` keeps is other than before.
    void settingsChanged();
    void newAsked();
    void closeAsked(PaintedDocument* document);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOut();
    void wireView();
    void add(PaintedDocument* document, bool recovered);
    void remove(PaintedDocument* document);
    void tabChosen(int index);
    void showTitle(PaintedDocument* document);
    int tabOf(PaintedDocument* document) const;

    // document_area_candidates.cpp
    void wireCandidates();
    void showCandidates();

    CanvasStage& m_stage;
    OpenDocuments* m_documents;
    ToolBox* m_tools;
    PaintingView* m_view;
    QTabBar* m_tabs;
    QToolButton* m_add;
    ToolRail* m_rail;
    ToolOptionsBar* m_options;
    MaskAmountCard* m_amount;
    CandidateBar* m_bar;
    MaskActions* m_maskActions;
    MaskLookActions* m_maskLook;
    std::map<PaintedDocument*, Candidates*> m_candidates;
    const Candidates* m_barShows = nullptr;
};

} // namespace latentbrush::ui
