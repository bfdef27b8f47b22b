#include "pipeline/painted_parts.h"

namespace latentbrush::pipeline {

at::Tensor tensorOf(const image::Image& picture) {
    const auto bytes = torch::from_blob(const_cast<std::uint8_t*>(picture.pixels.data()),
                                        {1, picture.height, picture.width, picture.channels}, at::kByte);
    return bytes.narrow(3, 0, 3).permute({0, 3, 1, 2}).to(at::kFloat).contiguous() / 127.5 - 1;
}

at::Tensor tensorOf(const image::Mask& mask) {
    const auto bytes = torch::from_blob(const_cast<std::uint8_t*>(mask.values.data()),
                                        {1, 1, mask.height, mask.width}, at::kByte);
    return bytes.to(at::kFloat) / 255;
}

at::Tensor onLatents(const at::Tensor& white, int edge) {
    return at::max_pool2d(white, edge, edge);
}

} // namespace latentbrush::pipeline
