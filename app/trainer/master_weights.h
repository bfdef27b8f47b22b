#pragma once

#include <memory>
#include <torch/script.h>
#include <vector>

namespace latentbrush::trainer {

/// The weights that learn, kept in fp32 beside the working modules that compute (in bf16 on a CPU, where it
/// is twice as fast): AdamW moves the masters by the working copies' gradients, an exponential moving average
/// follows, and the working copies are set to the rounded masters. One thread.
class MasterWeights {
public:
    struct Settings {
        double weightDecay = 0.01;
        double averageDecay = 0.9995; ///< reached gradually: min(decay, (1 + n) / (10 + n)) at step n
        double largestGradient = 1.0; ///< the global norm is clipped to this
        bool orthogonal = false;      ///< hidden layers by OrthogonalUpdates, the rest by AdamW
    };

    /// Takes the modules as they are now (fp32) as masters and converts them in place to `working` on
    /// `device`.
    MasterWeights(std::vector<torch::jit::Module> modules, at::Device device, at::ScalarType working,
                  Settings settings);
    ~MasterWeights();

    /// One update from the gradients that `backward` left in the working modules; clears them. Returns the
    /// gradient norm.
    double step(double learningRate);

    /// Sets the working copies to the average or back to the masters: validation and export look at the
    /// average.
    void showAverage();
    void showMasters();

    /// Ends the training: the modules become fp32 on the CPU and hold the exact averages, not their rounded
    /// copies.
    void finish();

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

/// The format that training computes in: bf16 on a GPU and on a CPU that multiplies it in hardware, else fp32
/// (emulated bf16 takes ten times as long).
at::ScalarType workingTypeFor(const at::Device& device);

/// The learning rate at `progress` 0 … 1 of a stage: a linear warm-up over the first 3 %, then half a cosine
/// down to 2 %.
double cosineRate(double peak, double progress);

} // namespace latentbrush::trainer
