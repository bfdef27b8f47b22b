#include "ui/painting/painted_document.h"

#include "core/document/file_size_limit.h"
#include "document/document_file.h"
#include "document/document_resize.h"
#include "document/workspace_folder.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>
#include <utility>

namespace latentbrush::ui {
namespace {

using document::Document;
using document::LayerId;
using std::chrono::seconds;

document::Change dot(const document::DocumentState& state, int x, int y, std::uint8_t value) {
    document::Change change;
    change.name = "paint";
    auto mask = state.mask;
    EXPECT_TRUE(mask.write({1, 1, 1, {value}}, x, y));
    change.tiles = document::swapsBetween(LayerId::Mask, state.mask, mask);
    return change;
}

std::uint8_t maskAt(const document::DocumentState& state, int x, int y) {
    return state.mask.read({x, y, 1, 1}).pixels[0];
}

class PaintedDocumentTest : public testing::Test {
protected:
    PaintedDocument m_painted{*Document::create(600, 400)};
    QSignalSpy m_changed{&m_painted, &PaintedDocument::changed};
    QSignalSpy m_history{&m_painted, &PaintedDocument::historyChanged};
};

TEST_F(PaintedDocumentTest, TellsWhichPixelsOfWhichLayerChanged) {
    ASSERT_TRUE(m_painted.apply(dot(m_painted.state(), 300, 20, 200)));
    ASSERT_EQ(m_changed.size(), 1);
    EXPECT_EQ(m_changed[0][0].value<LayerId>(), LayerId::Mask);
    EXPECT_EQ(m_changed[0][1].toRect(), QRect(256, 0, 256, 256));
    EXPECT_EQ(m_history.size(), 1);
    ASSERT_TRUE(m_painted.undo());
    EXPECT_EQ(m_changed.size(), 2);
    EXPECT_EQ(maskAt(m_painted.state(), 300, 20), 0);
    ASSERT_TRUE(m_painted.redo());
    EXPECT_EQ(maskAt(m_painted.state(), 300, 20), 200);
    EXPECT_FALSE(m_painted.redo());
}

TEST_F(PaintedDocumentTest, ADraftIsShownAndBecomesOneStep) {
    const auto id = m_painted.beginDraft();
    ASSERT_NE(m_painted.draft(id), nullptr);
    for (int x = 0; x < 3; ++x) {
        ASSERT_TRUE(m_painted.draft(id)->mask.write({1, 1, 1, {90}}, x, 0));
        m_painted.draftChanged(LayerId::Mask, {x, 0, 1, 1});
    }
    EXPECT_EQ(m_changed.size(), 3);
    EXPECT_EQ(maskAt(m_painted.shown(), 2, 0), 90);
    EXPECT_EQ(maskAt(m_painted.state(), 2, 0), 0);
    ASSERT_TRUE(m_painted.commitDraft(id, "paint"));
    EXPECT_EQ(m_changed.size(), 3); // the pixels are shown already
    EXPECT_EQ(maskAt(m_painted.state(), 2, 0), 90);
    EXPECT_EQ(m_painted.history().undoCount(), 1U);
    EXPECT_EQ(m_painted.draft(id), nullptr);
}

TEST_F(PaintedDocumentTest, ADroppedDraftLeavesNothing) {
    const auto id = m_painted.beginDraft();
    ASSERT_TRUE(m_painted.draft(id)->mask.write({1, 1, 1, {90}}, 5, 5));
    m_painted.dropDraft(id);
    EXPECT_EQ(maskAt(m_painted.shown(), 5, 5), 0);
    EXPECT_EQ(m_changed.size(), 1);
    EXPECT_EQ(m_painted.history().undoCount(), 0U);
    EXPECT_TRUE(m_painted.commitDraft(id, "paint"));
    EXPECT_EQ(m_history.size(), 0);
}

TEST_F(PaintedDocumentTest, ASecondDraftEndsTheFirst) {
    const auto first = m_painted.beginDraft();
    const auto second = m_painted.beginDraft();
    EXPECT_EQ(m_painted.draft(first), nullptr);
    m_painted.dropDraft(first);
    EXPECT_NE(m_painted.draft(second), nullptr);
}

TEST_F(PaintedDocumentTest, WhatArrivesDuringADraftGoesBelowIt) {
    const auto id = m_painted.beginDraft();
    ASSERT_TRUE(m_painted.draft(id)->mask.write({1, 1, 1, {90}}, 5, 5));
    ASSERT_TRUE(m_painted.apply(dot(m_painted.state(), 500, 300, 40)));
    EXPECT_EQ(maskAt(m_painted.shown(), 500, 300), 40);
    ASSERT_TRUE(m_painted.commitDraft(id, "paint"));
    EXPECT_EQ(maskAt(m_painted.state(), 5, 5), 90);
    EXPECT_EQ(maskAt(m_painted.state(), 500, 300), 40);
    ASSERT_TRUE(m_painted.undo());
    EXPECT_EQ(maskAt(m_painted.state(), 5, 5), 0);
    EXPECT_EQ(maskAt(m_painted.state(), 500, 300), 40);
}

TEST_F(PaintedDocumentTest, UndoTakesBackADraftFirst) {
    ASSERT_TRUE(m_painted.apply(dot(m_painted.state(), 1, 1, 7)));
    m_painted.beginDraft();
    EXPECT_TRUE(m_painted.undo());
    EXPECT_EQ(maskAt(m_painted.state(), 1, 1), 7);
}

/// Tells what came in which order, and looks at the document each time.
TEST_F(PaintedDocumentTest, UndoAndRedoPassOverWhatOnlyKeepsSettings) {
    const auto keep = [&](int seed) {
        auto wanted = m_painted.state();
        wanted.settings["seed"] = seed;
        ASSERT_TRUE(m_painted.applyState(PaintedDocument::kSettingsStep, wanted));
    };
    keep(1);
    EXPECT_EQ(m_painted.undoName(), "") << "nothing was done to the picture";
    EXPECT_FALSE(m_painted.undo());
    ASSERT_TRUE(m_painted.apply(dot(m_painted.state(), 1, 1, 200)));
    keep(2);
    keep(3);
    ASSERT_TRUE(m_painted.apply(dot(m_painted.state(), 2, 2, 200)));
    EXPECT_EQ(m_painted.undoName(), "paint");
    ASSERT_TRUE(m_painted.undo());
    EXPECT_EQ(maskAt(m_painted.state(), 2, 2), 0);
    EXPECT_EQ(m_painted.state().settings["seed"], 3);
    ASSERT_TRUE(m_painted.undo());
    EXPECT_EQ(maskAt(m_painted.state(), 1, 1), 0);
    EXPECT_EQ(m_painted.state().settings["seed"], 1);
    EXPECT_FALSE(m_painted.undo());
    for (const int place : {1, 2}) {
        EXPECT_EQ(m_painted.redoName(), "paint");
        ASSERT_TRUE(m_painted.redo());
        EXPECT_EQ(maskAt(m_painted.state(), place, place), 200);
    }
    EXPECT_EQ(m_painted.state().settings["seed"], 3);
    EXPECT_FALSE(m_painted.redo());
}

class SizeTest : public PaintedDocumentTest {
protected:
    SizeTest() {
        QObject::connect(&m_painted, &PaintedDocument::sizeChanged, [this](QSize size) {
            EXPECT_EQ(size, shownSize());
            m_told << QStringLiteral("size");
        });
        QObject::connect(&m_painted, &PaintedDocument::changed, [this](LayerId, QRect rect) {
            EXPECT_TRUE(QRect({0, 0}, shownSize()).contains(rect));
            m_told << (rect.size() == shownSize() ? QStringLiteral("all") : QStringLiteral("part"));
        });
    }
    QSize shownSize() const {
        const auto& picture = m_painted.shown().picture;
        return {picture.width(), picture.height()};
    }
    document::DocumentState on(const document::Rect& canvas) const {
        return *document::resized(m_painted.state(), canvas);
    }
    QStringList told() { return std::exchange(m_told, {}); }

    const QStringList m_anew{QStringLiteral("size"), QStringLiteral("all"), QStringLiteral("all"),
                             QStringLiteral("all")};
    QStringList m_told;
};

TEST_F(SizeTest, IsToldBeforeAllPixels) {
    ASSERT_TRUE(m_painted.apply(dot(m_painted.state(), 590, 390, 9)));
    EXPECT_EQ(told(), QStringList{QStringLiteral("part")});
    ASSERT_TRUE(m_painted.applyState("crop", on({500, 300, 100, 100})));
    EXPECT_EQ(m_painted.size(), QSize(100, 100));
    EXPECT_EQ(maskAt(m_painted.state(), 90, 90), 9);
    EXPECT_EQ(told(), m_anew);
    ASSERT_TRUE(m_painted.undo());
    EXPECT_EQ(m_painted.size(), QSize(600, 400));
    EXPECT_EQ(told(), m_anew);
    ASSERT_TRUE(m_painted.redo());
    EXPECT_EQ(m_painted.size(), QSize(100, 100));
    EXPECT_EQ(told(), m_anew);
}

TEST_F(SizeTest, ADraftMayHaveAnother) {
    for (const bool committed : {true, false}) {
        const auto id = m_painted.beginDraft();
        *m_painted.draft(id) = on({-100, 0, 800, 500});
        m_painted.draftChanged(LayerId::Picture, {0, 0, 1, 1});
        EXPECT_EQ(told(), m_anew);
        m_painted.draftChanged(LayerId::Picture, {0, 0, 1, 1});
        EXPECT_EQ(told(), QStringList{QStringLiteral("part")});
        EXPECT_EQ(m_painted.size(), QSize(600, 400));
        if (committed) {
            ASSERT_TRUE(m_painted.commitDraft(id, "extend"));
            EXPECT_EQ(told(), QStringList()) << "it is on the screen already";
            EXPECT_EQ(m_painted.size(), QSize(800, 500));
            ASSERT_TRUE(m_painted.undo());
        } else {
            m_painted.dropDraft(id);
        }
        EXPECT_EQ(m_painted.size(), QSize(600, 400));
        EXPECT_EQ(told(), m_anew);
    }
}

TEST_F(SizeTest, ADraftOfAnotherSizeThanTheStateIsDropped) {
    const auto first = m_painted.beginDraft();
    ASSERT_TRUE(m_painted.draft(first)->mask.write({1, 1, 1, {90}}, 500, 300));
    ASSERT_TRUE(m_painted.applyState("crop", on({0, 0, 100, 100}))); // below it
    EXPECT_EQ(m_painted.draft(first), nullptr);
    EXPECT_EQ(told(), m_anew);
    const auto second = m_painted.beginDraft();
    *m_painted.draft(second) = on({0, 0, 700, 700});
    m_painted.draftChanged(LayerId::Mask, {});
    EXPECT_EQ(told(), m_anew);
    ASSERT_TRUE(m_painted.apply(dot(m_painted.state(), 5, 5, 40)));
    EXPECT_EQ(m_painted.draft(second), nullptr);
    EXPECT_EQ(told(), m_anew);
    EXPECT_EQ(maskAt(m_painted.shown(), 5, 5), 40);
}

/// The only entry that is left in a workspace, opened anew.
document::OpenedDocument recovered(document::Workspace& workspace) {
    const auto left = workspace.left();
    EXPECT_TRUE(left);
    EXPECT_EQ(left->size(), 1U);
    auto opened = workspace.recover(left->front().info.id);
    EXPECT_TRUE(opened);
    return std::move(*opened);
}

class PaintedDocumentJournal : public testing::Test {
protected:
    QTemporaryDir m_folder;
    document::Workspace m_workspace{m_folder.path().toStdString()};
};

TEST_F(PaintedDocumentJournal, BringsBackWhatWasDone) {
    {
        PaintedDocument painted(*m_workspace.create(600, 400, "a"));
        EXPECT_TRUE(painted.info().saved);
        ASSERT_TRUE(painted.apply(dot(painted.state(), 1, 1, 10)));
        EXPECT_FALSE(painted.info().saved);
        ASSERT_TRUE(painted.apply(dot(painted.state(), 300, 300, 20)));
        ASSERT_TRUE(painted.undo());
        ASSERT_TRUE(painted.redo());
        const auto id = painted.beginDraft();
        ASSERT_TRUE(painted.draft(id)->mask.write({1, 1, 1, {30}}, 2, 2));
        ASSERT_TRUE(painted.commitDraft(id, "paint"));
        ASSERT_TRUE(painted.undo());
        EXPECT_TRUE(painted.waitForJournal(seconds(10)));
    }
    const auto opened = recovered(m_workspace);
    EXPECT_EQ(maskAt(opened.document.state(), 1, 1), 10);
    EXPECT_EQ(maskAt(opened.document.state(), 300, 300), 20);
    EXPECT_EQ(maskAt(opened.document.state(), 2, 2), 0);
    EXPECT_EQ(opened.document.history().undoCount(), 2U);
    EXPECT_EQ(opened.document.history().redoCount(), 1U);
}

TEST_F(PaintedDocumentJournal, IsSavedAndClosed) {
    const auto file = std::filesystem::path(m_folder.filePath(QStringLiteral("harbour.ora")).toStdString());
    {
        PaintedDocument painted(*m_workspace.create(600, 400, "a"));
        QSignalSpy saved(&painted, &PaintedDocument::saved);
        QSignalSpy refused(&painted, &PaintedDocument::saveFailed);
        ASSERT_TRUE(painted.apply(dot(painted.state(), 1, 1, 10)));
        painted.save(file);
        ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() == 1; }, 10'000));
        EXPECT_EQ(painted.info().title, "harbour");
        EXPECT_TRUE(painted.info().saved);
        painted.save(file);
        ASSERT_TRUE(painted.apply(dot(painted.state(), 2, 2, 10))); // while it is being written
        ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() == 2; }, 10'000));
        EXPECT_FALSE(painted.info().saved);
        painted.save(std::filesystem::path(m_folder.path().toStdString()) / "nowhere" / "a.ora");
        ASSERT_TRUE(QTest::qWaitFor([&] { return refused.size() == 1; }, 10'000));
        EXPECT_EQ(painted.info().title, "harbour");
        painted.close();
    }
    EXPECT_TRUE(m_workspace.left()->empty());
    EXPECT_EQ(maskAt(m_workspace.open(file)->document.state(), 1, 1), 10);
}

TEST_F(PaintedDocumentJournal, ReportsWhatCouldNotBeWrittenAndWritesItLater) {
    {
        PaintedDocument painted(*m_workspace.create(600, 400, "a"));
        ASSERT_TRUE(painted.apply(dot(painted.state(), 1, 1, 10))); // it counts as changed from here on
        ASSERT_TRUE(painted.waitForJournal(seconds(10)));
        const auto journal = document::journalOf(m_folder.path().toStdString() + "/" + painted.info().id);
        QSignalSpy failed(&painted, &PaintedDocument::journalFailed);
        {
            const document::FileSizeLimit full(std::filesystem::file_size(journal));
            ASSERT_TRUE(painted.apply(dot(painted.state(), 3, 3, 30)));
            ASSERT_TRUE(QTest::qWaitFor([&] { return failed.size() == 1; }, 10'000));
            EXPECT_EQ(failed[0][0].value<Error>().subject, journal.string());
            EXPECT_EQ(maskAt(painted.state(), 3, 3), 30);
            EXPECT_FALSE(painted.waitForJournal(std::chrono::milliseconds(0)));
        }
        painted.retryJournal();
        EXPECT_TRUE(painted.waitForJournal(seconds(10)));
        ASSERT_TRUE(painted.apply(dot(painted.state(), 2, 2, 20)));
    }
    const auto opened = recovered(m_workspace);
    EXPECT_EQ(maskAt(opened.document.state(), 1, 1), 10);
    EXPECT_EQ(maskAt(opened.document.state(), 3, 3), 30);
    EXPECT_EQ(maskAt(opened.document.state(), 2, 2), 20);
}

TEST_F(PaintedDocumentJournal, AFullDiskKeepsNoDocumentFromItsFileOnAnother) {
    const auto file = std::filesystem::path(m_folder.path().toStdString()) / "harbour.ora";
    {
        PaintedDocument painted(*m_workspace.create(600, 400, "a"));
        // The journal is larger than the file will be.
        ASSERT_TRUE(painted.apply(dot(painted.state(), 1, 1, 10)));
        QSignalSpy saved(&painted, &PaintedDocument::saved);
        QSignalSpy refused(&painted, &PaintedDocument::saveFailed);
        QSignalSpy failed(&painted, &PaintedDocument::journalFailed);
        ASSERT_TRUE(painted.waitForJournal(seconds(10)));
        const auto journal = document::journalOf(m_folder.path().toStdString() + "/" + painted.info().id);
        for (int x = 0; std::filesystem::file_size(journal) < 20'000; ++x) {
            ASSERT_TRUE(painted.apply(dot(painted.state(), x, 50, 1)));
            ASSERT_TRUE(painted.waitForJournal(seconds(10)));
        }
        const document::FileSizeLimit full(std::filesystem::file_size(journal));
        ASSERT_TRUE(painted.apply(dot(painted.state(), 3, 3, 30)));
        ASSERT_TRUE(QTest::qWaitFor([&] { return failed.size() == 1; }, 10'000));
        EXPECT_TRUE(painted.isJournalStuck());
        painted.save(file);
        ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() + refused.size() == 1; }, 10'000));
        EXPECT_EQ(saved.size(), 1);
        EXPECT_TRUE(painted.info().saved);
        EXPECT_TRUE(painted.isJournalStuck()) << "the step before still waits";
    }
    const auto opened = document::openState(file);
    ASSERT_TRUE(opened);
    EXPECT_EQ(maskAt(opened->state, 3, 3), 30);
}

} // namespace
} // namespace latentbrush::ui
