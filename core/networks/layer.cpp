#include "networks/layer.h"

#include <sstream>

namespace latentbrush::networks {

namespace {

void collect(const Layer& layer, const std::string& prefix, std::map<std::string, Shape>& shapes) {
    for (const auto& [name, shape] : layer.parameters)
        shapes.emplace(prefix + name, shape);
    for (const auto& child : layer.children)
        collect(child.layer, prefix + child.name + '.', shapes);
}

std::string text(double value) {
    std::ostringstream out;
    out.precision(17);
    out << std::scientific << value;
    return out.str();
}

std::string convolve(const std::string& bias, int stride, int padding) {
    const auto s = std::to_string(stride);
    const auto p = std::to_string(padding);
    return "def forward(self, x):\n    return torch.conv2d(x, self.weight, " + bias + ", [" + s + ", " + s +
           "], [" + p + ", " + p + "])\n";
}

} // namespace

Layer& Layer::add(std::string name, Layer layer) {
    children.push_back({std::move(name), std::move(layer)});
    return *this;
}

Layer& Layer::addList(const std::string& name, std::vector<Layer> layers) {
    if (layers.empty())
        return *this;
    Layer list{.kind = "List", .parameters = {}, .children = {}, .forward = {}};
    for (auto& layer : layers)
        list.add(std::to_string(list.children.size()), std::move(layer));
    return add(name, std::move(list));
}

std::string item(const std::string& name, std::size_t index) {
    return "getattr(self." + name + ", \"" + std::to_string(index) + "\")";
}

std::map<std::string, Shape> shapesOf(const Layer& layer) {
    std::map<std::string, Shape> shapes;
    collect(layer, "", shapes);
    return shapes;
}

Layer linear(int in, int out, bool bias) {
    Layer layer{.kind = "Linear", .parameters = {{"weight", {out, in}}}, .children = {}, .forward = {}};
    if (bias)
        layer.parameters.emplace_back("bias", Shape{out});
    layer.forward = std::string("def forward(self, x):\n    return torch.linear(x, self.weight, ") +
                    (bias ? "self.bias" : "None") + ")\n";
    return layer;
}

Layer pointwise(int in, int out) {
    return {.kind = "Pointwise",
            .parameters = {{"weight", {out, in, 1, 1}}, {"bias", {out}}},
            .children = {},
            .forward = "def forward(self, x):\n"
                       "    return torch.linear(x, self.weight.flatten(1), self.bias)\n"};
}

Layer convolution(int in, int out, int kernel, int stride, bool pad) {
    return {.kind = "Conv",
            .parameters = {{"weight", {out, in, kernel, kernel}}, {"bias", {out}}},
            .children = {},
            .forward = convolve("self.bias", stride, pad ? kernel / 2 : 0)};
}

Layer convolutionWithoutBias(int in, int out, int kernel, int stride) {
    return {.kind = "ConvWithoutBias",
            .parameters = {{"weight", {out, in, kernel, kernel}}},
            .children = {},
            .forward = convolve("None", stride, kernel / 2)};
}

Layer groupNorm(int channels, int groups, double epsilon) {
    return {.kind = "GroupNorm",
            .parameters = {{"weight", {channels}}, {"bias", {channels}}},
            .children = {},
            .forward = "def forward(self, x):\n    return torch.group_norm(x, " + std::to_string(groups) +
                       ", self.weight, self.bias, " + text(epsilon) + ")\n"};
}

Layer layerNorm(int width, double epsilon) {
    return {.kind = "LayerNorm",
            .parameters = {{"weight", {width}}, {"bias", {width}}},
            .children = {},
            .forward = "def forward(self, x):\n    return torch.layer_norm(x, [" + std::to_string(width) +
                       "], self.weight, self.bias, " + text(epsilon) + ")\n"};
}

Layer embedding(int count, int width) {
    return {.kind = "Embedding",
            .parameters = {{"weight", {count, width}}},
            .children = {},
            .forward = "def forward(self, ids):\n    return torch.embedding(self.weight, ids)\n"};
}

} // namespace latentbrush::networks
