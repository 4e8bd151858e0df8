// See compression.hpp.
#include "store/zstandard/zstandard.hpp"

#include <zstd.h>

#include <algorithm>
#include <cassert>

namespace hearsay {
namespace {

constexpr char kAsIs = 0;
constexpr char kZstandard = 1;
constexpr size_t kWorthwhile = 64;  // shorter strings do not shrink
constexpr size_t kFirstGrowth = size_t{1} << 20;
constexpr int kLevel = 1;

Error damaged(std::string what) {
  return {ErrorKind::damaged, "packed bytes are broken: " + std::move(what), "", -1};
}

}  // namespace

struct Zstandard::State {
  ZSTD_CCtx* packer = ZSTD_createCCtx();
  ZSTD_DCtx* unpacker = ZSTD_createDCtx();
  ~State() {
    ZSTD_freeCCtx(packer);
    ZSTD_freeDCtx(unpacker);
  }
};

Zstandard::Zstandard() : state_(std::make_unique<State>()) {
  ZSTD_CCtx_setParameter(state_->packer, ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(state_->packer, ZSTD_c_checksumFlag, 1);
}
Zstandard::~Zstandard() = default;

std::string Zstandard::pack(std::string_view bytes) {
  std::string out(1, kAsIs);
  if (bytes.size() >= kWorthwhile) {
    out.resize(1 + ZSTD_compressBound(bytes.size()));
    size_t size =
        ZSTD_compress2(state_->packer, out.data() + 1, out.size() - 1, bytes.data(), bytes.size());
    if (ZSTD_isError(size) == 0 && size < bytes.size()) {
      out[0] = kZstandard;
      out.resize(1 + size);
      return out;
    }
    out.assign(1, kAsIs);
  }
  return out.append(bytes);
}

Result<std::string> Zstandard::unpack(std::string_view packed, size_t most) {
  if (packed.empty()) return damaged("nothing there");
  std::string_view body = packed.substr(1);
  if (packed.front() == kAsIs) {
    if (body.size() > most) return damaged("too long");
    return std::string(body);
  }
  if (packed.front() != kZstandard) return damaged("unknown kind");
  unsigned long long told = ZSTD_getFrameContentSize(body.data(), body.size());
  if (told == ZSTD_CONTENTSIZE_ERROR || told == ZSTD_CONTENTSIZE_UNKNOWN || told > most)
    return damaged("its size is impossible");
  ZSTD_DCtx_reset(state_->unpacker, ZSTD_reset_session_only);
  ZSTD_inBuffer in{body.data(), body.size(), 0};
  std::string out;
  size_t left = 1;
  while (left != 0) {
    size_t done = out.size();
    out.resize(std::min<size_t>(told, std::max(kFirstGrowth, done * 2)));
    ZSTD_outBuffer into{out.data(), out.size(), done};
    left = ZSTD_decompressStream(state_->unpacker, &into, &in);
    if (ZSTD_isError(left) != 0) return damaged(ZSTD_getErrorName(left));
    out.resize(into.pos);
    if (left != 0 && into.pos == done && in.pos == in.size) return damaged("its end is missing");
    if (left != 0 && into.pos == told && in.pos == in.size) return damaged("its end is missing");
  }
  if (out.size() != told || in.pos != in.size) return damaged("its size is wrong");
  return out;
}

}  // namespace hearsay
