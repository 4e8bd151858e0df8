// See kernels.hpp.
#include "language/network/kernels.inc"

namespace hearsay::network {

const Kernels& kernels_any() {
  return kAll;
}

}  // namespace hearsay::network
