#include "bundles/stop_point.h"

#include "bundles/interruptible.h"

#include <set>
#include <string_view>

namespace latentbrush::bundles {

namespace {

thread_local const StopToken* currentToken = nullptr;

bool isHeavy(const torch::jit::Node& node) {
    static const std::set<std::string_view> kHeavy{
        "aten::conv1d",       "aten::conv2d",     "aten::conv_transpose2d",
        "aten::_convolution", "aten::linear",     "aten::addmm",
        "aten::matmul",       "aten::mm",         "aten::bmm",
        "aten::baddbmm",      "aten::einsum",     "aten::scaled_dot_product_attention",
        "aten::softmax",      "aten::group_norm", "aten::gelu"};
    return kHeavy.contains(node.kind().toQualString());
}

int insertInto(torch::jit::Block& block) {
    static const auto kStopPoint = c10::Symbol::fromQualString("latentbrush::stop_point");
    int inserted = 0;
    for (auto node = block.nodes().begin(); node != block.nodes().end();) {
        auto* here = *node++; // may be replaced
        for (auto* inner : here->blocks())
            inserted += insertInto(*inner);
        if (!isHeavy(*here))
            continue;
        block.owningGraph()->create(kStopPoint, 0)->insertBefore(here);
        makeInterruptible(*here);
        ++inserted;
    }
    return inserted;
}

} // namespace

TORCH_LIBRARY_FRAGMENT(latentbrush, library) {
    // Conservative: it has side effects, so that no pass removes or moves it.
    library.def(torch::schema("stop_point() -> ()", c10::AliasAnalysisKind::CONSERVATIVE), &stopIfAsked);
}

int insertStopPoints(torch::jit::Module& module) {
    int inserted = 0;
    // Modules of one type share their methods' graphs.
    std::set<const torch::jit::Function*> seen;
    for (const auto& part : module.modules())
        for (const auto& method : part.get_methods())
            if (seen.insert(&method.function()).second)
                inserted += insertInto(*method.graph()->block());
    return inserted;
}

StopScope::StopScope(StopToken token) : m_token(std::move(token)), m_outer(currentToken) {
    currentToken = &m_token;
}

StopScope::~StopScope() {
    currentToken = m_outer;
}

void stopIfAsked() {
    if (currentToken && currentToken->stopNow())
        throw std::runtime_error("latentbrush: stopped");
}

} // namespace latentbrush::bundles
