#include "watched_application.h"

#include <QEventLoop>
#include <QObject>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <thread>

namespace latentbrush {
namespace {

using namespace std::chrono_literals;

/// What was reported; the application hands it over.
std::vector<SlowEvent>& reported() {
    static std::vector<SlowEvent> events;
    return events;
}

/// Does something when an event comes.
class Receiver : public QObject {
public:
    explicit Receiver(std::function<void()> act) : m_act(std::move(act)) {}
    bool event(QEvent* event) override {
        m_act();
        return QObject::event(event);
    }
    void receive(QEvent::Type type = QEvent::User) {
        QEvent event(type);
        QCoreApplication::sendEvent(this, &event);
    }

private:
    std::function<void()> m_act;
};

void work(std::chrono::milliseconds time) {
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
    }
}

class WatchedApplicationTest : public testing::Test {
protected:
    WatchedApplicationTest() { reported().clear(); }
};

TEST_F(WatchedApplicationTest, QuickEventsAreNotReported) {
    for (int i = 0; i < 100; ++i)
        Receiver([] {}).receive();
    // A busy machine may have taken the processor away for a while.
    for (const auto& event : reported())
        EXPECT_LT(event.worked, WatchedApplication::kLimit);
}

TEST_F(WatchedApplicationTest, WorkAndWaitingAreToldApart) {
    Receiver([] { std::this_thread::sleep_for(30ms); }).receive();
    ASSERT_EQ(reported().size(), 1U);
    EXPECT_GT(reported()[0].lasted, 0.03);
    EXPECT_LT(reported()[0].worked, 0.01);
    EXPECT_GE(reported()[0].waits, 1);
    EXPECT_EQ(reported()[0].type, QEvent::User);

    Receiver([] { work(30ms); }).receive();
    ASSERT_EQ(reported().size(), 2U);
    EXPECT_GT(reported()[1].lasted, 0.03);
    EXPECT_LE(reported()[1].worked, reported()[1].lasted + 0.001); // two clocks, read one after the other
}

TEST_F(WatchedApplicationTest, TheInnermostReceiverIsNamed) {
    QTimer inner;
    QObject::connect(&inner, &QTimer::timeout, [] { work(20ms); });
    Receiver outer([&] {
        QTimerEvent timer(inner.timerId());
        QCoreApplication::sendEvent(&inner, &timer);
    });
    inner.start(1h);
    outer.receive();
    ASSERT_EQ(reported().size(), 1U);
    EXPECT_STREQ(reported()[0].receiver, "QTimer");
    EXPECT_NE(describe(reported()[0]).find("QTimer, Timer"), std::string::npos);
}

TEST_F(WatchedApplicationTest, AnInnerLoopThatWaitsForThePersonIsNoFault) {
    Receiver slowInside([] { work(20ms); });
    Receiver opens([&] {
        QEventLoop loop;
        QTimer::singleShot(60ms, &loop, &QEventLoop::quit);
        QTimer::singleShot(10ms, &slowInside, [&] { slowInside.receive(); });
        loop.exec();
    });
    constexpr auto kOpening = QEvent::Type(QEvent::User + 1);
    opens.receive(kOpening);
    // What is slow inside is reported by itself, the event that opened the loop is not. Other events may be
    // late too where the machine is busy.
    const auto reportedOf = [](QEvent::Type type) {
        return std::count_if(reported().begin(), reported().end(),
                             [type](const SlowEvent& event) { return event.type == type; });
    };
    EXPECT_EQ(reportedOf(kOpening), 0);
    EXPECT_EQ(reportedOf(QEvent::User), 1);
}

} // namespace
} // namespace latentbrush

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    testing::InitGoogleTest(&argc, argv);
    const latentbrush::WatchedApplication app(
        argc, argv, [](const latentbrush::SlowEvent& event) { latentbrush::reported().push_back(event); });
    return RUN_ALL_TESTS();
}
