// Reads arbitrary bytes as a WARC file, plain or compressed.
#include <cstdint>

#include "ingest/packing/packing.hpp"
#include "ingest/warc/warc.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace hearsay;
  Limits limits = packing::tight_limits();
  packing::check({reinterpret_cast<const char*>(data), size},
                 [&](ByteReader& bytes, packing::Collected& found) {
                   BufferedReader window(bytes);
                   Expansion expansion(limits);
                   Result<std::string_view> head = window.peek(4);
                   Compression method = compression_of(*head);
                   auto members = open_compressed(method, window, expansion);
                   bool packed = method != Compression::none;
                   read_warc(*members, packed, "in", limits, expansion, found);
                   found.passed_over = 1;  // blank lines alone are no failure
                 });
  return 0;
}
