// Reads arbitrary bytes as JSON lines.
#include <cstdint>

#include "ingest/jsonl/jsonl.hpp"
#include "ingest/packing/packing.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hearsay;
  Limits limits = packing::tight_limits();
  packing::check({reinterpret_cast<const char*>(data), size},
                 [&](ByteReader& bytes, packing::Collected& found) {
                   BufferedReader window(bytes);
                   read_jsonl(window, "in", limits, found);
                 });
  return 0;
}
