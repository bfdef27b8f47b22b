#include "ui/panels/painting_choice.h"

#include "ui/panels/parameters_panel.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/slider_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

using Start = PaintingChoice::Start;

enum Slider { Strength, Padding, Blur };
enum Box { Content, Area, Side, Grey };

class PaintingChoiceTest : public testing::Test {
protected:
    void showFor(Start start) {
        m_choice.setStart(start);
        m_choice.show();
    }
    SliderField* slider(Slider which) { return m_choice.findChildren<SliderField*>().at(which); }
    QComboBox* box(Box which) { return m_choice.findChildren<QComboBox*>().at(which); }
    QCheckBox* check(int which) { return m_choice.findChildren<QCheckBox*>().at(which); }
    QDoubleSpinBox* strengthField() { return slider(Strength)->findChild<QDoubleSpinBox*>(); }

    PaintingChoice m_choice;
};

Painting unusual() {
    Painting painting;
    painting.content = MaskedContent::NavierStokes;
    painting.area = InpaintArea::Masked;
    painting.padding = 77;
    painting.maskBlur = 2.125; // finer than the field shows
    painting.notMasked = true;
    painting.grey = GreyMask::Soft;
    painting.matchColour = true;
    painting.poisson = true;
    return painting;
}

TEST_F(PaintingChoiceTest, BeginsWithTheDefaultsOfRequests) {
    EXPECT_EQ(m_choice.painting(), Painting());
    EXPECT_EQ(m_choice.pictureStrength(), 0.75);
    EXPECT_EQ(m_choice.maskStrength(), 0.75);
}

TEST_F(PaintingChoiceTest, GivesBackExactlyWhatItTook) {
    m_choice.setPainting(1 / 3.0, 0.0625, unusual());
    for (const auto start : {Start::Nothing, Start::Picture, Start::Mask}) {
        m_choice.setStart(start);
        EXPECT_EQ(m_choice.painting(), unusual());
        EXPECT_EQ(m_choice.pictureStrength(), 1 / 3.0);
        EXPECT_EQ(m_choice.maskStrength(), 0.0625);
    }
}

TEST_F(PaintingChoiceTest, EachStartRemembersItsStrength) {
    m_choice.setStart(Start::Picture);
    EXPECT_EQ(m_choice.strength(), 0.75);
    slider(Strength)->setValue(0.4);
    m_choice.setStart(Start::Mask);
    EXPECT_EQ(m_choice.strength(), 0.75);
    EXPECT_EQ(strengthField()->value(), 0.75);
    slider(Strength)->setValue(0.9);
    m_choice.setStart(Start::Picture);
    EXPECT_EQ(m_choice.strength(), 0.4);
    EXPECT_EQ(strengthField()->value(), 0.4);
    EXPECT_EQ(m_choice.maskStrength(), 0.9);
}

TEST_F(PaintingChoiceTest, ADoubleClickBringsBackTheUsualStrengthOfTheStart) {
    for (const auto start : {Start::Mask, Start::Picture}) {
        showFor(start);
        slider(Strength)->setValue(0.3);
        QTest::mouseDClick(slider(Strength)->findChild<QSlider*>(), Qt::LeftButton);
        EXPECT_EQ(m_choice.strength(), 0.75);
    }
}

TEST_F(PaintingChoiceTest, StrengthIsNeverNone) {
    m_choice.setStart(Start::Mask);
    slider(Strength)->setValue(0);
    EXPECT_GT(m_choice.strength(), 0);
    auto* track = slider(Strength)->findChild<QSlider*>();
    track->setValue(track->maximum());
    EXPECT_EQ(m_choice.strength(), 1);
    track->setValue(track->minimum());
    EXPECT_EQ(m_choice.strength(), 0.05);
}

TEST_F(PaintingChoiceTest, AWholePictureHasItsStrengthAlone) {
    showFor(Start::Picture);
    EXPECT_TRUE(slider(Strength)->isVisible());
    EXPECT_FALSE(box(Content)->isVisible());
    EXPECT_FALSE(slider(Padding)->isVisible());
    EXPECT_FALSE(check(0)->isVisible());
    showFor(Start::Mask);
    EXPECT_TRUE(slider(Strength)->isVisible());
    EXPECT_TRUE(box(Content)->isVisible());
    EXPECT_TRUE(check(1)->isVisible());
}

TEST_F(PaintingChoiceTest, PaddingIsForTheMasksSurroundings) {
    EXPECT_FALSE(slider(Padding)->isEnabled());
    box(Area)->setCurrentIndex(1);
    EXPECT_TRUE(slider(Padding)->isEnabled());
    m_choice.setPainting(0.75, 1, Painting());
    EXPECT_FALSE(slider(Padding)->isEnabled());
}

TEST_F(PaintingChoiceTest, EachControlSetsItsValueAndSaysSoOnce) {
    const auto expectEdit = [this](const auto& edit, const auto& expect) {
        m_choice.setPainting(0.75, 1, Painting());
        QSignalSpy changed(&m_choice, &PaintingChoice::changed);
        edit();
        Painting expected;
        expect(expected);
        EXPECT_EQ(m_choice.painting(), expected);
        EXPECT_EQ(changed.size(), 1);
    };
    for (std::size_t row = 1; row < kMaskedContents.size(); ++row)
        expectEdit([&] { box(Content)->setCurrentIndex(static_cast<int>(row)); },
                   [&](Painting& painting) { painting.content = kMaskedContents[row].value; });
    expectEdit([&] { box(Area)->setCurrentIndex(1); },
               [](Painting& painting) { painting.area = InpaintArea::Masked; });
    expectEdit([&] { slider(Padding)->setValue(300); },
               [](Painting& painting) { painting.padding = Painting::kPaddingLimit; });
    expectEdit([&] { slider(Blur)->setValue(2.5); }, [](Painting& painting) { painting.maskBlur = 2.5; });
    expectEdit([&] { box(Side)->setCurrentIndex(1); }, [](Painting& painting) { painting.notMasked = true; });
    expectEdit([&] { box(Grey)->setCurrentIndex(1); },
               [](Painting& painting) { painting.grey = GreyMask::Amount; });
    expectEdit([&] { box(Grey)->setCurrentIndex(2); },
               [](Painting& painting) { painting.grey = GreyMask::Soft; });
    expectEdit([&] { check(0)->click(); }, [](Painting& painting) { painting.matchColour = true; });
    expectEdit([&] { check(1)->click(); }, [](Painting& painting) { painting.poisson = true; });
}

TEST_F(PaintingChoiceTest, WhatIsSetIsShown) {
    m_choice.setStart(Start::Mask);
    m_choice.setPainting(0.5, 0.25, unusual());
    EXPECT_EQ(strengthField()->value(), 0.25);
    EXPECT_EQ(box(Content)->currentText(), QStringLiteral("Navier-Stokes"));
    EXPECT_EQ(box(Area)->currentIndex(), 1);
    EXPECT_EQ(slider(Padding)->value(), 77);
    EXPECT_EQ(box(Side)->currentIndex(), 1);
    EXPECT_EQ(box(Grey)->currentIndex(), 2);
    EXPECT_TRUE(check(0)->isChecked());
    EXPECT_TRUE(check(1)->isChecked());
}

TEST_F(PaintingChoiceTest, ChangingTheStartChangesNoValue) {
    QSignalSpy changed(&m_choice, &PaintingChoice::changed);
    for (const auto start : {Start::Mask, Start::Picture, Start::Mask, Start::Nothing})
        m_choice.setStart(start);
    EXPECT_EQ(changed.size(), 0);
    EXPECT_EQ(m_choice.pictureStrength(), 0.75);
    EXPECT_EQ(m_choice.maskStrength(), 0.75);
}

TEST_F(PaintingChoiceTest, SumsUpWhatMatters) {
    m_choice.setStart(Start::Picture);
    EXPECT_EQ(m_choice.summary(), QStringLiteral("0.75"));
    m_choice.setStart(Start::Mask);
    EXPECT_EQ(m_choice.summary(), QStringLiteral("0.75 · Original · Whole picture"));
}

TEST_F(PaintingChoiceTest, EverythingHasANameAndASentence) {
    m_choice.setStart(Start::Mask);
    QWidgetList parts;
    for (auto* each : m_choice.findChildren<QComboBox*>())
        parts << each;
    for (auto* each : m_choice.findChildren<QCheckBox*>())
        parts << each;
    for (auto* each : m_choice.findChildren<SliderField*>())
        EXPECT_TRUE(each->toolTip().endsWith(QLatin1Char('.'))) << each->toolTip().toStdString();
    for (const auto* part : std::as_const(parts)) {
        EXPECT_FALSE(part->accessibleName().isEmpty());
        EXPECT_TRUE(part->toolTip().endsWith(QLatin1Char('.'))) << part->toolTip().toStdString();
    }
    for (const auto* combo : m_choice.findChildren<QComboBox*>())
        for (int row = 0; row < combo->count(); ++row) {
            EXPECT_FALSE(combo->itemText(row).isEmpty());
            EXPECT_TRUE(combo->itemData(row, Qt::ToolTipRole).toString().endsWith(QLatin1Char('.')));
        }
}

class PaintingInPanelTest : public testing::Test {
protected:
    PaintingInPanelTest() {
        m_panel.resize(300, 700);
        m_panel.show();
    }
    QLabel* label(const QString& text) {
        for (auto* each : m_panel.findChildren<QLabel*>())
            if (each->text() == text || each->toolTip() == text) // a summary may be cut
                return each;
        return nullptr;
    }
    Fold* fold() { return static_cast<Fold*>(m_panel.findChild<PaintingChoice*>()->parentWidget()); }

    ParametersPanel m_panel{{{QStringLiteral("starter"), {128, 128}, 8, 75}},
                            [](Sampler, Schedule) { return true; },
                            {QStringLiteral("auto")}};
};

TEST_F(PaintingInPanelTest, IsThereOnlyWhenThereIsAPicture) {
    EXPECT_FALSE(fold()->isVisible());
    m_panel.setStart(Start::Picture);
    EXPECT_TRUE(fold()->isVisible());
    EXPECT_NE(label(QStringLiteral("0.75")), nullptr);
    m_panel.setStart(Start::Mask);
    EXPECT_NE(label(QStringLiteral("0.75 · Original · Whole picture")), nullptr);
    m_panel.setStart(Start::Nothing);
    EXPECT_FALSE(fold()->isVisible());
}

TEST_F(PaintingInPanelTest, TakesStrengthAndPaintingOfTheTask) {
    GenerationRequest request;
    request.task = ImageToImage{{}, 0.35};
    m_panel.setRequest(request);
    EXPECT_EQ(m_panel.pictureStrength(), 0.35);
    EXPECT_EQ(m_panel.maskStrength(), 0.75);
    EXPECT_EQ(m_panel.painting(), Painting());
    request.task = Inpaint{{}, {}, 0.8, unusual()};
    m_panel.setRequest(request);
    EXPECT_EQ(m_panel.pictureStrength(), 0.35);
    EXPECT_EQ(m_panel.maskStrength(), 0.8);
    EXPECT_EQ(m_panel.painting(), unusual());
    EXPECT_EQ(m_panel.request().task, request.task);
    // A picture from noise says nothing of them.
    m_panel.setRequest(GenerationRequest());
    EXPECT_EQ(m_panel.maskStrength(), 0.8);
    EXPECT_EQ(m_panel.painting(), unusual());
    m_panel.setStart(Start::Mask);
    EXPECT_EQ(m_panel.strength(), 0.8);
}

TEST_F(PaintingInPanelTest, TellsItsChangesAndSumsThemUp) {
    m_panel.setStart(Start::Mask);
    QSignalSpy changed(&m_panel, &ParametersPanel::changed);
    m_panel.findChild<PaintingChoice*>()->findChild<SliderField*>()->setValue(0.6);
    EXPECT_EQ(changed.size(), 1);
    EXPECT_NE(label(QStringLiteral("0.60 · Original · Whole picture")), nullptr);
    m_panel.setPainting(0.5, 0.7, unusual());
    EXPECT_EQ(changed.size(), 2);
    EXPECT_NE(label(QStringLiteral("0.70 · Navier-Stokes · Only masked")), nullptr);
}

TEST_F(PaintingInPanelTest, FitsIntoANarrowPanel) {
    m_panel.setStart(Start::Mask);
    m_panel.setPainting(0.5, 0.7, unusual());
    for (const bool open : {false, true}) {
        fold()->setOpen(open);
        EXPECT_LE(fold()->minimumSizeHint().width(), 300) << open;
    }
}

TEST_F(PaintingInPanelTest, ItsTitleStaysWhereItIsWhenItOpens) {
    m_panel.setStart(Start::Mask);
    const auto* title = fold()->findChild<QToolButton*>(QStringLiteral("foldButton"));
    for (const bool open : {false, true}) {
        fold()->setOpen(open);
        QCoreApplication::processEvents();
        EXPECT_LE(title->x(), 0) << open;
    }
}

TEST_F(PaintingInPanelTest, AWheelScrollsThePanel) {
    m_panel.resize(300, 300);
    ASSERT_GT(m_panel.verticalScrollBar()->maximum(), 200);
    auto* area = m_panel.viewport();
    const QPointF at = area->rect().center();
    QWheelEvent wheel(at, area->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(area, &wheel);
    EXPECT_GT(m_panel.verticalScrollBar()->value(), 0);
}

TEST_F(PaintingInPanelTest, AWheelThatScrollsThePanelChangesNoChoice) {
    m_panel.setStart(Start::Mask);
    fold()->setOpen(true);
    auto* content = m_panel.findChild<PaintingChoice*>()->findChild<QComboBox*>();
    const auto at = QPointF(content->rect().center());
    QWheelEvent wheel(at, content->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(content, &wheel);
    EXPECT_EQ(content->currentIndex(), 0);
}

} // namespace
} // namespace latentbrush::ui
