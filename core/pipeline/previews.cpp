#include "pipeline/previews.h"

#include "pipeline/time_left.h"

namespace latentbrush::pipeline {

image::Picture Previews::show(const at::Tensor& cleanLatents, double stepSeconds) {
    if (!m_decoder)
        return m_colours ? std::make_shared<image::Image>(roughPicture(cleanLatents, *m_colours)) : nullptr;
    m_owed -= stepSeconds;
    if (m_owed > 0)
        return nullptr;
    constexpr double kShareOfTime = 0.02;
    const Stopwatch watch;
    const auto latents = cleanLatents.to(m_device, m_dtype).contiguous(at::MemoryFormat::ChannelsLast);
    const auto decoded = m_decoder->forward({latents}).toTensor().to(at::kFloat);
    auto picture = std::make_shared<image::Image>(pictureOf(decoded * 2 - 1));
    m_owed = watch.seconds() / kShareOfTime;
    return picture;
}

} // namespace latentbrush::pipeline
