// See kernels.hpp.
#include "language/network/kernels.inc"

namespace hearsay::network {

const Kernels& kernels_v4() {
  return kAll;
}

}  // namespace hearsay::network
