// Titles: see settle_titles() in surroundings.hpp.
#include <algorithm>
#include <array>
#include <bitset>
#include <map>
#include <optional>
#include <set>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/utf8.hpp"
#include "ingest/article/surroundings.hpp"

namespace hearsay::article {
namespace {

constexpr int kVisible = 19;       // rank of a heading
constexpr int kOther = 60;         // added to the rank of what is not the title
constexpr size_t kLongest = 1000;  // bytes; longer ones are no titles, and parting them is dear
constexpr size_t kMostHeadings = 12;
constexpr size_t kMostClaims = 24;

// ---- plain text ---------------------------------------------------------------------------------

size_t count_of(std::string_view text, std::string_view part) {
  size_t count = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

bool starts_with_bullet(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kBullets = {"•", "·", "* ", "- ", "▪", "►"};
  return std::any_of(kBullets.begin(), kBullets.end(),
                     [text](std::string_view bullet) { return text.starts_with(bullet); });
}

bool is_breadcrumb(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kMarks = {" / ", " > ", " » ", " › ", " | "};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [text](std::string_view mark) { return count_of(text, mark) >= 2; });
}

bool reads_like_title(std::string_view text) {
  size_t words = ascii::count_words(text);
  return words >= 3 && words <= 40 && !starts_with_bullet(text) && !is_breadcrumb(text) &&
         !text.ends_with('.') && !text.ends_with("…") && !text.ends_with(':') &&
         !text.ends_with(';') && !text.ends_with(',');
}

// Words that begin a sentence, and have a small letter within one.
bool begins_sentence(std::string_view word) {
  static constexpr std::array<std::string_view, 22> kWords = {
      "The", "A",  "An",   "In",  "On",   "At",    "He",   "She", "It",    "They", "We",
      "I",   "As", "When", "For", "Some", "After", "This", "But", "There", "Two",  "No"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// The title of a text that was flattened into one line, where a sentence begins without a stop
// before it: "Boats stay out of strait The fleet said on Monday ...". 0 if that cannot be told.
size_t end_of_run_on_title(std::string_view line) {
  constexpr size_t kLook = 200;
  constexpr size_t kLeastWords = 4;
  constexpr size_t kLeastBeforeQuote = 6;
  size_t words = 0;
  bool open = false;  // the last word has a small letter and no mark after it
  for (size_t at = 0; at < std::min(kLook, line.size()); ++words) {
    size_t end = std::min(line.find(' ', at), line.size());
    std::string_view word = line.substr(at, end - at);
    bool quote = word.starts_with("“") || word.starts_with('"') || word.starts_with("„");
    if (open &&
        ((words >= kLeastWords && begins_sentence(word)) || (words >= kLeastBeforeQuote && quote)))
      return at - 1;
    open = !word.empty() && word.front() >= 'a' && word.front() <= 'z' && word.back() >= 'a' &&
           word.back() <= 'z';
    if (!word.empty() && (word.back() == '.' || word.back() == '!' || word.back() == '?')) return 0;
    at = end + 1;
  }
  return 0;
}

// ---- what a claim says --------------------------------------------------------------------------

bool has_wide(std::string_view words) {
  return std::any_of(words.begin(), words.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

// Long enough to be a title by itself. Scripts without spaces have no words to count.
bool is_long(std::string_view words) {
  constexpr size_t kWide = 18;  // bytes: six characters
  return skeleton_words(words).size() >= 3 || (has_wide(words) && words.size() >= kWide);
}

// Cuts the outlet's names off both ends of a claim.
std::string_view without_outlet(std::string_view title, const std::vector<std::string>& outlets) {
  for (bool cut = true; cut;) {
    cut = false;
    std::vector<Seam> seams = seams_of(title);
    for (const Seam& seam : seams) {
      std::string_view before = ascii::trimmed(title.substr(0, seam.begin));
      std::string_view after = ascii::trimmed(title.substr(seam.end));
      if (before.empty() || after.empty()) continue;
      if (is_outlet(outlets, after) && after.size() < 2 * before.size())
        title = before;
      else if (is_outlet(outlets, before) && before.size() < after.size())
        title = after;
      else
        continue;
      cut = true;
      break;
    }
  }
  return title;
}

// The short tail behind a separator that is hard enough: an outlet that nobody names.
std::string_view without_tail(std::string_view title, int hard) {
  constexpr size_t kMostWords = 4;
  std::vector<Seam> seams = seams_of(title);
  while (!seams.empty() && seams.back().hard < hard) seams.pop_back();
  if (seams.empty()) return title;
  std::string_view before = ascii::trimmed(title.substr(0, seams.back().begin));
  std::string_view after = ascii::trimmed(title.substr(seams.back().end));
  bool tail =
      skeleton_words(after).size() <= kMostWords && after.size() < before.size() && is_long(before);
  return tail ? before : title;
}

// ---- headings and blocks ------------------------------------------------------------------------

struct Heading {
  Span span;
  std::string skeleton;
};

class Titles {
 public:
  Titles(const Surroundings& around, Candidates& candidates)
      : around_(around), candidates_(candidates), outlets_(outlet_names(candidates)) {}

  void settle() {
    named_ = std::any_of(candidates_.begin(), candidates_.end(), [](const Candidate& one) {
      return one.field == MetadataField::publisher;
    });
    read_headings();
    read_blocks();
    learn_outlet();
    for (Candidate& one : candidates_)
      if (one.field == MetadataField::title) claims_.push_back(&one);
    if (claims_.size() > kMostClaims) claims_.resize(kMostClaims);
    for (Candidate* claim : claims_) settle(*claim);
    std::optional<std::string> title = choose();
    for (Candidate* claim : claims_)
      if (title && skeleton(claim->value) != *title) claim->rank += kOther;
    add_heading(title);
  }

 private:
  bool plain() const { return around_.source.format == Format::text; }
  std::string_view words(Span span) const { return around_.text[span]; }

  void read_headings() {
    const Page& page = around_.page;
    for (uint32_t node = 0; node < page.kind.size() && headings_.size() < kMostHeadings; ++node) {
      if (page.tag[node] != Tag::h1) continue;
      Span span = visible_span(around_, node);
      if (span.is_none() || span.size() > kLongest) continue;
      std::string bare = skeleton(words(span));
      if (!bare.empty()) headings_.push_back({span, std::move(bare)});
    }
    if (plain()) read_first_line();
  }

  void read_first_line() {
    constexpr size_t kLook = 12;
    const std::vector<Span>& blocks = around_.blocks.span;
    for (size_t i = 0; i + 1 < blocks.size() && i < kLook; ++i) {
      if (!reads_like_title(words(blocks[i]))) continue;
      headings_.push_back({blocks[i], skeleton(words(blocks[i]))});
      return;
    }
    if (!blocks.empty()) read_run_on_title(blocks[0]);
  }

  void read_run_on_title(Span first) {
    constexpr uint32_t kLong = 300;
    size_t end = first.size() < kLong ? 0 : end_of_run_on_title(words(first));
    if (end == 0) return;
    Span title{first.begin, first.begin + static_cast<uint32_t>(end)};
    headings_.push_back({title, skeleton(words(title))});
    run_on_ = true;
  }

  // What every short block says, first come first served, headings before all. Only parts of claims
  // are looked for, and the first three bytes of most blocks stand in no claim.
  void read_blocks() {
    for (const Heading& heading : headings_) blocks_.emplace(heading.skeleton, heading.span);
    size_t longest = 0;
    std::bitset<4096> begins;
    auto three = [](std::string_view bare) { return spread(bare.substr(0, 3)) % 4096; };
    for (const Candidate& one : candidates_) {
      if (one.field != MetadataField::title || one.value.size() > kLongest) continue;
      longest = std::max(longest, one.value.size());
      std::string bare = skeleton(one.value);
      for (size_t i = 0; i + 3 <= bare.size(); ++i)
        begins.set(three(std::string_view(bare).substr(i)));
    }
    if (longest == 0) return;
    for (Span block : around_.blocks.span) {
      if (block.size() > 2 * longest + 64) continue;
      std::string begin = skeleton(words(block), 3);
      if (begin.size() < 3 || begins[three(begin)]) blocks_.emplace(skeleton(words(block)), block);
    }
  }

  // What one claim has more than another is the outlet's name, if it is short.
  void learn_outlet() {
    std::set<std::string> said;
    for (const Candidate& one : candidates_)
      if (one.field == MetadataField::title && one.value.size() <= kLongest)
        said.insert(skeleton(one.value));
    size_t most = outlets_.size() + 16;
    for (const Candidate& one : candidates_) {
      if (one.field != MetadataField::title || one.value.size() > kLongest) continue;
      for (const Seam& seam : seams_of(one.value)) {
        std::string before = skeleton(std::string_view(one.value).substr(0, seam.begin));
        std::string after = skeleton(std::string_view(one.value).substr(seam.end));
        if (outlets_.size() >= most) return;
        if (said.contains(before) && after.size() < before.size()) outlets_.push_back(after);
        if (said.contains(after) && before.size() < after.size()) outlets_.push_back(before);
      }
    }
  }

  bool show(Candidate& claim, const std::string& wanted) {
    auto block = blocks_.find(wanted);
    if (wanted.empty() || block == blocks_.end()) return false;
    claim.value = tidy(words(block->second));
    claim.span = block->second;
    claim.source = Span::none();  // follows from the text
    return true;
  }

  // Finds what a claim says on the page: all of it, else without the outlet's name, else the
  // longest part of it that stands there.
  void settle(Candidate& claim) {
    if (claim.value.size() > kLongest || show(claim, skeleton(claim.value))) return;
    std::string whole = claim.value;
    std::string cut(without_outlet(whole, outlets_));
    if (show(claim, skeleton(cut)) || show_part(claim, whole)) return;
    if (cut == whole) cut = std::string(without_tail(cut, named_ ? 2 : 1));
    claim.value = cut;
  }

  // A title stands before the names that follow it; what follows a name is much longer than it.
  bool show_part(Candidate& claim, std::string_view whole) {
    std::string best;
    auto consider = [&](std::string_view part) {
      std::string bare = skeleton(part);
      if (bare.size() > best.size() && is_long(part) && !is_outlet(outlets_, part) &&
          blocks_.contains(bare))
        best = bare;
    };
    for (const Seam& seam : seams_of(whole)) {
      std::string_view before = whole.substr(0, seam.begin);
      std::string_view after = whole.substr(seam.end);
      // A colon parts a title from its second half rather than from a name.
      if (seam.hard > 0 && 3 * before.size() >= whole.size()) consider(before);
      if (2 * after.size() >= 3 * before.size()) consider(after);
    }
    return show(claim, best);
  }

  // ---- choosing ---------------------------------------------------------------------------------

  // The skeleton of the title. What the container claims comes first: it names this report, where a
  // page may name its site.
  std::optional<std::string> choose() const {
    for (const Candidate* claim : claims_)
      if (claim->how == "container") return skeleton(claim->value);
    if (claims_.empty()) return first_heading();
    if (auto heading = confirmed()) return heading;
    if (auto heading = alike()) return heading;
    if (auto claim = most_claimed()) return claim;
    return first_heading();
  }

  std::optional<std::string> first_heading() const {
    for (const Heading& heading : headings_)
      if (!is_outlet(outlets_, words(heading.span))) return heading.skeleton;
    if (headings_.empty()) return std::nullopt;
    return headings_[0].skeleton;
  }

  // The first heading that is what some claim says.
  std::optional<std::string> confirmed() const {
    for (const Heading& heading : headings_) {
      if (is_outlet(outlets_, words(heading.span))) continue;
      for (const Candidate* claim : claims_)
        if (skeleton(claim->value) == heading.skeleton) return heading.skeleton;
    }
    return std::nullopt;
  }

  // One of the first headings that shares many words with the claims: editors word the title of the
  // window, for search machines, and the headline, for readers, apart.
  std::optional<std::string> alike() const {
    constexpr size_t kLook = 2;
    std::set<std::string> claimed;
    for (const Candidate* claim : claims_) claimed.merge(telling_words(claim->value));
    for (size_t i = 0; i < headings_.size() && i < kLook; ++i) {
      std::string_view heading = words(headings_[i].span);
      if (is_outlet(outlets_, heading) || !is_long(heading)) continue;
      std::set<std::string> own = telling_words(heading);
      auto shared = static_cast<size_t>(std::count_if(
          own.begin(), own.end(), [&](const std::string& word) { return claimed.contains(word); }));
      if (shared >= 2 && 3 * shared >= own.size()) return headings_[i].skeleton;
    }
    return std::nullopt;
  }

  // Words that say what a title is about, the outlet's own left out.
  std::set<std::string> telling_words(std::string_view title) const {
    constexpr size_t kLeast = 4;
    std::set<std::string> out;
    if (title.size() > kLongest) return out;
    for (std::string& word : skeleton_words(title)) {
      bool number = std::any_of(word.begin(), word.end(), ascii::is_digit);
      if ((word.size() >= kLeast || number) && !is_outlet_itself(outlets_, word))
        out.insert(std::move(word));
    }
    return out;
  }

  // What most claims say, of equals the most trusted.
  std::optional<std::string> most_claimed() const {
    std::map<std::string, std::pair<int, int>> votes;  // count, -rank
    for (const Candidate* claim : claims_) {
      if (is_outlet(outlets_, claim->value) || claim->value.size() > kLongest) continue;
      auto [at, added] = votes.try_emplace(skeleton(claim->value), 0, -claim->rank);
      ++at->second.first;
      at->second.second = std::max(at->second.second, -claim->rank);
    }
    votes.erase("");
    if (votes.empty()) return std::nullopt;
    return std::max_element(votes.begin(), votes.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  // The heading that is the title, else the first one.
  void add_heading(const std::optional<std::string>& title) {
    if (headings_.empty()) return;
    auto heading = std::find_if(headings_.begin(), headings_.end(), [&](const Heading& one) {
      return title && one.skeleton == *title;
    });
    bool chosen = heading != headings_.end();
    if (!chosen) heading = headings_.begin();
    candidates_.push_back({.field = MetadataField::title,
                           .value = tidy(words(heading->span)),
                           .span = heading->span,
                           .how = run_on_   ? "run-on title"
                                  : plain() ? "first line like a title"
                                            : "h1",
                           .rank = kVisible + (chosen ? 0 : kOther)});
  }

  const Surroundings& around_;
  Candidates& candidates_;
  std::vector<std::string> outlets_;
  std::vector<Heading> headings_;
  std::map<std::string, Span> blocks_;
  std::vector<Candidate*> claims_;
  bool run_on_ = false;
  bool named_ = false;  // somebody says what the outlet is called
};

}  // namespace

std::vector<Seam> seams_of(std::string_view title) {
  struct Mark {
    std::string_view text;
    int hard;
  };
  static constexpr std::array<Mark, 16> kMarks = {{{" | ", 2},
                                                   {" - ", 1},
                                                   {" – ", 1},
                                                   {" — ", 1},
                                                   {" :: ", 2},
                                                   {" » ", 2},
                                                   {" « ", 2},
                                                   {" · ", 2},
                                                   {" • ", 2},
                                                   {" › ", 2},
                                                   {" / ", 0},
                                                   {"|", 2},
                                                   {"｜", 2},
                                                   {": ", 0},
                                                   {" _", 2},
                                                   {"_", 0}}};
  std::vector<Seam> out;
  for (size_t at = 0; at < title.size();) {
    auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& one) {
      return title.substr(at).starts_with(one.text);
    });
    if (mark == kMarks.end()) {
      ++at;
      continue;
    }
    out.push_back({at, at + mark->text.size(), mark->hard});
    // Two separators may share a space.
    at += mark->text.size() - (mark->text.ends_with(' ') ? 1 : 0);
  }
  return out;
}

void settle_titles(const Surroundings& around, Candidates& candidates) {
  drop_titles_of_applications(candidates);
  Titles(around, candidates).settle();
}

}  // namespace hearsay::article
