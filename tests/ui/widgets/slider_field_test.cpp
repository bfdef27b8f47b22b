#include "ui/widgets/slider_field.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

class SliderFieldTest : public testing::Test {
protected:
    SliderFieldTest() : m_field({1, 100, 1, 20, 0.5, 1, 7}) {
        m_slider = m_field.findChild<QSlider*>();
        m_spin = m_field.findChild<QDoubleSpinBox*>();
    }
    SliderField m_field;
    QSlider* m_slider;
    QDoubleSpinBox* m_spin;
};

TEST_F(SliderFieldTest, BeginsWithTheUsualValue) {
    EXPECT_DOUBLE_EQ(m_field.value(), 7);
    EXPECT_EQ(m_slider->value(), 12); // (7 − 1) / 0.5
}

TEST_F(SliderFieldTest, TheSliderCoversTheSensibleRange) {
    m_slider->setValue(m_slider->maximum());
    EXPECT_DOUBLE_EQ(m_field.value(), 20);
    m_slider->setValue(0);
    EXPECT_DOUBLE_EQ(m_field.value(), 1);
}

TEST_F(SliderFieldTest, TheFieldGoesBeyondIt) {
    m_field.setValue(64.5);
    EXPECT_DOUBLE_EQ(m_field.value(), 64.5);
    EXPECT_EQ(m_slider->value(), m_slider->maximum());
    m_field.setValue(1000);
    EXPECT_DOUBLE_EQ(m_field.value(), 100);
}

TEST_F(SliderFieldTest, AValueBetweenTheTicksStays) {
    m_field.setValue(7.3);
    EXPECT_DOUBLE_EQ(m_field.value(), 7.3);
}

TEST_F(SliderFieldTest, ADoubleClickBringsTheUsualValueBack) {
    m_field.setValue(3);
    QTest::mouseDClick(m_slider, Qt::LeftButton);
    EXPECT_DOUBLE_EQ(m_field.value(), 7);
}

TEST_F(SliderFieldTest, TellsEachChangeOnce) {
    QSignalSpy changed(&m_field, &SliderField::valueChanged);
    m_field.setValue(9);
    EXPECT_EQ(changed.size(), 1);
    m_slider->setValue(0);
    EXPECT_EQ(changed.size(), 2);
}

TEST_F(SliderFieldTest, AWheelThatPassesChangesNothing) {
    QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_spin, &wheel);
    EXPECT_DOUBLE_EQ(m_field.value(), 7);
    EXPECT_FALSE(wheel.isAccepted());
}

} // namespace
} // namespace latentbrush::ui
