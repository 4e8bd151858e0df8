// Brotli by Google's library; see decoder.hpp.
#include <brotli/decode.h>

#include "ingest/compression/decoder.hpp"

namespace hearsay {
namespace {

struct DestroyBrotli {
  void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
};

class BrotliDecoder : public Decoder {
 public:
  DecoderStep step(std::string_view in, std::span<char> out) override {
    if (!state_) reset();
    if (!state_) return {0, 0, false, "no memory for decompression"};
    size_t in_left = in.size(), out_left = out.size();
    auto* next_in = reinterpret_cast<const uint8_t*>(in.data());
    auto* next_out = reinterpret_cast<uint8_t*>(out.data());
    BrotliDecoderResult code = BrotliDecoderDecompressStream(state_.get(), &in_left, &next_in,
                                                             &out_left, &next_out, nullptr);
    DecoderStep step{in.size() - in_left, out.size() - out_left};
    step.ended = code == BROTLI_DECODER_RESULT_SUCCESS;
    if (code == BROTLI_DECODER_RESULT_ERROR) step.error = "the brotli data is damaged";
    return step;
  }
  void reset() override { state_.reset(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)); }

 private:
  std::unique_ptr<BrotliDecoderState, DestroyBrotli> state_;
};

}  // namespace

std::unique_ptr<Decoder> make_brotli_decoder() {
  return std::make_unique<BrotliDecoder>();
}

}  // namespace hearsay
