// gzip, zlib and raw deflate by zlib; see decoder.hpp.
#include <zlib.h>

#include <algorithm>
#include <climits>

#include "ingest/compression/decoder.hpp"

namespace hearsay {
namespace {

// Window bits as zlib's inflateInit2 takes them.
constexpr int kGzip = 15 + 16, kZlib = 15, kRaw = -15;

class ZlibDecoder : public Decoder {
 public:
  // Zero bits: zlib or raw deflate, told apart by the first two bytes.
  explicit ZlibDecoder(int bits) : bits_(bits) {}
  ZlibDecoder(const ZlibDecoder& other) : bits_(other.bits_) {
    open_ = other.open_ && inflateCopy(&stream_, const_cast<z_stream*>(&other.stream_)) == Z_OK;
  }
  ZlibDecoder& operator=(const ZlibDecoder&) = delete;
  ~ZlibDecoder() override { close(); }

  DecoderStep step(std::string_view in, std::span<char> out) override {
    if (!open_) open(in);
    if (!open_) return {0, 0, false, "no memory for decompression"};
    size_t in_size = std::min<size_t>(in.size(), UINT_MAX);
    size_t out_size = std::min<size_t>(out.size(), UINT_MAX);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in_size);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out_size);
    int code = inflate(&stream_, Z_NO_FLUSH);
    DecoderStep step{in_size - stream_.avail_in, out_size - stream_.avail_out};
    step.ended = code == Z_STREAM_END;
    if (code == Z_NEED_DICT) step.error = "the compressed data needs a dictionary";
    if (code < 0 && code != Z_BUF_ERROR)
      step.error = stream_.msg ? stream_.msg : "the compressed data is damaged";
    return step;
  }
  void reset() override {
    if (open_) inflateReset(&stream_);
  }
  std::unique_ptr<Decoder> clone() const override {
    auto copy = std::make_unique<ZlibDecoder>(*this);
    return copy->open_ ? std::move(copy) : nullptr;
  }
  std::string_view magic() const override { return bits_ == kGzip ? "\x1F\x8B\x08" : ""; }

 private:
  void open(std::string_view in) {
    int bits = bits_ != 0 ? bits_ : is_zlib(in) ? kZlib : kRaw;
    stream_ = {};
    open_ = inflateInit2(&stream_, bits) == Z_OK;
  }
  void close() {
    if (open_) inflateEnd(&stream_);
    open_ = false;
  }
  // RFC 1950 2.2: method 8, window up to 32 KiB, header divisible by 31.
  static bool is_zlib(std::string_view in) {
    if (in.size() < 2) return false;
    auto first = static_cast<unsigned char>(in[0]);
    auto second = static_cast<unsigned char>(in[1]);
    return (first & 0x0F) == 8 && first >> 4 <= 7 && (first * 256 + second) % 31 == 0;
  }

  z_stream stream_{};
  int bits_;
  bool open_ = false;
};

}  // namespace

std::unique_ptr<Decoder> make_gzip_decoder() {
  return std::make_unique<ZlibDecoder>(kGzip);
}
std::unique_ptr<Decoder> make_deflate_decoder() {
  return std::make_unique<ZlibDecoder>(0);
}

}  // namespace hearsay
