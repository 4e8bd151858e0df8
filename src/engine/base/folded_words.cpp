// See folded_words.hpp.
#include "base/folded_words.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

char32_t folded(char32_t point) {
  if (point < 0x80) return static_cast<char32_t>(ascii::lower(static_cast<char>(point)));
  if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return point + 0x20;
  if ((point >= 0x100 && point <= 0x137) || (point >= 0x14A && point <= 0x177)) return point | 1;
  if (point >= 0x139 && point <= 0x148) return point + (point & 1);
  if (point >= 0x391 && point <= 0x3A9) return point + 0x20;
  if (point >= 0x410 && point <= 0x42F) return point + 0x20;
  if (point >= 0x400 && point <= 0x40F) return point + 0x50;
  return point;
}

bool is_word_sign(char32_t point) {
  if (point < 0x80)
    return ascii::is_letter(static_cast<char>(point)) || ascii::is_digit(static_cast<char>(point));
  if (point <= 0xBF) return point == 0xAA || point == 0xB5 || point == 0xBA;
  return !is_blank(point) && point != 0xD7 && point != 0xF7 && (point < 0x2000 || point > 0x2BFF) &&
         (point < 0x3000 || point > 0x303F) && point != kReplacement;
}

}  // namespace

Words::Words(std::string_view text) {
  bool inside = false;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    at += step.size;
    bool sign = is_word_sign(step.point);
    if (sign) {
      append_utf8(folded_, folded(step.point));
    } else if (inside) {
      ends_.push_back(static_cast<uint32_t>(folded_.size()));
      colon_.push_back(step.point == ':');
    }
    inside = sign;
    if (step.point == 0xA9) {
      append_utf8(folded_, step.point);
      ends_.push_back(static_cast<uint32_t>(folded_.size()));
      colon_.push_back(false);
    }
  }
  if (!inside) return;
  ends_.push_back(static_cast<uint32_t>(folded_.size()));
  colon_.push_back(false);
}

}  // namespace hearsay
