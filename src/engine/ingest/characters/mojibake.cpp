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

constexpr int kMostLevels = 4;  // how often a text may have been damaged
constexpr char32_t kNoBreakSpace = 0xA0;

// `inner`: no character of texts, but one that further damage may have left on the way.
enum class Grade : uint8_t { none, inner, foreign, likely, certain };

// `size` characters in [begin, end) of the text that may be `point`.
struct Candidate {
  uint32_t begin, end;
  char32_t point;
  char32_t second;  // the characters after the first, as the text shows them
  char32_t last;
  uint8_t size;
  bool has_control;
  bool inner;   // `point` has a byte above 7F in windows-1252 itself
  Grade grade;  // once decided: certain or none
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
    out.last = step.point;
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

Candidates find_candidates(std::string_view text, const Bytes& bytes) {
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

Grade grade_of_three(const Candidate& found) {
  char32_t point = found.point;
  bool punctuation = point >= 0x2000 && point <= 0x203F;
  bool currency = point >= 0x20A0 && point <= 0x20BF;
  bool single = point == 0x2122 || point == 0xFEFF || point == kReplacement;
  bool sign = point >= 0x2190 && point <= 0x27BF;
  if (sign && !(ends_words(found.second) && ends_words(found.last))) return Grade::certain;
  if (punctuation || currency || single) return Grade::certain;
  return is_letter(point) && point > 0x3FF && (point < 0x1E00 || point > 0x1FFF) ? Grade::foreign
                                                                                 : Grade::likely;
}

Grade grade_of(const Candidate& found, const Around& around) {
  if (!is_plausible(found.point)) return Grade::none;
  if (found.has_control) return Grade::certain;
  if (found.size == 4)
    return found.point >= 0x1F000 && found.point <= 0x1FAFF ? Grade::certain : Grade::likely;
  if (found.size == 3) return grade_of_three(found);
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

using Place = Candidates::iterator;

// Calls visit(first, last) for every run of candidates side by side that all belong to it.
template <class Belongs, class Visit>
void each_run(Candidates& all, Belongs belongs, Visit visit) {
  for (Place first = all.begin(); first != all.end();) {
    Place last = first + 1;
    if (belongs(*first, *first)) {
      while (last != all.end() && last->begin == (last - 1)->end && belongs(*first, *last)) ++last;
      visit(first, last);
    }
    first = last;
  }
}

bool same_script(char32_t a, char32_t b) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(code(a), &status) == uscript_getScript(code(b), &status);
}

size_t count_grade(Place first, Place last, Grade grade) {
  return static_cast<size_t>(
      std::count_if(first, last, [grade](const auto& c) { return c.grade == grade; }));
}

void make_certain(Place first, Place last) {
  for (; first != last; ++first) first->grade = Grade::certain;
}

// Certainty by company: three foreign letters of one script, two likely characters, or anything
// beside a certain one.
void grade_runs(Candidates& all) {
  auto foreign = [](const Candidate& a, const Candidate& b) {
    return b.grade == Grade::foreign && same_script(a.point, b.point);
  };
  each_run(all, foreign, [](Place first, Place last) {
    if (last - first >= 3) make_certain(first, last);
  });
  auto likely = [](const Candidate&, const Candidate& b) { return b.grade == Grade::likely; };
  each_run(all, likely, [](Place first, Place last) {
    if (last - first >= 2) make_certain(first, last);
  });
  auto any = [](const Candidate&, const Candidate& b) { return b.grade != Grade::none; };
  each_run(all, any, [](Place first, Place last) {
    if (count_grade(first, last, Grade::certain) > 0) make_certain(first, last);
  });
}

// Decides for each whether it is to be mended. `neighbours` are what stands in the text beside
// them, one level less undone, `others` counts characters outside ASCII that belong to none of
// them.
void decide(std::string_view text, Candidates& all, const Candidates& neighbours, size_t others,
            bool deeper) {
  auto near = neighbours.begin();
  for (size_t i = 0; i < all.size(); ++i) {
    Candidate& found = all[i];
    if (found.grade == Grade::certain) continue;
    Around around{point_before(text, found.begin),
                  found.end < text.size() ? decode_utf8(text, found.end).point : 0, others > 0};
    for (; near != neighbours.end() && near->begin <= found.end; ++near) {
      if (near->end == found.begin) around.before = near->point;
      if (near->begin == found.end) {
        around.after = near->point;
        break;
      }
    }
    if (i > 0 && all[i - 1].end == found.begin) around.before = all[i - 1].point;
    if (i + 1 < all.size() && all[i + 1].begin == found.end) around.after = all[i + 1].point;
    found.grade = grade_of(found, around);
    if (deeper && found.grade == Grade::none && found.inner) found.grade = Grade::inner;
  }
  bool foreign =
      std::any_of(all.begin(), all.end(), [](const auto& c) { return c.grade == Grade::foreign; });
  grade_runs(all);
  size_t certain = count_grade(all.begin(), all.end(), Grade::certain);
  foreign = foreign && std::any_of(all.begin(), all.end(), [](const auto& c) {
              return c.grade == Grade::certain && c.point >= 0x370 && is_letter(c.point);
            });
  bool all_through = certain >= 2 && others * 8 <= certain;
  for (Candidate& found : all) {
    bool enough = found.grade == Grade::likely || (found.grade == Grade::foreign && foreign);
    if (found.grade != Grade::certain)
      found.grade = all_through && enough ? Grade::certain : Grade::none;
  }
}

size_t count_others(std::string_view text, const Candidates& all) {
  size_t inside = 0;
  for (const Candidate& found : all)
    inside += count_outside_ascii(text.substr(found.begin, found.end - found.begin));
  return count_outside_ascii(text) - inside;
}

// ---- damaged more than once ---------------------------------------------------------------------

// The characters from `first` on, which stand side by side, as one that was damaged once more.
std::optional<Candidate> combine_at(const Candidates& all, size_t first, const Bytes& bytes) {
  std::array<char, 4> packed{};
  Candidate out = all[first];
  out.has_control = false;
  for (size_t i = first; i < all.size() && i - first < packed.size(); ++i) {
    uint8_t byte = bytes.of(all[i].point);
    bool adjacent = i == first || all[i].begin == all[i - 1].end;
    if (!adjacent || byte == 0 || (i > first && byte >= 0xC0)) break;
    if (i == first + 1) out.second = all[i].point;
    out.last = all[i].point;
    size_t size = i - first;
    packed[size++] = static_cast<char>(byte);
    out.has_control |= all[i].point < 0xA0;
    Utf8Step inner = decode_utf8(std::string_view(packed.data(), size), 0);
    if (!inner.valid) continue;
    out.end = all[i].end;
    out.point = inner.point;
    out.size = inner.size;
    out.inner = bytes.of(out.point) != 0;
    out.grade = Grade::none;
    return out;
  }
  return std::nullopt;
}

// Undoes one more level of damage wherever that is certain; false if nowhere.
bool combine(std::string_view text, Candidates& all, const Bytes& bytes) {
  Candidates merged;
  size_t others = count_others(text, all);
  for (size_t i = 0; i < all.size();) {
    std::optional<Candidate> found = combine_at(all, i, bytes);
    if (found)
      merged.push_back(*found);
    else
      ++others;
    i += found ? found->size : 1;
  }
  decide(text, merged, all, others, true);
  std::erase_if(merged, [](const Candidate& c) { return c.grade != Grade::certain; });
  if (merged.empty()) return false;
  Candidates out;
  auto next = merged.begin();
  for (const Candidate& found : all) {
    while (next != merged.end() && next->end <= found.begin) out.push_back(*next++);
    if (next == merged.end() || found.end <= next->begin) out.push_back(found);
  }
  out.insert(out.end(), next, merged.end());
  all = std::move(out);
  return true;
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

}  // namespace

std::optional<Mended> mend_mojibake(std::string_view text) {
  Bytes bytes;
  Candidates all = find_candidates(text, bytes);
  if (all.empty()) return std::nullopt;
  for (int level = 1; level < kMostLevels && combine(text, all, bytes);) ++level;
  decide(text, all, {}, count_others(text, all), false);
  std::erase_if(all, [](const Candidate& c) { return c.grade != Grade::certain; });
  if (all.empty()) return std::nullopt;
  return replace(text, all);
}

}  // namespace hearsay
