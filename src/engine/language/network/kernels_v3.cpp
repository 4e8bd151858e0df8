// See kernels.hpp.
#include "language/network/kernels.inc"

namespace hearsay::network {

const Kernels& kernels_v3() {
  return kAll;
}

}  // namespace hearsay::network
