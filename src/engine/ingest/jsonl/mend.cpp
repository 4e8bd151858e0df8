// See mend.hpp.
#include "ingest/jsonl/mend.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr std::string_view kReplacementEscape = "\\ufffd";

std::optional<uint32_t> hex_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

// The unit of an escape like \u12ab at the start of `text`, nullopt if there is none.
std::optional<uint32_t> unit_of(std::string_view text) {
  if (text.size() < 6 || !text.starts_with("\\u")) return std::nullopt;
  uint32_t unit = 0;
  for (char c : text.substr(2, 4)) {
    std::optional<uint32_t> digit = hex_of(c);
    if (!digit) return std::nullopt;
    unit = unit * 16 + *digit;
  }
  return unit;
}

bool is_high(uint32_t unit) {
  return unit >= 0xD800 && unit < 0xDC00;
}
bool is_low(uint32_t unit) {
  return unit >= 0xDC00 && unit < 0xE000;
}

class Mender {
 public:
  explicit Mender(std::string_view json) : json_(json) { out_.reserve(json.size() + 64); }
  Mended run();

 private:
  enum Kind : size_t { kBytes, kControl, kSurrogate, kNumber };
  size_t escape(std::string_view rest);
  size_t in_string(std::string_view rest);
  size_t outside(std::string_view rest);

  std::string_view json_;
  std::string out_;
  bool in_string_ = false;
  std::array<size_t, 4> counts_{};
};

size_t Mender::escape(std::string_view rest) {
  std::optional<uint32_t> unit = unit_of(rest);
  size_t size = unit ? 6 : std::min<size_t>(2, rest.size());
  if (unit && is_high(*unit)) {
    std::optional<uint32_t> second = unit_of(rest.substr(6));
    if (second && is_low(*second)) size = 12;
  }
  if (unit && (is_low(*unit) || (is_high(*unit) && size == 6))) {
    out_ += kReplacementEscape;
    ++counts_[kSurrogate];
    return 6;
  }
  out_ += rest.substr(0, size);
  return size;
}

size_t Mender::in_string(std::string_view rest) {
  auto byte = static_cast<unsigned char>(rest[0]);
  if (byte == '\\') return escape(rest);
  if (byte < 0x20) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    out_ += "\\u00";
    out_ += kDigits[byte >> 4];
    out_ += kDigits[byte & 15];
    ++counts_[kControl];
    return 1;
  }
  in_string_ = byte != '"';
  out_ += rest[0];
  return 1;
}

size_t Mender::outside(std::string_view rest) {
  for (std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
    if (!rest.starts_with(word)) continue;
    out_ += "null";
    ++counts_[kNumber];
    return word.size();
  }
  in_string_ = rest[0] == '"';
  out_ += rest[0];
  return 1;
}

Mended Mender::run() {
  for (size_t at = 0; at < json_.size();) {
    std::string_view rest = json_.substr(at);
    if (static_cast<unsigned char>(rest[0]) < 0x80) {
      at += in_string_ ? in_string(rest) : outside(rest);
      continue;
    }
    Utf8Step step = decode_utf8(json_, at);
    if (step.valid)
      out_ += rest.substr(0, step.size);
    else
      append_utf8(out_, kReplacement);
    counts_[kBytes] += !step.valid;
    at += step.size;
  }
  static constexpr std::array<std::string_view, 4> kNames = {
      "sequences that are no UTF-8", "control characters in strings", "lone surrogates",
      "numbers that JSON does not have"};
  Mended mended{std::move(out_), ""};
  for (size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] == 0) continue;
    mended.what += mended.what.empty() ? "" : ", ";
    mended.what += std::to_string(counts_[i]) + " " + std::string(kNames[i]);
  }
  return mended;
}

}  // namespace

Mended mend_json(std::string_view json) {
  return Mender(json).run();
}

}  // namespace hearsay
