#include "ui/documents/candidates.h"

#include <QSignalSpy>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

FinishedPicture picture(QRgb colour) {
    FinishedPicture finished;
    finished.view = QImage(4, 4, QImage::Format_RGB32);
    finished.view.fill(colour);
    return finished;
}

QRgb shown(const Candidates& candidates) {
    return candidates.over() ? candidates.over()->picture.pixel(0, 0) & 0xffffffU : 0U;
}

class CandidatesTest : public testing::Test {
protected:
    CandidatesTest() { m_candidates.begin(7, {8, 16, 32, 24}); }
    Candidates m_candidates;
};

TEST_F(CandidatesTest, WhatFormsIsShownInTheFrameUntilItIsDone) {
    EXPECT_FALSE(m_candidates.over());
    m_candidates.showForming(picture(0x111111).view);
    ASSERT_TRUE(m_candidates.over());
    EXPECT_EQ(m_candidates.over()->place, QRect(8, 16, 32, 24));
    EXPECT_EQ(shown(m_candidates), 0x111111U);
    m_candidates.add(picture(0x222222));
    EXPECT_EQ(shown(m_candidates), 0x222222U);
    m_candidates.showForming(picture(0x333333).view);
    EXPECT_EQ(shown(m_candidates), 0x333333U);
    m_candidates.end();
    EXPECT_EQ(shown(m_candidates), 0x222222U);
    EXPECT_FALSE(m_candidates.isForming());
}

TEST_F(CandidatesTest, TheLastIsChosenAndAnyCanBe) {
    m_candidates.add(picture(0x000001));
    m_candidates.add(picture(0x000002));
    EXPECT_EQ(m_candidates.current(), 1);
    m_candidates.choose(0);
    EXPECT_EQ(shown(m_candidates), 1U);
    m_candidates.choose(5);
    EXPECT_EQ(m_candidates.current(), 0);
    m_candidates.preview(1);
    EXPECT_EQ(shown(m_candidates), 2U);
    m_candidates.preview(-1);
    EXPECT_EQ(shown(m_candidates), 1U);
}

TEST_F(CandidatesTest, AreComparedByASplitAndGoAtOnce) {
    m_candidates.add(picture(0x000001));
    m_candidates.setSplit(0.25);
    EXPECT_EQ(m_candidates.over()->split, 0.25);
    const QSignalSpy changed(&m_candidates, &Candidates::changed);
    m_candidates.clear();
    EXPECT_FALSE(m_candidates.over());
    EXPECT_FALSE(m_candidates.split());
    EXPECT_EQ(m_candidates.job(), 0U);
    EXPECT_EQ(changed.size(), 1);
}

} // namespace
} // namespace latentbrush::ui
