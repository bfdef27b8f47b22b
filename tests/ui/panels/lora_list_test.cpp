#include "ui/panels/lora_list.h"

#include "ui/widgets/slider_field.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QToolButton>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

using Uses = std::vector<LoraUse>;

TEST(LoraList, AddsOnceWithFullWeights) {
    LoraList list;
    QSignalSpy changes(&list, &LoraList::changed);
    list.add(QStringLiteral("fur"));
    list.add(QStringLiteral("fur"));
    EXPECT_EQ(list.loras(), (Uses{{"fur", 1, 1}}));
    EXPECT_EQ(changes.count(), 1);
}

TEST(LoraList, ItsSlidersAreTheWeightsAndItsButtonTakesOff) {
    LoraList list;
    list.setLoras({{"fur", 0.5, 0.25}, {"ink", 1, 1}});
    const auto sliders = list.findChildren<SliderField*>();
    ASSERT_EQ(sliders.size(), 4);
    sliders[0]->setValue(-0.75);
    EXPECT_EQ(list.loras(), (Uses{{"fur", -0.75, 0.25}, {"ink", 1, 1}}));
    list.findChildren<QToolButton*>().front()->click();
    EXPECT_EQ(list.loras(), (Uses{{"ink", 1, 1}}));
    EXPECT_EQ(list.summary(), QStringLiteral("ink"));
}

TEST(LoraList, AChoiceAddsWhatItNames) {
    LoraList list;
    list.setChoices({QStringLiteral("fur"), QStringLiteral("ink")});
    auto* box = list.findChild<QComboBox*>();
    ASSERT_EQ(box->count(), 3);
    box->setCurrentIndex(2);
    Q_EMIT box->activated(2);
    EXPECT_EQ(list.loras(), (Uses{{"ink", 1, 1}}));
    EXPECT_EQ(box->currentIndex(), 0);
}

TEST(LoraList, WhatDoesNotFitIsGreyedWithTheReason) {
    LoraList list;
    const auto reason = QStringLiteral("For SDXL");
    list.setReasons({{QStringLiteral("ink"), reason}});
    list.setChoices({QStringLiteral("fur"), QStringLiteral("ink")});
    auto* box = list.findChild<QComboBox*>();
    const auto enabled = [&](int row) {
        return box->model()->flags(box->model()->index(row, 0)).testFlag(Qt::ItemIsEnabled);
    };
    EXPECT_TRUE(enabled(1));
    EXPECT_FALSE(enabled(2));
    EXPECT_EQ(box->itemData(2, Qt::ToolTipRole).toString(), reason);
    list.setReasons({});
    EXPECT_TRUE(enabled(2));
    EXPECT_EQ(box->itemData(2, Qt::ToolTipRole).toString(), QString());
}

} // namespace
} // namespace latentbrush::ui
