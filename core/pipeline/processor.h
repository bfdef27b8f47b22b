#pragma once

namespace latentbrush::pipeline {

/// One thread a physical core that this process may use: the affinity mask, with siblings of a core counted
/// once, the cgroups' CPU quota rounded up, and OMP_NUM_THREADS where it is set. At least 1.
int usableCores();

/// Lets OpenMP's threads sleep while they wait for each other; by default they spin, and on a machine with
/// other work to do a step took fifty times as long. OpenMP reads its environment when it is loaded: so this
/// starts the program anew, once, with OMP_WAIT_POLICY=passive, unless the person has set that or
/// GOMP_SPINCOUNT. The first thing in main; with the same arguments it comes back there.
void letThreadsSleep(char** arguments);

/// Tells glibc to keep big blocks instead of giving their pages back after every operator: page faults took a
/// quarter of a picture's time. Once per process, before the first model; `returnFreeMemory` gives back what
/// is free, after a model was unloaded.
void keepFreedMemory();
void returnFreeMemory();

} // namespace latentbrush::pipeline
