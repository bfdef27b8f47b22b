#include "ui/documents/open_documents.h"

#include "ui/painting/painted_document.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

constexpr int kPatience = 20000;

class OpenDocumentsTest : public testing::Test {
protected:
    std::unique_ptr<OpenDocuments> begin() {
        return std::make_unique<OpenDocuments>(m_folder.filePath(QStringLiteral("open")).toStdString());
    }
    static PaintedDocument* waitFor(OpenDocuments& documents, int count = 1) {
        EXPECT_TRUE(QTest::qWaitFor([&] { return documents.all().size() == count; }, kPatience));
        return documents.all().value(count - 1);
    }
    QTemporaryDir m_folder;
};

TEST_F(OpenDocumentsTest, WhatWasOpenComesBackAndWhatWasClosedDoesNot) {
    {
        const auto documents = begin();
        documents->create(QSize(40, 30));
        auto* first = waitFor(*documents);
        documents->create(QSize(50, 20));
        auto* second = waitFor(*documents, 2);
        ASSERT_TRUE(first && second);
        EXPECT_NE(first->info().title, second->info().title);
        auto wanted = second->state();
        ASSERT_TRUE(wanted.mask.write({1, 1, 1, {99}}, 3, 4));
        ASSERT_TRUE(second->applyState("paint", wanted));
        const QSignalSpy closing(documents.get(), &OpenDocuments::closing);
        documents->close(first);
        EXPECT_EQ(closing.size(), 1);
        EXPECT_EQ(documents->all().size(), 1);
        QTest::qWait(0); // to be gone or not before the program ends is the same
    }
    const auto documents = begin();
    const QSignalSpy opened(documents.get(), &OpenDocuments::opened);
    documents->recover();
    auto* back = waitFor(*documents);
    ASSERT_TRUE(back);
    EXPECT_TRUE(opened.at(0).at(1).toBool());
    EXPECT_EQ(back->size(), QSize(50, 20));
    EXPECT_EQ(back->state().mask.read({3, 4, 1, 1}).pixels[0], 99);
    EXPECT_TRUE(back->undo());
}

TEST_F(OpenDocumentsTest, AFileThatIsOpenIsShownAgain) {
    const auto file = m_folder.filePath(QStringLiteral("a.ora"));
    const auto documents = begin();
    documents->create(QSize(40, 30));
    auto* first = waitFor(*documents);
    const QSignalSpy saved(first, &PaintedDocument::saved);
    first->save(file.toStdString());
    ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() == 1; }, kPatience));
    const QSignalSpy failed(documents.get(), &OpenDocuments::failed);
    const PaintedDocument* shown = nullptr;
    QObject::connect(documents.get(), &OpenDocuments::alreadyOpen,
                     [&shown](const PaintedDocument* document) { shown = document; });
    documents->open(file);
    EXPECT_EQ(shown, first);
    // Another program has no such list: there it is refused.
    const auto other = begin();
    const QSignalSpy refused(other.get(), &OpenDocuments::failed);
    other->open(file);
    ASSERT_TRUE(QTest::qWaitFor([&] { return refused.size() == 1; }, kPatience));
    EXPECT_EQ(refused.at(0).at(0).value<Error>().code, ErrorCode::AlreadyOpen);
    EXPECT_EQ(documents->all().size(), 1);
    EXPECT_EQ(failed.size(), 0);
}

TEST_F(OpenDocumentsTest, AFileIsOpenedAgainWhileItIsBeingClosed) {
    const auto file = m_folder.filePath(QStringLiteral("a.ora"));
    const auto documents = begin();
    documents->create(QSize(40, 30));
    const QPointer<PaintedDocument> first = waitFor(*documents);
    auto wanted = first->state();
    ASSERT_TRUE(wanted.mask.write({1, 1, 1, {99}}, 3, 4));
    ASSERT_TRUE(first->applyState("paint", wanted));
    const QSignalSpy failed(documents.get(), &OpenDocuments::failed);
    first->save(file.toStdString());
    documents->close(first); // the save comes first
    EXPECT_TRUE(first) << "what closing takes is not waited for";
    ASSERT_TRUE(QTest::qWaitFor([&] { return !first; }, kPatience));
    documents->open(file);
    const QPointer<PaintedDocument> second = waitFor(*documents);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->state().mask.read({3, 4, 1, 1}).pixels[0], 99);
    documents->close(second);
    documents->open(file); // in the same moment
    auto* third = waitFor(*documents);
    ASSERT_TRUE(third);
    EXPECT_EQ(third->state().mask.read({3, 4, 1, 1}).pixels[0], 99);
    EXPECT_FALSE(second) << "the one that was closed is gone";
    EXPECT_EQ(failed.size(), 0);
}

TEST_F(OpenDocumentsTest, WhatWasSavedComesBackToo) {
    const auto file = m_folder.filePath(QStringLiteral("a.ora"));
    {
        const auto documents = begin();
        documents->create(QSize(40, 30));
        auto* first = waitFor(*documents);
        const QSignalSpy saved(first, &PaintedDocument::saved);
        first->save(file.toStdString());
        ASSERT_TRUE(QTest::qWaitFor([&] { return saved.size() == 1; }, kPatience));
    }
    const auto documents = begin();
    const QSignalSpy failed(documents.get(), &OpenDocuments::failed);
    documents->recover();
    auto* back = waitFor(*documents);
    ASSERT_TRUE(back) << failed.size();
    EXPECT_EQ(back->info().file.string(), file.toStdString());
}

TEST_F(OpenDocumentsTest, WhatCannotBeOpenedIsSaid) {
    const auto documents = begin();
    const QSignalSpy failed(documents.get(), &OpenDocuments::failed);
    documents->open(m_folder.filePath(QStringLiteral("nowhere.ora")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return failed.size() == 1; }, kPatience));
    EXPECT_EQ(failed.at(0).at(0).value<Error>().code, ErrorCode::FileMissing);
}

} // namespace
} // namespace latentbrush::ui
