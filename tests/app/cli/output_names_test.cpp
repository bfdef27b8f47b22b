#include "output_names.h"

#include <gtest/gtest.h>

namespace latentbrush::cli {
namespace {

GenerationRequest requestOf(int count) {
    GenerationRequest request;
    request.seed = 7;
    request.count = count;
    return request;
}

TEST(OutputNames, FollowTheirPattern) {
    struct Row {
        std::string out;
        int count;
        std::vector<std::filesystem::path> names;
    };
    const std::vector<Row> rows{
        {"nowhere/a.png", 1, {"nowhere/a.png"}},
        {"nowhere/folder", 2, {"nowhere/folder/7.png", "nowhere/folder/8.png"}},
        {"nowhere/folder/", 1, {"nowhere/folder/7.png"}},
        {"nowhere/p-{i}.png", 2, {"nowhere/p-1.png", "nowhere/p-2.png"}},
        {"nowhere/{seed}-{i}.png", 2, {"nowhere/7-1.png", "nowhere/8-2.png"}},
    };
    for (const auto& row : rows) {
        const auto names = outputNames(row.out, requestOf(row.count), IfExists::Fail);
        ASSERT_TRUE(names) << row.out;
        EXPECT_EQ(*names, row.names) << row.out;
    }
}

TEST(OutputNames, RefuseWhatWouldLoseAPicture) {
    EXPECT_EQ(outputNames("nowhere/a.png", requestOf(2), IfExists::Fail).error().code,
              ErrorCode::InvalidRequest);
    EXPECT_EQ(outputNames("nowhere/a.jpeg", requestOf(1), IfExists::Fail).error().code,
              ErrorCode::InvalidRequest);
}

} // namespace
} // namespace latentbrush::cli
