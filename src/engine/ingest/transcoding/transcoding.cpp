// See transcoding.hpp.
#include "ingest/transcoding/transcoding.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr size_t kBlock = size_t{32} << 10;
constexpr std::string_view kMark = "\xEF\xBB\xBF";

std::string normal_name(std::string_view encoding) {
  std::string name;
  for (char c : encoding.substr(0, 64)) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (c > ' ' && c < 0x7F) name += c;
  }
  for (std::string_view latin :
       {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
    if (name == latin) return "windows-1252";
  return name == "utf8" ? "utf-8" : name;
}

// As ICU's own substitution, but counting.
void U_CALLCONV substitute(const void* counter, UConverterToUnicodeArgs* args, const char*, int32_t,
                           UConverterCallbackReason reason, UErrorCode* status) {
  if (reason > UCNV_IRREGULAR) return;
  ++*static_cast<uint64_t*>(const_cast<void*>(counter));
  constexpr UChar kSign = 0xFFFD;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &kSign, 1, 0, status);
}

}  // namespace

struct Utf8Reader::Converter {
  UConverter* from = nullptr;
  ~Converter() { ucnv_close(from); }
};

Utf8Reader::Utf8Reader(BufferedReader& bytes, std::string_view encoding) : bytes_(bytes) {
  std::string name = normal_name(encoding);
  if (name.empty() || name == "utf-8") return;
  UErrorCode status = U_ZERO_ERROR;
  auto converter = std::make_unique<Converter>();
  converter->from = ucnv_open(name.c_str(), &status);
  if (U_FAILURE(status)) return;
  ucnv_setToUCallBack(converter->from, &substitute, &replaced_, nullptr, nullptr, &status);
  if (U_SUCCESS(status)) converter_ = std::move(converter);
}

Utf8Reader::~Utf8Reader() = default;

uint64_t Utf8Reader::replaced() const {
  return replaced_;
}
uint64_t Utf8Reader::at() const {
  return bytes_.at();
}

// A sequence that is cut by the end of the block waits for the next one.
void Utf8Reader::decode_utf8_block(std::string_view block, bool last) {
  size_t at = 0;
  while (at < block.size()) {
    size_t good = valid_utf8_prefix(block.substr(at));
    ready_ += block.substr(at, good);
    at += good;
    if (at == block.size()) break;
    if (!last && block.size() - at < 4) break;
    Utf8Step step = decode_utf8(block, at);
    append_utf8(ready_, step.point);
    replaced_ += !step.valid;
    at += step.size;
  }
  bytes_.consume(at);
}

void Utf8Reader::append_utf16(std::u16string_view units) {
  for (char16_t unit : units) {
    char32_t point = unit;
    if (high_ != 0 && unit >= 0xDC00 && unit < 0xE000)
      point = 0x10000 + ((char32_t{high_} - 0xD800) << 10) + (char32_t{unit} - 0xDC00);
    high_ = unit >= 0xD800 && unit < 0xDC00 ? unit : char16_t{0};
    if (high_ == 0) append_utf8(ready_, point);
  }
}

// An empty block ends the stream.
void Utf8Reader::decode_other_block(std::string_view block) {
  std::array<UChar, 4096> wide;
  const char* source = block.data();
  const char* end = source + block.size();
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    UChar* target = wide.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter_->from, &target, wide.data() + wide.size(), &source, end, nullptr,
                   block.empty(), &status);
    append_utf16({wide.data(), static_cast<size_t>(target - wide.data())});
  }
  bytes_.consume(block.size());
}

// False at the end.
Result<bool> Utf8Reader::decode_block() {
  Result<std::string_view> view = bytes_.peek(kBlock);
  if (!view) view = bytes_.peek(1);  // what came before the damage
  if (!view) return view.error();
  bool last = view->size() < kBlock;
  std::string_view block = view->substr(0, kBlock);
  ready_.clear();
  given_ = 0;
  if (block.empty() && !converter_) return false;
  if (converter_)
    decode_other_block(block);
  else
    decode_utf8_block(block, last);
  return !block.empty() || !ready_.empty();
}

Result<size_t> Utf8Reader::read(std::span<char> into) {
  if (into.empty()) return size_t{0};
  while (given_ == ready_.size() && !ended_) {
    Result<bool> more = decode_block();
    if (!more) return more.error();
    ended_ = !*more;
    if (!begun_ && ready_.starts_with(kMark)) given_ = kMark.size();
    begun_ |= !ready_.empty();
  }
  size_t count = std::string_view(ready_).substr(given_).copy(into.data(), into.size());
  given_ += count;
  return count;
}

}  // namespace hearsay
