// How smoothly the history scrolls: history_scroll ENTRIES. Fills a library, opens the panel as a grid, drags
// the scroll bar through all of it and through a part by small steps, and prints how long each frame and the
// longest event took on the GUI thread (milliseconds). With QT_QPA_PLATFORM=offscreen it needs no screen.
#include "library_filling.h"

#include "ui/history/history_model.h"
#include "ui/history/history_panel.h"
#include "ui/history/tile_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

namespace latentbrush::ui {
namespace {

/// From its making on.
class Stopwatch {
public:
    Stopwatch() { m_clock.start(); }
    struct Time {
        double processor = 0; ///< milliseconds, of this thread
        double clock = 0;
    };
    Time elapsed() const {
        return {processorNow() - m_processor, static_cast<double>(m_clock.nsecsElapsed()) / 1e6};
    }

private:
    static double processorNow() {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }
    QElapsedTimer m_clock;
    double m_processor = processorNow();
};
using Times = std::vector<Stopwatch::Time>;

/// Times every event that the GUI thread handles.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (m_depth++ > 0) {
            const bool handled = QApplication::notify(receiver, event);
            --m_depth;
            return handled;
        }
        const Stopwatch watch;
        const bool handled = QApplication::notify(receiver, event);
        events.push_back(watch.elapsed());
        --m_depth;
        return handled;
    }
    Times events;

private:
    int m_depth = 0;
};

void print(const char* what, const Times& times) {
    std::printf("%-32s n %5zu", what, times.size());
    for (const auto& [name, part] :
         {std::pair("processor", &Stopwatch::Time::processor), std::pair("clock", &Stopwatch::Time::clock)}) {
        std::vector<double> sorted;
        for (const auto& time : times)
            sorted.push_back(time.*part);
        std::ranges::sort(sorted);
        const auto at = [&](double share) {
            return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
        };
        std::printf("  %s: median %6.2f p99 %6.2f max %6.2f", name, at(0.5), at(0.99), sorted.back());
    }
    std::printf("\n");
}

/// Scrolls by `step` pixels `frames` times, each painted.
Times scroll(TileView& view, int from, int step, int frames) {
    auto* bar = view.verticalScrollBar();
    bar->setValue(from);
    QTest::qWait(300);
    Times times;
    for (int frame = 0; frame < frames; ++frame) {
        const Stopwatch watch;
        bar->setValue(from + (frame + 1) * step);
        view.viewport()->repaint();
        QCoreApplication::processEvents();
        times.push_back(watch.elapsed());
    }
    return times;
}

int run(TimedApplication& application, int entries) {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath(QStringLiteral("library.db")).toStdString();
    if (!library::fillLibrary(file, entries))
        return 1;
    HistoryPanel panel(file);
    panel.resize(1280, 700);
    QElapsedTimer opening;
    opening.start();
    panel.show();
    panel.setGrid(true);
    auto* model = panel.findChild<HistoryModel*>();
    auto* view = panel.findChild<TileView*>();
    const auto shown = [&] {
        return model->rowCount() > 0 && !model->index(0).data(Qt::DecorationRole).value<QImage>().isNull();
    };
    if (!QTest::qWaitFor(shown, 20'000))
        return 1;
    std::printf("%d entries, first pictures after %lld ms\n", entries,
                static_cast<long long>(opening.elapsed()));
    QTest::qWait(500);
    application.events.clear();
    const int all = view->verticalScrollBar()->maximum();
    print("frame, 12 px a step", scroll(*view, 0, 12, 600));
    print("frame, 120 px a step", scroll(*view, 0, 120, 200));
    print("frame, through all in 100 steps", scroll(*view, 0, std::max(1, all / 100), 100));
    QTest::qWait(300);
    print("events of the GUI thread", application.events);
    return 0;
}

} // namespace
} // namespace latentbrush::ui

int main(int count, char** arguments) {
    latentbrush::ui::TimedApplication application(count, arguments);
    QApplication::setStyle(QStringLiteral("Fusion"));
    const auto entries = application.arguments().value(1, QStringLiteral("5000")).toInt();
    return latentbrush::ui::run(application, entries);
}
