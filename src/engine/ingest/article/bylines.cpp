// See bylines.hpp. A byline is read word by word: separators, dates and by-words part it into
// pieces, and each piece is judged by its words.
#include "ingest/article/bylines.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "base/word_set.hpp"

namespace hearsay::article {
namespace {

constexpr size_t kMostBytes = 1000;    // of a byline
constexpr size_t kMostNameBytes = 70;  // of a name
constexpr size_t kMostNameWords = 6;
constexpr size_t kMostNames = 40;  // of a byline

// Words that introduce an author where a piece begins: English, German, French, Spanish and
// Portuguese, Italian, Dutch, Danish and Norwegian, Swedish, Polish and Czech, Russian.
constexpr WordSet kBy({"by", "von", "par", "por", "di", "door", "af", "av", "od", "от", "da",
                       "przez", "От"});
// With a colon they introduce one too.
constexpr WordSet kLabels({"author", "authors", "words", "text", "autor", "autora", "auteur",
                           "autore", "автор", "tekst", "texte", "texto", "writer", "reporter",
                           "byline", "forfatter", "contributors", "Автор"});
// Before a by-word: who wrote.
constexpr WordSet kWrote({"written",  "posted",      "published", "story",      "report",
                          "reported", "reporting",   "words",     "text",       "submitted",
                          "authored", "compiled",    "article",   "created",    "contributed",
                          "post",     "analysis",    "opinion",   "column",     "ein",
                          "beitrag",  "escrito",     "publicado", "publié",     "écrit",
                          "scritto",  "geschrieben", "verfasst",  "geschreven", "skrevet",
                          "skriven",  "napsal",      "написано",  "blog",       "guest",
                          "propos",   "exclusive",   "interview", "feature",    "dispatch"});
// Those of them that sign a text; others may stand above a comment or a related report.
constexpr WordSet kSigned({"written", "story", "article", "words", "report", "text", "authored",
                           "verfasst", "geschrieben", "escrito", "écrit", "scritto", "geschreven",
                           "skrevet", "skriven"});
// Before a by-word: who did something else.
constexpr WordSet kOther({"edited",        "reviewed",    "photo",      "photos",    "photograph",
                          "photographs",   "photography", "image",      "images",    "illustration",
                          "illustrations", "illustrated", "updated",    "sponsored", "presented",
                          "powered",       "checked",     "translated", "video",     "approved",
                          "verified",      "vetted",      "designed",   "produced"});
constexpr WordSet kAnd({"and", "&", "und", "et", "y", "e", "en", "og", "och", "i", "ja", "ve", "и",
                        "with", "avec", "mit", "con", "+"});

// What follows them in a byline is no name: "Ilka Danner in Shipping", "Ilka Danner on 4 May".
constexpr WordSet kAfterName({"in", "on", "at", "from", "to", "is", "was", "has", "sur", "am"});

constexpr WordSet kRoles({"writer",       "reporter",      "correspondent",
                          "editor",       "columnist",     "contributor",
                          "journalist",   "producer",      "author",
                          "analyst",      "specialist",    "expert",
                          "director",     "manager",       "ceo",
                          "cto",          "cmo",           "coo",
                          "cfo",          "founder",       "co-founder",
                          "cofounder",    "president",     "officer",
                          "dietitian",    "nutritionist",  "executive",
                          "head",         "lead",          "senior",
                          "chief",        "professor",     "strategist",
                          "consultant",   "engineer",      "developer",
                          "marketer",     "copywriter",    "blogger",
                          "freelance",    "freelancer",    "coach",
                          "trainer",      "researcher",    "fellow",
                          "intern",       "partner",       "attorney",
                          "lawyer",       "physician",     "journaliste",
                          "rédacteur",    "rédactrice",    "redakteur",
                          "redakteurin",  "korrespondent", "korrespondentin",
                          "redactor",     "redactora",     "periodista",
                          "corresponsal", "enviado",       "correspondante",
                          "staff"});
constexpr WordSet kDegrees({"md",   "m.d.", "phd", "ph.d.",  "ph.d", "ma",    "m.a.", "mba",
                            "rd",   "rdn",  "ms",  "m.s.",   "msc",  "bsc",   "cpa",  "jd",
                            "j.d.", "dvm",  "dds", "rn",     "np",   "psyd",  "edd",  "esq",
                            "esq.", "jr",   "jr.", "sr",     "sr.",  "faclm", "facp", "lcsw",
                            "cfp",  "cfa",  "mph", "pharmd", "dpt",  "cscs",  "vmd",  "dacvb",
                            "ba",   "bs",   "lvt", "vts",    "smt",  "cissp"});
// Names may hold them in lower case.
constexpr WordSet kParticles({"de",  "del", "della", "di",  "da", "dos", "das", "do",  "du",
                              "des", "la",  "le",    "el",  "al", "bin", "ibn", "von", "van",
                              "der", "den", "ter",   "ten", "zu", "zur", "y",   "e",   "af",
                              "av",  "of",  "the",   "for", "la", "st.", "o",   "à",   "'t"});
// A collective in lower case: "Ledger staff", "the World desk".
constexpr WordSet kCollective({"staff", "desk", "team", "bureau", "agency", "agencies", "wire",
                               "service", "editors", "reporters", "newsroom", "correspondent",
                               "correspondents", "board", "redaktion", "rédaction"});
// Words of the page's machinery: a piece that has one is no name.
constexpr WordSet kMachinery(
    {"follow",   "share",      "subscribe", "comments",      "comment",   "reply",
     "posts",    "view",       "read",      "reading",       "minutes",   "minute",
     "min",      "mins",       "updated",   "published",     "posted",    "modified",
     "profile",  "articles",   "click",     "advertisement", "photo",     "image",
     "email",    "e-mail",     "print",     "tweet",         "facebook",  "twitter",
     "linkedin", "instagram",  "reddit",    "pinterest",     "whatsapp",  "copy",
     "save",     "listen",     "menu",      "search",        "ago",       "last",
     "filed",    "more",       "about",     "written",       "views",     "shares",
     "category", "categories", "tags",      "disclosure",    "affiliate", "newsletter",
     "contact",  "website",    "archive",   "suivre",        "publié",    "aktualisiert",
     "stand",    "bio",        "link",      "links",         "login",     "sponsored",
     "policy",   "paid",       "作者",      "来源",          "call",      "print"});
constexpr WordSet kNobody({"admin", "administrator", "webmaster", "undefined", "null", "none",
                           "unknown", "n/a", "na", "author", "user", "root", "editor",
                           "wordpress"});

constexpr WordSet kDateWords(
    {"january",   "february", "march",     "april",    "may",    "june",     "july",   "august",
     "september", "october",  "november",  "december", "jan",    "feb",      "mar",    "apr",
     "jun",       "jul",      "aug",       "sep",      "sept",   "oct",      "nov",    "dec",
     "monday",    "tuesday",  "wednesday", "thursday", "friday", "saturday", "sunday", "mon",
     "tue",       "wed",      "thu",       "fri",      "sat",    "sun",      "am",     "pm",
     "a.m",       "p.m",      "gmt",       "utc",      "cet",    "est",      "edt",    "pst",
     "pdt",       "bst",      "januar",    "februar",  "märz",   "mai",      "juni",   "juli",
     "oktober",   "dezember", "janvier",   "février",  "mars",   "avril",    "juin",   "juillet"});

// ---- words --------------------------------------------------------------------------------------

struct Word {
  Span span;              // with its punctuation
  std::string_view bare;  // without it
  bool line = false;      // a line or an element begins before it
  bool element = false;
  bool ends = false;  // a comma or semicolon follows
  bool colon = false;
};

bool is_mark(char32_t c) {
  return c == ',' || c == ';' || c == ':' || c == '"' || c == '|' || c == '*' || c == '[' ||
         c == ']' || c == 0x201C || c == 0x201D || c == 0xFF1A || c == '_' || c == '<' || c == '>';
}

bool is_separator(std::string_view word) {
  static constexpr WordSet kSeparators({"|", "·", "•", "–", "—", "-", "--", "/", "»", "›", ">", "*",
                                        "~", "::", "⋅", "●", "//", "∙"});
  return kSeparators.has(word);
}

// Cuts marks off either end of a word and notes what they say.
void bare_word(std::string_view text, Word& word) {
  std::string_view rest = text.substr(word.span.begin, word.span.size());
  while (!rest.empty() && decode_utf8(rest, 0).size <= rest.size() &&
         is_mark(decode_utf8(rest, 0).point))
    rest.remove_prefix(decode_utf8(rest, 0).size);
  for (bool cut = true; cut && !rest.empty();) {
    size_t last = rest.size() - 1;
    while (last > 0 && !is_boundary(rest, last)) --last;
    char32_t point = decode_utf8(rest, last).point;
    cut = is_mark(point);
    if (!cut) break;
    word.ends |= point == ',' || point == ';' || point == '|';
    word.colon |= point == ':' || point == 0xFF1A;
    rest.remove_suffix(rest.size() - last);
  }
  word.bare = rest;
}

std::vector<Word> words_of(std::string_view text, std::span<const uint32_t> breaks) {
  std::vector<Word> out;
  bool line = true;
  bool element = false;
  bool inside = false;
  size_t next_break = 0;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    bool broken = false;
    while (next_break < breaks.size() && breaks[next_break] <= at) {
      broken = true;
      ++next_break;
    }
    if (broken) {
      element = true;
      inside = false;
    }
    if (is_blank(step.point)) {
      line |= step.point == '\n' || step.point == '\t' || step.point == '\r';
      inside = false;
    } else {
      if (!inside) {
        out.push_back({});
        out.back().span.begin = static_cast<uint32_t>(at);
        out.back().line = line;
        out.back().element = element;
        line = element = false;
      }
      inside = true;
      out.back().span.end = static_cast<uint32_t>(at + step.size);
    }
    at += step.size;
  }
  for (Word& word : out) bare_word(text, word);
  return out;
}

bool is_role_word(std::string_view word) {
  if (kRoles.has_lowered(word) || kDegrees.has_lowered(word)) return true;
  bool plural = word.ends_with('s') || word.ends_with('S');
  return plural && kRoles.has_lowered(word.substr(0, word.size() - 1));
}

// Whether the word before a by-word says that somebody did something else than write.
bool tells_of_helper(std::string_view word) {
  std::string low = ascii::lowered(word);
  return kOther.has(low) || low.ends_with("checked") || low.ends_with("reviewed");
}

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), ascii::is_digit);
}
bool is_date_word(std::string_view word) {
  while (word.ends_with('.')) word.remove_suffix(1);
  return kDateWords.has_lowered(word);
}

// A date word counts as one beside a number or another one: "May 4", "4. Mai", "Monday, May 4".
bool is_dated(const std::vector<Word>& words, size_t at) {
  if (has_digit(words[at].bare)) return true;
  if (!is_date_word(words[at].bare)) return false;
  auto says_date = [](const Word& word) { return has_digit(word.bare) || is_date_word(word.bare); };
  return (at + 1 < words.size() && says_date(words[at + 1])) ||
         (at > 0 && says_date(words[at - 1]));
}

bool is_address(std::string_view word) {
  return word.find('@') != std::string_view::npos || word.find("://") != std::string_view::npos ||
         word.starts_with("www.");
}

// Letters of other scripts count as capitals, signs do not.
bool is_capital(std::string_view word) {
  if (word.empty()) return false;
  if (static_cast<unsigned char>(word[0]) < 0x80) return word[0] >= 'A' && word[0] <= 'Z';
  char32_t point = decode_utf8(word, 0).point;
  return point >= 0xC0 && point != 0xD7 && point != 0xF7 && (point < 0x2000 || point >= 0x2C00);
}
bool all_capitals(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

constexpr bool begins_cyrillic(std::string_view word) {
  return word.starts_with('\xD0') || word.starts_with('\xD1');
}

// By-words and labels are of ASCII letters, or Cyrillic.
constexpr bool is_sought(std::string_view word) {
  return begins_cyrillic(word) || std::all_of(word.begin(), word.end(), ascii::is_letter);
}
static_assert(std::all_of(kBy.begin(), kBy.end(), is_sought) &&
              std::all_of(kLabels.begin(), kLabels.end(), is_sought));

// Whether a by-word or label may be among the words of a text. Most have none, which is seen
// without parting them into words.
bool may_introduce(std::string_view text, std::span<const uint32_t> breaks) {
  for (size_t at = 0; at < text.size();) {
    while (!breaks.empty() && breaks.front() <= at) breaks = breaks.subspan(1);
    size_t last = breaks.empty() ? text.size() : std::min<size_t>(breaks.front(), text.size());
    size_t end = at;
    while (end < last && ascii::is_letter(text[end])) ++end;
    std::string_view word = text.substr(at, end - at);
    if (begins_cyrillic(text.substr(at)) || kBy.has_lowered(word) || kLabels.has_lowered(word))
      return true;
    at = std::max(end, at + 1);
  }
  return false;
}

// ---- pieces -------------------------------------------------------------------------------------

struct Piece {
  size_t first, last;   // words, half open
  bool by = false;      // a by-word introduces it
  bool joined = false;  // by an "and" to the piece before
};

// Parts words into pieces; follows who is introduced.
class Parting {
 public:
  explicit Parting(const std::vector<Word>& words, BylineCue cue = BylineCue::none)
      : words_(words), cue_(cue) {}

  std::vector<Piece> pieces() {
    for (size_t at = 0; at < words_.size();) at = step(at);
    close(words_.size());
    return std::move(out_);
  }

 private:
  // Reads the word at `at`; gives the next one.
  size_t step(size_t at) {
    const Word& word = words_[at];
    if (word.line || word.element) break_at(at, word.line);
    if (word.bare.empty() || is_separator(word.bare)) {
      close(at);
      start_ = at + 1;
      return at + 1;
    }
    if (is_dated(words_, at) || is_address(word.bare)) {
      close(at);
      start_ = at + 1;
      if (!out_.empty() && out_.back().by) by_ = false;
      // In a claim nothing follows a number that is part of the names before it.
      skips_ |= cue_ == BylineCue::claimed && !out_.empty();
      return at + 1;
    }
    if (size_t next = by_word(at); next > at) return next;
    if (cue_ != BylineCue::claimed && kAfterName.has(word.bare)) {
      close(at);
      skips_ = true;
      return at + 1;
    }
    if (is_and(at)) {
      close(at);
      start_ = at + 1;
      joined_ = true;
      return at + 1;
    }
    if (word.ends) {
      close(at + 1);
      start_ = at + 1;
    }
    return at + 1;
  }

  // Between two names, or after a comma.
  bool is_and(size_t at) const {
    const Word& word = words_[at];
    if (at == 0 || at + 1 == words_.size() || word.ends || word.line) return false;
    bool known = kAnd.has(word.bare) || (word.bare.size() > 1 && kAnd.has_lowered(word.bare));
    return known && (start_ < at || words_[at - 1].ends);
  }

  // A line ends what a by-word introduced, once there is a name; an element only parts.
  void break_at(size_t at, bool line) {
    bool any = close(at) || !out_.empty();
    start_ = at;
    if (!line) return;
    joined_ = false;
    if (any && out_.back().by) by_ = false;
    skips_ = false;
  }

  // Where the words go on after a by-word that stands at `at`, or `at` if none does.
  size_t by_word(size_t at) {
    const Word& word = words_[at];
    bool label = word.colon || (word.line && (at + 1 == words_.size() || words_[at + 1].line));
    if (label && kLabels.has_lowered(word.bare)) return introduce(at, true);
    if (!kBy.has_lowered(word.bare)) return at;
    if (at == start_) return introduce(at, true);
    std::string_view before = words_[at - 1].bare;
    // Elsewhere in a piece only the commonest one is no part of a name.
    if (tells_of_helper(before)) return introduce(at, false);
    if (kWrote.has_lowered(before)) return introduce(at, true);
    return at;
  }

  size_t introduce(size_t at, bool author) {
    start_ = at + 1;
    by_ = author;
    skips_ = !author;
    joined_ = false;
    return at + 1;
  }

  bool close(size_t end) {
    bool any = start_ < end && !skips_;
    if (any) out_.push_back({start_, end, by_, joined_});
    if (start_ < end) joined_ = false;
    start_ = end;
    return any;
  }

  const std::vector<Word>& words_;
  BylineCue cue_;
  std::vector<Piece> out_;
  size_t start_ = 0;
  bool by_ = false;     // an author is introduced
  bool skips_ = false;  // somebody else is
  bool joined_ = false;
};

// ---- judging ------------------------------------------------------------------------------------

class Judge {
 public:
  Judge(const std::vector<Word>& words, BylineCue cue) : words_(words), cue_(cue) {}

  bool is_role(const Piece& piece) const {
    return any_word(piece, [](const Word& word) { return is_role_word(word.bare); });
  }

  // Only degrees and roles: no name even where none stands before it.
  bool is_bare_role(const Piece& piece) const {
    return !any_word(piece, [](const Word& word) { return !is_role_word(word.bare); });
  }

  bool is_name(const Piece& piece) const {
    size_t count = piece.last - piece.first;
    if (count == 0 || count > kMostNameWords || size(piece) > kMostNameBytes) return false;
    bool noise =
        any_word(piece, [](const Word& word) { return kMachinery.has_lowered(word.bare); });
    if (noise || is_bare_role(piece)) return false;
    const Word& first = words_[piece.first];
    if (count == 1 && is_no_name(first.bare)) return false;
    if (cue_ != BylineCue::none && count == 1) return begins_with_letter(first.bare);
    bool collective = count > 1 && kCollective.has_lowered(words_[piece.last - 1].bare);
    bool article = collective && ascii::equal_folded(first.bare, "the");
    if (!is_capital(first.bare) && !is_particle(first, count) && !article) return false;
    if (cue_ == BylineCue::claimed) return true;
    if (!collective && any_word(piece, [](const Word& word) {
          return !is_capital(word.bare) && !kParticles.has_lowered(word.bare) &&
                 word.bare[0] != '\'' && word.bare[0] != '(';
        }))
      return false;
    if (cue_ == BylineCue::marked) return true;
    if (!piece.by) return false;
    return count > 1 || (first.bare.size() <= 6 && all_capitals(first.bare)) ||
           static_cast<unsigned char>(first.bare[0]) >= 0x80;
  }

 private:
  size_t size(const Piece& piece) const {
    return words_[piece.last - 1].span.end - words_[piece.first].span.begin;
  }
  static bool begins_with_letter(std::string_view word) {
    return ascii::is_letter(word[0]) || static_cast<unsigned char>(word[0]) >= 0x80;
  }
  static bool is_particle(const Word& word, size_t count) {
    static constexpr WordSet kOfOthers({"the", "of", "for"});
    return count > 1 && kParticles.has_lowered(word.bare) && !kOfOthers.has_lowered(word.bare);
  }
  template <class Test>
  bool any_word(const Piece& piece, Test test) const {
    for (size_t i = piece.first; i < piece.last; ++i)
      if (test(words_[i])) return true;
    return false;
  }

  const std::vector<Word>& words_;
  BylineCue cue_;
};

// "Danner & Pell" is one name: an "and" parts names of two words, or capitals.
bool stands_alone(const std::vector<Word>& words, const Piece& piece) {
  if (piece.last - piece.first > 1) return true;
  std::string_view word = words[piece.first].bare;
  return word.size() > 1 && all_capitals(word);
}

void join_firms(const std::vector<Word>& words, std::vector<Piece>& pieces) {
  for (size_t i = 1; i < pieces.size();) {
    // "Bruce and Kim Holt", "Office for Ships and Eels" need both.
    bool joined = pieces[i].joined && pieces[i].first == pieces[i - 1].last + 1;
    bool firm = joined && (!stands_alone(words, pieces[i]) || !stands_alone(words, pieces[i - 1]));
    if (!firm) {
      ++i;
      continue;
    }
    pieces[i - 1].last = pieces[i].last;
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

// Without the marks that bare_word() cuts at both ends, and without the stop of a sentence: one
// that follows more than a title or an initial.
Span tight(const std::vector<Word>& words, const Piece& piece, std::string_view text) {
  constexpr size_t kShort = 4;
  auto offset = [&](const char* at) { return static_cast<uint32_t>(at - text.data()); };
  std::string_view first = words[piece.first].bare;
  std::string_view last = words[piece.last - 1].bare;
  bool stop = last.size() > kShort && last.ends_with('.') && last.find('.') == last.size() - 1;
  if (stop) last.remove_suffix(1);
  return {offset(first.data()), offset(last.data() + last.size())};
}

struct Found {
  Span span;
  bool full;    // of two words or more
  bool listed;  // an "and" or a comma makes it one of a list
};

// Beside full names a single word is a label or initials, unless it stands in a list with an "and",
// as agencies do ("Vell Courier staff, OTA and Pelagos Wire").
std::vector<Span> without_labels(const std::vector<Found>& found) {
  bool full = std::any_of(found.begin(), found.end(), [](const Found& one) { return one.full; });
  std::vector<Span> out;
  for (const Found& one : found)
    if (!full || one.full || one.listed) out.push_back(one.span);
  return out;
}

// "L. Underkeel (Capt., retd)": what stands in parentheses belongs to the name before it.
void close_parentheses(std::string_view text, Span& name) {
  std::string_view words = text.substr(name.begin, name.size());
  if (words.find('(') == std::string_view::npos || words.find(')') != std::string_view::npos)
    return;
  size_t close = text.find(')', name.end);
  size_t line = text.find('\n', name.end);
  if (close == std::string_view::npos || close > line || close - name.begin > kMostNameBytes) {
    name.end = name.begin + static_cast<uint32_t>(words.find('('));
    while (name.end > name.begin && text[name.end - 1] == ' ') --name.end;
  } else {
    name.end = static_cast<uint32_t>(close) + 1;
  }
}

}  // namespace

bool is_no_name(std::string_view value) {
  std::string low = ascii::lowered(value);
  if (kNobody.has(low) || is_address(low) || low.starts_with("http")) return true;
  bool letters = std::any_of(low.begin(), low.end(), [](char c) {
    return ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
  });
  // Names of template variables: "page.author", "{{author}}".
  size_t point = low.find('.');
  bool variable = low.find(' ') == std::string::npos && point != std::string::npos &&
                  low.find('.', point + 1) != std::string::npos && low.size() > 8;
  return !letters || variable || low.find("{{") != std::string::npos ||
         low.find('%') != std::string::npos;
}

bool is_account(std::string_view value) {
  bool capital = std::any_of(value.begin(), value.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  });
  return value.find(' ') == std::string_view::npos && (!capital || has_digit(value));
}

std::vector<Span> names_in_byline(std::string_view text, std::span<const uint32_t> breaks,
                                  BylineCue cue) {
  if (text.size() > kMostBytes || (cue == BylineCue::none && !may_introduce(text, breaks)))
    return {};
  std::vector<Word> words = words_of(text, breaks);
  std::vector<Piece> pieces = Parting(words, cue).pieces();
  join_firms(words, pieces);
  Judge judge(words, cue);
  std::vector<Found> found;
  bool by = std::any_of(pieces.begin(), pieces.end(), [](const Piece& one) { return one.by; });
  bool list =
      std::any_of(pieces.begin(), pieces.end(), [](const Piece& one) { return one.joined; });
  for (const Piece& piece : pieces) {
    if (found.size() == kMostNames) break;
    // Once a by-word says who wrote, what stands around it is something else.
    if (by && !piece.by) continue;
    Span name = tight(words, piece, text);
    if (!found.empty() && name.begin < found.back().span.end) continue;  // within parentheses
    if (!found.empty() && judge.is_role(piece)) continue;
    if (!judge.is_name(piece)) {
      // What follows a byline's names is not one of them; before the names there may be a label.
      if (cue == BylineCue::none && !found.empty()) break;
      continue;
    }
    close_parentheses(text, name);
    std::string_view first = words[piece.first].bare;
    bool capitals = first.size() > 2 && all_capitals(first) && cue != BylineCue::claimed;
    found.push_back({name, piece.last - piece.first > 1, piece.joined || (list && capitals)});
  }
  return without_labels(found);
}

bool ends_in_by_word(std::string_view line) {
  if (line.size() > 60 || !may_introduce(line, {})) return false;
  std::vector<Word> words = words_of(line, {});
  if (words.empty()) return false;
  bool by_word = kBy.has_lowered(words.back().bare) ||
                 (words.size() == 1 && kLabels.has_lowered(words[0].bare));
  return by_word && Parting(words).pieces().size() < 2;
}

bool introduces_helper(std::string_view before) {
  if (before.size() > 60) before.remove_prefix(before.size() - 60);
  while (!before.empty() && !is_boundary(before, 0)) before.remove_prefix(1);
  std::vector<Word> words = words_of(before, {});
  if (words.size() < 2 || !kBy.has_lowered(words.back().bare)) return false;
  return tells_of_helper(words[words.size() - 2].bare);
}

Span name_in_signature(std::string_view line) {
  if (line.size() > 120 || !may_introduce(line, {})) return Span::none();
  std::vector<Word> words = words_of(line, {});
  if (words.size() < 3) return Span::none();
  bool label = kLabels.has_lowered(words[0].bare) && (words[0].colon || words[1].line);
  bool signs = kSigned.has_lowered(words[0].bare) && kBy.has_lowered(words[1].bare);
  if (!label && !signs) return Span::none();
  std::vector<Span> names = names_in_byline(line, {}, BylineCue::none);
  return names.size() == 1 ? names[0] : Span::none();
}

bool is_only_name(std::string_view line) {
  constexpr size_t kMost = 50;
  if (line.size() > kMost) return false;
  std::vector<Word> words = words_of(line, {});
  std::vector<Piece> pieces = Parting(words).pieces();
  return words.size() >= 2 && words.size() <= 4 && pieces.size() == 1 &&
         pieces[0].last - pieces[0].first == words.size() && !words.back().ends &&
         !all_capitals(line) && Judge(words, BylineCue::marked).is_name(pieces[0]);
}

bool is_only_date(std::string_view line) {
  constexpr size_t kMost = 60;
  if (line.size() > kMost || !has_full_date(line)) return false;
  return Parting(words_of(line, {})).pieces().empty();
}

bool has_full_date(std::string_view line) {
  size_t digits = 0;
  return std::any_of(line.begin(), line.end(), [&digits](char c) {
    digits = ascii::is_digit(c) ? digits + 1 : 0;
    return digits == 4;
  });
}

Span name_beside_date(std::string_view line, std::span<const uint32_t> breaks) {
  if (line.size() > 120 || !has_full_date(line)) return Span::none();
  std::vector<Word> words = words_of(line, breaks);
  std::vector<Piece> pieces = Parting(words).pieces();
  Judge judge(words, BylineCue::marked);
  if (pieces.size() != 1 || pieces[0].last - pieces[0].first < 2) return Span::none();
  const Piece& piece = pieces[0];
  bool place = words[piece.last - 1].ends && line[words[piece.last - 1].span.end - 1] == ',';
  if (place || !judge.is_name(piece)) return Span::none();
  return tight(words, piece, line);
}

Span name_with_role(std::string_view line) {
  if (line.size() > 120 || line.ends_with('.')) return Span::none();
  std::vector<Word> words = words_of(line, {});
  std::vector<Piece> pieces = Parting(words).pieces();
  Judge judge(words, BylineCue::marked);
  if (pieces.size() != 2 || words[pieces[0].last - 1].span.end == line.size()) return Span::none();
  bool comma = line[words[pieces[0].last - 1].span.end - 1] == ',';
  bool two = pieces[0].last - pieces[0].first >= 2 && pieces[1].last - pieces[1].first <= 4;
  const Word& role = words[pieces[1].last - 1];
  if (!comma || !two || !(kRoles.has_lowered(role.bare) || kCollective.has_lowered(role.bare)) ||
      judge.is_role(pieces[0]) || !judge.is_name(pieces[0]))
    return Span::none();
  return tight(words, pieces[0], line);
}

}  // namespace hearsay::article
