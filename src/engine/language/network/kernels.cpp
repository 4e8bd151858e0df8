// See kernels.hpp.
#include "language/network/kernels.hpp"

namespace hearsay::network {

const Kernels& kernels_any();
const Kernels& kernels_v3();
const Kernels& kernels_v4();

Isa best_isa() {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
    return Isa::v4;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return Isa::v3;
#endif
  return Isa::any;
}

const Kernels& kernels(Isa isa) {
  switch (isa) {
    case Isa::v4: return kernels_v4();
    case Isa::v3: return kernels_v3();
    default: return kernels_any();
  }
}

}  // namespace hearsay::network
