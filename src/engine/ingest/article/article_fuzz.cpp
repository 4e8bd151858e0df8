// Any bytes as JSON-LD and as an address: no crash, and every piece of evidence inside the input.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ingest/article/candidates.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  hearsay::article::Candidates candidates;
  hearsay::Problems problems;
  hearsay::article::read_json_ld(bytes, 0, hearsay::Limits(), candidates, problems);
  for (const auto& candidate : candidates)
    if (candidate.source.begin > candidate.source.end || candidate.source.end > size) std::abort();
  hearsay::article::read_address(bytes, candidates);
  return 0;
}
