#pragma once

#include "painted_runner.h"
#include "ui/action_set.h"
#include "ui/documents/document_area.h"
#include "ui/main_window.h"
#include "ui/painting/painted_document.h"
#include "ui/panels/prompt_card.h"
#include "ui/settings/appearance.h"
#include "ui/settings/preferences.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace latentbrush::ui {

inline constexpr int kPatience = 20000;

/// The whole window with a runner that paints gradients.
class DocumentWindowFixture : public testing::Test {
protected:
    DocumentWindowFixture()
        : m_preferences(m_folder.filePath(QStringLiteral("latentbrush.conf"))), m_appearance(m_preferences) {
        open();
    }

    void open() {
        m_window = std::make_unique<MainWindow>(services(), m_preferences, m_languages, m_appearance);
        m_window->show();
        m_window->activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    }

    Services services() {
        Services services;
        services.run = [this](const GenerationRequest& request, JobId job, const Observer& observer,
                              const StopToken& stop) {
            m_asked.push_back(request);
            return paintPictures(request, job, observer, stop, m_stepTime);
        };
        services.record = [this](const FinishedImage& image) {
            m_recorded.push_back(image);
            return Recorded{};
        };
        services.countTokens = [](const std::string&, const std::string&) -> Result<int> { return 1; };
        services.supports = [](Sampler, Schedule) { return true; };
        services.models = {{QStringLiteral("starter"), {32, 32}, 8, 75}};
        services.workspace = m_folder.filePath(QStringLiteral("documents")).toStdString();
        return services;
    }

    template <class T>
    T& part() {
        return *m_window->findChild<T*>();
    }
    QAction& action(Command command) { return *part<ActionSet>()[command]; }
    DocumentArea& area() { return m_window->area(); }
    PaintedDocument& document() { return *area().current(); }
    Candidates& candidates() { return *area().candidates(area().current()); }

    void newDocument() {
        const auto before = area().documents().all().size();
        action(Command::NewDocument).trigger();
        ASSERT_TRUE(
            QTest::qWaitFor([&] { return area().documents().all().size() == before + 1; }, kPatience));
        ASSERT_NE(area().current(), nullptr);
    }
    void maskCorner() {
        auto wanted = document().state();
        ASSERT_TRUE(wanted.mask.write({8, 8, 1, std::vector<std::uint8_t>(64, 255)}, 0, 0));
        ASSERT_TRUE(document().applyState("paint", wanted));
    }
    /// Until it is larger than any other file that the window writes.
    void growJournal() {
        auto wanted = document().state();
        std::vector<std::uint8_t> noise(1 << 18);
        for (std::size_t i = 0; i < noise.size(); ++i)
            noise[i] = static_cast<std::uint8_t>((i * 2654435761U) >> 13);
        // The journal grows larger than any other file that the window writes.
        for (int step = 0; step < 40; ++step) {
            ASSERT_TRUE(wanted.picture.write(
                {32, 32, 4, {noise.begin() + step * 4096, noise.begin() + (step + 1) * 4096}}, 0, 0));
            ASSERT_TRUE(document().applyState("paint", wanted));
        }
        ASSERT_TRUE(document().waitForJournal(std::chrono::seconds(10)));
    }
    void generate() {
        const QSignalSpy idle(&m_window->jobs(), &JobRunner::idle);
        Q_EMIT part<PromptCard>().generateAsked();
        ASSERT_TRUE(QTest::qWaitFor([&] { return idle.size() == 1; }, kPatience));
    }

    QTemporaryDir m_folder;
    Preferences m_preferences;
    LanguageSwitch m_languages;
    Appearance m_appearance;
    std::chrono::milliseconds m_stepTime{0};
    std::vector<GenerationRequest> m_asked; ///< read while no job runs
    std::vector<FinishedImage> m_recorded;  ///< likewise
    std::unique_ptr<MainWindow> m_window;
};

} // namespace latentbrush::ui
