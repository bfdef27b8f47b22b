#include "document_window_fixture.h"
#include "ui/history/history_panel.h"
#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"
#include "ui/painting/tools/tool.h"
#include "ui/panels/parameters_panel.h"
#include "ui/widgets/error_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>

namespace latentbrush::ui {
namespace {

/// What the menus do with the document in front.
class DocumentActionsTest : public DocumentWindowFixture {
protected:
    DocumentActionsTest() { clipboard().clear(); }

    static QClipboard& clipboard() { return *QApplication::clipboard(); }
    static std::vector<std::uint8_t> flat(int pixels, std::initializer_list<std::uint8_t> pixel) {
        std::vector<std::uint8_t> all;
        for (int each = 0; each < pixels; ++each)
            all.insert(all.end(), pixel);
        return all;
    }
    void apply(const document::DocumentState& wanted) { ASSERT_TRUE(document().applyState("test", wanted)); }
    void newDocumentOf(QSize size) {
        const auto before = area().documents().all().size();
        area().documents().create(size);
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return area().documents().all().size() == before + 1; }, kPatience));
    }
    /// Grey in its left half, nothing in the right one, a red line in the sketch and a mask of 16 x 8.
    void paintAll() {
        auto wanted = document().state();
        ASSERT_TRUE(wanted.picture.write({16, 32, 4, flat(512, {90, 90, 90, 255})}, 0, 0));
        ASSERT_TRUE(wanted.sketch.write({32, 1, 4, flat(32, {200, 10, 20, 255})}, 0, 4));
        ASSERT_TRUE(wanted.mask.write({16, 8, 1, flat(128, {255})}, 0, 0));
        ASSERT_TRUE(wanted.mask.write({1, 1, 1, {100}}, 30, 30));
        apply(wanted);
    }
    int maskAt(int x, int y) { return document().state().mask.read({x, y, 1, 1}).pixels[0]; }
    std::vector<std::uint8_t> pictureAt(int x, int y) {
        return document().state().picture.read({x, y, 1, 1}).pixels;
    }
    std::size_t steps() { return document().history().undoCount(); }
    bool lastStepIs(const char* name) {
        return QTest::qWaitFor([&] { return document().history().undoName() == name; }, kPatience);
    }
    QString file(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    /// Answers the file dialog that the command opens.
    void choose(Command command, const QString& file) {
        action(command).trigger();
        auto* dialog = m_window->findChild<QFileDialog*>();
        ASSERT_TRUE(dialog);
        dialog->selectFile(file);
        static_cast<QDialog*>(dialog)->accept();
        EXPECT_TRUE(QTest::qWaitFor([&] { return !m_window->findChild<QFileDialog*>(); }, kPatience));
    }
    void copy(Command command) {
        const QSignalSpy changed(&clipboard(), &QClipboard::dataChanged);
        action(command).trigger();
        ASSERT_TRUE(QTest::qWaitFor([&] { return !changed.isEmpty(); }, kPatience));
    }
    bool saysNotice(const QString& words) {
        const auto& bar = part<ErrorBar>();
        const auto labels = bar.findChildren<QLabel*>();
        return bar.isVisible() && bar.property("notice").toBool() &&
               std::ranges::any_of(labels, [&](auto* label) { return label->text().contains(words); });
    }
    bool soonSaysNotice(const QString& words) {
        return QTest::qWaitFor([&] { return saysNotice(words); }, kPatience);
    }
    /// An 8-bit grey picture, white in its left half.
    QString writeHalves(const char* name, QSize size) const {
        QImage halves(size, QImage::Format_Grayscale8);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                halves.scanLine(y)[x] = x < size.width() / 2 ? 255 : 0;
        EXPECT_TRUE(halves.save(file(name)));
        return file(name);
    }
};

const auto kScaled = QStringLiteral("scaled to the picture's size");

TEST_F(DocumentActionsTest, ThePictureIsCopiedWithTheSketchUponIt) {
    newDocument();
    paintAll();
    copy(Command::CopyPicture);
    const auto copied = clipboard().image();
    ASSERT_EQ(copied.size(), QSize(32, 32));
    EXPECT_EQ(copied.pixelColor(3, 3), QColor(90, 90, 90)) << "the mask tints nothing";
    EXPECT_EQ(copied.pixelColor(3, 4), QColor(200, 10, 20));
    EXPECT_EQ(copied.pixelColor(30, 4), QColor(200, 10, 20));
    EXPECT_EQ(copied.pixelColor(30, 3).alpha(), 0);
}

TEST_F(DocumentActionsTest, AMaskIsPastedIntoAnotherDocumentAsItIs) {
    newDocument();
    paintAll();
    const auto mask = document().state().mask;
    copy(Command::CopyMask);
    newDocument();
    maskCorner();
    ASSERT_NE(document().state().mask, mask);
    action(Command::PasteMask).trigger();
    ASSERT_TRUE(lastStepIs("mask.paste"));
    EXPECT_EQ(document().state().mask, mask);
    EXPECT_FALSE(part<ErrorBar>().isVisible());
    action(Command::Undo).trigger();
    EXPECT_EQ(maskAt(12, 3), 0);
    EXPECT_EQ(maskAt(7, 7), 255);
}

TEST_F(DocumentActionsTest, AMaskOfAnotherSizeIsScaledAndThatIsSaid) {
    newDocument();
    paintAll();
    copy(Command::CopyMask);
    newDocumentOf({64, 96});
    action(Command::PasteMask).trigger();
    ASSERT_TRUE(lastStepIs("mask.paste"));
    EXPECT_EQ(maskAt(30, 20), 255);
    EXPECT_EQ(maskAt(36, 20), 0);
    EXPECT_EQ(maskAt(30, 28), 0);
    EXPECT_TRUE(saysNotice(kScaled));
}

TEST_F(DocumentActionsTest, APastedPictureFloatsUntilEnterLaysItDown) {
    newDocument();
    paintAll();
    const auto before = document().state();
    QImage green(8, 8, QImage::Format_RGB32);
    green.fill(QColor(10, 220, 30));
    clipboard().setImage(green);
    action(Command::Paste).trigger();
    ASSERT_EQ(area().tools().currentId(), ToolId::Place);
    EXPECT_TRUE(area().tools().current().isBusy());
    EXPECT_EQ(document().state(), before);
    EXPECT_EQ(steps(), 1U);
    QTest::keyClick(&part<PaintingView>(), Qt::Key_Return);
    ASSERT_TRUE(lastStepIs("paste"));
    EXPECT_EQ(steps(), 2U);
    const std::vector<std::uint8_t> wanted{10, 220, 30, 255};
    EXPECT_EQ(pictureAt(12, 12), wanted) << "in the middle";
    EXPECT_EQ(pictureAt(19, 19), wanted);
    EXPECT_EQ(pictureAt(11, 12), (std::vector<std::uint8_t>{90, 90, 90, 255}));
    EXPECT_EQ(pictureAt(20, 19), (std::vector<std::uint8_t>(4, 0)));
    EXPECT_EQ(document().state().sketch, before.sketch);
    action(Command::Undo).trigger();
    EXPECT_EQ(document().state(), before);
}

TEST_F(DocumentActionsTest, APictureIsPastedOnTheSketchWhereThatIsPaintedOn) {
    newDocument();
    area().tools().sketchAction()->trigger();
    QImage green(8, 8, QImage::Format_RGB32);
    green.fill(QColor(10, 220, 30));
    clipboard().setImage(green);
    action(Command::Paste).trigger();
    QTest::keyClick(&part<PaintingView>(), Qt::Key_Return);
    ASSERT_TRUE(lastStepIs("paste"));
    EXPECT_EQ(document().state().sketch.contentBounds(), (document::Rect{12, 12, 8, 8}));
    EXPECT_TRUE(document().state().picture.contentBounds().empty());
}

struct Imported {
    QSize size;
    bool scaled;
};

class AMaskIsImported : public DocumentActionsTest, public testing::WithParamInterface<Imported> {};

TEST_P(AMaskIsImported, FromAPictureOfAnySize) {
    newDocument();
    maskCorner();
    choose(Command::ImportMask, writeHalves("mask.png", GetParam().size));
    ASSERT_TRUE(lastStepIs("mask.import"));
    EXPECT_EQ(maskAt(2, 30), 255);
    EXPECT_EQ(maskAt(14, 2), 255);
    EXPECT_EQ(maskAt(18, 2), 0) << "black keeps";
    EXPECT_EQ(saysNotice(kScaled), GetParam().scaled);
    EXPECT_EQ(part<ErrorBar>().isVisible(), GetParam().scaled);
    action(Command::Undo).trigger();
    EXPECT_EQ(maskAt(2, 30), 0);
}

INSTANTIATE_TEST_SUITE_P(Sizes, AMaskIsImported,
                         testing::Values(Imported{{32, 32}, false}, Imported{{64, 64}, true},
                                         Imported{{16, 48}, true}));

TEST_F(DocumentActionsTest, WhatIsNoPictureIsNoMaskEither) {
    newDocument();
    maskCorner();
    QFile broken(file("mask.png"));
    ASSERT_TRUE(broken.open(QIODevice::WriteOnly));
    broken.write("no picture");
    broken.close();
    choose(Command::ImportMask, broken.fileName());
    ASSERT_TRUE(QTest::qWaitFor([&] { return part<ErrorBar>().isVisible(); }, kPatience));
    EXPECT_FALSE(part<ErrorBar>().property("notice").toBool());
    EXPECT_EQ(steps(), 1U);
    EXPECT_EQ(maskAt(7, 7), 255);
}

TEST_F(DocumentActionsTest, TheMaskIsExportedInGreyWhiteToBeRepainted) {
    newDocument();
    paintAll();
    choose(Command::ExportMask, file("mask.png"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return QFile::exists(file("mask.png")); }, kPatience));
    const QImage written(file("mask.png"));
    ASSERT_EQ(written.size(), QSize(32, 32));
    EXPECT_TRUE(written.isGrayscale());
    EXPECT_FALSE(written.hasAlphaChannel());
    EXPECT_EQ(written.pixelColor(15, 7), QColor(Qt::white));
    EXPECT_EQ(written.pixelColor(16, 7), QColor(Qt::black));
    EXPECT_EQ(written.pixelColor(30, 30), QColor(100, 100, 100));
    const auto mask = document().state().mask;
    newDocument();
    choose(Command::ImportMask, file("mask.png"));
    ASSERT_TRUE(lastStepIs("mask.import"));
    EXPECT_EQ(document().state().mask, mask) << "and comes back as it was";
}

TEST_F(DocumentActionsTest, ThePictureIsExportedWithTheSketchUponIt) {
    newDocument();
    paintAll();
    choose(Command::ExportPicture, file("picture.png"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return QFile::exists(file("picture.png")); }, kPatience));
    const QImage written(file("picture.png"));
    ASSERT_EQ(written.size(), QSize(32, 32));
    EXPECT_EQ(written.pixelColor(3, 3), QColor(90, 90, 90));
    EXPECT_EQ(written.pixelColor(30, 4), QColor(200, 10, 20));
    EXPECT_EQ(written.pixelColor(30, 3).alpha(), 0);
    EXPECT_FALSE(part<ErrorBar>().isVisible());
    EXPECT_FALSE(document().info().saved) << "layers are in none but a document's file";
}

TEST_F(DocumentActionsTest, WhatOpeningDidToAPictureIsSaid) {
    const QString png = QStringLiteral(LATENTBRUSH_TEST_DATA "/png/");
    choose(Command::Open, png + QStringLiteral("rgb8.png"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return area().documents().all().size() == 1; }, kPatience));
    EXPECT_FALSE(part<ErrorBar>().isVisible());
    choose(Command::Open, png + QStringLiteral("rgb16.png"));
    ASSERT_TRUE(soonSaysNotice(QStringLiteral("8 bits a colour")));
    EXPECT_TRUE(saysNotice(QStringLiteral("rgb16")));
    EXPECT_EQ(area().documents().all().size(), 2);
}

TEST_F(DocumentActionsTest, APictureOnItsSideIsOpenedUpright) {
    QFile sample(QStringLiteral(LATENTBRUSH_TEST_DATA "/tiff/plain.tif"));
    ASSERT_TRUE(sample.open(QIODevice::ReadOnly));
    auto bytes = sample.readAll();
    // Entries of 12 bytes from byte 10 on, in the order of their tags: the last, 284, says what is usual
    // anyway; 274 in its stead, before 277, that the top lies to the right.
    bytes.remove(10 + 9 * 12, 12);
    bytes.insert(10 + 6 * 12, QByteArray::fromHex("120103000100000006000000"));
    QFile turned(file("turned.tif"));
    ASSERT_TRUE(turned.open(QIODevice::WriteOnly));
    turned.write(bytes);
    turned.close();
    choose(Command::Open, turned.fileName());
    ASSERT_TRUE(soonSaysNotice(QStringLiteral("turned upright")));
    EXPECT_EQ(document().size(), QSize(8, 12));
}

/// What comes out of the history.
class StateFromHistory : public DocumentActionsTest {
protected:
    StateFromHistory() {
        m_window->setHistory(new HistoryPanel(file("library").toStdString()));
        newDocument();
        paintAll();
    }
    /// Everything that a person can set, other than at the start.
    static GenerationRequest odd() {
        GenerationRequest request;
        request.prompt = "夕焼けの海, (waves:1.2)";
        request.negativePrompt = "blurry";
        request.prompting.clipSkip = 2;
        request.prompting.emphasis = Emphasis::NoNorm;
        request.prompting.loras = {{"ink", 0.75, 0.5}};
        request.sampler = Sampler::Ddim;
        request.schedule = Schedule::Trailing;
        request.steps = 7;
        request.guidanceScale = 4.5;
        request.steering.rescale = 0.5;
        request.eta = 0.25;
        request.vae = "vivid";
        request.noise.source = NoiseSource::Philox;
        request.seed = 4242;
        request.width = request.height = 48;
        request.count = 2;
        request.device = "cpu";
        request.precision = Precision::Fp32;
        request.unknown = {{"from_tomorrow", 1}};
        return request;
    }
    void openState(const GenerationRequest& request, const image::Picture& made, const QString& title) {
        const auto before = area().documents().all().size();
        Q_EMIT part<HistoryPanel>().stateChosen(request, made, title);
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return area().documents().all().size() == before + 1; }, kPatience));
        ASSERT_EQ(area().current(), area().documents().all().last());
    }
    /// What the history keeps of a request comes back from its text, with the pictures found by their hashes.
    static GenerationRequest kept(const GenerationRequest& request) {
        const auto pictures = picturesOf(request);
        return *requestFromJsonText(
            toJsonText(request), [&](const PictureReference& wanted) -> Result<image::Picture> {
                const auto found = std::ranges::find(pictures, wanted.hash, &PictureReference::hash);
                EXPECT_NE(found, pictures.end());
                return (*found)->picture;
            });
    }
};

class AgainFromHistory : public StateFromHistory, public testing::WithParamInterface<InpaintArea> {};

TEST_P(AgainFromHistory, AsksForTheSameAgain) {
    Painting painting;
    painting.content = MaskedContent::Fill;
    painting.area = GetParam();
    painting.padding = 12;
    painting.maskBlur = 1.5;
    painting.grey = GreyMask::Soft;
    painting.matchColour = true;
    m_window->useRequest(odd());
    part<ParametersPanel>().setPainting(0.6, 0.45, painting);
    generate();
    ASSERT_EQ(m_asked.size(), 1U);
    const auto asked = m_asked[0];
    EXPECT_EQ(asked.width, GetParam() == InpaintArea::Masked ? 48 : 0);
    ASSERT_TRUE(std::holds_alternative<Inpaint>(asked.task));
    EXPECT_EQ(std::get<Inpaint>(asked.task).painting, painting);
    const auto mask = document().state().mask;
    area().showNewPictures();
    part<ParametersPanel>().setPainting(0.75, 0.75, {});
    m_window->useRequest({});

    openState(kept(asked), nullptr, QStringLiteral("house"));
    EXPECT_EQ(document().info().title, "house");
    EXPECT_EQ(document().state().mask, mask);
    EXPECT_EQ(pictureAt(3, 3), (std::vector<std::uint8_t>{90, 90, 90, 255}));
    EXPECT_EQ(pictureAt(30, 4), (std::vector<std::uint8_t>{200, 10, 20, 255})) << "with the sketch in it";
    EXPECT_EQ(part<PromptCard>().prompt().toStdString(), asked.prompt);
    EXPECT_EQ(part<ParametersPanel>().painting(), painting);
    EXPECT_EQ(part<ParametersPanel>().maskStrength(), 0.45);
    generate();
    ASSERT_EQ(m_asked.size(), 2U);
    EXPECT_EQ(m_asked[1], asked) << toJsonText(asked) << '\n' << toJsonText(m_asked[1]);
}

INSTANTIATE_TEST_SUITE_P(Areas, AgainFromHistory, testing::Values(InpaintArea::Whole, InpaintArea::Masked));

TEST_F(StateFromHistory, APictureFromAPictureAsksForTheSameAgain) {
    auto wanted = document().state();
    for (int tile = 0; tile < wanted.mask.tileCount(); ++tile)
        wanted.mask.setTile(tile, nullptr);
    apply(wanted);
    m_window->useRequest(odd());
    part<ParametersPanel>().setPainting(0.6, 0.45, {});
    generate();
    ASSERT_EQ(m_asked.size(), 1U);
    const auto asked = m_asked[0];
    ASSERT_TRUE(std::holds_alternative<ImageToImage>(asked.task));
    openState(kept(asked), nullptr, QStringLiteral("house"));
    generate();
    ASSERT_EQ(m_asked.size(), 2U);
    EXPECT_EQ(m_asked[1], asked) << toJsonText(asked) << '\n' << toJsonText(m_asked[1]);
}

TEST_F(StateFromHistory, APictureThatIsLostIsSaid) {
    const auto before = area().documents().all().size();
    Q_EMIT part<HistoryPanel>().stateChosen(odd(), nullptr, QStringLiteral("house"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return part<ErrorBar>().isVisible(); }, kPatience));
    EXPECT_EQ(area().documents().all().size(), before);
}

TEST_F(DocumentActionsTest, RejectedCandidatesAreInTheHistoryAllTheSame) {
    newDocument();
    GenerationRequest request;
    request.count = 2;
    request.prompt = "a house";
    m_window->useRequest(request);
    generate();
    ASSERT_EQ(candidates().all().size(), 2U);
    const auto shown = candidates().all()[1].image.picture;
    action(Command::RejectCandidates).trigger();
    EXPECT_TRUE(candidates().all().empty());
    ASSERT_EQ(m_recorded.size(), 2U);
    EXPECT_EQ(m_recorded[0].request.prompt, "a house");
    EXPECT_EQ(*m_recorded[1].request.seed, *m_recorded[0].request.seed + 1);
    EXPECT_EQ(*m_recorded[1].picture, *shown);
}

} // namespace
} // namespace latentbrush::ui
