#include "request/picture_record.h"

#include <gtest/gtest.h>

namespace latentbrush {
namespace {

PictureRecord sample() {
    PictureRecord record;
    record.request.prompt = "夜の雪原に立つ赤い家";
    record.request.seed = 7;
    record.request.unknown = {{"later", 1}};
    record.provenance.modelHash = std::string(64, 'c');
    record.provenance.threads = 4;
    return record;
}

TEST(PictureRecord, GoesThereAndBackUnchanged) {
    EXPECT_EQ(recordFromJsonText(toJsonText(sample())), sample());
}

TEST(PictureRecord, TheSameRecordGivesTheSameText) {
    EXPECT_EQ(toJsonText(sample()), toJsonText(sample()));
    EXPECT_EQ(toJsonText(sample()).find('\n'), std::string::npos);
}

struct Wrong {
    const char* text;
    ErrorCode code;
    const char* subject;
};

class WrongRecord : public testing::TestWithParam<Wrong> {};

TEST_P(WrongRecord, IsRefused) {
    const auto record = recordFromJsonText(GetParam().text);
    ASSERT_FALSE(record);
    EXPECT_EQ(nameOf(record.error().code), std::string(nameOf(GetParam().code)));
    EXPECT_EQ(record.error().subject, GetParam().subject);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, WrongRecord,
    testing::Values(Wrong{"", ErrorCode::FileMalformed, ""}, Wrong{"[]", ErrorCode::InvalidRequest, ""},
                    Wrong{R"({"prompt": "a"})", ErrorCode::InvalidRequest, "request"},
                    Wrong{R"({"request": []})", ErrorCode::InvalidRequest, ""},
                    Wrong{R"({"request": {"steps": 0}})", ErrorCode::InvalidRequest, "steps"},
                    Wrong{R"({"request": {}, "provenance": {"threads": "4"}})", ErrorCode::InvalidRequest,
                          "threads"},
                    Wrong{R"({"version": 2, "request": {}})", ErrorCode::NewerFormat, "version"},
                    Wrong{R"({"request": {"version": 9}})", ErrorCode::NewerFormat, "version"}));

} // namespace
} // namespace latentbrush
