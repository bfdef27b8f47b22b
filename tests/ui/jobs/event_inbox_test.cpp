#include "ui/jobs/event_inbox.h"

#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

Delivery of(JobId job, decltype(JobEvent::what) what) {
    return {{job, std::move(what)}, {}, {}};
}

Progress step(int number) {
    return {Progress::Stage::Denoising, 0, number, 20, -1};
}

TEST(EventInbox, KeepsTheLatestProgressAndPreviewAndAllElseInOrder) {
    EventInbox inbox([] {});
    inbox.post(of(1, Started{}));
    for (int i = 1; i <= 20; ++i) {
        inbox.post(of(1, step(i)));
        inbox.post(of(1, Preview{0, i, nullptr}));
    }
    inbox.post(of(1, ImageReady{}));
    inbox.post(of(1, Finished{}));
    const auto all = inbox.takeAll();
    ASSERT_EQ(all.size(), 5U);
    EXPECT_TRUE(std::holds_alternative<Started>(all[0].event.what));
    EXPECT_EQ(std::get<Progress>(all[1].event.what).step, 20);
    EXPECT_EQ(std::get<Preview>(all[2].event.what).step, 20);
    EXPECT_TRUE(std::holds_alternative<ImageReady>(all[3].event.what));
    EXPECT_TRUE(std::holds_alternative<Finished>(all[4].event.what));
}

TEST(EventInbox, OneJobsProgressDoesNotReplaceAnothers) {
    EventInbox inbox([] {});
    inbox.post(of(1, step(1)));
    inbox.post(of(2, step(2)));
    EXPECT_EQ(inbox.takeAll().size(), 2U);
}

TEST(EventInbox, WakesOnceUntilItIsEmptied) {
    int woken = 0;
    EventInbox inbox([&] { ++woken; });
    inbox.post(of(1, Started{}));
    inbox.post(of(1, step(1)));
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(inbox.takeAll().size(), 2U);
    inbox.post(of(1, Finished{}));
    EXPECT_EQ(woken, 2);
}

} // namespace
} // namespace latentbrush::ui
