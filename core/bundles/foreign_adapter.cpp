#include "bundles/foreign_adapter.h"

#include <algorithm>

namespace latentbrush::bundles {

namespace {

using c10::TypeKind;

bool isTensor(const c10::TypePtr& type) {
    return type->kind() == TypeKind::TensorType;
}

tl::unexpected<Error> refused(const std::string& file, const std::string& why) {
    return failure(ErrorCode::UnsupportedFormat, file, why);
}

/// A parameter of no element: its format is the one that the module computes in, and what casts the module
/// casts it too.
at::Tensor likeOf(const torch::jit::Module& inner) {
    for (const auto& parameter : inner.parameters())
        if (parameter.is_floating_point())
            return torch::empty({0}, parameter.options().requires_grad(false));
    return torch::empty({0});
}

torch::jit::Module adapter(const torch::jit::Module& inner, const std::string& text) {
    torch::jit::Module module("LatentbrushAdapter");
    module.register_parameter("like", likeOf(inner), /*is_buffer=*/false);
    module.register_module("inner", inner);
    module.define(text);
    module.eval();
    return module;
}

/// A trace of one size may answer another one with numbers in another shape, which would be read as nonsense.
constexpr const char* kSameShape =
    "    assert answer.size(0) == sample.size(0), \"answers for another number of pictures\"\n"
    "    assert answer.size(2) == sample.size(2), \"answers in another height\"\n"
    "    assert answer.size(3) == sample.size(3), \"answers in another width\"\n";

Result<ForeignCall> checkedCall(const torch::jit::Module& module, const std::string& method, int least,
                                int most, const char* wanted, const std::string& file) {
    std::vector<std::string> methods{"forward"};
    if (!method.empty())
        methods.push_back(method);
    auto call = callOf(module, methods, file);
    if (call && (call->inputs < least || call->inputs > most))
        return refused(file, call->method + " takes " + std::to_string(call->inputs) + " inputs instead of " +
                                 wanted);
    return call;
}

} // namespace

Result<ForeignCall> callOf(const torch::jit::Module& module, const std::vector<std::string>& methods,
                           const std::string& file) {
    for (const auto& name : methods) {
        const auto method = module.find_method(name);
        if (!method)
            continue;
        const auto& schema = method->function().getSchema();
        ForeignCall call{
            .method = name, .inputs = static_cast<int>(schema.arguments().size()) - 1, .first = {}};
        const auto type = schema.returns().at(0).type();
        if (isTensor(type)) {
            call.first = "out";
        } else if (const auto tuple = type->cast<c10::TupleType>();
                   tuple && !tuple->elements().empty() && isTensor(tuple->elements()[0])) {
            call.first = "out[0]";
            call.isPair = tuple->elements().size() > 1 && isTensor(tuple->elements()[1]);
        } else if (const auto dict = type->cast<c10::DictType>(); dict && isTensor(dict->getValueType())) {
            call.first = "list(out.values())[0]"; // a dict keeps the order that it was made in
        } else {
            return refused(file, name + " answers with " + type->annotation_str());
        }
        return call;
    }
    return refused(file, "a module without " + methods.front());
}

Result<std::vector<torch::jit::Module>> unetAdapters(const torch::jit::Module& unet,
                                                     const std::string& file) {
    const auto call = checkedCall(unet, {}, 3, 3, "sample, timestep and states", file);
    if (!call)
        return failure(call);
    std::vector<torch::jit::Module> adapters;
    // 4 is int64 in TorchScript's numbering.
    for (const std::string timestep : {"timestep", "timestep[0]", "timestep.to(4)", "timestep[0].to(4)"})
        adapters.push_back(adapter(unet, "def forward(self, sample, timestep, context):\n"
                                         "    out = self.inner.forward(sample.to(self.like), " +
                                             timestep +
                                             ", context.to(self.like))\n"
                                             "    answer = " +
                                             call->first + "\n" + kSameShape +
                                             "    return answer.to(sample)\n"));
    return adapters;
}

Result<torch::jit::Module> textAdapter(const torch::jit::Module& encoder, const std::string& file) {
    const auto call = checkedCall(encoder, {}, 1, 2, "ids", file);
    if (!call)
        return failure(call);
    // CLIP in diffusion looks at padding too: a mask of ones is no mask.
    const std::string inputs = call->inputs == 2 ? "ids, torch.ones_like(ids)" : "ids";
    return adapter(encoder, "def forward(self, ids):\n"
                            "    out = self.inner.forward(" +
                                inputs + ")\n    return " +
                                (call->isPair ? "(out[0], out[1])" : call->first) + "\n");
}

Result<torch::jit::Module> vaeAdapter(const torch::jit::Module& vae, const std::string& method,
                                      const std::string& file) {
    const auto call = checkedCall(vae, method, 1, 1, "one", file);
    if (!call)
        return failure(call);
    return adapter(vae, "def forward(self, x):\n"
                        "    out = self.inner." +
                            call->method + "(x.to(self.like))\n    return " + call->first + ".to(x)\n");
}

torch::jit::Module missingEncoder() {
    torch::jit::Module module("LatentbrushMissingEncoder");
    module.define("def forward(self, x):\n"
                  "    assert x.dim() < 0, \"no VAE encoder was exported\"\n"
                  "    return x\n");
    return module;
}

at::ScalarType dtypeOf(const torch::jit::Module& adapter) {
    return adapter.attr("like").toTensor().scalar_type();
}

} // namespace latentbrush::bundles
