#include "kernels/flash_attention.h"

#include <ATen/Parallel.h>
#include <ATen/ops/_scaled_dot_product_flash_attention_for_cpu_cpu_dispatch.h>
#include <cmath>
#include <gtest/gtest.h>
#include <mutex>
#include <set>
#include <thread>

namespace latentbrush::kernels {
namespace {

struct Heads {
    at::Tensor query, key, value;

    AttentionCall call() const { return {.query = query, .key = key, .value = value}; }
    Heads narrowed(std::int64_t axis, std::int64_t first, std::int64_t count) const {
        return {query.narrow(axis, first, count), key.narrow(axis, first, count),
                value.narrow(axis, first, count)};
    }
};

struct Shape {
    std::int64_t batch, heads, queries, keys, width;
};

enum class Layout { TokensFirst, HeadsFirst, OneProjection };

std::string nameOf(Layout layout) {
    return std::array{"tokens first", "heads first", "one projection"}[static_cast<std::size_t>(layout)];
}

/// [B,H,N,D] as networks make it: from tokens with all heads in a row, from heads with their tokens in a row,
/// or as a part of rows that hold queries, keys and values.
at::Tensor random(const Shape& shape, std::int64_t tokens, at::ScalarType format, Layout layout) {
    const auto [batch, heads, width] = std::tuple(shape.batch, shape.heads, shape.width);
    if (layout == Layout::HeadsFirst)
        return at::randn({batch, heads, tokens, width}).to(format);
    if (layout == Layout::TokensFirst)
        return at::randn({batch, tokens, heads, width}).to(format).transpose(1, 2);
    return at::randn({batch, tokens, 3, heads, width}).to(format).select(2, 1).transpose(1, 2);
}

Heads randomHeads(const Shape& shape, at::ScalarType format, Layout layout = Layout::TokensFirst) {
    at::manual_seed(7);
    return {random(shape, shape.queries, format, layout), random(shape, shape.keys, format, layout),
            random(shape, shape.keys, format, layout)};
}

/// In double, from the very numbers the kernels see.
struct Reference {
    at::Tensor output, logSumExp;
    at::Tensor ofSizes; ///< the same weights over the sizes of the values: what rounding weights may change

    explicit Reference(const Heads& heads) {
        const auto scores =
            at::matmul(heads.query.to(at::kDouble), heads.key.to(at::kDouble).transpose(2, 3)) /
            std::sqrt(static_cast<double>(heads.query.size(3)));
        const auto weights = scores.softmax(-1);
        output = at::matmul(weights, heads.value.to(at::kDouble));
        ofSizes = at::matmul(weights, heads.value.to(at::kDouble).abs());
        logSumExp = scores.logsumexp(-1);
    }
};

double largest(const at::Tensor& tensor) {
    return tensor.abs().max().item<double>();
}

double meanSquareError(const at::Tensor& output, const Reference& reference) {
    return (output.to(at::kDouble) - reference.output).square().mean().item<double>();
}

bool sameBytes(const at::Tensor& a, const at::Tensor& b) {
    const auto raw = [](const at::Tensor& tensor) { return tensor.contiguous().view(at::kByte); };
    return at::equal(raw(a), raw(b));
}

std::tuple<at::Tensor, at::Tensor> ofLibTorch(const Heads& heads) {
    return at::cpu::_scaled_dot_product_flash_attention_for_cpu(heads.query, heads.key, heads.value);
}

class FlashAttention : public testing::TestWithParam<std::tuple<InstructionSet, at::ScalarType>> {
protected:
    void SetUp() override {
        if (!runsHere(set()))
            GTEST_SKIP() << "this CPU has no " << kernels::nameOf(set());
    }

    InstructionSet set() const { return std::get<0>(GetParam()); }
    at::ScalarType format() const { return std::get<1>(GetParam()); }

    std::tuple<at::Tensor, at::Tensor> answer(const Heads& heads) const {
        const auto call = heads.call();
        const auto* kernel = kernelFor(call, set());
        EXPECT_NE(kernel, nullptr);
        return kernel ? flashAttention(call, *kernel) : ofLibTorch(heads);
    }

    /// How far a number may be from the true one.
    at::Tensor allowed(const Reference& reference) const {
        // fp32: what its sums and exponentials lose, as for LibTorch's own.
        if (format() == at::kFloat)
            return at::full_like(reference.output, 2e-6 * largest(reference.output));
        // bf16: half a step of the answer; exponentials within 8.6e-5, above and below the fraction line;
        // where products are of bf16, half a step of every weight as well.
        const double halfStep = std::ldexp(1, -8);
        const double ofWeights = 2 * 8.6e-5 + (set() == InstructionSet::Avx512Bf16 ? halfStep : 0);
        return halfStep * reference.output.abs() + ofWeights * reference.ofSizes +
               2e-6 * largest(reference.output);
    }

    void expectRight(const Shape& shape, Layout layout) const {
        SCOPED_TRACE(testing::Message() << shape.batch << "x" << shape.heads << "x" << shape.queries << "x"
                                        << shape.keys << "x" << shape.width << ", " << nameOf(layout));
        const auto heads = randomHeads(shape, format(), layout);
        const Reference reference(heads);
        const auto [output, logs] = answer(heads);
        const auto [theirs, theirLogs] = ofLibTorch(heads);

        EXPECT_EQ(output.scalar_type(), theirs.scalar_type());
        EXPECT_EQ(output.sizes(), theirs.sizes());
        EXPECT_EQ(output.strides(), theirs.strides());
        EXPECT_EQ(logs.scalar_type(), theirLogs.scalar_type());
        EXPECT_EQ(logs.sizes(), theirLogs.sizes());
        EXPECT_EQ(logs.strides(), theirLogs.strides());

        const auto excess = (output.to(at::kDouble) - reference.output).abs() - allowed(reference);
        EXPECT_LE(excess.max().item<double>(), 0);
        EXPECT_LE(largest(logs.to(at::kDouble) - reference.logSumExp), format() == at::kFloat ? 4e-6 : 2e-4);
        // Noise of rounding alone differs by a few in a hundred from one order of sums to another.
        if (format() == at::kBFloat16 && output.numel() > 1000) {
            EXPECT_LE(meanSquareError(output, reference), 1.1 * meanSquareError(theirs, reference));
        }
    }
};

std::string caseName(const testing::TestParamInfo<FlashAttention::ParamType>& info) {
    return std::string(nameOf(std::get<0>(info.param))) + "_" + c10::toString(std::get<1>(info.param));
}

INSTANTIATE_TEST_SUITE_P(All, FlashAttention,
                         testing::Combine(testing::Values(InstructionSet::Avx2, InstructionSet::Avx512,
                                                          InstructionSet::Avx512Bf16),
                                          testing::Values(at::kFloat, at::kBFloat16)),
                         caseName);

TEST_P(FlashAttention, IsRightForEveryWidth) {
    for (const auto width : {8, 16, 24, 32, 40, 64, 72, 80, 96, 128, 160, 512})
        expectRight({.batch = 1, .heads = 2, .queries = 70, .keys = 77, .width = width}, Layout::TokensFirst);
}

TEST_P(FlashAttention, IsRightForEveryCountOfKeys) {
    for (const auto keys : {1, 2, 3, 7, 8, 31, 32, 77, 95, 96, 97, 154, 231, 256, 1024})
        expectRight({.batch = 2, .heads = 2, .queries = 33, .keys = keys, .width = 40}, Layout::TokensFirst);
}

TEST_P(FlashAttention, IsRightForEveryCountOfQueries) {
    for (const auto queries : {1, 15, 16, 17, 32, 63, 64, 65, 200})
        expectRight({.batch = 1, .heads = 3, .queries = queries, .keys = 100, .width = 64},
                    Layout::TokensFirst);
}

TEST_P(FlashAttention, IsRightForEveryLayout) {
    for (const auto layout : {Layout::TokensFirst, Layout::HeadsFirst, Layout::OneProjection}) {
        expectRight({.batch = 2, .heads = 3, .queries = 80, .keys = 154, .width = 80}, layout);
        expectRight({.batch = 1, .heads = 1, .queries = 80, .keys = 154, .width = 80}, layout);
    }
}

TEST_P(FlashAttention, OneKeyIsItsValue) {
    const auto heads = randomHeads({.batch = 1, .heads = 2, .queries = 9, .keys = 1, .width = 40}, format());
    const auto expected = heads.value.expand({1, 2, 9, 40});
    EXPECT_TRUE(sameBytes(std::get<0>(answer(heads)), expected));
}

TEST_P(FlashAttention, ABatchIsItsSingles) {
    const auto heads =
        randomHeads({.batch = 3, .heads = 2, .queries = 90, .keys = 77, .width = 40}, format());
    const auto [whole, logs] = answer(heads);
    for (int batch = 0; batch < 3; ++batch) {
        const auto [single, singleLogs] = answer(heads.narrowed(0, batch, 1));
        EXPECT_TRUE(sameBytes(whole.narrow(0, batch, 1), single));
        EXPECT_TRUE(sameBytes(logs.narrow(0, batch, 1), singleLogs));
    }
}

TEST_P(FlashAttention, QueriesDoNotDependOnEachOther) {
    const auto heads =
        randomHeads({.batch = 1, .heads = 2, .queries = 90, .keys = 200, .width = 40}, format());
    const auto whole = std::get<0>(answer(heads));
    for (const auto first : {1, 17, 50}) {
        const Heads part{heads.query.narrow(2, first, 40), heads.key, heads.value};
        EXPECT_TRUE(sameBytes(whole.narrow(2, first, 40), std::get<0>(answer(part))));
    }
}

TEST_P(FlashAttention, ThreadsDoNotChangeIt) {
    const auto heads =
        randomHeads({.batch = 2, .heads = 3, .queries = 500, .keys = 300, .width = 64}, format());
    const auto before = at::get_num_threads();
    at::set_num_threads(1);
    const auto [one, oneLogs] = answer(heads);
    for (const auto threads : {2, 3}) {
        at::set_num_threads(threads);
        const auto [many, manyLogs] = answer(heads);
        EXPECT_TRUE(sameBytes(one, many));
        EXPECT_TRUE(sameBytes(oneLogs, manyLogs));
    }
    at::set_num_threads(before);
}

// What pads the last keys must not win where all true scores lie far below 0.
TEST_P(FlashAttention, ScoresFarBelowZeroStillCount) {
    auto heads = randomHeads({.batch = 1, .heads = 1, .queries = 20, .keys = 77, .width = 40}, format());
    heads.query = at::ones_like(heads.query) * 8;
    heads.key = heads.key * 0.25 - 64;
    const Reference reference(heads);
    const auto [output, logs] = answer(heads);
    EXPECT_LT(logs.max().item<float>(), -3000);
    // Scores of 3200 carry fp32's rounding of 1e-4 and more from one order of sums to another.
    const auto error = (output.to(at::kDouble) - reference.output).abs();
    EXPECT_LE(error.max().item<double>(), (format() == at::kFloat ? 5e-3 : 2e-2) * largest(reference.output));
}

TEST_P(FlashAttention, HugeScoresChooseOneKey) {
    auto heads = randomHeads({.batch = 1, .heads = 1, .queries = 40, .keys = 200, .width = 40}, format());
    heads.query = heads.query * 1000;
    const auto chosen =
        at::matmul(heads.query.to(at::kDouble), heads.key.to(at::kDouble).transpose(2, 3)).argmax(-1);
    const auto output = std::get<0>(answer(heads));
    int same = 0;
    for (int query = 0; query < 40; ++query)
        same += at::allclose(output[0][0][query], heads.value[0][0][chosen[0][0][query].item<std::int64_t>()],
                             1e-6, 0);
    // Two keys may lie so close that both count.
    EXPECT_GE(same, 36);
    EXPECT_TRUE(output.isfinite().all().item<bool>());
}

TEST_P(FlashAttention, NaNStaysWhereItBelongs) {
    auto heads = randomHeads({.batch = 1, .heads = 2, .queries = 40, .keys = 130, .width = 40}, format());
    heads.query[0][0][5][3] = std::nan("");
    heads.key[0][1][100][0] = std::nan("");
    const auto output = std::get<0>(answer(heads));
    EXPECT_TRUE(output[0][0][5].isnan().all().item<bool>());
    EXPECT_EQ(output[0][0].isnan().sum().item<int>(), 40);
    EXPECT_TRUE(output[0][1].isnan().all().item<bool>());
}

TEST_P(FlashAttention, LeavesToLibTorchWhatIsNotItsOwn) {
    const auto heads = randomHeads({.batch = 1, .heads = 2, .queries = 8, .keys = 8, .width = 16}, format());
    const auto served = [&](const AttentionCall& call) { return kernelFor(call, set()) != nullptr; };
    const auto servedHeads = [&](const Heads& some) { return served(some.call()); };
    const auto& [query, key, value] = heads;

    EXPECT_TRUE(servedHeads(heads));
    EXPECT_TRUE(served({query, key, value, 0, false, false, 0.5}));
    EXPECT_FALSE(served({query, key, value, 0.1, false, false, {}}));
    EXPECT_FALSE(served({query, key, value, 0, true, false, {}}));
    EXPECT_FALSE(served({query, key, value, 0, false, true, {}}));
    for (const auto scale : {0.0, -1.0, std::nan("")})
        EXPECT_FALSE(served({query, key, value, 0, false, false, scale}));
    EXPECT_FALSE(servedHeads(heads.narrowed(3, 0, 12))) << "width";
    EXPECT_FALSE(servedHeads(heads.narrowed(2, 0, 0))) << "nothing";
    EXPECT_FALSE(servedHeads({query, key.narrow(1, 0, 1), value.narrow(1, 0, 1)})) << "grouped queries";
    EXPECT_FALSE(servedHeads({query, key, value.narrow(3, 0, 8)})) << "narrow values";
    EXPECT_FALSE(servedHeads({query.to(at::kHalf), key.to(at::kHalf), value.to(at::kHalf)})) << "fp16";
    EXPECT_FALSE(servedHeads({query, key, value.to(at::kDouble)})) << "mixed formats";
    EXPECT_FALSE(servedHeads({query, key.transpose(2, 3).contiguous().transpose(2, 3), value})) << "columns";
    EXPECT_EQ(kernelFor(heads.call(), InstructionSet::Portable), nullptr);
}

TEST_P(FlashAttention, LeavesGradientsToLibTorch) {
    auto heads = randomHeads({.batch = 1, .heads = 1, .queries = 8, .keys = 8, .width = 16}, format());
    heads.value.set_requires_grad(true);
    EXPECT_EQ(kernelFor(heads.call(), set()), nullptr);
    const at::NoGradGuard noGradient;
    EXPECT_NE(kernelFor(heads.call(), set()), nullptr);
}

/// Who did what, for a kernel that computes nothing.
struct Workers {
    std::mutex mutex;
    std::set<std::thread::id> threads;
    std::multiset<std::pair<const void*, std::int64_t>> pieces;

    void saw(const void* first, std::int64_t count) {
        const std::lock_guard lock(mutex);
        threads.insert(std::this_thread::get_id());
        pieces.emplace(first, count);
    }
};

Workers& workers() {
    static Workers instance;
    return instance;
}

TEST(Attending, SharesTheWorkAmongLibTorchsThreads) {
    const AttentionKernel kernel{
        .queries = 64,
        .packedFloats = [](std::int64_t, std::int64_t) { return std::int64_t(1); },
        .pack = [](const KeysAndValues&, float*) {},
        .scratchFloats = [](std::int64_t) { return std::int64_t(1); },
        .attend = [](const AttentionTask& task) { workers().saw(task.queries.first, task.queryCount); }};
    const auto heads =
        randomHeads({.batch = 2, .heads = 3, .queries = 1000, .keys = 1000, .width = 40}, at::kFloat);
    const auto before = at::get_num_threads();
    at::set_num_threads(2);
    flashAttention(heads.call(), kernel);
    at::set_num_threads(before);

    EXPECT_EQ(workers().threads.size(), 2);
    std::multiset<std::pair<const void*, std::int64_t>> expected;
    for (int batch = 0; batch < 2; ++batch)
        for (int head = 0; head < 3; ++head)
            for (std::int64_t first = 0; first < 1000; first += 64)
                expected.emplace(heads.query[batch][head][first].const_data_ptr(),
                                 std::min<std::int64_t>(64, 1000 - first));
    EXPECT_EQ(workers().pieces, expected);
}

} // namespace
} // namespace latentbrush::kernels
