#pragma once

#include "image/image.h"
#include "pipeline/latent_colours.h"
#include "request/job_event.h"

#include <optional>
#include <torch/script.h>

namespace latentbrush::pipeline {

/// Shows the forming picture: by TAESD where there is one, as often as it costs no more than a fiftieth of
/// the time, else by a line from latents to colours at each step. Made for one job; one thread.
class Previews {
public:
    /// `dtype` and device are the decoder's. Without a decoder and without colours nothing is shown.
    Previews(std::optional<LatentColours> colours, std::optional<torch::jit::Module> decoder,
             at::Device device, at::ScalarType dtype)
        : m_colours(std::move(colours)), m_decoder(std::move(decoder)), m_device(device), m_dtype(dtype) {}

    /// What the clean latents [1,C,h,w] look like after a step that took so long; null: not this time.
    /// Exceptions of LibTorch fly through.
    image::Picture show(const at::Tensor& cleanLatents, double stepSeconds);

private:
    std::optional<LatentColours> m_colours;
    std::optional<torch::jit::Module> m_decoder;
    at::Device m_device;
    at::ScalarType m_dtype;
    double m_owed = 0; ///< seconds of steps to wait until the next decoding has paid off
};

} // namespace latentbrush::pipeline
