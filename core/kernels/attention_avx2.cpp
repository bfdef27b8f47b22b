// Compiled for AVX2 and FMA; see attention_tiles.h.
#include "kernels/attention_tiles.h"
#include "kernels/lanes_avx2.h"
#include "kernels/numbers.h"

namespace latentbrush::kernels {

constinit const AttentionKernel kAttentionAvx2Float = Attention<LanesOfAvx2, Floats<LanesOfAvx2>>::kernel();
constinit const AttentionKernel kAttentionAvx2Bfloat = Attention<LanesOfAvx2, Bfloats<LanesOfAvx2>>::kernel();

} // namespace latentbrush::kernels
