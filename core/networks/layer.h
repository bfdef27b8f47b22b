#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace latentbrush::networks {

using Shape = std::vector<std::int64_t>;

/// A module as a plain value: what it holds and what it does, with nothing allocated. The networks are
/// described as trees of these; the module and the table of shapes are two readings of one description.
struct Layer {
    struct Child;

    std::string kind; ///< class name in the TorchScript archive, such as "Linear"
    std::vector<std::pair<std::string, Shape>> parameters;
    std::vector<Child> children;
    std::string forward; ///< TorchScript text of the methods; empty for a mere list of children

    Layer& add(std::string name, Layer layer);
    /// Children "0", "1", … under `name`, as torch.nn.ModuleList names them. Nothing if there are none.
    Layer& addList(const std::string& name, std::vector<Layer> layers);
};

struct Layer::Child {
    std::string name;
    Layer layer;
};

/// How TorchScript text reaches child `index` of the list `name`: attribute names of digits can't be written
/// after a dot.
std::string item(const std::string& name, std::size_t index);

/// Every parameter below the layer by its dotted name.
std::map<std::string, Shape> shapesOf(const Layer& layer);

// The leaves. Each calls one operator on its own parameters.

Layer linear(int in, int out, bool bias = true);
/// A 1×1 convolution's weight [out,in,1,1], applied to tokens [B,T,in].
Layer pointwise(int in, int out);
/// Odd kernels are padded to keep the size; `pad` false leaves that to the caller.
Layer convolution(int in, int out, int kernel, int stride = 1, bool pad = true);
Layer convolutionWithoutBias(int in, int out, int kernel, int stride = 1);
Layer groupNorm(int channels, int groups, double epsilon);
Layer layerNorm(int width, double epsilon);
Layer embedding(int count, int width);

} // namespace latentbrush::networks
