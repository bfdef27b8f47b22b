#include "bundles/interruptible.h"

#include "bundles/stop_point.h"

#include <gtest/gtest.h>
#include <torch/script.h>

using namespace latentbrush;
using namespace latentbrush::bundles;

namespace {

constexpr double kUsual = 50e9;

struct SmallPieces {
    explicit SmallPieces(double operations) { setPieceSize(operations); }
    ~SmallPieces() { setPieceSize(kUsual); }
};

struct ConvolutionCase {
    const char* name;
    std::int64_t channels, outputs, height, width, kernel, stride, padding, groups;
};

class Convolutions : public testing::TestWithParam<ConvolutionCase> {};

} // namespace

// Strips may take another kernel of oneDNN for their rows: fp32 rounding of sums of channels·kernel²
// products, a relative 1e-5 at these sizes, is what may differ.
TEST_P(Convolutions, InStripsAgreeWithTheWhole) {
    const auto& row = GetParam();
    torch::manual_seed(3);
    const auto x =
        torch::randn({2, row.channels, row.height, row.width}).contiguous(at::MemoryFormat::ChannelsLast);
    const auto weight = torch::randn({row.outputs, row.channels / row.groups, row.kernel, row.kernel});
    const auto bias = torch::randn({row.outputs});
    const auto whole = torch::conv2d(x, weight, bias, row.stride, row.padding, 1, row.groups);
    const SmallPieces small(1); // strips of 8 rows
    const auto cut = convolution(x, weight, bias, {row.stride, row.stride}, {row.padding, row.padding},
                                 {1, 1}, row.groups);
    EXPECT_TRUE(torch::allclose(whole, cut, 1e-5, 1e-4)) << (whole - cut).abs().max();
    EXPECT_EQ(whole.strides(), cut.strides());
}

INSTANTIATE_TEST_SUITE_P(Table, Convolutions,
                         testing::Values(ConvolutionCase{"same3", 8, 16, 40, 24, 3, 1, 1, 1},
                                         ConvolutionCase{"same1", 8, 16, 33, 24, 1, 1, 0, 1},
                                         ConvolutionCase{"same5", 4, 4, 29, 9, 5, 1, 2, 1},
                                         ConvolutionCase{"groups", 8, 8, 40, 24, 3, 1, 1, 4},
                                         ConvolutionCase{"strided", 8, 16, 40, 24, 3, 2, 1, 1},
                                         ConvolutionCase{"unpadded", 8, 16, 40, 24, 3, 1, 0, 1},
                                         ConvolutionCase{"low", 8, 16, 9, 24, 3, 1, 1, 1}),
                         [](const auto& info) { return info.param.name; });

TEST(Attention, InPiecesAgreesWithTheWhole) {
    torch::manual_seed(4);
    for (const auto queries : {1000, 1536, 2000, 2304, 2500}) {
        const auto q = torch::randn({1, 2, queries, 16});
        const auto k = torch::randn({1, 2, 300, 16});
        const auto v = torch::randn({1, 2, 300, 16});
        const auto whole = at::scaled_dot_product_attention(q, k, v);
        const SmallPieces small(1);
        const auto cut = attention(q, k, v, {}, 0, false, {}, false);
        EXPECT_TRUE(torch::allclose(whole, cut, 1e-5, 1e-6)) << queries;
    }
}

TEST(Interruptible, TracedAndScriptedConvolutionsAreReplaced) {
    torch::jit::Module module("M");
    module.register_parameter("weight", torch::randn({4, 4, 3, 3}), false);
    module.define(R"(
def forward(self, x):
    a = torch.conv2d(x, self.weight, None, [1, 1], [1, 1])
    b = torch._convolution(x, self.weight, None, [1, 1], [1, 1], [1, 1], False, [0, 0], 1, False, False, True, True)
    c = torch._convolution(x, self.weight, None, [2, 2], [1, 1], [1, 1], True, [1, 1], 1, False, False, True, True)
    d = torch.conv2d(x, self.weight, None, [1, 1], "same")
    s = torch.scaled_dot_product_attention(x, x, x)
    return a + b + c[:, :, ::2, ::2] + d + s
)");
    auto rewritten = module.clone();
    EXPECT_EQ(insertStopPoints(rewritten), 5);
    const auto graph = rewritten.get_method("forward").graph()->toString(false);
    EXPECT_NE(graph.find("latentbrush::conv2d"), std::string::npos);
    EXPECT_NE(graph.find("latentbrush::_convolution"), std::string::npos);
    EXPECT_NE(graph.find("latentbrush::scaled_dot_product_attention"), std::string::npos);
    const auto x = torch::randn({1, 4, 12, 12});
    EXPECT_TRUE(torch::equal(module.forward({x}).toTensor(), rewritten.forward({x}).toTensor()));
}

TEST(Interruptible, StopsBetweenStrips) {
    const SmallPieces small(1);
    const auto x = torch::randn({1, 4, 64, 64});
    const auto weight = torch::randn({4, 4, 3, 3});
    StopSource source;
    source.request(StopDegree::Now);
    const StopScope scope(source.token());
    EXPECT_THROW(convolution(x, weight, {}, {1, 1}, {1, 1}, {1, 1}, 1), std::exception);
}
