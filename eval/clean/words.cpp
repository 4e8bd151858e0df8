// See words.hpp.
#include "eval/clean/words.hpp"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include "base/utf8.hpp"

namespace hearsay::eval {
namespace {

bool is_of_a_word(char32_t point) {
  return point == '_' ||
         (U_GET_GC_MASK(static_cast<UChar32>(point)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    if (!step.valid || !is_of_a_word(step.point)) {
      if (at > begin) words.push_back(text.substr(begin, at - begin));
      begin = at + step.size;
    }
    at += step.size;
  }
  if (begin < text.size()) words.push_back(text.substr(begin));
  return words;
}

std::string lower_case(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())),
                            sink, nullptr, status);
  return out;
}

}  // namespace hearsay::eval
