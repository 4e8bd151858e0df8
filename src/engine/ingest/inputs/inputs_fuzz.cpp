// Reads arbitrary bytes as whatever they look like.
#include <cstdint>

#include "ingest/inputs/inputs.hpp"
#include "ingest/packing/packing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hearsay;
  Limits limits = packing::tight_limits();
  packing::check({reinterpret_cast<const char*>(data), size}, [&](ByteReader& bytes,
                                                                  packing::Collected& found) {
    found.passed_over = read_inputs(bytes, "in", InputFormat::automatic, limits, found).passed_over;
  });
  return 0;
}
