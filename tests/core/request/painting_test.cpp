#include "request/painting.h"

#include <gtest/gtest.h>

namespace latentbrush {
namespace {

using nlohmann::json;

TEST(Painting, GoesToJsonAndBack) {
    Painting changed;
    changed.content = MaskedContent::Telea;
    changed.area = InpaintArea::Masked;
    changed.padding = 7;
    changed.maskBlur = 2.5;
    changed.notMasked = true;
    changed.grey = GreyMask::Soft;
    changed.matchColour = true;
    changed.poisson = true;
    for (const auto& painting : {Painting(), changed}) {
        json written;
        writeInto(written, painting);
        EXPECT_EQ(written.size(), 8u);
        JsonReader reader(written, "task.");
        Painting read;
        readFrom(reader, read);
        ASSERT_FALSE(reader.error());
        EXPECT_EQ(read, painting);
        EXPECT_TRUE(reader.unknown().empty());
    }
}

TEST(Painting, NamesAreKnownBothWays) {
    for (const auto& row : kMaskedContents) {
        EXPECT_EQ(maskedContentFromId(row.id), row.value);
        EXPECT_EQ(labelOf(row.value), row.label);
    }
    for (const auto area : {InpaintArea::Whole, InpaintArea::Masked})
        EXPECT_EQ(inpaintAreaFromId(idOf(area)), area);
    for (const auto grey : {GreyMask::Mix, GreyMask::Amount, GreyMask::Soft})
        EXPECT_EQ(greyMaskFromId(idOf(grey)), grey);
    EXPECT_FALSE(maskedContentFromId("Original"));
    EXPECT_FALSE(greyMaskFromId(""));
}

TEST(Painting, RefusesByItsKey) {
    struct Row {
        json task;
        std::string subject;
    };
    const Row rows[]{{{{"masked_content", "paint"}}, "task.masked_content"},
                     {{{"area", 1}}, "task.area"},
                     {{{"poisson", "yes"}}, "task.poisson"},
                     {{{"padding", -1}}, "task.padding"},
                     {{{"padding", 257}}, "task.padding"},
                     {{{"mask_blur", 64.5}}, "task.mask_blur"},
                     {{{"mask_blur", -0.1}}, "task.mask_blur"}};
    for (const auto& row : rows) {
        JsonReader reader(row.task, "task.");
        Painting painting;
        readFrom(reader, painting);
        const auto valid = validate(painting);
        ASSERT_TRUE(reader.error() || !valid) << row.subject;
        EXPECT_EQ(reader.error() ? reader.error()->subject : valid.error().subject, row.subject);
    }
}

} // namespace
} // namespace latentbrush
