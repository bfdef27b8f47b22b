#include "core/document/file_size_limit.h"
#include "document/workspace_folder.h"
#include "document_window_fixture.h"
#include "ui/canvas/candidate_bar.h"
#include "ui/canvas/canvas_stage.h"
#include "ui/canvas/canvas_view.h"
#include "ui/painting/mask_actions.h"
#include "ui/painting/mask_amount_card.h"
#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"
#include "ui/painting/tool_rail.h"
#include "ui/panels/parameters_panel.h"
#include "ui/widgets/error_bar.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>

namespace latentbrush::ui {
namespace {

using namespace std::chrono_literals;

class DocumentWindowTest : public DocumentWindowFixture {
protected:
    /// With the left button, in the document's pixels.
    void drag(QPointF from, QPointF to) {
        auto& view = part<PaintingView>();
        for (const auto& [type, at] :
             {std::pair(QEvent::MouseButtonPress, from), std::pair(QEvent::MouseMove, to),
              std::pair(QEvent::MouseButtonRelease, to)}) {
            const auto place = view.transform().toView(at);
            QMouseEvent event(type, place, place, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&view, &event);
        }
    }
};

TEST_F(DocumentWindowTest, ToolsAreThereWithADocumentAlone) {
    EXPECT_FALSE(part<ToolRail>().isVisible());
    EXPECT_TRUE(part<CanvasView>().isVisible());
    EXPECT_FALSE(action(Command::SaveAs).isEnabled());
    newDocument();
    EXPECT_TRUE(part<ToolRail>().isVisible());
    EXPECT_TRUE(part<PaintingView>().isVisible());
    EXPECT_FALSE(part<CanvasView>().isVisible());
    EXPECT_TRUE(action(Command::SaveAs).isEnabled());
    EXPECT_EQ(document().size(), QSize(32, 32));
    area().showNewPictures();
    EXPECT_FALSE(part<ToolRail>().isVisible());
}

TEST_F(DocumentWindowTest, GenerateFillsTheMaskOrChangesThePicture) {
    newDocument();
    generate();
    ASSERT_EQ(m_asked.size(), 1U);
    EXPECT_EQ(m_asked[0].task, Task(TextToImage{})); // nothing is there yet
    EXPECT_EQ(m_asked[0].width, 32);
    action(Command::AcceptCandidate).trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return document().history().undoName() == "accept"; }, kPatience));
    generate();
    ASSERT_EQ(m_asked.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<ImageToImage>(m_asked[1].task));
    m_asked.erase(m_asked.begin());
    maskCorner();
    generate();
    ASSERT_EQ(m_asked.size(), 2U);
    ASSERT_TRUE(std::holds_alternative<Inpaint>(m_asked[1].task));
    EXPECT_EQ(std::get<Inpaint>(m_asked[1].task).mask.picture->at(7, 7)[0], 255);
    EXPECT_EQ(std::get<Inpaint>(m_asked[1].task).mask.picture->at(8, 8)[0], 0);
    area().showNewPictures();
    generate();
    EXPECT_EQ(m_asked.back().task, Task(TextToImage{}));
}

TEST_F(DocumentWindowTest, ACandidateIsShownInPlaceAndBecomesOneStep) {
    newDocument();
    GenerationRequest request;
    request.count = 2;
    request.prompt = "a house";
    m_window->useRequest(request);
    const auto before = document().state().picture;
    generate();
    EXPECT_EQ(candidates().all().size(), 2U);
    EXPECT_TRUE(part<CandidateBar>().isVisible());
    EXPECT_EQ(part<CandidateBar>().count(), 2);
    EXPECT_EQ(document().state().picture, before);
    EXPECT_TRUE(part<CanvasView>().isEmpty());
    action(Command::PreviousPicture).trigger();
    EXPECT_EQ(candidates().current(), 0);
    EXPECT_EQ(part<CandidateBar>().current(), 0);
    const auto chosen = candidates().all()[0].image.picture;
    const auto steps = document().history().undoCount();
    action(Command::AcceptCandidate).trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return document().history().undoCount() == steps + 1; }, kPatience));
    EXPECT_EQ(document().state().picture.read({9, 9, 1, 1}).pixels[0], chosen->at(9, 9)[0]);
    EXPECT_FALSE(part<CandidateBar>().isVisible());
    EXPECT_EQ(document().history().undoName(), "accept");
    action(Command::Undo).trigger();
    EXPECT_EQ(document().state().picture, before);
}

TEST_F(DocumentWindowTest, KeysOnTheCanvasFlipAndAccept) {
    newDocument();
    GenerationRequest request;
    request.count = 3;
    m_window->useRequest(request);
    generate();
    auto& view = part<PaintingView>();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_Left);
    EXPECT_EQ(candidates().current(), 1);
    QTest::keyClick(&view, Qt::Key_Right);
    EXPECT_EQ(candidates().current(), 2);
    const auto steps = document().history().undoCount();
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_TRUE(QTest::qWaitFor([&] { return document().history().undoCount() == steps + 1; }, kPatience));
    EXPECT_TRUE(candidates().all().empty());
}

TEST_F(DocumentWindowTest, PromptAndSeedAreNothingThatUndoWouldTake) {
    newDocument();
    maskCorner();
    generate(); // which keeps prompt and seed with the document
    EXPECT_EQ(document().history().undoName(), PaintedDocument::kSettingsStep);
    EXPECT_TRUE(action(Command::Undo).isEnabled());
    action(Command::RejectCandidates).trigger();
    action(Command::Undo).trigger();
    EXPECT_EQ(document().state().mask.read({0, 0, 1, 1}).pixels[0], 0) << "the stroke is what goes";
    EXPECT_FALSE(action(Command::Undo).isEnabled());
    part<PromptCard>().setPrompts(QStringLiteral("夕焼けの海"), {});
    generate();
    area().showNewPictures();
    area().show(area().documents().all().first());
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("夕焼けの海")) << "kept beside the document";
    ASSERT_TRUE(action(Command::Redo).isEnabled()) << "making a picture ends nothing";
    action(Command::Redo).trigger();
    EXPECT_EQ(document().state().mask.read({0, 0, 1, 1}).pixels[0], 255);
}

TEST_F(DocumentWindowTest, TheCanvasShowsTheMaskAsItWillBeTaken) {
    newDocument();
    auto wanted = document().state();
    ASSERT_TRUE(wanted.picture.write({32, 32, 4, std::vector<std::uint8_t>(32 * 32 * 4, 255)}, 0, 0));
    ASSERT_TRUE(document().applyState("paint", wanted));
    maskCorner();
    auto& panel = part<ParametersPanel>();
    const auto tintAt = [this](double x, double y) {
        auto& view = part<PaintingView>();
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                view.repaint();
                return view.isSettled();
            },
            kPatience));
        return view.grab().toImage().pixelColor(view.transform().toView({x, y}).toPoint());
    };
    Painting painting;
    painting.maskBlur = 0;
    panel.setPainting(0.75, 0.75, painting);
    const auto bare = tintAt(10.5, 4.5);
    EXPECT_EQ(bare, tintAt(25.5, 25.5)) << "nothing is masked there";
    EXPECT_NE(tintAt(4.5, 4.5), bare);
    painting.maskBlur = 4;
    panel.setPainting(0.75, 0.75, painting);
    EXPECT_NE(tintAt(10.5, 4.5), bare) << "blur reaches there";
    painting.maskBlur = 0;
    painting.notMasked = true;
    panel.setPainting(0.75, 0.75, painting);
    EXPECT_NE(tintAt(25.5, 25.5), bare);
    EXPECT_EQ(tintAt(4.5, 4.5), bare);
}

TEST_F(DocumentWindowTest, ExtendingReachesAsFarAsTheBlur) {
    newDocument();
    generate();
    action(Command::AcceptCandidate).trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return document().history().undoName() == "accept"; }, kPatience));
    Painting painting;
    painting.maskBlur = 2;
    part<ParametersPanel>().setPainting(0.75, 0.75, painting);
    auto& tools = area().tools();
    tools.choose(ToolId::Crop);
    auto& view = part<PaintingView>();
    drag({32, 16}, {40, 16});
    QTest::keyClick(&view, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return document().size() == QSize(40, 32); }, kPatience));
    const auto row = document().state().mask.read({0, 16, 40, 1});
    EXPECT_EQ(std::ranges::count(row.pixels, 255), 8 + 5) << "2.5 times the blur";
}

TEST_F(DocumentWindowTest, AFullDiskIsSaidBeforeAnythingIsLost) {
    newDocument();
    growJournal();
    const auto journal = document::journalOf(services().workspace / document().info().id);
    auto limit = std::make_unique<document::FileSizeLimit>(std::filesystem::file_size(journal));
    maskCorner();
    auto& bar = part<ErrorBar>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return bar.isVisible(); }, kPatience));
    m_window->close();
    const auto question = [this] { return m_window->findChild<QMessageBox*>(); };
    ASSERT_TRUE(QTest::qWaitFor([&] { return question(); }, kPatience));
    EXPECT_TRUE(m_window->isVisible());
    question()->button(QMessageBox::Cancel)->click();
    EXPECT_TRUE(m_window->isVisible());
    limit.reset(); // somebody made room
    const auto buttons = bar.findChildren<QPushButton*>();
    const auto again = std::ranges::find(buttons, QStringLiteral("Try again"), &QPushButton::text);
    ASSERT_NE(again, buttons.end());
    (*again)->click();
    EXPECT_TRUE(document().waitForJournal(10s));
    m_window->close();
    EXPECT_TRUE(QTest::qWaitFor([&] { return !m_window->isVisible(); }, kPatience));
}

TEST_F(DocumentWindowTest, WhatWasSavedOnAnotherDiskIsNotAskedAbout) {
    newDocument();
    growJournal();
    const auto journal = document::journalOf(services().workspace / document().info().id);
    {
        const document::FileSizeLimit full(std::filesystem::file_size(journal));
        maskCorner();
        ASSERT_TRUE(QTest::qWaitFor([&] { return document().isJournalStuck(); }, kPatience));
        // As saving does: prompt and settings go with it.
        auto& saving = document();
        area().showNewPictures();
        area().show(&saving);
        const QSignalSpy saved(&document(), &PaintedDocument::saved);
        document().save(m_folder.filePath(QStringLiteral("elsewhere.ora")).toStdString());
        ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() == 1; }, kPatience));
        m_window->close();
        EXPECT_TRUE(QTest::qWaitFor([&] { return !m_window->isVisible(); }, kPatience));
        EXPECT_EQ(m_window->findChild<QMessageBox*>(), nullptr);
        m_window.reset();
    }
    open();
    m_window->begin();
    QTest::qWait(300);
    EXPECT_TRUE(area().documents().isEmpty()) << "nothing older than the file comes back";
}

TEST_F(DocumentWindowTest, AShapeThatIsStillBeingFilledBelongsToWhatComesNext) {
    auto state = document::blankState(2048, 1024).value();
    ASSERT_TRUE(state.picture.write({8, 8, 4, std::vector<std::uint8_t>(256, 255)}, 0, 0));
    area().documents().create(std::move(state), QStringLiteral("large"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return area().current() != nullptr; }, kPatience));
    maskCorner();
    area().tools().choose(ToolId::Rectangle);
    drag({100, 100}, {1900, 900});
    ASSERT_TRUE(document().hasStepsUnderWay());
    action(Command::Undo).trigger(); // the shape, not what was before it
    ASSERT_TRUE(QTest::qWaitFor([&] { return document().history().redoCount() == 1; }, kPatience));
    EXPECT_EQ(document().redoName(), "shape");
    EXPECT_EQ(document().undoName(), "paint");
    drag({100, 100}, {1900, 900});
    generate();
    ASSERT_EQ(m_asked.size(), 1U);
    ASSERT_TRUE(std::holds_alternative<Inpaint>(m_asked[0].task));
    EXPECT_EQ(std::get<Inpaint>(m_asked[0].task).mask.picture->at(1000, 500)[0], 255);
}

TEST_F(DocumentWindowTest, WhoClosesAllTheSameLosesOnlyTheLastSteps) {
    newDocument();
    maskCorner();
    ASSERT_TRUE(document().waitForJournal(10s));
    {
        const auto journal = document::journalOf(services().workspace / document().info().id);
        const document::FileSizeLimit full(std::filesystem::file_size(journal));
        auto wanted = document().state();
        ASSERT_TRUE(wanted.mask.write({1, 1, 1, {7}}, 20, 20));
        ASSERT_TRUE(document().applyState("paint", wanted));
        m_window->close();
        const auto question = [this] { return m_window->findChild<QMessageBox*>(); };
        ASSERT_TRUE(QTest::qWaitFor([&] { return question(); }, kPatience));
        question()->button(QMessageBox::Discard)->click();
        ASSERT_TRUE(QTest::qWaitFor([&] { return !m_window->isVisible(); }, kPatience));
        m_window.reset();
    }
    open();
    m_window->begin();
    ASSERT_TRUE(QTest::qWaitFor([&] { return area().documents().all().size() == 1; }, kPatience));
    const auto& back = area().documents().all().first()->state();
    EXPECT_EQ(back.mask.read({0, 0, 1, 1}).pixels[0], 255);
    EXPECT_EQ(back.mask.read({20, 20, 1, 1}).pixels[0], 0);
}

TEST_F(DocumentWindowTest, EscapeTakesBackWhatIsOnlyBeingTried) {
    newDocument();
    auto& view = part<PaintingView>();
    auto& tools = area().tools();
    const auto send = [&](QEvent::Type type, QPointF at) {
        const auto place = view.transform().toView(at);
        QMouseEvent event(type, place, place, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&view, &event);
    };
    view.setFocus();
    tools.choose(ToolId::Polygon);
    for (const auto at : {QPointF(2, 2), QPointF(20, 2), QPointF(20, 20)})
        for (const auto type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease})
            send(type, at);
    ASSERT_TRUE(tools.current().isBusy());
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_FALSE(tools.current().isBusy());
    tools.choose(ToolId::Rectangle);
    send(QEvent::MouseButtonPress, {2, 2});
    send(QEvent::MouseMove, {20, 20});
    QTest::keyClick(&view, Qt::Key_Escape);
    send(QEvent::MouseButtonRelease, {20, 20});
    EXPECT_EQ(document().history().undoCount(), 0U);
    tools.place(document(), QImage(8, 8, QImage::Format_ARGB32));
    ASSERT_TRUE(tools.current().isBusy());
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_FALSE(tools.current().isBusy());
    maskCorner();
    area().maskActions().action(MaskOperation::Grow)->trigger();
    auto& card = part<MaskAmountCard>();
    ASSERT_TRUE(card.isVisible());
    QTest::keyClick(card.findChild<QAbstractSpinBox*>(), Qt::Key_Escape);
    EXPECT_FALSE(card.isVisible());
    EXPECT_FALSE(document().hasDraft());
}

TEST_F(DocumentWindowTest, EscapeEndsTheStrokeBeforeTheJob) {
    newDocument();
    auto& view = part<PaintingView>();
    m_stepTime = 30ms;
    const QSignalSpy cancelled(&m_window->jobs(), &JobRunner::cancelled);
    const QSignalSpy idle(&m_window->jobs(), &JobRunner::idle);
    Q_EMIT part<PromptCard>().generateAsked();
    ASSERT_TRUE(QTest::qWaitFor([&] { return m_window->jobs().isBusy(); }, kPatience));
    area().tools().choose(ToolId::Rectangle);
    const auto place = view.transform().toView(QPointF(4, 4));
    QMouseEvent press(QEvent::MouseButtonPress, place, place, Qt::LeftButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&view, &press);
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_FALSE(area().tools().current().isBusy());
    ASSERT_TRUE(QTest::qWaitFor([&] { return idle.size() == 1; }, kPatience));
    EXPECT_EQ(cancelled.size(), 0) << "the job goes on";
}

TEST_F(DocumentWindowTest, TheKeyXPaintsOnTheSketch) {
    newDocument();
    auto& view = part<PaintingView>();
    view.setFocus();
    QTest::keyClick(&view, Qt::Key_X);
    EXPECT_EQ(area().tools().settings().values().target, PaintTarget::Sketch);
    EXPECT_TRUE(area().tools().sketchAction()->isChecked());
    QTest::keyClick(&view, Qt::Key_X);
    EXPECT_EQ(area().tools().settings().values().target, PaintTarget::Mask);
    QTest::keyClick(part<PromptCard>().findChild<QPlainTextEdit*>(), Qt::Key_X);
    EXPECT_EQ(area().tools().settings().values().target, PaintTarget::Mask) << "a letter elsewhere";
}

TEST_F(DocumentWindowTest, ToolsAndPromptAreKeptSoonNotOnlyAtTheEnd) {
    area().tools().choose(ToolId::Lasso);
    auto values = area().tools().settings().values();
    values.target = PaintTarget::Sketch;
    values.colour = QColor(1, 2, 3, 77);
    area().tools().settings().set(values);
    part<PromptCard>().setPrompts(QStringLiteral("夕焼けの海"), {});
    const auto kept = [this] {
        return m_preferences.lastRequest().contains(QStringLiteral("夕焼けの海").toUtf8());
    };
    ASSERT_TRUE(QTest::qWaitFor(kept, kPatience)) << "the window was not closed";
    ToolBox again;
    again.load(m_preferences.file());
    EXPECT_EQ(again.currentId(), ToolId::Lasso);
    EXPECT_EQ(again.settings().values().target, PaintTarget::Sketch);
    EXPECT_EQ(again.settings().values().colour, QColor(1, 2, 3, 77));
    EXPECT_TRUE(again.sketchAction()->isChecked());
}

TEST_F(DocumentWindowTest, SavingOneDocumentEndsNoOthersRedo) {
    newDocument();
    auto& first = document();
    maskCorner();
    action(Command::Undo).trigger();
    part<PromptCard>().setPrompts(QStringLiteral("a harbour"), {});
    newDocument();
    const QSignalSpy saved(&document(), &PaintedDocument::saved);
    document().save(m_folder.filePath(QStringLiteral("a.ora")).toStdString());
    ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() == 1; }, kPatience));
    action(Command::Save).trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() == 2; }, kPatience));
    EXPECT_EQ(first.redoName(), "paint");
    area().show(&first);
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("a harbour"));
}

TEST_F(DocumentWindowTest, RejectedCandidatesLeaveNothing) {
    newDocument();
    generate();
    const auto steps = document().history().undoCount();
    action(Command::CompareCandidate).trigger();
    EXPECT_TRUE(candidates().split());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    EXPECT_TRUE(candidates().all().empty());
    EXPECT_FALSE(part<CandidateBar>().isVisible());
    EXPECT_EQ(document().history().undoCount(), steps);
}

TEST_F(DocumentWindowTest, EachTabHasItsOwnPromptAndMask) {
    part<PromptCard>().setPrompts(QStringLiteral("a new one"), {});
    newDocument();
    part<PromptCard>().setPrompts(QStringLiteral("first"), QStringLiteral("not"));
    maskCorner();
    newDocument();
    part<PromptCard>().setPrompts(QStringLiteral("second"), {});
    auto* first = area().documents().all().first();
    area().show(first);
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("first"));
    EXPECT_EQ(part<PromptCard>().negativePrompt(), QStringLiteral("not"));
    EXPECT_FALSE(document().state().mask.contentBounds().empty());
    area().showNewPictures();
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("a new one"));
    area().show(area().documents().all().last());
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("second"));
    EXPECT_TRUE(document().state().mask.contentBounds().empty());
}

TEST_F(DocumentWindowTest, DocumentsComeBackAtTheNextStart) {
    newDocument();
    part<PromptCard>().setPrompts(QStringLiteral("夕焼けの海"), {});
    maskCorner();
    m_window->close();
    m_window.reset();
    open();
    m_window->begin();
    ASSERT_TRUE(QTest::qWaitFor([&] { return area().documents().all().size() == 1; }, kPatience));
    EXPECT_EQ(area().current(), nullptr); // it waits in its tab
    area().show(area().documents().all().first());
    EXPECT_EQ(document().state().mask.contentBounds(), (document::Rect{0, 0, 8, 8}));
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("夕焼けの海"));
    while (action(Command::Undo).isEnabled())
        action(Command::Undo).trigger();
    EXPECT_TRUE(document().state().mask.contentBounds().empty());
}

TEST_F(DocumentWindowTest, ClosingAsksOnlyWhereSomethingWouldBeLost) {
    newDocument();
    action(Command::CloseDocument).trigger();
    EXPECT_TRUE(area().documents().isEmpty());
    newDocument();
    maskCorner();
    action(Command::CloseDocument).trigger();
    auto* question = m_window->findChild<QMessageBox*>();
    ASSERT_NE(question, nullptr);
    EXPECT_EQ(area().documents().all().size(), 1);
    question->button(QMessageBox::Discard)->click();
    EXPECT_TRUE(QTest::qWaitFor([&] { return area().documents().isEmpty(); }, kPatience));
}

TEST_F(DocumentWindowTest, AMadePictureCanBePaintedOn) {
    generate();
    action(Command::PaintOnPicture).trigger();
    ASSERT_TRUE(QTest::qWaitFor([&] { return area().current() != nullptr; }, kPatience));
    EXPECT_EQ(document().size(), QSize(32, 32));
    EXPECT_EQ(document().state().picture.read({31, 31, 1, 1}).pixels[3], 255);
    EXPECT_EQ(part<PromptCard>().prompt().toStdString(), m_asked[0].prompt);
}

TEST_F(DocumentWindowTest, APictureForAClosedDocumentGoesNowhere) {
    newDocument();
    generate();
    const auto job = candidates().job();
    area().documents().close(area().current());
    EXPECT_EQ(area().candidatesOf(job), nullptr);
    EXPECT_TRUE(part<CanvasView>().isEmpty());
}

} // namespace
} // namespace latentbrush::ui
