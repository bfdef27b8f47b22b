#pragma once

namespace latentbrush::pipeline {

/// One thread a physical core that this process may use: the affinity mask, with siblings of a core counted
/// once, the cgroups' CPU quota rounded up, and OMP_NUM_THREADS where it is set. At least 1.
int usableCores();

/// Tells glibc to keep big blocks instead of giving their pages back after every operator: page faults took a
/// quarter of a picture's time. Once per process, before the first model; `returnFreeMemory` gives back what
/// is free, after a model was unloaded.
void keepFreedMemory();
void returnFreeMemory();

} // namespace latentbrush::pipeline
