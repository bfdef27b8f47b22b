// Compiled for AVX-512 F, BW, DQ and VL; see attention_tiles.h.
#include "kernels/attention_tiles.h"
#include "kernels/lanes_avx512.h"
#include "kernels/numbers.h"

namespace latentbrush::kernels {

constinit const AttentionKernel kAttentionAvx512Float =
    Attention<LanesOfAvx512, Floats<LanesOfAvx512>>::kernel();
constinit const AttentionKernel kAttentionAvx512Bfloat =
    Attention<LanesOfAvx512, Bfloats<LanesOfAvx512>>::kernel();

} // namespace latentbrush::kernels
