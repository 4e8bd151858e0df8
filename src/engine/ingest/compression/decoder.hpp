// Decoder: what one compression library does, seen alike by members.cpp. Internal to this folder.
// Covered by ingest/compression/compression_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace hearsay {

// One step: `used` bytes of input became `made` bytes of output. A non-null error says why it
// cannot go on; then what was made before is still good.
struct DecoderStep {
  size_t used = 0;
  size_t made = 0;
  bool ended = false;  // the member ends after `used`
  const char* error = nullptr;
};

class Decoder {
 public:
  virtual ~Decoder() = default;
  virtual DecoderStep step(std::string_view in, std::span<char> out) = 0;
  // Makes ready for another member.
  virtual void reset() = 0;
  // The same state once more, or null where the library cannot.
  virtual std::unique_ptr<Decoder> clone() const { return nullptr; }
  // How every member begins; empty for streams of one member.
  virtual std::string_view magic() const { return {}; }
  // Must come before the first step.
  virtual bool use_dictionary(std::string_view) { return false; }
};

std::unique_ptr<Decoder> make_gzip_decoder();
std::unique_ptr<Decoder> make_deflate_decoder();
std::unique_ptr<Decoder> make_brotli_decoder();
std::unique_ptr<Decoder> make_zstd_decoder();

}  // namespace hearsay
