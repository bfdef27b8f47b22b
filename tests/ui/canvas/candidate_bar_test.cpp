#include "ui/canvas/candidate_bar.h"

#include "ui/widgets/soft_shadow.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

class CandidateBarTest : public testing::Test {
protected:
    CandidateBarTest() {
        m_stage.resize(900, 300);
        m_stage.show();
        // Keys go to the active window alone.
        m_stage.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&m_stage));
    }

    void fill(int count) {
        QImage picture(64, 48, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        for (int i = 0; i < count; ++i)
            m_bar.append(picture);
        QCoreApplication::processEvents(); // each has its place now
    }
    QToolButton* thumbnail(int index) {
        const auto name = QStringLiteral("Candidate %1").arg(index + 1);
        for (auto* each : m_bar.findChildren<QToolButton*>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    QPushButton* button(const char* text) {
        for (auto* each : m_bar.findChildren<QPushButton*>())
            if (each->text() == QLatin1String(text))
                return each;
        return nullptr;
    }
    QToolButton* compare() {
        for (auto* each : m_bar.findChildren<QToolButton*>())
            if (each->accessibleName() == QStringLiteral("Compare"))
                return each;
        return nullptr;
    }
    static void hover(QWidget* part, bool over) {
        QEnterEvent enter({5, 5}, {5, 5}, {5, 5});
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(part, over ? static_cast<QEvent*>(&enter) : &leave);
    }
    static int last(const QSignalSpy& spy) { return spy.isEmpty() ? -99 : spy.last().first().toInt(); }

    QWidget m_stage;
    CandidateBar m_bar{&m_stage};
    QSignalSpy m_chosen{&m_bar, &CandidateBar::chosen};
    QSignalSpy m_previewed{&m_bar, &CandidateBar::previewed};
    QSignalSpy m_accepted{&m_bar, &CandidateBar::accepted};
    QSignalSpy m_rejected{&m_bar, &CandidateBar::rejected};
    QSignalSpy m_compared{&m_bar, &CandidateBar::compareToggled};
};

TEST_F(CandidateBarTest, IsShownFromTheFirstCandidateOn) {
    EXPECT_FALSE(m_bar.isVisible());
    EXPECT_EQ(m_bar.current(), -1);
    fill(1);
    EXPECT_TRUE(m_bar.isVisible());
    EXPECT_EQ(m_bar.current(), 0);
    EXPECT_EQ(last(m_chosen), 0);
    fill(2);
    EXPECT_EQ(m_bar.count(), 3);
    EXPECT_EQ(m_bar.current(), 0);
    m_bar.clear();
    EXPECT_FALSE(m_bar.isVisible());
    EXPECT_EQ(m_bar.count(), 0);
    EXPECT_EQ(m_bar.current(), -1);
}

TEST_F(CandidateBarTest, ChoosesByClickAndByCall) {
    fill(3);
    thumbnail(2)->click();
    EXPECT_EQ(m_bar.current(), 2);
    EXPECT_EQ(last(m_chosen), 2);
    m_bar.choose(1);
    EXPECT_EQ(last(m_chosen), 1);
    EXPECT_TRUE(thumbnail(1)->isChecked());
    EXPECT_FALSE(thumbnail(2)->isChecked());
    for (const int none : {-1, 3}) {
        m_bar.choose(none);
        EXPECT_EQ(m_bar.current(), 1);
    }
}

TEST_F(CandidateBarTest, ArrowsFlipAround) {
    fill(3);
    m_bar.setFocus();
    for (const int next : {1, 2, 0}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        EXPECT_EQ(m_bar.current(), next);
    }
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    EXPECT_EQ(m_bar.current(), 2);
    thumbnail(2)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    EXPECT_EQ(QApplication::focusWidget(), thumbnail(1));
}

TEST_F(CandidateBarTest, KeysMeanTheSameOnEveryPartOfIt) {
    fill(2);
    m_bar.choose(1);
    for (QWidget* part : std::initializer_list<QWidget*>{&m_bar, thumbnail(0), button("Accept")}) {
        part->setFocus();
        m_accepted.clear();
        QTest::keyClick(part, Qt::Key_Return);
        EXPECT_EQ(m_accepted.size(), 1);
        EXPECT_EQ(last(m_accepted), 1);
        QTest::keyClick(part, Qt::Key_Enter, Qt::KeypadModifier);
        EXPECT_EQ(m_accepted.size(), 2);
    }
    QTest::keyClick(thumbnail(1), Qt::Key_Escape);
    EXPECT_EQ(m_rejected.size(), 1);
    QTest::keyClick(button("Reject"), Qt::Key_C);
    EXPECT_TRUE(m_bar.isComparing());
    EXPECT_EQ(m_bar.count(), 2); // all of them until it is cleared
}

TEST_F(CandidateBarTest, EnterOnAnotherButtonIsThatButtons) {
    fill(1);
    QTest::keyClick(button("Reject"), Qt::Key_Return);
    EXPECT_EQ(m_rejected.size(), 1);
    QTest::keyClick(compare(), Qt::Key_Return);
    EXPECT_TRUE(m_bar.isComparing());
    EXPECT_EQ(m_accepted.size(), 0);
}

TEST_F(CandidateBarTest, ItsKeysComeBeforeTheWindowsShortcuts) {
    QAction escape;
    escape.setShortcuts({QKeySequence(Qt::Key_Escape), QKeySequence(Qt::Key_C)});
    m_stage.addAction(&escape);
    QSignalSpy triggered(&escape, &QAction::triggered);
    fill(1);
    thumbnail(0)->setFocus();
    QTest::keyClick(m_stage.windowHandle(), Qt::Key_Escape);
    QTest::keyClick(m_stage.windowHandle(), Qt::Key_C);
    EXPECT_EQ(triggered.size(), 0);
    EXPECT_EQ(m_rejected.size(), 1);
    EXPECT_TRUE(m_bar.isComparing());
    // With Ctrl it is no key of the bar.
    QTest::keyClick(thumbnail(0), Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(m_bar.isComparing());
}

TEST_F(CandidateBarTest, TakesKeysForOthers) {
    const QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
    const QKeyEvent other(QEvent::KeyPress, Qt::Key_B, Qt::NoModifier);
    EXPECT_FALSE(m_bar.takeKey(enter)); // there is nothing to accept
    fill(1);
    EXPECT_TRUE(m_bar.takeKey(enter));
    EXPECT_FALSE(m_bar.takeKey(other));
    EXPECT_EQ(m_accepted.size(), 1);
}

TEST_F(CandidateBarTest, TheButtonsDoWhatTheySay) {
    fill(2);
    m_bar.choose(1);
    button("Accept")->click();
    EXPECT_EQ(last(m_accepted), 1);
    button("Reject")->click();
    EXPECT_EQ(m_rejected.size(), 1);
    compare()->click();
    EXPECT_TRUE(m_compared.last().first().toBool());
}

TEST_F(CandidateBarTest, ComparingEndsWithItsCandidates) {
    fill(1);
    m_bar.setCompare(true);
    EXPECT_TRUE(compare()->isChecked());
    EXPECT_EQ(m_compared.size(), 1);
    m_bar.setCompare(true);
    EXPECT_EQ(m_compared.size(), 1);
    m_bar.clear();
    EXPECT_FALSE(m_bar.isComparing());
    EXPECT_FALSE(m_compared.last().first().toBool());
}

TEST_F(CandidateBarTest, ShowsInPlaceWhatTheCursorIsOn) {
    fill(2);
    hover(thumbnail(1), true);
    EXPECT_EQ(last(m_previewed), 1);
    hover(thumbnail(1), false);
    EXPECT_EQ(last(m_previewed), -1);
    hover(thumbnail(0), true);
    EXPECT_EQ(last(m_previewed), 0);
    EXPECT_EQ(m_bar.current(), 0);
    m_bar.clear();
    EXPECT_EQ(last(m_previewed), -1);
}

TEST_F(CandidateBarTest, ManyCandidatesScrollToTheChosenOne) {
    fill(20);
    EXPECT_LT(m_bar.width(), 700);
    m_bar.choose(15);
    QCoreApplication::processEvents();
    EXPECT_FALSE(thumbnail(15)->visibleRegion().isEmpty());
    EXPECT_TRUE(thumbnail(0)->visibleRegion().isEmpty());
    m_bar.resize(m_bar.minimumSizeHint());
    QCoreApplication::processEvents();
    EXPECT_FALSE(thumbnail(15)->visibleRegion().isEmpty());
    m_bar.choose(3);
    QCoreApplication::processEvents();
    EXPECT_FALSE(thumbnail(3)->visibleRegion().isEmpty());
}

TEST_F(CandidateBarTest, MayBeClearedByTheKeyThatAcceptsOrRejects) {
    QObject::connect(&m_bar, &CandidateBar::accepted, &m_bar, &CandidateBar::clear);
    QObject::connect(&m_bar, &CandidateBar::rejected, &m_bar, &CandidateBar::clear);
    for (const auto key : {Qt::Key_Return, Qt::Key_Escape}) {
        fill(2);
        thumbnail(1)->setFocus();
        QTest::keyClick(m_stage.windowHandle(), key);
        EXPECT_EQ(m_bar.count(), 0);
        EXPECT_FALSE(m_bar.isVisible());
    }
    EXPECT_EQ(m_accepted.size(), 1);
    EXPECT_EQ(m_rejected.size(), 1);
}

TEST_F(CandidateBarTest, ClearedThumbnailsAreNeverWindows) {
    m_bar.append(QImage(8, 8, QImage::Format_RGB32));
    m_bar.clear(); // before the thumbnail got its place
    QCoreApplication::processEvents();
    for (const auto* window : QApplication::topLevelWidgets())
        EXPECT_TRUE(window == &m_stage || !window->isVisible());
}

TEST_F(CandidateBarTest, EverythingHasANameAndASentence) {
    fill(2);
    EXPECT_FALSE(m_bar.accessibleName().isEmpty());
    QList<QAbstractButton*> buttons = m_bar.findChildren<QAbstractButton*>();
    EXPECT_EQ(buttons.size(), 5);
    for (const auto* each : buttons) {
        EXPECT_FALSE(each->accessibleName().isEmpty());
        EXPECT_TRUE(each->toolTip().endsWith(QLatin1Char('.'))) << each->toolTip().toStdString();
    }
    EXPECT_TRUE(button("Accept")->toolTip().contains(QStringLiteral("(Enter)")));
    EXPECT_TRUE(button("Reject")->toolTip().contains(QStringLiteral("(Esc)")));
    EXPECT_TRUE(compare()->toolTip().contains(QStringLiteral("(C)")));
}

TEST_F(CandidateBarTest, TabGoesFromLeftToRight) {
    fill(2);
    thumbnail(0)->setFocus();
    // The row is one stop, as any group of which one is chosen; arrows go on within it.
    for (QWidget* next : std::initializer_list<QWidget*>{compare(), button("Reject"), button("Accept")}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        EXPECT_EQ(QApplication::focusWidget(), next);
    }
}

TEST_F(CandidateBarTest, ItsShadowComesAndGoesWithIt) {
    auto* shadow = m_stage.findChild<SoftShadow*>();
    ASSERT_NE(shadow, nullptr);
    EXPECT_FALSE(shadow->isVisible());
    fill(1);
    EXPECT_TRUE(shadow->isVisible());
    m_bar.clear();
    EXPECT_FALSE(shadow->isVisible());
}

} // namespace
} // namespace latentbrush::ui
