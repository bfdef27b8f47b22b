#include "networks/module_of.h"

#include <ATen/ops/empty.h>

namespace latentbrush::networks {

namespace {

class ModuleMaker {
public:
    explicit ModuleMaker(Parameters parameters) : m_parameters(parameters) {}

    torch::jit::Module make(const Layer& layer) {
        std::vector<torch::jit::Module> children;
        for (const auto& child : layer.children)
            children.push_back(make(child.layer));

        auto& type = m_types[signature(layer, children)];
        const bool known = type != nullptr;
        auto module = known ? torch::jit::Module(m_unit, type)
                            : torch::jit::Module(c10::QualifiedName("__torch__.latentbrush." + layer.kind),
                                                 m_unit, true);
        for (const auto& [name, shape] : layer.parameters)
            module.register_parameter(name, made(shape).requires_grad_(), /*is_buffer=*/false);
        for (std::size_t i = 0; i < children.size(); ++i)
            module.register_module(layer.children[i].name, children[i]);
        if (!known) {
            if (!layer.forward.empty())
                module.define(layer.forward);
            type = module.type();
        }
        return module;
    }

private:
    at::Tensor made(const Shape& shape) const {
        return m_parameters == Parameters::Allocated ? at::empty(shape) : at::empty({1}).expand(shape);
    }

    static std::string signature(const Layer& layer, const std::vector<torch::jit::Module>& children) {
        std::string text = layer.kind + '\n' + layer.forward;
        for (const auto& [name, shape] : layer.parameters)
            text += '\n' + name;
        for (std::size_t i = 0; i < children.size(); ++i)
            text += '\n' + layer.children[i].name + ':' + children[i].type()->name()->qualifiedName();
        return text;
    }

    Parameters m_parameters;
    std::shared_ptr<torch::jit::CompilationUnit> m_unit = std::make_shared<torch::jit::CompilationUnit>();
    std::map<std::string, c10::ClassTypePtr> m_types;
};

} // namespace

torch::jit::Module moduleOf(const Layer& layer, Parameters parameters) {
    return ModuleMaker(parameters).make(layer);
}

} // namespace latentbrush::networks
