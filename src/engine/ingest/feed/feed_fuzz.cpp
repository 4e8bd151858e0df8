// Reads arbitrary bytes as a feed.
#include <cstdint>

#include "ingest/feed/feed.hpp"
#include "ingest/packing/packing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hearsay;
  Limits limits = packing::tight_limits();
  packing::check({reinterpret_cast<const char*>(data), size},
                 [&](ByteReader& bytes, packing::Collected& found) {
                   BufferedReader window(bytes);
                   read_feed(window, "in", limits, found);
                 });
  return 0;
}
