// How long a stroke takes to be seen: ui_stroke [DIAMETER]. On a document of 4096x4096 a soft brush goes
// along a hand's way, 200 tablet events a second, at 25 %, 100 % and 400 %; prints the time from the delivery
// of each tablet event to the end of the paint event that shows it (milliseconds; 'processor' is the GUI
// thread's own time, 'clock' counts other programs on the core too). With QT_QPA_PLATFORM=offscreen it needs
// no screen.
#include "ui/painting/painting_view.h"
#include "ui/painting/tool_box.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPointingDevice>
#include <QTabletEvent>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <vector>

namespace latentbrush::ui {
namespace {

constexpr int kEdge = 4096;
constexpr int kEvents = 600;

double processorNow() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Notes when each paint event ended.
class TimedView : public PaintingView {
public:
    using PaintingView::PaintingView;
    void paintEvent(QPaintEvent* event) override {
        PaintingView::paintEvent(event);
        paintedAt = clock.nsecsElapsed();
        paintedProcessor = processorNow();
        ++paints;
    }
    QElapsedTimer clock;
    qint64 paintedAt = 0;
    double paintedProcessor = 0;
    int paints = 0;
};

struct Place {
    QPointF at;
    double pressure;
};

/// Three loops and a zigzag within the view, quicker and slower, with the pressure of a hand.
std::vector<Place> stroke(QSizeF view) {
    std::vector<Place> way;
    for (int each = 0; each < kEvents; ++each) {
        const double time = double(each) / kEvents;
        const double turn = 6 * M_PI * time;
        const double x = 0.15 + 0.7 * time + 0.12 * std::cos(turn);
        const double y = 0.5 + 0.3 * std::sin(turn) + 0.05 * std::sin(11 * turn);
        way.push_back({{x * view.width(), y * view.height()}, 0.35 + 0.65 * std::sin(M_PI * time)});
    }
    return way;
}

/// A document whose picture is nowhere of one colour.
document::Document pictureDocument() {
    auto made = document::Document::create(kEdge, kEdge);
    auto wanted = made->state();
    image::Image block{256, 256, 4, std::vector<std::uint8_t>(256 * 256 * 4)};
    for (int tile = 0; tile < wanted.picture.tileCount(); ++tile) {
        const auto place = wanted.picture.rectOf(tile);
        for (int pixel = 0; pixel < 256 * 256; ++pixel) {
            auto* rgba = block.pixels.data() + pixel * 4;
            rgba[0] = static_cast<std::uint8_t>(pixel + tile * 3);
            rgba[1] = static_cast<std::uint8_t>(pixel / 256);
            rgba[2] = static_cast<std::uint8_t>(tile * 5);
            rgba[3] = 255;
        }
        [[maybe_unused]] const auto written = wanted.picture.write(block, place.x, place.y);
    }
    [[maybe_unused]] const auto applied = made->apply(made->changeTo("open", wanted));
    return std::move(*made);
}

void print(const char* name, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double share) {
        return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    std::printf("  %s: median %6.2f p95 %6.2f p99 %6.2f max %6.2f", name, at(0.5), at(0.95), at(0.99),
                times.back());
}

void send(TimedView& view, QEvent::Type type, const Place& place, const QPointingDevice& pen) {
    const auto button = type == QEvent::TabletMove ? Qt::NoButton : Qt::LeftButton;
    const auto held = type == QEvent::TabletRelease ? Qt::NoButton : Qt::LeftButton;
    QTabletEvent event(type, &pen, place.at, place.at, place.pressure, 0, 0, 0, 0, 0, Qt::NoModifier, button,
                       held);
    QApplication::sendEvent(&view, &event);
}

void measure(double zoom, double diameter) {
    PaintedDocument document(pictureDocument());
    ToolBox tools;
    document::Brush brush;
    brush.diameter = diameter;
    brush.hardness = 0;
    tools.settings().setBrushOf(ToolId::Brush, brush);
    TimedView view(tools);
    view.resize(1280, 800);
    view.setDocument(&document);
    view.setMaskRule({.blur = 4, .notMasked = false}); // as the window does: the edge softens behind the hand
    view.show();
    view.zoomTo(zoom, {640, 400});
    [[maybe_unused]] const bool settled = QTest::qWaitFor(
        [&] {
            QCoreApplication::processEvents();
            return view.paints > 0 && view.isSettled();
        },
        20'000);
    view.clock.start();
    const QPointingDevice pen(QStringLiteral("pen"), 7, QInputDevice::DeviceType::Stylus,
                              QPointingDevice::PointerType::Pen, QInputDevice::Capability::Pressure, 1, 3);
    const auto way = stroke(view.size());
    std::vector<double> clock, processor;
    send(view, QEvent::TabletPress, way.front(), pen);
    for (const auto& place : way) {
        const int before = view.paints;
        const double startedProcessor = processorNow();
        const qint64 started = view.clock.nsecsElapsed();
        send(view, QEvent::TabletMove, place, pen);
        while (view.paints == before)
            QCoreApplication::processEvents();
        clock.push_back(static_cast<double>(view.paintedAt - started) / 1e6);
        processor.push_back(view.paintedProcessor - startedProcessor);
    }
    send(view, QEvent::TabletRelease, way.back(), pen);
    std::printf("%5.0f %%", zoom * 100);
    print("processor", processor);
    print("clock", clock);
    std::printf("\n");
}

} // namespace
} // namespace latentbrush::ui

int main(int count, char** arguments) {
    const QApplication application(count, arguments);
    QApplication::setStyle(QStringLiteral("Fusion"));
    const auto diameter = application.arguments().value(1, QStringLiteral("300")).toDouble();
    for (const double zoom : {0.25, 1.0, 4.0})
        latentbrush::ui::measure(zoom, diameter);
    return 0;
}
