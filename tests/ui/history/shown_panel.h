#pragma once

#include "library_filling.h"
#include "ui/history/history_model.h"
#include "ui/history/history_panel.h"
#include "ui/history/tile_view.h"

#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {

/// In memory where the system has such a place: each picture waits for the disk, and the tests write many.
inline QString quickPlace() {
    const auto memory = QStringLiteral("/dev/shm");
    return (QFile::exists(memory) ? memory : QDir::tempPath()) +
           QStringLiteral("/latentbrush-history-XXXXXX");
}

/// A panel over a library of its own, shown without a screen.
class HistoryPanelTest : public testing::Test {
protected:
    std::filesystem::path root() const { return folder.path().toStdString(); }
    std::filesystem::path file() const { return root() / "library.db"; }

    void fill(int entries) { ASSERT_TRUE(library::fillLibrary(file(), entries, root() / "pictures")); }

    void show() {
        panel = std::make_unique<HistoryPanel>(file());
        panel->resize(900, 500);
        panel->show();
        view = panel->findChild<TileView*>();
        model = panel->findChild<HistoryModel*>();
    }
    /// Shows the filled library, every word and picture in sight there.
    void showFilled(int entries) {
        fill(entries);
        show();
        ASSERT_TRUE(waitForCount(entries));
        ASSERT_TRUE(QTest::qWaitFor([this] { return model->entryAt(0) != nullptr; }));
    }
    bool waitForCount(int entries) {
        return QTest::qWaitFor([&] { return model->rowCount() == entries; });
    }
    void choose(int row) {
        view->setFocus();
        view->setCurrentIndex(model->index(row));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(view, key, modifiers); }
    QLineEdit& field() { return *panel->findChild<QLineEdit*>(); }

    QTemporaryDir folder{quickPlace()};
    std::unique_ptr<HistoryPanel> panel;
    TileView* view = nullptr;
    HistoryModel* model = nullptr;
};

} // namespace latentbrush::ui
