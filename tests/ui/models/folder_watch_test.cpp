#include "ui/models/folder_watch.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

constexpr int kPatience = 10000;

void append(const QString& path, const char* text) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write(text);
}

class FolderWatchTest : public testing::Test {
protected:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    QTemporaryDir m_folder;
    FolderWatch m_watch;
    QSignalSpy m_changes{&m_watch, &FolderWatch::changed};
};

TEST_F(FolderWatchTest, ManyFilesAtOnceAreOneChange) {
    m_watch.watch({m_folder.path()});
    for (const auto* name : {"a.safetensors", "b.safetensors", "c.safetensors"})
        append(path(name), "x");
    ASSERT_TRUE(m_changes.wait(kPatience));
    QFile::remove(path("b.safetensors"));
    ASSERT_TRUE(m_changes.wait(kPatience));
    EXPECT_EQ(m_changes.size(), 2);
}

TEST_F(FolderWatchTest, AFileThatIsStillBeingWrittenTellsOfItself) {
    append(path("half.safetensors"), "x");
    m_watch.watch({path("half.safetensors"), path("nowhere")});
    append(path("half.safetensors"), "more");
    EXPECT_TRUE(m_changes.wait(kPatience));
}

TEST_F(FolderWatchTest, WhatIsNoLongerWatchedIsQuiet) {
    QDir(m_folder.path()).mkdir(QStringLiteral("old"));
    QDir(m_folder.path()).mkdir(QStringLiteral("new"));
    m_watch.watch({path("old")});
    m_watch.watch({path("new")});
    append(path("old/a"), "x");
    append(path("new/a"), "x");
    ASSERT_TRUE(m_changes.wait(kPatience));
    // Had the old folder been heard, it would have been before.
    m_watch.watch({});
    append(path("new/b"), "x");
    append(path("old/b"), "x");
    m_watch.watch({m_folder.path()});
    append(path("c"), "x");
    ASSERT_TRUE(m_changes.wait(kPatience));
    EXPECT_EQ(m_changes.size(), 2);
}

} // namespace
} // namespace latentbrush::ui
