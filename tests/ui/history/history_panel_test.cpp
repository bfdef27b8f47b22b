#include "shown_panel.h"

#include "base/files.h"
#include "image/jpeg.h"
#include "ui/history/undo_bar.h"
#include "ui/widgets/error_bar.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QUrl>

namespace latentbrush::ui {
namespace {

using library::Library;

TEST_F(HistoryPanelTest, EmptyHistorySaysWhatWillAppear) {
    show();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !view->isVisible(); }));
    bool said = false;
    for (const auto* label : panel->findChildren<QLabel*>())
        said = said || (label->isVisible() &&
                        label->text() == QStringLiteral("Every picture you make appears here."));
    EXPECT_TRUE(said);
}

TEST_F(HistoryPanelTest, ShowsEntriesNewestFirstWithPictures) {
    showFilled(40);
    EXPECT_GT(model->idAt(0), model->idAt(39));
    EXPECT_TRUE(QTest::qWaitFor(
        [this] { return !model->index(0).data(Qt::DecorationRole).value<QImage>().isNull(); }));
    EXPECT_FALSE(model->index(0).data(Qt::ToolTipRole).toString().isEmpty());
    EXPECT_EQ(model->index(0).data(Qt::AccessibleTextRole).toString(),
              QString::fromStdString(model->entryAt(0)->prompt));
}

TEST_F(HistoryPanelTest, TypingNarrowsAndEscapeWidens) {
    showFilled(60);
    const auto expected = static_cast<int>(*Library::open(file())->count({.text = "家"}));
    ASSERT_GT(expected, 0);
    ASSERT_LT(expected, 60);
    field().setFocus();
    field().setText(QStringLiteral("家"));
    EXPECT_TRUE(waitForCount(expected));
    QTest::keyClick(&field(), Qt::Key_Escape);
    EXPECT_TRUE(waitForCount(60));
}

TEST_F(HistoryPanelTest, NothingFoundOffersTheWayBack) {
    showFilled(10);
    field().setText(QStringLiteral("no such words"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !view->isVisible(); }));
    for (auto* button : panel->findChildren<QPushButton*>())
        if (button->isVisible() && button->text() == QStringLiteral("Show all pictures"))
            QTest::mouseClick(button, Qt::LeftButton);
    EXPECT_TRUE(waitForCount(10));
    EXPECT_TRUE(view->isVisible());
}

TEST_F(HistoryPanelTest, FiltersByModel) {
    showFilled(50);
    auto* models = panel->findChildren<QComboBox*>().first();
    ASSERT_TRUE(QTest::qWaitFor([&] { return models->count() == 3; }));
    models->setCurrentIndex(models->findText(QStringLiteral("painterly-v2")));
    EXPECT_TRUE(waitForCount(10));
}

TEST_F(HistoryPanelTest, EnterBringsBackPromptAndSettings) {
    showFilled(10);
    QSignalSpy pictures(panel.get(), &HistoryPanel::pictureChosen);
    std::vector<GenerationRequest> requests;
    QObject::connect(panel.get(), &HistoryPanel::requestChosen,
                     [&](const GenerationRequest& request) { requests.push_back(request); });
    choose(3);
    const auto id = model->idAt(3);
    press(Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !requests.empty(); }));
    EXPECT_EQ(requests.front(), Library::open(file())->details(id)->request);
    ASSERT_EQ(pictures.count(), 1);
    EXPECT_EQ(pictures.first().at(0).value<QImage>().width(), requests.front().width);
    EXPECT_TRUE(QFile::exists(pictures.first().at(2).toString()));
}

TEST_F(HistoryPanelTest, SpaceShowsThePictureAlone) {
    showFilled(10);
    QSignalSpy pictures(panel.get(), &HistoryPanel::pictureChosen);
    int requests = 0;
    QObject::connect(panel.get(), &HistoryPanel::requestChosen, [&] { ++requests; });
    choose(0);
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return pictures.count() == 1; }));
    QTest::qWait(50);
    EXPECT_EQ(requests, 0);
}

TEST_F(HistoryPanelTest, OpensPicturesOfOtherFormatsToo) {
    showFilled(3);
    const auto jpeg =
        image::encodeJpeg({20, 10, 3, std::vector<std::uint8_t>(std::size_t(20) * 10 * 3, 90)}, 90);
    ASSERT_TRUE(jpeg);
    ASSERT_TRUE(writeWhole(model->fileAt(0).toStdString(), *jpeg, IfExists::Replace));
    QSignalSpy pictures(panel.get(), &HistoryPanel::pictureChosen);
    choose(0);
    press(Qt::Key_Space);
    ASSERT_TRUE(QTest::qWaitFor([&] { return pictures.count() == 1; }));
    EXPECT_EQ(pictures.first().at(0).value<QImage>().size(), QSize(20, 10));
    // What is not a PNG is not copied as one.
    press(Qt::Key_C, Qt::ControlModifier);
    ASSERT_TRUE(QTest::qWaitFor([] {
        const auto* data = QGuiApplication::clipboard()->mimeData();
        return data && data->hasImage() && data->imageData().value<QImage>().width() == 20;
    }));
    EXPECT_FALSE(QGuiApplication::clipboard()->mimeData()->hasFormat(QStringLiteral("image/png")));
    QGuiApplication::clipboard()->clear();
}

TEST_F(HistoryPanelTest, PeriodMarksAFavourite) {
    showFilled(10);
    choose(2);
    const auto id = model->idAt(2);
    const bool before = model->entryAt(2)->favourite;
    press(Qt::Key_Period);
    EXPECT_TRUE(QTest::qWaitFor([&] { return model->entryAt(2) && model->entryAt(2)->favourite != before; }));
    EXPECT_NE(Library::open(file())->entries(std::array{id})->front().favourite, before);
}

TEST_F(HistoryPanelTest, DeleteGoesToTheBinAndUndoBringsBack) {
    showFilled(10);
    auto* undo = panel->findChild<UndoBar*>();
    choose(1);
    const auto id = model->idAt(1);
    const auto picture = model->entryAt(1)->file;
    press(Qt::Key_Delete);
    ASSERT_TRUE(waitForCount(9));
    EXPECT_FALSE(std::filesystem::exists(picture));
    ASSERT_TRUE(QTest::qWaitFor([&] { return undo->isVisible(); }));
    press(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(waitForCount(10));
    EXPECT_EQ(model->idAt(1), id);
    EXPECT_TRUE(std::filesystem::exists(picture));
    EXPECT_FALSE(undo->isVisible());
}

TEST_F(HistoryPanelTest, CopyOffersPictureFileAndText) {
    showFilled(4);
    choose(0);
    press(Qt::Key_C, Qt::ControlModifier);
    const QMimeData* data = nullptr;
    ASSERT_TRUE(QTest::qWaitFor([&] {
        data = QGuiApplication::clipboard()->mimeData();
        return data && data->hasImage();
    }));
    EXPECT_TRUE(data->text().contains(QString::fromStdString(model->entryAt(0)->prompt)));
    ASSERT_EQ(data->urls().size(), 1);
    EXPECT_EQ(data->urls().first().toLocalFile(), model->fileAt(0));
    EXPECT_TRUE(data->data(QStringLiteral("image/png")).startsWith("\x89PNG"));
}

TEST_F(HistoryPanelTest, DragsOutTheFiles) {
    showFilled(4);
    const std::unique_ptr<QMimeData> data(model->mimeData({model->index(0), model->index(2)}));
    ASSERT_TRUE(data);
    EXPECT_EQ(data->urls(),
              (QList<QUrl>{QUrl::fromLocalFile(model->fileAt(0)), QUrl::fromLocalFile(model->fileAt(2))}));
}

TEST_F(HistoryPanelTest, FileThatSomebodyDeletedIsMarkedAndStillGivesItsSettings) {
    fill(4);
    std::filesystem::remove(Library::open(file())->search({}, 1)->front().file);
    show();
    ASSERT_TRUE(waitForCount(4));
    ASSERT_TRUE(QTest::qWaitFor([this] { return model->entryAt(0) != nullptr; }));
    EXPECT_TRUE(model->index(0).data(HistoryModel::MissingRole).toBool());
    EXPECT_FALSE(model->index(1).data(HistoryModel::MissingRole).toBool());
    int requests = 0;
    QObject::connect(panel.get(), &HistoryPanel::requestChosen, [&] { ++requests; });
    choose(0);
    press(Qt::Key_Return);
    EXPECT_TRUE(QTest::qWaitFor([&] { return requests == 1; }));
}

TEST_F(HistoryPanelTest, PicturesOfOtherProgramsAppearByThemselves) {
    showFilled(5);
    auto other = Library::open(file()).value();
    const auto details = other.details(model->idAt(0)).value();
    FinishedImage finished{details.request, details.provenance, details.timings,
                           std::make_shared<const image::Image>(image::Image{1, 1, 3, {1, 2, 3}})};
    const auto entry = other.record(finished, root() / "pictures");
    ASSERT_TRUE(entry);
    ASSERT_TRUE(waitForCount(6));
    EXPECT_EQ(model->idAt(0), entry->id);
}

TEST_F(HistoryPanelTest, SelectionSurvivesNewPictures) {
    showFilled(5);
    choose(2);
    const auto id = model->idAt(2);
    ASSERT_TRUE(library::fillLibrary(file(), 3));
    panel->refresh();
    ASSERT_TRUE(waitForCount(8));
    ASSERT_TRUE(view->currentIndex().isValid());
    EXPECT_EQ(model->idAt(view->currentIndex().row()), id);
}

TEST_F(HistoryPanelTest, DamagedLibraryIsKeptAndANewOneOffered) {
    std::filesystem::create_directories(root());
    ASSERT_TRUE(writeWhole(file(), std::string(5000, 'x'), IfExists::Fail));
    show();
    auto* bar = panel->findChild<ErrorBar*>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return bar->isVisible(); }));
    EXPECT_EQ(readWhole(file()), std::string(5000, 'x'));
    QPushButton* anew = nullptr;
    for (auto* button : bar->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Begin a new history"))
            anew = button;
    ASSERT_TRUE(anew);
    anew->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !bar->isVisible(); }));
    // The bar goes at once; the file is moved on a worker's thread.
    EXPECT_TRUE(QTest::qWaitFor([&] { return Library::open(file()).has_value(); }));
}

TEST_F(HistoryPanelTest, OnlyWhatIsInSightIsLoaded) {
    ASSERT_TRUE(library::fillLibrary(file(), 3000));
    show();
    ASSERT_TRUE(waitForCount(3000));
    ASSERT_TRUE(QTest::qWaitFor([this] { return model->entryAt(0) != nullptr; }));
    QTest::qWait(100);
    EXPECT_EQ(model->entryAt(1500), nullptr);
    view->scrollTo(model->index(1500));
    EXPECT_TRUE(QTest::qWaitFor([this] { return model->entryAt(1500) != nullptr; }));
    EXPECT_TRUE(QTest::qWaitFor(
        [this] { return !model->index(1500).data(Qt::DecorationRole).value<QImage>().isNull(); }));
}

TEST_F(HistoryPanelTest, GridWalksWithTheArrows) {
    showFilled(100);
    panel->setGrid(true);
    EXPECT_TRUE(panel->isGrid());
    choose(0);
    const int columns = [&] {
        int row = 0;
        while (view->visualRect(model->index(row)).top() == view->visualRect(model->index(0)).top())
            ++row;
        return row;
    }();
    ASSERT_GT(columns, 1);
    press(Qt::Key_Down);
    EXPECT_EQ(view->currentIndex().row(), columns);
    press(Qt::Key_Left);
    EXPECT_EQ(view->currentIndex().row(), columns - 1);
    press(Qt::Key_End);
    EXPECT_EQ(view->currentIndex().row(), 99);
    EXPECT_TRUE(view->viewport()->rect().contains(view->visualRect(model->index(99))));
}

} // namespace
} // namespace latentbrush::ui
