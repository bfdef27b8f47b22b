#include "ui/main_window.h"

#include "painted_runner.h"
#include "ui/action_set.h"
#include "ui/canvas/canvas_view.h"
#include "ui/dialogs/consent_dialog.h"
#include "ui/models/models_panel.h"
#include "ui/panels/control_row.h"
#include "ui/panels/parameters_panel.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/appearance.h"
#include "ui/settings/preferences.h"
#include "ui/widgets/error_bar.h"

#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QInputMethodEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProgressDialog>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

using namespace std::chrono_literals;

constexpr int kPatience = 10000;

class MainWindowTest : public testing::Test {
protected:
    MainWindowTest()
        : m_preferences(m_folder.filePath(QStringLiteral("latentbrush.conf"))), m_appearance(m_preferences),
          m_window(std::make_unique<MainWindow>(services(), m_preferences, m_languages, m_appearance)) {
        m_window->show();
        // Shortcuts are heard by the active window alone.
        m_window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    }

    Services services() {
        Services services;
        services.run = [this](const GenerationRequest& request, JobId job, const Observer& observer,
                              const StopToken& stop) -> Result<> {
            m_asked.push_back(request);
            if (!m_needsTrust.empty()) {
                const Error error{ErrorCode::ConsentNeeded, "/models/traced", m_needsTrust};
                observer({job, Failed{error}});
                return Result<>(tl::unexpect, error);
            }
            auto painted = request;
            if (const auto* upscale = std::get_if<Upscale>(&request.task)) {
                painted.width = 4 * upscale->init.picture->width;
                painted.height = 4 * upscale->init.picture->height;
            }
            return paintPictures(painted, job, observer, stop, m_stepTime);
        };
        services.record = [](const FinishedImage&) { return Recorded{}; };
        services.countTokens = [](const std::string&, const std::string& text) -> Result<int> {
            return static_cast<int>(text.size() / 4);
        };
        services.supports = [](Sampler, Schedule) { return true; };
        services.trust = [this](const std::string& hash) -> Result<> {
            if (hash == m_needsTrust)
                m_needsTrust.clear();
            return {};
        };
        services.workspace = m_folder.filePath(QStringLiteral("documents")).toStdString();
        ModelChoice upscaler{QStringLiteral("x4"), {32, 32}, 8, 75};
        upscaler.enlarges = true;
        services.models = {{QStringLiteral("starter"), {32, 32}, 8, 75}, upscaler};
        services.importModel = [this](const std::string& model, const std::filesystem::path& folder,
                                      const StopToken&) -> Result<> {
            m_imported = model + " " + folder.filename().string();
            return {};
        };
        services.findModels = [models = services.models] {
            auto found = models;
            found.push_back({QStringLiteral("base"), {32, 32}, 8, 75});
            return found;
        };
        services.addOns = [this] {
            const std::lock_guard lock(m_cardsMutex);
            return m_addOns;
        };
        services.adopt = [this](const QString& path) -> Result<catalogue::ModelCard> {
            const std::lock_guard lock(m_cardsMutex);
            const auto found = m_adoptable.find(path);
            if (found == m_adoptable.end())
                return failure(ErrorCode::UnsupportedFormat, path.toStdString());
            m_addOns.loras << QStringLiteral("ink");
            m_addOns.vaes << QStringLiteral("soft");
            m_addOns.controlNets << QStringLiteral("lines");
            return found->second;
        };
        services.cards = [this] {
            const std::lock_guard lock(m_cardsMutex);
            return m_cards;
        };
        services.watched = [this](const std::vector<catalogue::ModelCard>&) {
            return QStringList{m_folder.path()};
        };
        return services;
    }

    template <class T>
    T& part() {
        return *m_window->findChild<T*>();
    }

    void generate() {
        QSignalSpy idle(&m_window->jobs(), &JobRunner::idle);
        Q_EMIT part<PromptCard>().generateAsked();
        ASSERT_TRUE(idle.wait(kPatience));
    }

    QTemporaryDir m_folder;
    Preferences m_preferences;
    LanguageSwitch m_languages;
    Appearance m_appearance;
    std::chrono::milliseconds m_stepTime = 0ms;
    std::string m_needsTrust; ///< the hash without which nothing is painted; changed while no job runs
    std::vector<GenerationRequest> m_asked; ///< read while no job runs
    std::string m_imported;                 ///< read once the window tells of it
    std::mutex m_cardsMutex;
    std::vector<catalogue::ModelCard> m_cards; ///< what lies in the model folders
    AddOnNames m_addOns;
    std::map<QString, catalogue::ModelCard> m_adoptable; ///< what may be dropped
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(MainWindowTest, TheFirstStartHasAPromptAndTheStarterModel) {
    EXPECT_FALSE(part<PromptCard>().prompt().isEmpty());
    generate();
    ASSERT_EQ(m_asked.size(), 1U);
    EXPECT_EQ(m_asked[0].model, "starter");
    EXPECT_EQ(m_asked[0].prompt, part<PromptCard>().prompt().toStdString());
    EXPECT_EQ(part<CanvasView>().picture().size(), QSize(32, 32));
}

TEST_F(MainWindowTest, TheSessionComesBack) {
    part<PromptCard>().setPrompts(QStringLiteral("夕焼けの海"), QStringLiteral("blurry"));
    m_window->close();
    m_window = std::make_unique<MainWindow>(services(), m_preferences, m_languages, m_appearance);
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("夕焼けの海"));
    EXPECT_EQ(part<PromptCard>().negativePrompt(), QStringLiteral("blurry"));
}

TEST_F(MainWindowTest, ARefusalIsSaidInTheWindowAndCanBeMended) {
    GenerationRequest odd;
    odd.prompt = "a";
    odd.width = odd.height = 36;
    m_window->useRequest(odd);
    generate();
    EXPECT_TRUE(part<ErrorBar>().isVisible());
    EXPECT_TRUE(part<CanvasView>().isEmpty());
}

TEST_F(MainWindowTest, AModelThatIsCodeRunsAgainOnceItIsTrusted) {
    m_needsTrust = std::string(64, 'e');
    generate();
    auto& bar = part<ErrorBar>();
    ASSERT_TRUE(bar.isVisible());
    EXPECT_TRUE(part<CanvasView>().isEmpty());
    const auto buttons = bar.findChildren<QPushButton*>();
    const auto trust = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton* button) {
        return button->text() == QStringLiteral("Trust this model…");
    });
    ASSERT_NE(trust, buttons.end());

    (*trust)->click();
    part<ConsentDialog>().reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    EXPECT_FALSE(m_window->jobs().isBusy());
    EXPECT_FALSE(m_needsTrust.empty());

    generate();
    QSignalSpy idle(&m_window->jobs(), &JobRunner::idle);
    (*trust)->click();
    part<ConsentDialog>().accept();
    EXPECT_TRUE(m_needsTrust.empty());
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_FALSE(part<CanvasView>().isEmpty());
    ASSERT_EQ(m_asked.size(), 3U);
    EXPECT_EQ(m_asked[2], m_asked[1]) << "the same picture as was asked for";
}

TEST_F(MainWindowTest, WhatIsDroppedIsWorkedWithAMomentLater) {
    using catalogue::CardKind;
    const auto path = [](const char* name) { return QStringLiteral("/downloads/") + QLatin1String(name); };
    m_adoptable = {{path("base.ckpt"), {.kind = CardKind::Model, .name = "base"}},
                   {path("ink.safetensors"), {.kind = CardKind::Lora, .name = "ink"}},
                   {path("soft.safetensors"), {.kind = CardKind::Vae, .name = "soft"}},
                   {path("lines.pth"), {.kind = CardKind::ControlNet, .name = "lines"}},
                   {path("good.pt"), {.kind = CardKind::Embedding, .name = "good"}}};
    const auto drop = [this](const QString& file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        EXPECT_TRUE(enter.isAccepted()) << file.toStdString();
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
    };
    part<PromptCard>().setPrompts(QStringLiteral("a house"), {});
    for (const auto& [file, card] : m_adoptable)
        drop(file);
    auto& panel = part<ParametersPanel>();
    const auto all = [&] {
        const auto request = panel.request();
        return request.model == "base" && request.prompting.loras.size() == 1 && request.vae == "soft" &&
               m_window->findChildren<ControlRow*>().size() == 1 &&
               part<PromptCard>().prompt().contains(QStringLiteral("good"));
    };
    ASSERT_TRUE(QTest::qWaitFor(all, kPatience));
    EXPECT_EQ(panel.request().prompting.loras.front().name, "ink");
    EXPECT_FALSE(part<ErrorBar>().isVisible());
    drop(path("picture.gguf"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return part<ErrorBar>().isVisible(); }, kPatience));
}

TEST_F(MainWindowTest, NothingStartsWhileAnInputMethodComposes) {
    auto* edit = m_window->findChildren<QPlainTextEdit*>().first();
    QInputMethodEvent composing(QStringLiteral("あか"), {});
    QApplication::sendEvent(edit, &composing);
    Q_EMIT part<PromptCard>().generateAsked();
    EXPECT_FALSE(m_window->jobs().isBusy());
}

TEST_F(MainWindowTest, EscapeActsOnTheInnermostThingThatIsOpen) {
    m_stepTime = 20ms;
    QSignalSpy cancelled(&m_window->jobs(), &JobRunner::cancelled);
    QSignalSpy idle(&m_window->jobs(), &JobRunner::idle);
    Q_EMIT part<PromptCard>().generateAsked();
    m_window->showError({ErrorCode::FileMissing, "x.png", ""});
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    EXPECT_FALSE(part<ErrorBar>().isVisible());
    EXPECT_TRUE(m_window->jobs().isBusy());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(cancelled.size(), 1);
}

TEST_F(MainWindowTest, ShiftEscapeAlwaysStopsTheJob) {
    m_stepTime = 20ms;
    QSignalSpy cancelled(&m_window->jobs(), &JobRunner::cancelled);
    QSignalSpy idle(&m_window->jobs(), &JobRunner::idle);
    Q_EMIT part<PromptCard>().generateAsked();
    m_window->showError({ErrorCode::FileMissing, "x.png", ""});
    QTest::keyClick(m_window.get(), Qt::Key_Escape, Qt::ShiftModifier);
    ASSERT_TRUE(idle.wait(kPatience));
    EXPECT_EQ(cancelled.size(), 1);
    EXPECT_TRUE(part<ErrorBar>().isVisible());
}

TEST_F(MainWindowTest, EveryCommandHasWordsAToolTipAndAPlaceInBothLanguages) {
    for (const auto language : kLanguages) {
        m_languages.use(language);
        QCoreApplication::sendPostedEvents();
        const auto actions = part<ActionSet>().all();
        EXPECT_GT(actions.size(), 20);
        for (const auto* action : actions) {
            EXPECT_FALSE(action->text().isEmpty());
            EXPECT_FALSE(action->toolTip().isEmpty()) << action->text().toStdString();
        }
    }
    m_languages.use(Language::English);
}

TEST_F(MainWindowTest, NoTwoCommandsShareAShortcut) {
    std::map<QString, QString> owners;
    for (const auto* action : part<ActionSet>().all())
        for (const auto& key : action->shortcuts()) {
            const auto [place, isNew] = owners.emplace(key.toString(), action->text());
            EXPECT_TRUE(isNew) << key.toString().toStdString() << ": " << place->second.toStdString() << ", "
                               << action->text().toStdString();
        }
}

TEST_F(MainWindowTest, TabHidesAllPanelsAndBringsThemBack) {
    auto& view = part<CanvasView>();
    view.setFocus();
    const auto visible = [&] {
        int count = 0;
        for (const auto* dock : m_window->findChildren<QDockWidget*>())
            count += dock->isVisible();
        return count;
    };
    const auto before = visible();
    EXPECT_GT(before, 0);
    QTest::keyClick(&view, Qt::Key_Tab);
    EXPECT_EQ(visible(), 0);
    QTest::keyClick(&view, Qt::Key_Tab);
    EXPECT_EQ(visible(), before);
}

TEST_F(MainWindowTest, PicturesOfABatchCanBeFlippedThrough) {
    GenerationRequest batch;
    batch.count = 3;
    batch.width = batch.height = 32;
    m_window->useRequest(batch);
    generate();
    const auto last = part<CanvasView>().picture();
    part<ActionSet>()[Command::PreviousPicture]->trigger();
    EXPECT_NE(part<CanvasView>().picture(), last);
    part<ActionSet>()[Command::NextPicture]->trigger();
    EXPECT_EQ(part<CanvasView>().picture(), last);
}

TEST_F(MainWindowTest, WhatIsPutIntoAModelFolderAppearsAndIsUsedAsWhatItIs) {
    using catalogue::CardKind;
    m_window->begin();
    {
        const std::lock_guard lock(m_cardsMutex);
        m_cards = {{.kind = CardKind::Model, .name = "base", .path = "/m/base.ckpt", .family = "sd1"},
                   {.kind = CardKind::Lora, .name = "ink", .path = "/m/ink.pt", .family = "sdxl"}};
    }
    // The first look may have come before; then the folder tells.
    QFile(m_folder.filePath(QStringLiteral("base.ckpt"))).open(QIODevice::WriteOnly);
    auto& panel = part<ModelsPanel>();
    auto& parameters = part<ParametersPanel>();
    const auto isThere = [&] {
        panel.setModel(QStringLiteral("base"));
        return !panel.reasons(CardKind::Lora).isEmpty();
    };
    ASSERT_TRUE(QTest::qWaitFor(isThere, kPatience));
    Q_EMIT panel.chosen({.kind = CardKind::Model, .name = "base"});
    EXPECT_EQ(parameters.model().name, QStringLiteral("base"));
    part<PromptCard>().setPrompts(QStringLiteral("a house"), {});
    Q_EMIT panel.chosen({.kind = CardKind::Embedding, .name = "sky"});
    EXPECT_EQ(part<PromptCard>().prompt(), QStringLiteral("a house, sky"));
    Q_EMIT panel.chosen({.kind = CardKind::Lora, .name = "fur"});
    Q_EMIT panel.chosen({.kind = CardKind::Vae, .name = "vivid"});
    const auto request = parameters.request();
    EXPECT_EQ(request.prompting.loras, (std::vector<LoraUse>{{"fur", 1, 1}}));
    EXPECT_EQ(request.vae, "vivid");
}

TEST_F(MainWindowTest, AnEnlargerTakesThePictureThatIsShown) {
    part<ParametersPanel>().chooseModel(QStringLiteral("x4"));
    Q_EMIT part<PromptCard>().generateAsked();
    EXPECT_TRUE(part<ErrorBar>().isVisible()) << "there is no picture yet";
    EXPECT_TRUE(m_asked.empty());
    part<ParametersPanel>().chooseModel(QStringLiteral("starter"));
    generate();
    part<ParametersPanel>().chooseModel(QStringLiteral("x4"));
    generate();
    ASSERT_EQ(m_asked.size(), 2U);
    const auto* upscale = std::get_if<Upscale>(&m_asked[1].task);
    ASSERT_TRUE(upscale && upscale->init.picture);
    EXPECT_EQ(upscale->init.picture->width, 32);
    EXPECT_EQ(m_asked[1].width, 0) << "the picture's own";
    EXPECT_EQ(part<CanvasView>().picture().size(), QSize(128, 128));
}

TEST_F(MainWindowTest, AModelIsWrittenAsABundle) {
    catalogue::ModelCard card;
    card.name = "base.safetensors";
    Q_EMIT part<ModelsPanel>().importAsked(card);
    auto* dialog = m_window->findChild<QFileDialog*>();
    ASSERT_TRUE(dialog);
    Q_EMIT dialog->fileSelected(m_folder.filePath(QStringLiteral("kept")));
    dialog->close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return part<ErrorBar>().isVisible(); }, kPatience));
    EXPECT_EQ(m_imported, "base.safetensors kept");
    EXPECT_TRUE(QTest::qWaitFor([&] { return !m_window->findChild<QProgressDialog*>(); }, kPatience));
}

TEST_F(MainWindowTest, TheModelsAreOneButtonAwayFromTheParameters) {
    auto* dock = part<ModelsPanel>().parentWidget();
    EXPECT_FALSE(dock->isVisible());
    Q_EMIT part<ParametersPanel>().modelsAsked();
    EXPECT_TRUE(dock->isVisible());
}

} // namespace
} // namespace latentbrush::ui
