#include "ui/widgets/error_bar.h"

#include <QLabel>
#include <QPushButton>
#include <gtest/gtest.h>

namespace latentbrush::ui {
namespace {

TEST(ErrorBar, TellsAFailureFromANotice) {
    ErrorBar bar;
    bar.showError({ErrorCode::FileMissing, "/a", "gone"});
    EXPECT_EQ(bar.property("notice"), QVariant(false));
    EXPECT_EQ(bar.accessibleName(), QStringLiteral("Error"));
    bar.showNotice([] { return ErrorText{QStringLiteral("Done."), QStringLiteral("There.")}; });
    EXPECT_EQ(bar.property("notice"), QVariant(true));
    EXPECT_EQ(bar.accessibleName(), QStringLiteral("Notice"));
    for (const auto* button : bar.findChildren<QPushButton*>())
        EXPECT_TRUE(button->isHidden()) << "neither details nor anything to do";
    bar.showError({ErrorCode::FileMissing, "/a", "gone"});
    EXPECT_EQ(bar.property("notice"), QVariant(false));
}

} // namespace
} // namespace latentbrush::ui
