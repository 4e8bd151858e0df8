// Zstandard by its own library; see decoder.hpp. Windows are bounded by the library's default of
// 128 MiB.
#include <zstd.h>

#include "ingest/compression/decoder.hpp"

namespace hearsay {
namespace {

struct FreeZstd {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class ZstdDecoder : public Decoder {
 public:
  DecoderStep step(std::string_view in, std::span<char> out) override {
    if (!context_) return {0, 0, false, "no memory for decompression"};
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    size_t code = ZSTD_decompressStream(context_.get(), &to, &from);
    DecoderStep step{from.pos, to.pos};
    if (ZSTD_isError(code)) step.error = ZSTD_getErrorName(code);
    step.ended = code == 0;
    return step;
  }
  void reset() override {
    if (context_) ZSTD_DCtx_reset(context_.get(), ZSTD_reset_session_only);
  }
  std::string_view magic() const override { return "\x28\xB5\x2F\xFD"; }
  bool use_dictionary(std::string_view dictionary) override {
    return context_ && !ZSTD_isError(ZSTD_DCtx_loadDictionary(context_.get(), dictionary.data(),
                                                              dictionary.size()));
  }

 private:
  std::unique_ptr<ZSTD_DCtx, FreeZstd> context_{ZSTD_createDCtx()};
};

}  // namespace

std::unique_ptr<Decoder> make_zstd_decoder() {
  return std::make_unique<ZstdDecoder>();
}

}  // namespace hearsay
