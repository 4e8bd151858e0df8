// See sightings.hpp.
#include "ingest/article/sightings.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"
#include "base/written_dates.hpp"

namespace hearsay::article {
namespace {

using Words = std::span<const std::string_view>;

// ---- words --------------------------------------------------------------------------------------

// Folded (fold_letters), and found anywhere in what stands before a date. The languages are those
// of calendar_words.hpp, the words those by which sites there introduce a date.
constexpr std::array<std::string_view, 56> kPublishedWords = {
    "publish",    "posted",       "written on",    "written by",      "submitted",
    "released",   "issued",       "veroffentlich", "publiziert",      "erstellt",
    "erschienen", "online seit",  "gepostet",      "geschrieben",     "eingestellt",
    "verfasst",   "eingetragen",  "publie",        "mis en ligne",    "paru le",
    "parution",   "poste le",     "publicad",      "publicat",        "pubblicat",
    "postato",    "scritto",      "inserito",      "creado",          "postado",
    "geplaatst",  "gepubliceerd", "opublikowan",   "dodano",          "data publikacji",
    "utworzon",   "опубликован",  "размещен",      "дата публикации", "опубліковано",
    "yayin",      "eklenme",      "publicerad",    "publisert",       "publiceret",
    "udgivet",    "skrevet",      "julkaistu",     "zverejnen",       "publikovan",
    "vydano",     "objavljen",    "megjelen",      "δημοσιευ",        "diterbitkan",
    "dipublikasi"};

constexpr std::array<std::string_view, 34> kChangedWords = {
    "updat",       "modif",       "revised",    "reviewed", "edited",   "last change", "changed",
    "aktualisier", "stand:",      "stand ",     "geandert", "anderung", "zuletzt",     "bearbeitet",
    "mis a jour",  "mise a jour", "maj ",       "actualiz", "actualis", "aggiorna",    "atualiza",
    "gewijzigd",   "bijgewerkt",  "aktualiz",   "обновлен", "оновлено", "guncel",      "uppdaterad",
    "oppdatert",   "opdateret",   "paivitetty", "frissit",  "ενημερω",  "diperbarui"};

constexpr std::array<std::string_view, 22> kOtherWords = {
    "copyright",   "©",          "(c)",      "joined",   "since",   "member",
    "registriert", "dabei seit", "mitglied", "until",    "expires", "deadline",
    "geboren",     "born",       "ends ",    "starts ",  "begins",  "valid",
    "archiv",      "retrieved",  "accessed", "abgerufen"};

// Lower case, found anywhere in the names of elements.
constexpr std::array<std::string_view, 13> kPublishedNames = {
    "publi",    "posted",     "pubdate",      "pub-date",     "pub_date", "post-date", "post_date",
    "postdate", "entry-date", "article-date", "article_date", "created",  "dateline"};
constexpr std::array<std::string_view, 7> kDateNames = {"date",  "datum", "time",    "fecha",
                                                        "data-", "day",   "datetime"};
constexpr std::array<std::string_view, 12> kMetaNames = {
    "meta",    "byline", "info",   "author", "autor",    "submitted",
    "subline", "kicker", "detail", "credit", "postinfo", "posthead"};
constexpr std::array<std::string_view, 6> kChangedNames = {"updat",   "modif",   "lastmod",
                                                           "revised", "changed", "last-upd"};
constexpr std::array<std::string_view, 5> kCommentNames = {"comment", "reply", "disqus",
                                                           "kommentar", "replies"};
constexpr std::array<std::string_view, 25> kAsideNames = {
    "sidebar",  "widget",   "related",  "recent", "popular", "footer", "copyright",
    "archive",  "teaser",   "nav",      "menu",   "promo",   "more-",  "latest",
    "calendar", "trending", "breaking", "ticker", "banner",  "event",  "masthead",
    "topbar",   "top-bar",  "today",    "current"};
// Parts of names that hold one of the words above and mean something else: the state of a post, a
// post's own foot, the bricks of a page builder.
constexpr std::array<std::string_view, 10> kHarmlessNames = {
    "comments-open", "comments-closed", "has-comments",   "no-comments",      "comment-status",
    "entry-footer",  "post-footer",     "article-footer", "elementor-widget", "current-menu"};
constexpr std::array<std::string_view, 3> kTitleNames = {"title", "header", "headline"};

// Many words to be searched for at once. They are kept by a hash of their first two bytes, so that
// at most places of a text none is compared.
class Vocabulary {
 public:
  struct List {
    uint32_t bit;  // of what its words say
    Words words;   // of two bytes at least
  };
  constexpr Vocabulary(std::initializer_list<List> lists) {
    size_t size = 0;
    for (const List& list : lists)
      for (std::string_view word : list.words) entries_[size++] = {word, list.bit};
    std::sort(entries_.begin(), entries_.begin() + size, [](const Entry& a, const Entry& b) {
      return slot_of(a.word, 0) < slot_of(b.word, 0);
    });
    for (size_t i = 0; i < size; ++i) ++ends_[slot_of(entries_[i].word, 0)];
    std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
  }

  // What the words say that begin at this place.
  uint32_t at(std::string_view text, size_t place) const {
    if (place + 1 >= text.size()) return 0;
    size_t slot = slot_of(text, place);
    uint32_t out = 0;
    for (size_t i = slot == 0 ? 0 : ends_[slot - 1]; i < ends_[slot]; ++i)
      if (text.substr(place).starts_with(entries_[i].word)) out |= entries_[i].bit;
    return out;
  }
  // What the words say that stand anywhere in a text.
  uint32_t in(std::string_view text) const {
    uint32_t out = 0;
    for (size_t place = 0; place < text.size(); ++place) out |= at(text, place);
    return out;
  }

 private:
  struct Entry {
    std::string_view word;
    uint32_t bit = 0;
  };
  static constexpr size_t slot_of(std::string_view text, size_t at) {
    return (static_cast<unsigned char>(text[at]) * 31U + static_cast<unsigned char>(text[at + 1])) %
           256;
  }

  std::array<Entry, 128> entries_;
  std::array<uint8_t, 256> ends_{};  // where the entries of a slot end
};

// ---- elements -----------------------------------------------------------------------------------

// What the names and the tag of one element say.
enum Cue : uint32_t {
  kPublished = 1U << 0,
  kDate = 1U << 1,
  kMeta = 1U << 2,
  kChanged = 1U << 3,
  kComment = 1U << 4,
  kAside = 1U << 5,
  kTitle = 1U << 6,
  kArticleTag = 1U << 7,
  kAsideTag = 1U << 8,
  kHeaderTag = 1U << 9,
  kHeadingTag = 1U << 10,
  kLinkTag = 1U << 11,
  kItemTag = 1U << 12,
  kTimeTag = 1U << 13,
  kMarked = 1U << 14,
  kFooterTag = 1U << 15,
  kHarmless = 1U << 16,
  kOther = 1U << 17,
};

uint32_t cues_of_tag(Tag tag) {
  if (tag == Tag::article || tag == Tag::main) return kArticleTag;
  if (tag == Tag::aside || tag == Tag::nav) return kAsideTag;
  if (tag == Tag::footer) return kFooterTag;
  if (tag == Tag::header) return kHeaderTag;
  if (has(tag, kHeading)) return kHeadingTag;
  if (tag == Tag::a) return kLinkTag;
  if (tag == Tag::li || tag == Tag::td) return kItemTag;
  if (tag == Tag::time) return kTimeTag;
  return 0;
}

uint32_t cues_of_names(std::string names) {
  static constexpr Vocabulary kNames = {{kPublished, kPublishedNames}, {kDate, kDateNames},
                                        {kMeta, kMetaNames},           {kChanged, kChangedNames},
                                        {kComment, kCommentNames},     {kAside, kAsideNames},
                                        {kTitle, kTitleNames},         {kHarmless, kHarmlessNames}};
  uint32_t cues = kNames.in(names);
  if ((cues & kHarmless) == 0) return cues;
  for (std::string_view harmless : kHarmlessNames)
    for (size_t at = names.find(harmless); at != std::string::npos; at = names.find(harmless, at))
      names.erase(at, harmless.size());
  return kNames.in(names) & ~kHarmless;
}

// The cues of elements, each read once.
class Cues {
 public:
  explicit Cues(const Page& page) : page_(page), known_(page.kind.size(), kUnread) {}

  uint32_t of(uint32_t node) {
    if (known_[node] == kUnread) known_[node] = read(node);
    return known_[node];
  }
  // Class, id and the like of one element, lower case.
  std::string names_of(uint32_t node) const {
    constexpr size_t kMost = 200;
    std::string out;
    for (std::string_view key : {"class", "id", "itemprop", "property", "rel"})
      if (Span span = attribute_span(page_, node, key); !span.is_none())
        out.append(" ").append(
            ascii::lowered(std::string_view(*page_.text)
                               .substr(span.begin, std::min<size_t>(span.size(), kMost))));
    return out;
  }

 private:
  uint32_t read(uint32_t node) const {
    Tag tag = page_.tag[node];
    if (tag == Tag::body || tag == Tag::html) return 0;
    std::string names = names_of(node);
    uint32_t out = cues_of_tag(tag) | cues_of_names(names);
    bool marked = names.find("datepublished") != std::string::npos ||
                  !attribute_span(page_, node, "pubdate").is_none();
    return marked ? out | kMarked : out;
  }

  static constexpr uint32_t kUnread = UINT32_MAX;

  const Page& page_;
  std::vector<uint32_t> known_;
};

// ---- finding ------------------------------------------------------------------------------------

class Finder {
 public:
  Finder(const ReportParts& report, Span title, std::string_view month)
      : report_(report), title_(title), month_(month), cues_(report.page) {}

  std::vector<Sighting> find() {
    if (title_.is_none()) find_heading();
    find_body();
    find_in_text();
    find_in_elements();
    std::stable_sort(found_.begin(), found_.end(), [](const Placed& a, const Placed& b) {
      return a.sighting.place < b.sighting.place;
    });
    if (found_.size() > kMostSightings) found_.resize(kMostSightings);
    for (Placed& one : found_) look_around(one);
    compare();
    std::vector<Sighting> out;
    for (Placed& one : found_) out.push_back(one.sighting);
    return out;
  }

 private:
  struct Placed {
    Sighting sighting;
    uint32_t node = 0;  // innermost element, 0 for none
    std::string names;  // of the innermost element that has any
  };

  // Where a report whose title is not shown begins: its first heading.
  void find_heading() {
    constexpr uint32_t kLeast = 15;
    const Blocks& blocks = report_.blocks;
    for (std::string_view tag : {"h1", "h2", "h3"})
      for (size_t i = 0; title_.is_none() && i < blocks.span.size(); ++i)
        if (blocks.path[i].ends_with(tag) && blocks.span[i].size() >= kLeast)
          title_ = blocks.span[i];
  }

  // Where the first long paragraph after the title begins, the end of the text if there is none.
  void find_body() {
    constexpr uint32_t kLong = 200;
    uint32_t from = title_.is_none() ? 0 : title_.end;
    body_ = report_.text.size();
    const Blocks& blocks = report_.blocks;
    for (size_t i = 0; i < blocks.span.size(); ++i) {
      if (blocks.span[i].begin < from || blocks.span[i].size() < kLong) continue;
      if (blocks.linked[i].ten_thousandths > 5000) continue;
      body_ = blocks.span[i].begin;
      return;
    }
  }

  void find_in_text() {
    std::string_view text = report_.text.view();
    constexpr size_t kMost = 4 * kMostSightings;
    std::vector<WrittenDate> dates = find_written_dates(text, DayOrder::unknown, kMost);
    DayOrder order = order_of(dates);
    if (order == DayOrder::unknown) order = order_of_language(report_.page);
    order_ = order;
    for (WrittenDate date : dates) {
      if (date.year == 0) take_year_of_address(date);
      if (date.year == 0 || !date.agrees_with_weekday()) continue;
      bool unsure = date.swappable && order == DayOrder::unknown;
      if (date.swappable && order == DayOrder::month_first) date = date.swapped();
      Placed one;
      one.sighting.moment = one.sighting.latest = date.moment();
      if (unsure) spread(one.sighting, date);
      one.sighting.text = date.span;
      one.sighting.attribute = Span::none();
      one.sighting.place = date.span.begin;
      one.sighting.set(Sign::short_year, date.short_year);
      one.sighting.set(Sign::weekday, date.weekday != 0);
      one.sighting.set(Sign::month_only, date.day == 0);
      one.node = element_at(date.span.begin);
      found_.push_back(std::move(one));
    }
  }

  // "VELL, May 4 —" of a report whose address names May 2017.
  void take_year_of_address(WrittenDate& date) const {
    if (month_.size() != 7 || report_.blocks.span.empty()) return;
    auto named = parse_iso_date(month_);
    bool same = named && named->month == date.month && date.day != 0 &&
                is_dateline(report_.blocks.span[block_at(date.span.begin)], date.span) &&
                is_calendar_day(named->year, date.month, date.day);
    if (same) date.year = named->year;
  }

  static void spread(Sighting& sighting, const WrittenDate& date) {
    Moment other = date.swapped().moment();
    bool earlier = other.days() < sighting.moment.days();
    (earlier ? sighting.moment : sighting.latest) = other;
  }

  // The element of the text node that a byte of the text came from.
  uint32_t element_at(uint32_t place) const {
    const std::vector<Span>& pieces = report_.rendering.span;
    auto after = std::upper_bound(pieces.begin(), pieces.end(), place,
                                  [](uint32_t at, Span piece) { return at < piece.begin; });
    if (after == pieces.begin()) return 0;
    return report_.page
        .parent[report_.rendering.node[static_cast<size_t>(after - pieces.begin() - 1)]];
  }

  // The visible text from the first piece at or after a node on; exact where nodes are not moved.
  size_t piece_of(uint32_t node) const {
    const std::vector<uint32_t>& nodes = report_.rendering.node;
    return static_cast<size_t>(std::lower_bound(nodes.begin(), nodes.end(), node) - nodes.begin());
  }

  void find_in_elements() {
    const Page& page = report_.page;
    size_t most = found_.size() + 4 * kMostSightings;
    for (uint32_t node : report_.elements) {
      if (found_.size() >= most) break;
      Tag tag = page.tag[node];
      if (tag == Tag::meta) continue;
      bool hints = tag == Tag::abbr || tag == Tag::span;
      add_element(node, hints ? "title" : "datetime");
    }
  }

  void add_element(uint32_t node, std::string_view key) {
    Span span = attribute_span(report_.page, node, key);
    if (span.is_none() || span.size() < 8 || span.size() > 80) return;
    std::string_view written = std::string_view(*report_.page.text).substr(span.begin, span.size());
    Candidate read;
    if (!set_date(read, ascii::trimmed(written), order_)) return;
    Placed one;
    one.sighting.moment = *parse_iso_date(read.value);
    one.sighting.latest = *parse_iso_date(read.latest);
    one.sighting.day = read.day;
    one.sighting.zoned = read.zoned;
    one.sighting.attribute = span;
    one.sighting.text = Span::none();
    one.sighting.set(Sign::time_element);
    one.node = node;
    size_t piece = piece_of(node);
    bool beyond = piece >= report_.rendering.span.size();
    one.sighting.place = beyond ? report_.text.size() : report_.rendering.span[piece].begin;
    bool shows = !beyond && report_.rendering.node[piece] < report_.page.subtree_end[node];
    if (shows) absorb(one.sighting, node, piece);
    found_.push_back(std::move(one));
  }

  // An element that is read has the text it shows as evidence, which is no sighting of its own
  // then.
  void absorb(Sighting& sighting, uint32_t node, size_t piece) {
    const Rendering& rendering = report_.rendering;
    size_t last = piece;
    while (last + 1 < rendering.node.size() &&
           rendering.node[last + 1] < report_.page.subtree_end[node] && last < piece + 8)
      ++last;
    Span shown = {rendering.span[piece].begin, rendering.span[last].end};
    constexpr uint32_t kLong = 60;
    if (shown.size() > kLong) return;
    sighting.text = shown;
  }

  // ---- surroundings
  void look_around(Placed& one) {
    look_at_elements(one);
    look_at_block(one);
    look_at_place(one.sighting);
    look_at_address(one.sighting);
  }

  void look_at_elements(Placed& one) {
    constexpr uint32_t kOwn = 3, kFar = 7, kTags = 40;
    Sighting& sighting = one.sighting;
    uint32_t own = 0, far = 0, tags = 0, depth = 0;
    for (uint32_t up = one.node; up != 0 && depth < kTags; up = report_.page.parent[up], ++depth) {
      uint32_t cues = cues_.of(up);
      (depth < kOwn ? own : depth < kFar ? far : tags) |= cues;
      if (depth < kOwn && one.names.empty()) one.names = cues_.names_of(up);
    }
    tags |= own | far;
    sighting.set(Sign::marked_published, own & kMarked);
    sighting.set(Sign::own_published, own & kPublished);
    sighting.set(Sign::own_date, own & (kDate | kTimeTag));
    sighting.set(Sign::own_meta, own & kMeta);
    sighting.set(Sign::own_comment, own & kComment);
    sighting.set(Sign::own_aside, own & kAside);
    sighting.set(Sign::own_title, own & kTitle);
    sighting.set(Sign::far_published, far & kPublished);
    sighting.set(Sign::far_meta, far & kMeta);
    sighting.set(Sign::far_comment, far & kComment);
    sighting.set(Sign::far_aside, far & kAside);
    sighting.set(Sign::in_article, tags & kArticleTag);
    // The foot of an article is no aside.
    bool footer = (tags & kFooterTag) != 0 && (tags & kArticleTag) == 0;
    sighting.set(Sign::in_aside, footer || (tags & kAsideTag) != 0);
    sighting.set(Sign::in_header, tags & kHeaderTag);
    sighting.set(Sign::in_heading, own & kHeadingTag);
    sighting.set(Sign::in_link, own & kLinkTag);
    sighting.set(Sign::in_item, tags & kItemTag);
    uint32_t nearest = one.node == 0 ? 0 : cues_.of(one.node);
    sighting.changed = (nearest & kChanged) != 0 && (nearest & kPublished) == 0;
  }

  size_t block_at(uint32_t place) const {
    const std::vector<Span>& spans = report_.blocks.span;
    auto after = std::upper_bound(spans.begin(), spans.end(), place,
                                  [](uint32_t at, Span block) { return at < block.begin; });
    return after == spans.begin() ? 0 : static_cast<size_t>(after - spans.begin() - 1);
  }

  void look_at_block(Placed& one) {
    const std::vector<Span>& spans = report_.blocks.span;
    if (spans.empty()) return;
    Sighting& sighting = one.sighting;
    size_t at = block_at(sighting.place);
    Span block = spans[at];
    Span shown = sighting.text.is_none() ? Span{sighting.place, sighting.place} : sighting.text;
    sighting.set(Sign::block_alone, block.size() < shown.size() + 20);
    sighting.set(Sign::block_short, block.size() < 120);
    sighting.set(Sign::block_long, block.size() >= 250);
    sighting.set(Sign::block_begin, shown.begin <= block.begin + 15);
    look_at_words(sighting, at, shown);
    look_for_byline(sighting, at);
    sighting.set(Sign::dateline, is_dateline(block, shown) ||
                                     (block.size() >= 120 && opens_paragraph(block, shown)));
    bool introduced = sighting.has(Sign::dateline) || sighting.has(Sign::word_published);
    sighting.set(Sign::in_sentence, !introduced && is_in_sentence(block, shown));
  }

  void look_at_words(Sighting& sighting, size_t at, Span shown) {
    static constexpr Vocabulary kWords = {
        {kPublished, kPublishedWords}, {kChanged, kChangedWords}, {kOther, kOtherWords}};
    constexpr uint32_t kBefore = 60;
    Span block = report_.blocks.span[at];
    uint32_t begin = std::max(block.begin, shown.begin < kBefore ? 0 : shown.begin - kBefore);
    if (shown.begin < begin) return;
    std::string before;
    bool label = at > 0 && shown.begin < block.begin + 4 && report_.blocks.span[at - 1].size() < 40;
    if (label) before = std::string(report_.text[report_.blocks.span[at - 1]]) + " ";
    while (begin < shown.begin &&
           (static_cast<unsigned char>(report_.text.view()[begin]) & 0xC0) == 0x80)
      ++begin;
    before += report_.text[{begin, shown.begin}];
    // Some write the word into the element that shows the date.
    if (sighting.has(Sign::time_element)) before += report_.text[shown];
    before = fold_letters(before);
    uint32_t nearest = 0;
    for (size_t place = before.size(); place-- > 0 && nearest == 0;)
      nearest = kWords.at(before, place);
    sighting.set(Sign::word_published, nearest & kPublished);
    sighting.set(Sign::word_changed, nearest & kChanged);
    sighting.set(Sign::word_other, nearest & kOther);
    if (nearest & kPublished) sighting.changed = false;
    if (nearest & kChanged) sighting.changed = true;
  }

  static bool begins_byline(std::string_view line) {
    static constexpr std::array<std::string_view, 12> kBy = {
        "By ",  "by ", "BY ",   "Von ", "von ",       "Par ",
        "Por ", "Di ", "Door ", "Av ",  "Written by", "Text: "};
    return std::any_of(kBy.begin(), kBy.end(),
                       [line](std::string_view by) { return line.starts_with(by); });
  }

  void look_for_byline(Sighting& sighting, size_t at) {
    constexpr uint32_t kShort = 120;
    const std::vector<Span>& spans = report_.blocks.span;
    for (size_t i = at == 0 ? 0 : at - 1; i < std::min(at + 2, spans.size()); ++i)
      if (spans[i].size() < kShort && begins_byline(report_.text[spans[i]]))
        sighting.set(Sign::byline);
  }

  // Words before the date in its block, or many after it, and a stop at the end.
  bool is_in_sentence(Span block, Span shown) const {
    constexpr size_t kBefore = 3, kAfter = 8;
    if (shown.begin < block.begin || shown.end > block.end) return false;
    std::string_view text = report_.text[block];
    if (!text.ends_with('.') && !text.ends_with(".\"") && !text.ends_with(".”") &&
        !text.ends_with("!") && !text.ends_with("?"))
      return false;
    size_t before = ascii::count_words(report_.text[{block.begin, shown.begin}]);
    size_t after = ascii::count_words(report_.text[{shown.end, block.end}]);
    return before + after >= kAfter && (before >= kBefore || after >= kAfter);
  }

  // What a date at the beginning of a paragraph ends with, if it stands for itself.
  static bool ends_dateline(std::string_view rest) {
    static constexpr std::array<std::string_view, 9> kEnds = {" —", " –", " -", "—", "–",
                                                              ":",  " |", " (", ")"};
    return std::any_of(kEnds.begin(), kEnds.end(),
                       [rest](std::string_view end) { return rest.starts_with(end); });
  }

  // "Vell, 4 May 2017 –" without capitals: one to three words that begin with a capital and a
  // comma.
  static bool names_place(std::string_view place) {
    place = ascii::trimmed(place);
    for (std::string_view article : {", den", ", le", ", am", ", the", ", il"})
      if (place.ends_with(article)) place.remove_suffix(article.size() - 1);
    if (!place.ends_with(',') || ascii::count_words(place) > 3) return false;
    bool capital = place[0] >= 'A' && place[0] <= 'Z';
    std::string word = fold_letters(place.substr(0, place.find_first_of(" ,")));
    static constexpr std::array<std::string_view, 6> kNoPlaces = {"on", "in",    "am",
                                                                  "by", "since", "until"};
    bool other = std::find(kNoPlaces.begin(), kNoPlaces.end(), word) != kNoPlaces.end();
    return capital && !other && weekday_of(word) == 0;
  }

  bool opens_paragraph(Span block, Span shown) const {
    uint32_t end = std::min(block.end, shown.end + 4);
    if (shown.end > end || !ends_dateline(report_.text[{shown.end, end}])) return false;
    return shown.begin <= block.begin + 1 || names_place(report_.text[{block.begin, shown.begin}]);
  }

  // A place in capitals before the date, and a dash soon after it.
  bool is_dateline(Span block, Span shown) const {
    constexpr uint32_t kMost = 50;
    if (shown.begin <= block.begin + 2 || shown.begin > block.begin + kMost) return false;
    std::string_view place = report_.text[{block.begin, shown.begin}];
    auto capitals =
        std::count_if(place.begin(), place.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    uint32_t end = std::min(block.end, shown.end + kMost);
    if (end < shown.end) return false;
    std::string_view rest = report_.text[{shown.end, end}];
    bool dash =
        rest.find("—") < 40 || rest.find("–") < 40 || rest.find(" - ") < 40 || rest.find("--") < 40;
    return capitals >= 3 && dash;
  }

  void look_at_place(Sighting& sighting) const {
    constexpr uint32_t kNear = 400, kJust = 100, kFarAbove = 120;
    if (title_.is_none()) {
      sighting.set(Sign::no_title);
      sighting.set(Sign::before_body, sighting.place < body_);
      return;
    }
    uint32_t place = sighting.place;
    bool after = place >= title_.begin;
    uint32_t gap = after ? place - std::min(place, title_.end) : title_.begin - place;
    sighting.set(Sign::near_before_title, !after && gap <= kFarAbove);
    sighting.set(Sign::above_title, !after && gap > kFarAbove);
    sighting.set(Sign::just_after_title, after && gap <= kJust);
    sighting.set(Sign::near_after_title, after && gap <= kNear);
    sighting.set(Sign::before_body, after && place < body_);
    sighting.set(Sign::after_body, after && place > body_ && gap > kNear);
  }

  void look_at_address(Sighting& sighting) const {
    if (month_.empty()) return;
    bool same = sighting.moment.iso().starts_with(month_);
    sighting.set(same ? Sign::same_as_address : Sign::against_address);
  }

  // What only all sightings together tell.
  void compare() {
    std::map<int64_t, size_t> days;
    std::map<std::string_view, size_t> names;
    for (const Placed& one : found_) {
      ++days[one.sighting.moment.days()];
      ++names[one.names];
    }
    std::set<int64_t> seen;
    for (Placed& one : found_) {
      int64_t day = one.sighting.moment.days();
      one.sighting.set(Sign::first, seen.empty() || (seen.size() == 1 && seen.contains(day)));
      one.sighting.set(Sign::only, days.size() == 1);
      one.sighting.set(Sign::repeated, days[day] > 1);
      one.sighting.set(Sign::crowd, !one.names.empty() && names[one.names] >= 5);
      seen.insert(day);
    }
  }

  const ReportParts& report_;
  Span title_;
  std::string_view month_;
  Cues cues_;
  uint32_t body_ = 0;
  DayOrder order_ = DayOrder::unknown;
  std::vector<Placed> found_;
};

}  // namespace

std::vector<Sighting> find_sightings(const ReportParts& report, Span title,
                                     std::string_view month) {
  return Finder(report, title, month).find();
}

}  // namespace hearsay::article
