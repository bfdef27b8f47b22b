#include "ui/panels/control_list.h"

#include "ui/widgets/slider_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

image::Picture picture(std::uint8_t grey) {
    return std::make_shared<const image::Image>(image::Image{8, 4, 3, std::vector<std::uint8_t>(96, grey)});
}

ControlUse use(const std::string& name, std::uint8_t grey) {
    return {name, referenceTo(picture(grey)), Preprocessor::Canny, 0.5, 0.1, 0.9, true};
}

TEST(ControlList, GivesBackWhatItWasSetTo) {
    ControlList list;
    const std::vector<ControlUse> uses{use("edges", 1), use("depth", 2)};
    list.setControls(uses);
    EXPECT_EQ(list.controls(), uses);
    EXPECT_EQ(list.summary(), QStringLiteral("edges, depth"));
    list.findChildren<ControlRow*>().front()->findChild<QToolButton*>()->click();
    EXPECT_EQ(list.controls(), std::vector{uses[1]});
}

TEST(ControlList, OneWithoutAPictureDoesNotSteerYet) {
    ControlList list;
    list.add(QStringLiteral("edges"));
    EXPECT_TRUE(list.controls().empty());
    EXPECT_EQ(list.summary(), QStringLiteral("edges"));
}

TEST(ControlList, ANewOneTakesTheCanvasPicture) {
    ControlList list;
    list.setSources({.canvasPicture = [] { return [] { return picture(7); }; }});
    QSignalSpy changes(&list, &ControlList::changed);
    list.setChoices({QStringLiteral("edges")});
    auto* box = list.findChild<QComboBox*>();
    box->setCurrentIndex(1);
    Q_EMIT box->activated(1);
    ASSERT_TRUE(QTest::qWaitFor([&] { return changes.count() == 2; }));
    ASSERT_EQ(list.controls().size(), 1u);
    EXPECT_EQ(list.controls().front().picture, referenceTo(picture(7)));
}

TEST(ControlList, APictureOfTheHistoryIsFoundByItsHash) {
    ControlList list;
    std::string asked;
    list.setSources({.keptPicture = [&](const std::string& hash) {
        asked = hash;
        return picture(9);
    }});
    auto wanted = use("edges", 9);
    wanted.picture.picture.reset();
    QSignalSpy changes(&list, &ControlList::changed);
    list.setControls({wanted});
    ASSERT_TRUE(QTest::qWaitFor([&] { return changes.count() == 2; })) << changes.count() << asked;
    EXPECT_EQ(asked, wanted.picture.hash);
    EXPECT_TRUE(list.controls().front().picture.picture);
}

TEST(ControlList, AnIntervalHasALengthWhateverTheSlidersSay) {
    ControlList list;
    list.setControls({use("edges", 1)});
    const auto sliders = list.findChildren<SliderField*>();
    ASSERT_EQ(sliders.size(), 3);
    sliders[1]->setValue(1);
    sliders[2]->setValue(0);
    EXPECT_TRUE(validate(list.controls()));
}

} // namespace
} // namespace latentbrush::ui
