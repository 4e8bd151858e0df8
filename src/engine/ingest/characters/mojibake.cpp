// See mojibake.hpp.
#include "ingest/characters/mojibake.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "base/utf8.hpp"
#include "ingest/characters/single_byte.hpp"

namespace hearsay {
namespace {

constexpr int kPasses = 4;
constexpr char32_t kNoBreakSpace = 0xA0;

enum class Grade : uint8_t { none, likely, foreign, certain };

// `size` characters in [begin, end) of the text that may be `point`.
struct Candidate {
  uint32_t begin, end;
  char32_t point;
  char32_t second;  // the character after the first, as the text shows it
  uint8_t size;
  bool has_control;
  Grade grade;
};

using Candidates = std::vector<Candidate>;

// The byte that windows-1252 or, for C1 controls, Latin-1 has for a character; 0 if below 0x80 or
// none.
class Bytes {
 public:
  Bytes() : high_(*single_byte_table("windows-1252")) {}
  uint8_t of(char32_t point) const {
    if (point < 0x80) return 0;
    if (point <= 0xFF) return static_cast<uint8_t>(point);
    for (size_t i = 0; i < 32; ++i)
      if (high_[i] == point) return static_cast<uint8_t>(0x80 + i);
    return 0;
  }

 private:
  const SingleByteTable& high_;
};

// First position from `at` on where a lead (U+00C2 to U+00F4) stands before a character that may be
// the windows-1252 reading of a byte 80 to BF.
size_t next_lead(std::string_view text, size_t at) {
  while (at + 3 < text.size()) {
    const void* found = std::memchr(text.data() + at, 0xC3, text.size() - at - 3);
    if (found == nullptr) break;
    at = static_cast<size_t>(static_cast<const char*>(found) - text.data());
    auto low = static_cast<unsigned char>(text[at + 1]);
    auto next = static_cast<unsigned char>(text[at + 2]);
    bool follows = next == 0xC2 || next == 0xC5 || next == 0xC6 || next == 0xCB || next == 0xE2;
    if (follows && low >= 0x82 && low <= 0xB4) return at;
    at += 2;
  }
  return text.size();
}

std::optional<Candidate> candidate_at(std::string_view text, size_t at, const Bytes& bytes) {
  Candidate out{};
  out.begin = static_cast<uint32_t>(at);
  std::array<char, 4> packed{};
  size_t size = 0;
  while (size < packed.size() && at < text.size()) {
    Utf8Step step = decode_utf8(text, at);
    uint8_t byte = bytes.of(step.point);
    if (byte == 0 || (size > 0 && byte >= 0xC0)) break;
    if (size == 1) out.second = step.point;
    packed[size++] = static_cast<char>(byte);
    out.has_control |= step.point < 0xA0;
    at += step.size;
    Utf8Step inner = decode_utf8(std::string_view(packed.data(), size), 0);
    if (!inner.valid) continue;
    out.end = static_cast<uint32_t>(at);
    out.point = inner.point;
    out.size = inner.size;
    return out;
  }
  return std::nullopt;
}

Candidates find_candidates(std::string_view text) {
  Bytes bytes;
  Candidates out;
  for (size_t at = next_lead(text, 0); at < text.size();) {
    auto found = candidate_at(text, at, bytes);
    if (found) out.push_back(*found);
    at = next_lead(text, found ? found->end : at + 2);
  }
  return out;
}

// ---- grading ------------------------------------------------------------------------------------

struct Around {
  char32_t before = 0, after = 0;  // 0 at the ends of the text
  bool others = false;             // the text has characters outside ASCII that are no candidates
};

UChar32 code(char32_t point) {
  return static_cast<UChar32>(point);
}
bool is_lower(char32_t point) {
  return u_isULowercase(code(point));
}
bool is_upper(char32_t point) {
  return u_isUUppercase(code(point));
}
bool is_letter(char32_t point) {
  return u_isUAlphabetic(code(point));
}
bool is_digit(char32_t point) {
  return point >= '0' && point <= '9';
}
bool is_blank(char32_t point) {
  return point == 0 || point == ' ' || point == '\n' || point == '\r' || point == '\t';
}

bool is_plausible(char32_t point) {
  if (point < 0xA0) return false;
  int8_t type = u_charType(code(point));
  return type != U_UNASSIGNED && type != U_PRIVATE_USE_CHAR && type != U_SURROGATE;
}

// Punctuation that may follow a word in a right text.
bool ends_words(char32_t point) {
  static constexpr std::array<char32_t, 14> kMarks = {0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
                                                      0x201E, 0x2022, 0x2013, 0x2014, 0x2026,
                                                      0x2039, 0x203A, 0xAB,   0xBB};
  return point == kNoBreakSpace || std::find(kMarks.begin(), kMarks.end(), point) != kMarks.end();
}

// Â and a character of the second half of Latin-1.
Grade grade_sign(const Candidate& found, const Around& around) {
  static constexpr std::u32string_view kSigns = U"£©®°§½¼¾±¿¡·";
  if (is_upper(around.before)) return Grade::likely;
  if (is_lower(around.before)) return Grade::certain;
  if (found.point == kNoBreakSpace) {
    if (!is_blank(around.before)) return around.others ? Grade::likely : Grade::certain;
    bool alone = is_blank(around.after) || is_digit(around.after);
    return alone && !around.others ? Grade::certain : Grade::likely;
  }
  if (found.point == 0xBB) return is_digit(around.before) ? Grade::certain : Grade::likely;
  if (found.point == 0xAB) return is_letter(around.after) ? Grade::certain : Grade::likely;
  if (u_charType(code(found.point)) == U_MODIFIER_SYMBOL) return Grade::likely;
  bool sign = kSigns.find(found.point) != kSigns.npos;
  return sign || !around.others ? Grade::certain : Grade::likely;
}

// Ã, Ä or Å and so on for an accented Latin letter.
Grade grade_letter(const Candidate& found, const Around& around) {
  if (!is_letter(found.point)) return Grade::likely;
  bool mark = ends_words(found.second);
  if (is_lower(found.point)) {
    if (is_lower(around.before)) return Grade::certain;
    return !mark && is_lower(around.after) ? Grade::certain : Grade::likely;
  }
  if (mark || is_lower(around.before)) return Grade::likely;
  bool goes_on = is_upper(around.before) ? is_upper(around.after) : is_letter(around.after);
  return goes_on ? Grade::certain : Grade::likely;
}

Grade grade_of_three(char32_t point) {
  bool punctuation = point >= 0x2000 && point <= 0x203F;
  bool currency = point >= 0x20A0 && point <= 0x20BF;
  bool single = point == 0x2122 || point == 0xFEFF || point == kReplacement;
  if (punctuation || currency || single) return Grade::certain;
  return is_letter(point) && point > 0x3FF && (point < 0x1E00 || point > 0x1FFF) ? Grade::foreign
                                                                                 : Grade::likely;
}

Grade grade_of(const Candidate& found, const Around& around) {
  if (!is_plausible(found.point)) return Grade::none;
  if (found.has_control) return Grade::certain;
  if (found.size == 4)
    return found.point >= 0x1F000 && found.point <= 0x1FAFF ? Grade::certain : Grade::likely;
  if (found.size == 3) return grade_of_three(found.point);
  if (found.point <= 0xBF) return grade_sign(found, around);
  bool latin = found.point <= 0x17F || (found.point >= 0x218 && found.point <= 0x21B);
  if (latin) return grade_letter(found, around);
  return found.point >= 0x370 ? Grade::foreign : Grade::none;
}

char32_t point_before(std::string_view text, size_t at) {
  if (at == 0) return 0;
  size_t begin = at - 1;
  while (!is_boundary(text, begin)) --begin;
  return decode_utf8(text, begin).point;
}

size_t count_outside_ascii(std::string_view text) {
  size_t count = 0;
  for (char c : text) count += static_cast<unsigned char>(c) >= 0xC0;
  return count;
}

// Three foreign letters of one script in a row are certain; fewer are likely.
void grade_foreign(Candidates& all) {
  for (size_t i = 0; i < all.size();) {
    size_t end = i + 1;
    if (all[i].grade == Grade::foreign) {
      UErrorCode status = U_ZERO_ERROR;
      UScriptCode script = uscript_getScript(code(all[i].point), &status);
      while (end < all.size() && all[end].grade == Grade::foreign &&
             all[end].begin == all[end - 1].end &&
             uscript_getScript(code(all[end].point), &status) == script)
        ++end;
      for (size_t j = i; j < end; ++j) all[j].grade = end - i >= 3 ? Grade::certain : Grade::likely;
    }
    i = end;
  }
}

// Likely ones that touch a certain one, over any number of likely ones, become certain.
void spread_certainty(Candidates& all) {
  for (size_t i = 0; i < all.size();) {
    size_t end = i + 1;
    while (end < all.size() && all[end].begin == all[end - 1].end && all[end].grade != Grade::none)
      ++end;
    auto first = all.begin() + static_cast<std::ptrdiff_t>(i);
    auto last = all.begin() + static_cast<std::ptrdiff_t>(end);
    bool certain =
        std::any_of(first, last, [](const auto& c) { return c.grade == Grade::certain; });
    for (auto c = first; c != last; ++c)
      if (certain && c->grade == Grade::likely) c->grade = Grade::certain;
    i = end;
  }
}

void grade(std::string_view text, Candidates& all) {
  size_t inside = 0;
  for (const Candidate& found : all) inside += found.size;
  size_t others = count_outside_ascii(text) - inside;
  for (Candidate& found : all) {
    Around around{point_before(text, found.begin),
                  found.end < text.size() ? decode_utf8(text, found.end).point : 0, others > 0};
    found.grade = grade_of(found, around);
  }
  grade_foreign(all);
  spread_certainty(all);
  auto certain = static_cast<size_t>(std::count_if(
      all.begin(), all.end(), [](const auto& c) { return c.grade == Grade::certain; }));
  bool all_through = certain >= 2 && others <= certain;
  std::erase_if(all, [&](const Candidate& c) {
    return c.grade != Grade::certain && !(all_through && c.grade == Grade::likely);
  });
}

// ---- mending ------------------------------------------------------------------------------------

Mended replace(std::string_view text, const Candidates& all) {
  Mended out;
  out.text.reserve(text.size());
  uint32_t at = 0;
  auto copy_until = [&](uint32_t end) {
    if (end == at) return;
    out.offsets.add_verbatim(static_cast<uint32_t>(out.text.size()), at);
    out.text += text.substr(at, end - at);
    at = end;
  };
  for (const Candidate& found : all) {
    copy_until(found.begin);
    auto begin = static_cast<uint32_t>(out.text.size());
    append_utf8(out.text, found.point);
    out.offsets.add(begin, found.begin, static_cast<uint32_t>(out.text.size()) - begin,
                    found.end - found.begin, RunKind::repaired);
    at = found.end;
  }
  copy_until(static_cast<uint32_t>(text.size()));
  return out;
}

std::optional<Mended> mend_once(std::string_view text) {
  Candidates all = find_candidates(text);
  if (all.empty()) return std::nullopt;
  grade(text, all);
  if (all.empty()) return std::nullopt;
  return replace(text, all);
}

}  // namespace

std::optional<Mended> mend_mojibake(std::string_view text) {
  std::optional<Mended> out = mend_once(text);
  for (int pass = 1; out && pass < kPasses; ++pass) {
    std::optional<Mended> again = mend_once(out->text);
    if (!again) break;
    auto size = static_cast<uint32_t>(again->text.size());
    again->offsets = OffsetMap::compose(again->offsets, out->offsets, size);
    out = std::move(again);
  }
  return out;
}

}  // namespace hearsay
