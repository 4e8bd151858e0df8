// See folded_words.hpp.
#include "base/folded_words.hpp"

#include <array>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

char32_t folded(char32_t point) {
  if (point < 0x80) return static_cast<char32_t>(ascii::lower(static_cast<char>(point)));
  if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return point + 0x20;
  if ((point >= 0x100 && point <= 0x137) || (point >= 0x14A && point <= 0x177)) return point | 1;
  if ((point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E))
    return point + (point & 1);
  if (point >= 0x391 && point <= 0x3A9) return point + 0x20;
  if (point >= 0x410 && point <= 0x42F) return point + 0x20;
  if (point >= 0x400 && point <= 0x40F) return point + 0x50;
  return point;
}

char32_t unfolded(char32_t point) {
  for (char32_t less : {0x20U, 1U, 0x50U}) {
    bool nobody = point < less || point - less == 0x3A2;  // Greek has two small sigmas
    if (!nobody && folded(point - less) == point) return point - less;
  }
  return point;
}

struct FoldedSign {
  bool is_word_sign;
  char folded;
};
constexpr std::array<FoldedSign, 128> kFoldedAscii = [] {
  std::array<FoldedSign, 128> out{};
  for (size_t i = 0; i < out.size(); ++i) {
    char c = static_cast<char>(i);
    out[i] = {ascii::is_letter(c) || ascii::is_digit(c), ascii::lower(c)};
  }
  return out;
}();

}  // namespace

bool is_word_sign(char32_t point) {
  if (point < 0x80)
    return ascii::is_letter(static_cast<char>(point)) || ascii::is_digit(static_cast<char>(point));
  if (point <= 0xBF) return point == 0xAA || point == 0xB5 || point == 0xBA;
  return !is_blank(point) && point != 0xD7 && point != 0xF7 && (point < 0x2000 || point > 0x2BFF) &&
         (point < 0x3000 || point > 0x303F) && point != kReplacement;
}

Words::Words(std::string_view text) {
  folded_.reserve(text.size());
  bool inside = false;
  for (size_t at = 0; at < text.size();) {
    char32_t point = static_cast<unsigned char>(text[at]);
    if (point < 0x80) {
      ++at;
      FoldedSign sign = kFoldedAscii[point];
      if (sign.is_word_sign)
        folded_ += sign.folded;
      else if (inside)
        close(point == ':');
      inside = sign.is_word_sign;
      continue;
    }
    Utf8Step step = decode_utf8(text, at);
    at += step.size;
    bool sign = is_word_sign(step.point);
    if (sign)
      append_utf8(folded_, folded(step.point));
    else if (inside)
      close(false);
    inside = sign;
    if (step.point == 0xA9) {
      append_utf8(folded_, step.point);
      close(false);
    }
  }
  if (inside) close(false);
}

void Words::close(bool before_colon) {
  WordHash hash;
  for (size_t i = words_.empty() ? 0 : words_.back().end; i < folded_.size(); ++i)
    hash.add(folded_[i]);
  words_.push_back({static_cast<uint32_t>(folded_.size()), hash.value(), before_colon});
}

namespace {

std::string each_point(std::string_view text, char32_t (*other)(char32_t)) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    if (step.valid)
      append_utf8(out, other(step.point));
    else
      out += text.substr(at, step.size);
    at += step.size;
  }
  return out;
}

}  // namespace

std::string lowered(std::string_view text) {
  return each_point(text, folded);
}

std::string raised(std::string_view text) {
  return each_point(text, unfolded);
}

}  // namespace hearsay
