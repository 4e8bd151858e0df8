// See verdict.hpp.
#include "ingest/clean/verdict.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/trees.hpp"

namespace hearsay::clean {
namespace {

// On the held-out fifth of the training pages no other threshold is better by more than the noise,
// neither for pages nor for plain text.
constexpr Threshold kPageThreshold = {0, "a page"};
constexpr Threshold kTextThreshold = {0, "a plain text with parts of a page around its article"};
// In plain text that shows nothing of a page around it, only what is most unlikely to belong is set
// aside without a cue: 1 in 20.
constexpr Threshold kCleanThreshold = {-Trees::kUnit * 2,
                                       "a plain text that looks like an article alone"};
constexpr size_t kCuesOfPages = 2;  // cue lines that show that more than the article was scraped

class Judge {
 public:
  explicit Judge(const Report& report) : report_(report), is_page_(report.around != nullptr) {
    clean_ = !is_page_ && is_clean();
    threshold_ = is_page_ ? kPageThreshold : clean_ ? kCleanThreshold : kTextThreshold;
    find_article();
  }

  Judgement all() {
    Judgement out = {threshold_, {}};
    for (size_t i = 0; i < report_.signs.size(); ++i) {
      last_ = of(i);
      if (last_.role == BlockRole::comment && opens_comments(i)) in_comments_ = true;
      bool heads = !last_.kept && last_.role == BlockRole::related && is_cue_alone(i);
      if (heads && i >= end_) in_list_ = true;
      out.verdicts.push_back(last_);
    }
    return out;
  }

 private:
  const BlockSigns& signs(size_t i) const { return report_.signs[i]; }
  std::string_view text(size_t i) const { return report_.text[signs(i).span]; }
  bool of_article(size_t i) const { return report_.odds[i] > threshold_.odds; }
  uint8_t level(size_t i, Naming naming) const {
    return is_page_ ? (*report_.around)[i].naming[static_cast<size_t>(naming)] : uint8_t{9};
  }
  bool has_tag(size_t i, AroundTag tag) const {
    return is_page_ && ((*report_.around)[i].tags >> static_cast<uint32_t>(tag) & 1) != 0;
  }
  uint8_t heading(size_t i) const { return is_page_ ? (*report_.around)[i].heading : uint8_t{0}; }

  // Whether this looks like an article alone: of what might be set aside, hardly a line says so.
  bool is_clean() const {
    size_t cues = 0;
    for (size_t i = 0; i < report_.signs.size(); ++i)
      for (Cue cue : {Cue::share, Cue::promo, Cue::related, Cue::comment, Cue::legal})
        if (signs(i).has_cue(cue, 2) && (report_.odds[i] <= kTextThreshold.odds ||
                                         (signs(i).has_cue(cue, 3) && signs(i).words > 1))) {
          ++cues;
          break;
        }
    return cues < kCuesOfPages || cues * 200 < report_.signs.size();
  }

  // Where the article's text begins and ends, and where its title stands.
  void find_article() {
    for (size_t i = 0; i < report_.signs.size(); ++i) {
      if (signs(i).span == report_.known.title) title_ = i;
      const BlockSigns& one = signs(i);
      if (!of_article(i) || one.words < 12) continue;
      bool sentences = one.ends_sentence || one.words >= 40;
      if (!first_ && sentences) first_ = i;
      end_ = i + 1;
    }
    following_.resize(report_.signs.size());
    for (size_t i = end_; i-- > 1;) following_[i - 1] = following_[i] + of_article(i);
  }
  bool is_before_body(size_t i) const { return !first_ || i < *first_; }
  bool is_after_body(size_t i) const { return i >= end_; }
  bool is_near_title(size_t i) const {
    if (!title_) return i < 12;
    size_t distance = i > *title_ ? i - *title_ : *title_ - i;
    return distance <= 6;
  }

  Verdict of(size_t i) const {
    if (auto about = of_head(i)) return *about;
    if (auto says = says_itself(i)) return *says;
    Verdict out = of_article(i) ? kept(i) : set_aside(i);
    out.by_odds = true;
    return out;
  }

  static Verdict sure(BlockRole role, bool kept, std::string_view why) {
    return {role, kept, why, 9000};
  }
  Verdict scored(size_t i, BlockRole role, std::string_view why) const {
    bool keep = of_article(i);
    uint16_t share = odds_to_share(report_.odds[i] - threshold_.odds);
    return {role, keep, why, keep ? share : static_cast<uint16_t>(10000 - share)};
  }

  // Title, byline, date and deck.
  std::optional<Verdict> of_head(size_t i) const {
    const BlockSigns& one = signs(i);
    if (title_ == i) return sure(BlockRole::title, true, "the chosen title");
    bool is_title = title_ && one.title_in_it >= 1000 && one.of_title >= 1000 &&
                    one.words <= signs(*title_).words;
    if (is_title && !is_crumb(i) && (is_before_body(i) || is_near_title(i)))
      return sure(BlockRole::title, false, "the title once more");
    if (is_caption(i)) return of_caption(i);
    if (is_byline(i)) return sure(BlockRole::byline, false, "names the author beside the title");
    if (is_date(i)) return sure(BlockRole::date, false, "a date beside the title");
    if (is_deck(i)) return sure(BlockRole::deck, true, "between the title and the text");
    return std::nullopt;
  }

  // "Home / World / Title".
  bool is_crumb(size_t i) const {
    if (has_tag(i, AroundTag::nav)) return true;
    if (signs(i).words > 30 || signs(i).ends_sentence) return false;
    for (std::string_view mark : {" / ", " » ", " > ", " › "}) {
      size_t marks = 0;
      for (size_t at = text(i).find(mark); at != std::string_view::npos; ++marks)
        at = text(i).find(mark, at + mark.size());
      bool holds_title = title_ && signs(i).title_in_it >= 900 && signs(*title_).words >= 3;
      if (marks >= 2 || (marks == 1 && holds_title)) return true;
    }
    return false;
  }

  // Lines that say themselves what they are, whatever stands around them.
  std::optional<Verdict> says_itself(size_t i) const {
    const BlockSigns& one = signs(i);
    if (is_crumb(i) && is_before_body(i))
      return sure(BlockRole::navigation, false, "the way to this page");
    if (is_page_ && one.linked >= 900 && one.words <= 4 && is_before_body(i)) {
      bool shares = one.has_cue(Cue::share, 2) || level(i, Naming::share) < 4;
      return shares ? sure(BlockRole::share, false, "words of a sharing line")
                    : sure(BlockRole::navigation, false, "links before the article");
    }
    if (is_in_comments(i)) return sure(BlockRole::comment, false, "under the heading of comments");
    if (is_list_of_stories(i)) return sure(BlockRole::related, false, "a list of other stories");
    if (is_beside(i)) {
      Verdict out = set_aside(i);
      out.kept = false;
      return out;
    }
    if (is_page_ && !of_article(i)) return std::nullopt;
    bool note =
        one.has_cue(Cue::source_note, 2) && one.words <= 40 && is_after(i, 2) && !is_before_body(i);
    if (note) return sure(BlockRole::source_note, false, "words of a source note");
    if (is_glued_caption(i) || (!one.ends_sentence && one.words <= 12 && !is_before_body(i) &&
                                i + 1 < report_.signs.size() && is_glued_caption(i + 1)))
      return sure(BlockRole::caption, true, "a caption glued to its credit");
    if (is_other_headline(i)) return sure(BlockRole::related, false, "a headline of another story");
    bool line = one.words <= 25 && (!one.ends_sentence || one.words <= 6);
    if (!line) return std::nullopt;
    if (!is_page_ && in_list_ && is_after_body(i) && one.words >= 2)
      return by_cue(i).value_or(sure(BlockRole::related, false, "in a list of other stories"));
    int32_t most = is_page_ || !clean_ ? 12 : 5;
    bool says = false;
    for (Cue cue : {Cue::share, Cue::promo, Cue::related, Cue::comment, Cue::legal})
      says |= one.has_cue(cue, 3) || (one.has_cue(cue, 2) && (one.words <= most || shouts(i)));
    says |= one.has_cue(Cue::credit, 2) && one.words <= 10;
    if (!says) return std::nullopt;
    std::optional<Verdict> out = by_cue(i);
    if (out) out->kept = false;
    return out;
  }

  // Whether at most `most` blocks of the article follow.
  bool is_after(size_t i, size_t most) const { return following_[i] <= most; }

  // In plain text, under the title and in its dress, but of other words.
  bool is_other_headline(size_t i) const {
    const BlockSigns& one = signs(i);
    if (is_page_ || !title_ || i <= *title_ || i - *title_ > 5 || i > first_.value_or(i))
      return false;
    if (one.ends_sentence || one.words < 6 || one.words > 25 || one.of_title > 350) return false;
    return capital_words(text(i)) * 100 >= one.words * 85;
  }
  static int32_t capital_words(std::string_view words) {
    int32_t out = 0;
    char last = ' ';
    for (char c : words) {
      out += ascii::is_space(last) && !(c >= 'a' && c <= 'z') && !ascii::is_space(c);
      last = c;
    }
    return out;
  }

  // "GettyThe minister on Monday", as scrapers join the credit of a picture and its caption.
  bool is_glued_caption(size_t i) const {
    if (is_page_) return false;
    for (std::string_view agency : {"Getty Images", "Getty", "Reuters", "REUTERS", "AFP", "EPA",
                                    "AP Photo", "Shutterstock", "Alamy"}) {
      std::string_view words = text(i);
      if (!words.starts_with(agency) || words.size() < agency.size() + 2) continue;
      char first = words[agency.size()];
      char second = words[agency.size() + 1];
      if (first >= 'A' && first <= 'Z' && second >= 'a' && second <= 'z') return true;
    }
    return false;
  }

  // A reader's hand: no quotation, and a sentence that begins small after a very short one.
  bool may_be_comment(size_t i) const {
    const BlockSigns& one = signs(i);
    if (is_page_ || one.words < 8 || is_before_body(i)) return false;
    std::string_view words = text(i);
    size_t stop = words.find(". ");
    return stop != std::string_view::npos && stop <= 20 &&
           words.substr(0, stop).find(' ') == std::string_view::npos && stop + 2 < words.size() &&
           words[stop + 2] >= 'a' && words[stop + 2] <= 'z' &&
           words.find("\xE2\x80\x9C") == std::string_view::npos;
  }

  // Several lines in one block, none of them a sentence, under a word that announces them.
  bool is_list_of_stories(size_t i) const {
    if (!signs(i).has_cue(Cue::related, 2) || signs(i).ends_sentence) return false;
    std::string_view rest = text(i);
    size_t lines = 0;
    while (!rest.empty()) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      if (line.ends_with('.')) return false;
      ++lines;
    }
    return lines >= 3;
  }

  // In an aside or a form that the page itself calls a promotion or the like, inside the article.
  bool is_beside(size_t i) const {
    if (!has_tag(i, AroundTag::aside) && !has_tag(i, AroundTag::form)) return false;
    for (Naming naming : {Naming::promo, Naming::related, Naming::login, Naming::share})
      if (level(i, naming) <= 3 && level(i, naming) < level(i, Naming::body)) return true;
    return false;
  }

  // "READ MORE:".
  bool shouts(size_t i) const {
    size_t colon = text(i).find(':');
    if (colon == std::string_view::npos || colon > 24) return false;
    std::string_view head = text(i).substr(0, colon);
    return std::none_of(head.begin(), head.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  bool is_cue_alone(size_t i) const {
    return signs(i).words <= 5 &&
           (signs(i).has_cue(Cue::related, 3) || text(i).ends_with(':') || text(i).ends_with("…"));
  }
  // "Leave a reply", with more of the text before it than after.
  bool opens_comments(size_t i) const {
    if (is_page_ || clean_ || signs(i).words < 2 || signs(i).words > 6) return false;
    Span whole = {signs(0).span.begin, signs(report_.signs.size() - 1).span.end};
    return signs(i).span.begin - whole.begin > whole.end - signs(i).span.end;
  }
  bool is_in_comments(size_t i) const {
    if (!is_page_) return in_comments_;
    uint8_t comment = level(i, Naming::comment);
    return comment <= 5 && comment < level(i, Naming::article) && comment < level(i, Naming::body);
  }

  bool is_byline(size_t i) const {
    const BlockSigns& one = signs(i);
    if (one.words > 20 || one.ends_ellipsis || one.ends_sentence) return false;
    if (level(i, Naming::comment) < 9 || level(i, Naming::related) < 4) return false;
    uint32_t named = report_.known.of_authors[i];
    if (named > 0 && named * 10 >= one.span.size() * 4)
      return !is_after_body(i) || is_near_title(i);
    if (level(i, Naming::byline) <= 1 && is_near_title(i) && one.words <= 12) return true;
    return one.has_cue(Cue::byline, 2) && one.words >= 2 && one.words <= 10 && is_near_title(i) &&
           is_before_body(i);
  }

  bool is_date(size_t i) const {
    const BlockSigns& one = signs(i);
    if (one.words > 14) return false;
    if (level(i, Naming::comment) < 9 || level(i, Naming::related) < 4) return false;
    bool cued = one.has_cue(Cue::date, 1);
    bool named = level(i, Naming::date) <= 1 || has_tag(i, AroundTag::time);
    if (one.span.size() > 120 || (!is_near_title(i) && !is_before_body(i))) return false;
    uint32_t dated = report_.known.of_dates[i];
    if (dated > 0 && dated * 10 >= one.span.size() * 3) return true;
    bool figures = std::any_of(text(i).begin(), text(i).end(), ascii::is_digit);
    if (is_only_date(i) && (is_near_title(i) || is_before_body(i))) return true;
    return figures && (cued || named) && is_near_title(i) && one.words <= 10;
  }

  // Few words, most of them with figures, one of them a year.
  bool is_only_date(size_t i) const {
    std::string_view rest = text(i);
    int words = 0;
    int figures = 0;
    bool year = false;
    while (!rest.empty()) {
      size_t end = std::min(rest.find(' '), rest.size());
      std::string_view word = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      ++words;
      figures += std::any_of(word.begin(), word.end(), ascii::is_digit);
      for (std::string_view century : {"19", "20"}) {
        size_t at = word.find(century);
        year |= at != std::string_view::npos && at + 3 < word.size() &&
                ascii::is_digit(word[at + 2]) && ascii::is_digit(word[at + 3]);
      }
    }
    return year && words <= 8 && figures * 5 >= words * 2;
  }

  bool is_deck(size_t i) const {
    if (!title_ || i <= *title_ || i - *title_ > 4) return false;
    const BlockSigns& one = signs(i);
    if (one.words < 4 || one.words > 60 || one.linked > 500) return false;
    if (level(i, Naming::deck) <= 1) return true;
    bool about = report_.known.of_dates[i] > 0 || one.has_cue(Cue::date, 2) ||
                 report_.known.of_authors[i] > 0 || one.has_cue(Cue::byline, 2);
    if (about) return false;
    if (first_ && i > *first_) return false;
    if (heading(i) >= 2) return i == *title_ + 1 && one.words >= 5;
    bool ends = one.ends_sentence || one.ends_ellipsis || text(i).ends_with(':');
    return !ends && of_article(i) && i == *title_ + 1 && one.words >= 6 && !is_crumb(i);
  }

  bool is_caption(size_t i) const {
    return has_tag(i, AroundTag::figcaption) ||
           (has_tag(i, AroundTag::figure) && !has_tag(i, AroundTag::blockquote)) ||
           (level(i, Naming::caption) <= 1 && !of_article(i) && !is_after_body(i));
  }
  Verdict of_caption(size_t i) const {
    const BlockSigns& one = signs(i);
    bool after = last_.role == BlockRole::caption || last_.role == BlockRole::credit;
    bool credit = one.has_cue(Cue::credit, 2) || one.words <= (after ? 5 : 2);
    if (credit && one.words <= 12 && !one.ends_sentence)
      return sure(BlockRole::credit, false, "the credit of a picture");
    bool beside = !is_after_body(i) && !is_set_aside_by_tags(i);
    return sure(BlockRole::caption, beside, "the caption of a picture");
  }
  bool is_set_aside_by_tags(size_t i) const {
    return has_tag(i, AroundTag::nav) || has_tag(i, AroundTag::aside) ||
           has_tag(i, AroundTag::footer) || level(i, Naming::related) < 4 ||
           level(i, Naming::comment) < 9 || level(i, Naming::promo) < 3;
  }

  Verdict kept(size_t i) const {
    const BlockSigns& one = signs(i);
    bool short_line = one.words <= 16 && !one.ends_sentence;
    if (heading(i) >= 2) return scored(i, BlockRole::subhead, "a heading within the text");
    bool opens = i + 1 < report_.signs.size() && of_article(i + 1) && signs(i + 1).words >= 15;
    bool list =
        has_tag(i, AroundTag::li) || has_tag(i, AroundTag::td) || has_tag(i, AroundTag::blockquote);
    if (short_line && opens && !list && i > 0 && one.words <= 12 && last_.kept &&
        !text(i).ends_with(':') && !text(i).ends_with(','))
      return scored(i, BlockRole::subhead, "a short line before a paragraph");
    if (may_be_comment(i))
      return {BlockRole::body, true, "doubtful: may be a reader's comment", 5000};
    return scored(i, BlockRole::body, "of the article by its shape and place");
  }

  Verdict set_aside(size_t i) const {
    struct Named {
      Naming naming;
      BlockRole role;
      std::string_view why;
    };
    static constexpr std::array<Named, 10> kNamed = {{
        {Naming::comment, BlockRole::comment, "inside what the page calls comments"},
        {Naming::share, BlockRole::share, "inside what the page calls sharing"},
        {Naming::promo, BlockRole::promo, "inside what the page calls promotion"},
        {Naming::login, BlockRole::promo, "asks to log in or register"},
        {Naming::related, BlockRole::related, "inside what the page calls related"},
        {Naming::navigation, BlockRole::navigation, "inside what the page calls navigation"},
        {Naming::footer, BlockRole::legal, "inside what the page calls footer"},
        {Naming::sidebar, BlockRole::related, "inside what the page calls sidebar"},
        {Naming::bio, BlockRole::other, "about the author"},
        {Naming::date, BlockRole::date, "inside what the page calls a date"},
    }};
    if (is_crumb(i)) return scored(i, BlockRole::navigation, "inside the page's menu");
    if (level(i, Naming::cookie) < 3) return scored(i, BlockRole::legal, "a notice about cookies");
    if (auto cued = by_cue(i)) return *cued;
    const Named* best = nullptr;
    for (const Named& one : kNamed)
      if (level(i, one.naming) < 6 &&
          (best == nullptr || level(i, one.naming) < level(i, best->naming)))
        best = &one;
    if (best != nullptr && best->role == BlockRole::legal && signs(i).words <= 4 &&
        signs(i).linked > 500 && !signs(i).has_cue(Cue::legal))
      return scored(i, BlockRole::navigation, "a link of the footer");
    if (best != nullptr) return scored(i, best->role, best->why);
    return by_place(i);
  }

  std::optional<Verdict> by_cue(size_t i) const {
    const BlockSigns& one = signs(i);
    auto says = [&](Cue cue, int strength) { return one.has_cue(cue, strength); };
    if (level(i, Naming::comment) < 9 && !says(Cue::share, 3)) return std::nullopt;
    if (says(Cue::comment, 2)) return scored(i, BlockRole::comment, "words of a comment form");
    if (says(Cue::legal, 2) || (says(Cue::legal, 1) && one.words <= 40 && is_after_body(i)))
      return scored(i, BlockRole::legal, "words of a legal notice");
    if (says(Cue::share, 2)) return scored(i, BlockRole::share, "words of a sharing line");
    bool amid = !is_before_body(i) && !is_after_body(i);
    if (says(Cue::related, 2) && one.words <= 40)
      return amid ? scored(i, BlockRole::promo, "a pointer to another story amid the text")
                  : scored(i, BlockRole::related, "words of a pointer to other stories");
    if (says(Cue::promo, 2) || (says(Cue::promo, 1) && one.words <= 40))
      return scored(i, BlockRole::promo, "words of a promotion");
    if (says(Cue::source_note, 2) && !is_before_body(i))
      return scored(i, BlockRole::source_note, "words of a source note");
    if (says(Cue::credit, 2) && one.words <= 15)
      return scored(i, BlockRole::credit, "words of a picture credit");
    if (says(Cue::navigation, 3)) return scored(i, BlockRole::navigation, "a word of a menu");
    return std::nullopt;
  }

  Verdict by_place(size_t i) const {
    const BlockSigns& one = signs(i);
    if (has_tag(i, AroundTag::nav) || (has_tag(i, AroundTag::header) && is_before_body(i)))
      return scored(i, BlockRole::navigation, "inside the page's head or menu");
    if (has_tag(i, AroundTag::footer)) {
      bool link = one.linked > 500 && one.words <= 4;
      return scored(i, link ? BlockRole::navigation : BlockRole::legal, "inside the page's foot");
    }
    if (has_tag(i, AroundTag::form)) return scored(i, BlockRole::promo, "inside a form");
    if (has_tag(i, AroundTag::button)) return scored(i, BlockRole::share, "a button");
    if (has_tag(i, AroundTag::aside)) return scored(i, BlockRole::related, "beside the article");
    if (is_before_body(i) && one.words <= 6)
      return scored(i, BlockRole::navigation, "a short line before the article");
    if (one.ends_ellipsis) return scored(i, BlockRole::related, "a text that is cut short");
    bool follows = last_.role == BlockRole::related && !last_.kept;
    if (follows && !one.ends_sentence && one.words >= 3 && one.words <= 20)
      return scored(i, BlockRole::related, "a headline among others");
    if (is_page_ && one.linked > 500 && one.words >= 3)
      return scored(i, BlockRole::related, "a link to another page");
    if (!one.ends_sentence && one.words >= 5 && one.words <= 18 && is_after_body(i))
      return scored(i, BlockRole::related, "a headline after the article");
    return scored(i, BlockRole::other, "not like the article around it");
  }

  const Report& report_;
  bool is_page_;
  bool clean_ = false;
  Threshold threshold_ = kPageThreshold;
  std::optional<size_t> title_;
  std::optional<size_t> first_;    // the first block of the article's text
  size_t end_ = 0;                 // one past its last
  std::vector<size_t> following_;  // blocks of the article after each
  Verdict last_;                   // of the block before
  bool in_comments_ = false;       // after a line that opens them, in plain text
  bool in_list_ = false;           // of other stories, likewise
};

}  // namespace

Judgement judge(const Report& report) {
  return Judge(report).all();
}

}  // namespace hearsay::clean
