#include "tensors/guarded.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/zeros.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <torch/script.h>

namespace latentbrush::tensors {
namespace {

struct Row {
    const char* name;
    void (*work)();
    ErrorCode code;
    const char* detail;
};
void PrintTo(const Row& row, std::ostream* out) {
    *out << row.name;
}

void multiplyMisfits() {
    at::matmul(at::zeros({2, 3}), at::zeros({2, 3}));
}

/// 2^60 bytes: no machine has them, and no overflow of the size check comes first.
void allocateTooMuch() {
    at::empty({std::int64_t(1) << 60}, at::kByte);
}

void allocateTooMuchInTorchScript() {
    torch::jit::Module module("Greedy");
    module.define("def forward(self, x):\n    return torch.zeros([1152921504606846976], dtype=0)\n");
    module.forward({at::zeros({1})});
}

const std::array<Row, 7> kRows{{
    {"TorchError", multiplyMisfits, ErrorCode::Internal, "mat1 and mat2 shapes cannot be multiplied"},
    {"TorchMemory", allocateTooMuch, ErrorCode::OutOfMemory, "allocate"},
    {"TorchScriptMemory", allocateTooMuchInTorchScript, ErrorCode::OutOfMemory, "allocate"},
    {"BadAlloc", [] { throw std::bad_alloc(); }, ErrorCode::OutOfMemory, "bad_alloc"},
    {"Cancelled", [] { throw Cancelled(); }, ErrorCode::Cancelled, ""},
    {"StandardError", [] { throw std::runtime_error("why"); }, ErrorCode::Internal, "why"},
    {"AnythingElse", [] { throw 5; }, ErrorCode::Internal, "unknown"},
}};

class Guarded : public testing::TestWithParam<Row> {};

TEST_P(Guarded, TurnsExceptionsIntoErrors) {
    const auto result = guarded([]() -> Result<int> {
        GetParam().work();
        return 1;
    });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, GetParam().code) << result.error().detail;
    EXPECT_THAT(result.error().detail, testing::HasSubstr(GetParam().detail));
}

INSTANTIATE_TEST_SUITE_P(Exceptions, Guarded, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

TEST(GuardedWork, HandsOnValuesAndErrors) {
    EXPECT_EQ(guarded([]() -> Result<int> { return 3; }), 3);
    const auto failed = guarded([]() -> Result<int> { return failure(ErrorCode::FileMissing, "x"); });
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::FileMissing);
}

} // namespace
} // namespace latentbrush::tensors
