#include "shown_panel.h"

#include "base/files.h"
#include "ui/widgets/error_bar.h"

#include <QAction>
#include <QLabel>
#include <QSignalSpy>

namespace latentbrush::ui {
namespace {

namespace fs = std::filesystem;
using library::Library;

image::Picture grey(std::uint8_t value, int channels = 3) {
    return std::make_shared<const image::Image>(
        image::Image{8, 6, channels, std::vector<std::uint8_t>(8u * 6u * channels, value)});
}

Task over() {
    return ImageToImage{referenceTo(grey(10, 4)), 0.625};
}

Task hole() {
    Inpaint task{referenceTo(grey(10, 4)), referenceTo(grey(200)), 0.5};
    task.painting.content = MaskedContent::Noise;
    task.painting.padding = 24;
    return task;
}

/// What `stateChosen` told.
struct Told {
    GenerationRequest request;
    image::Picture made;
    QString title;
};

/// A panel over a history of one picture of each task.
class OpenedState : public HistoryPanelTest {
protected:
    static constexpr int kHole = 0, kOver = 1, kNew = 2; // newest first

    void SetUp() override {
        auto library = Library::open(file()).value();
        for (const auto& task : {Task(TextToImage{}), over(), hole()}) {
            FinishedImage finished;
            finished.request.prompt = "a red house";
            finished.request.seed = 7;
            finished.request.width = 8;
            finished.request.height = 6;
            finished.request.task = task;
            finished.provenance.modelName = "starter";
            finished.picture = grey(90);
            asked.insert(asked.begin(), finished.request);
            entries.insert(entries.begin(), library.record(finished, root() / "pictures").value());
        }
    }

    void showAll() {
        show();
        ASSERT_TRUE(waitForCount(3));
        ASSERT_TRUE(QTest::qWaitFor([this] { return model->entryAt(0) && model->entryAt(2); }));
        bar = panel->findChild<ErrorBar*>();
        QObject::connect(
            panel.get(), &HistoryPanel::stateChosen,
            [this](const GenerationRequest& request, const image::Picture& made, const QString& title) {
                told.push_back({request, made, title});
            });
        QObject::connect(panel.get(), &HistoryPanel::requestChosen,
                         [this](const GenerationRequest& request) { taken.push_back(request); });
    }
    bool opens(int row) {
        choose(row);
        press(Qt::Key_O);
        return QTest::qWaitFor([this] { return !told.empty() || bar->isVisible(); }) && !bar->isVisible();
    }
    fs::path sources() const { return root() / "sources"; }
    QAction* action() const {
        for (auto* each : panel->historyActions())
            if (each->text() == QStringLiteral("Open this state"))
                return each;
        return nullptr;
    }

    std::vector<GenerationRequest> asked;
    std::vector<library::Entry> entries;
    ErrorBar* bar = nullptr;
    std::vector<Told> told;
    std::vector<GenerationRequest> taken;
};

TEST_F(OpenedState, HasAllThatThePictureWasMadeFrom) {
    showAll();
    for (const int row : {kHole, kOver, kNew}) {
        told.clear();
        ASSERT_TRUE(opens(row)) << row;
        const auto& [request, made, title] = told.front();
        EXPECT_EQ(toJsonText(request), toJsonText(asked[static_cast<std::size_t>(row)]));
        ASSERT_TRUE(made);
        EXPECT_EQ(*made, *grey(90));
        EXPECT_EQ(title.toStdString(), entries[static_cast<std::size_t>(row)].file.stem().string());
        if (const auto* init = initOf(request.task)) {
            ASSERT_TRUE(init->picture);
            EXPECT_EQ(*init->picture, *grey(10, 4));
        }
        if (const auto* task = std::get_if<Inpaint>(&request.task)) {
            ASSERT_TRUE(task->mask.picture);
            EXPECT_EQ(*task->mask.picture, *grey(200));
        }
    }
    EXPECT_TRUE(taken.empty());
}

TEST_F(OpenedState, ComesBackFromTheBinToo) {
    ASSERT_TRUE(Library::open(file())->moveToBin(std::array{entries[kHole].id}));
    show();
    ASSERT_TRUE(waitForCount(2));
    model->setQuery({.bin = true});
    ASSERT_TRUE(waitForCount(1));
    bar = panel->findChild<ErrorBar*>();
    QObject::connect(
        panel.get(), &HistoryPanel::stateChosen,
        [this](const GenerationRequest& request, const image::Picture& made, const QString& title) {
            told.push_back({request, made, title});
        });
    ASSERT_TRUE(opens(0));
    EXPECT_TRUE(told.front().made);
}

TEST_F(OpenedState, WithoutThePicturesFileIsAllButThat) {
    for (const auto& entry : entries)
        fs::remove(entry.file);
    showAll();
    for (const int row : {kHole, kNew}) {
        told.clear();
        ASSERT_TRUE(opens(row));
        EXPECT_FALSE(told.front().made);
        EXPECT_EQ(told.front().request, asked[static_cast<std::size_t>(row)]);
    }
}

// A damaged picture is no loss while what it was made from is there; else it was all there is to show.
TEST_F(OpenedState, NeedsTheFileOnlyWhereNothingElseIsThere) {
    for (const auto& entry : entries)
        ASSERT_TRUE(writeWhole(entry.file, std::string("no picture"), IfExists::Replace));
    showAll();
    ASSERT_TRUE(opens(kHole));
    EXPECT_FALSE(told.front().made);
    told.clear();
    EXPECT_FALSE(opens(kNew));
    EXPECT_TRUE(told.empty());
}

TEST_F(OpenedState, SaysWhichPictureCannotComeBack) {
    showAll();
    for (const bool damaged : {true, false}) {
        for (const auto& each : fs::recursive_directory_iterator(sources()))
            if (each.is_regular_file() && damaged) {
                ASSERT_TRUE(writeWhole(each.path(), std::string("no picture"), IfExists::Replace));
            }
        if (!damaged)
            fs::remove_all(sources());
        bar->dismiss();
        EXPECT_FALSE(opens(kHole));
        EXPECT_TRUE(told.empty());
        QString said;
        for (const auto* label : bar->findChildren<QLabel*>())
            said += label->text() + QLatin1Char('\n');
        EXPECT_TRUE(said.contains(QString::fromStdString(entries[kHole].file.stem().string())))
            << said.toStdString();
    }
}

// Prompt, settings and how it was painted need none of the pictures.
TEST_F(OpenedState, EnterAndDoubleClickGiveTheSettingsEvenWithoutSources) {
    fs::remove_all(sources());
    showAll();
    QSignalSpy pictures(panel.get(), &HistoryPanel::pictureChosen);
    int expected = 0;
    for (const int row : {kHole, kOver, kNew})
        for (const bool byKey : {true, false}) {
            choose(row);
            if (byKey) {
                press(Qt::Key_Return);
            } else {
                const auto place = view->visualRect(model->index(row)).center();
                QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place);
                QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, place);
            }
            ++expected;
            ASSERT_TRUE(QTest::qWaitFor([&] { return int(taken.size()) == expected; })) << row << byKey;
            EXPECT_EQ(toJsonText(taken.back()), toJsonText(asked[static_cast<std::size_t>(row)]));
            EXPECT_EQ(pictures.count(), expected);
        }
    EXPECT_FALSE(bar->isVisible());
    EXPECT_TRUE(told.empty());
}

TEST_F(OpenedState, IsOfOnePictureAlone) {
    showAll();
    ASSERT_TRUE(action());
    choose(kOver);
    EXPECT_TRUE(action()->isEnabled());
    view->selectAll();
    EXPECT_FALSE(action()->isEnabled());
    press(Qt::Key_O);
    choose(kHole);
    EXPECT_TRUE(action()->isEnabled());
    action()->trigger();
    EXPECT_TRUE(QTest::qWaitFor([this] { return !told.empty(); }));
    EXPECT_EQ(told.size(), 1u);
}

TEST_F(OpenedState, AKeyHeldDownOpensOnce) {
    showAll();
    choose(kHole);
    press(Qt::Key_O);
    for (int i = 0; i < 5; ++i) {
        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_O, Qt::NoModifier, QStringLiteral("o"), true);
        QCoreApplication::sendEvent(view, &repeated);
    }
    // The store answers in order: after this, all that was asked for has been answered.
    press(Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !taken.empty(); }));
    EXPECT_EQ(told.size(), 1u);
}

TEST_F(OpenedState, IsMarkedWhereAPictureWasMadeFromOne) {
    showAll();
    for (const int row : {kHole, kOver, kNew}) {
        const auto index = model->index(row);
        const bool marked = row != kNew;
        EXPECT_EQ(index.data(HistoryModel::FromPictureRole).toBool(), marked);
        EXPECT_EQ(index.data(Qt::ToolTipRole).toString().contains(QStringLiteral("Made from a picture")),
                  marked);
        EXPECT_EQ(
            index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("made from a picture")),
            marked);
    }
}

} // namespace
} // namespace latentbrush::ui
