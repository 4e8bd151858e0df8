// See article.hpp: gathers candidates and chooses.
#include "ingest/article/article.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <set>
#include <tuple>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "base/utf8.hpp"
#include "ingest/article/candidates.hpp"

namespace hearsay {
namespace {

using article::Candidate;
using article::Candidates;

constexpr int kContainer = 5;  // rank of what the container claims
constexpr int kVisible = 19;   // rank of a heading nobody else confirms
constexpr int kUnseen = 10;    // added to the rank of a title that the page does not show
constexpr int kCrawl = 40;     // rank of the day a crawler read the page

// ---- what the container claims ------------------------------------------------------------------

void claim(Candidates& out, MetadataField field, std::string_view value) {
  constexpr size_t kMost = size_t{64} << 10;
  if (value.size() > kMost) return;
  std::string text = ascii::squeezed(value);
  if (!text.empty())
    out.push_back({.field = field, .value = text, .how = "container", .rank = kContainer});
}

void read_claims(const Source& source, Candidates& out, Problems& problems) {
  claim(out, MetadataField::title, source.title);
  claim(out, MetadataField::publisher, source.publisher);
  claim(out, MetadataField::url, source.url);
  // Readers of containers bound what they claim; a claim that is longer is none.
  constexpr size_t kMostAuthors = 1000;
  for (size_t i = 0; i < source.authors.size() && i < kMostAuthors; ++i)
    claim(out, MetadataField::author, source.authors[i]);
  Candidate published{.field = MetadataField::published, .how = "container", .rank = kContainer};
  if (article::set_date(published, source.published))
    out.push_back(published);
  else if (!source.published.empty())
    problems.push_back(
        {"unread_date", "the date \"" + source.published + "\" was not understood", -1});
  Candidate crawl{.field = MetadataField::published, .how = "crawl", .rank = kCrawl};
  if (article::set_date(crawl, source.fetched)) {
    crawl.value.clear();  // published at some time before
    out.push_back(crawl);
  }
}

// ---- the title ----------------------------------------------------------------------------------

// What remains of a title when case, punctuation and spacing do not count.
std::string skeleton(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    bool mark = step.point < 0x80
                    ? !ascii::is_letter(text[at]) && !ascii::is_digit(text[at])
                    : is_blank(step.point) || (step.point >= 0x2010 && step.point <= 0x203A);
    if (!mark) out += ascii::lowered(text.substr(at, step.size));
    at += step.size;
  }
  return out;
}

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

bool is_heading(std::string_view path, std::string_view name) {
  return path == name || path.ends_with("/" + std::string(name));
}

// The words a page may show for a claimed title: all of it, and what stands before the last or
// after the first separator, since site names are added to titles on either side.
std::vector<std::string> skeletons_of(std::string_view title) {
  static constexpr std::array<std::string_view, 7> kSeparators = {" | ",  " - ", " – ", " — ",
                                                                  " :: ", " » ", ": "};
  constexpr size_t kLeast = 12;
  constexpr size_t kMost = 1000;  // bytes; longer ones are no titles, and parting them is dear
  std::vector<std::string> out = {skeleton(title)};
  auto add = [&out](std::string_view part) {
    std::string words = skeleton(part);
    if (words.size() >= kLeast) out.push_back(std::move(words));
  };
  if (title.size() > kMost) return out;
  for (std::string_view separator : kSeparators)
    for (size_t at = title.find(separator); at != std::string_view::npos;
         at = title.find(separator, at + 1)) {
      add(title.substr(0, at));
      add(title.substr(at + separator.size()));
    }
  return out;
}

// The visible block that says what a claimed title says: all of it, else the longest part of it.
std::optional<size_t> find_visible(const Text& text, const Blocks& blocks, const Candidate& title) {
  std::vector<std::string> wanted = skeletons_of(title.value);
  if (wanted[0].empty()) return std::nullopt;
  std::optional<size_t> best;
  size_t longest = 0;
  for (size_t i = 0; i < blocks.span.size(); ++i) {
    if (blocks.span[i].size() > 4 * title.value.size() + 64) continue;
    std::string found = skeleton(text[blocks.span[i]]);
    if (found == wanted[0]) return i;
    bool part = std::find(wanted.begin(), wanted.end(), found) != wanted.end();
    if (!part || found.size() <= longest) continue;
    best = i;
    longest = found.size();
  }
  return best;
}

void show_block(Candidate& title, const Text& text, Span block) {
  title.value = ascii::squeezed(text[block]);
  title.span = block;
  title.source = Span::none();  // follows from the text
}

std::optional<size_t> find_heading(const Text& text, const Blocks& blocks, bool plain) {
  constexpr size_t kLook = 12;
  for (size_t i = 0; i + 1 < blocks.span.size(); ++i) {
    std::string_view words = text[blocks.span[i]];
    if (plain && i >= kLook) break;
    if (plain ? reads_like_title(words) : is_heading(blocks.path[i], "h1")) return i;
  }
  return std::nullopt;
}

// Moves title candidates to the place where they are visible and adds the heading of the text.
void settle_titles(const Source& source, const Text& text, const Blocks& blocks, Candidates& out) {
  for (Candidate& candidate : out) {
    if (candidate.field != MetadataField::title) continue;
    auto visible = find_visible(text, blocks, candidate);
    if (visible)
      show_block(candidate, text, blocks.span[*visible]);
    else
      candidate.rank += kUnseen;
  }
  bool plain = source.format == Format::text;
  if (auto heading = find_heading(text, blocks, plain)) {
    Candidate title{.field = MetadataField::title,
                    .how = plain ? "first line like a title" : "h1",
                    .rank = kVisible};
    show_block(title, text, blocks.span[*heading]);
    out.push_back(std::move(title));
  }
}

// ---- choosing -----------------------------------------------------------------------------------

// Letters, digits and everything outside ASCII may continue a word.
bool continues_word(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// The place where this name, as whole words, first stands in a short block, for authors that were
// named elsewhere.
Span find_name(const Text& text, const Blocks& blocks, std::string_view name) {
  constexpr uint32_t kShort = 200;
  if (name.size() < 3) return Span::none();
  for (Span block : blocks.span) {
    if (block.size() > kShort) continue;
    std::string_view words = text[block];
    size_t at = words.find(name);
    if (at == std::string_view::npos) continue;
    size_t end = at + name.size();
    if (at > 0 && continues_word(words[at - 1])) continue;
    if (end < words.size() && continues_word(words[end])) continue;
    auto begin = static_cast<uint32_t>(block.begin + at);
    return {begin, begin + static_cast<uint32_t>(name.size())};
  }
  return Span::none();
}

// More than a zone or a day's correction can explain.
bool days_apart(std::string_view a, std::string_view b) {
  auto first = parse_iso_date(a);
  auto second = parse_iso_date(b);
  return first && second && first->precision >= Moment::Precision::day &&
         second->precision >= Moment::Precision::day &&
         std::abs(first->days() - second->days()) > 1;
}

void note_conflict(const Candidates& candidates, const Candidate& chosen, Problems& problems) {
  constexpr int kTrusted = 15;
  for (const Candidate& other : candidates) {
    bool trusted = other.field == MetadataField::published && other.rank <= kTrusted;
    if (!trusted || !days_apart(other.value, chosen.value)) continue;
    problems.push_back(
        {"date_conflict",
         chosen.how + " says published " + chosen.value + ", " + other.how + " says " + other.value,
         other.source.is_none() ? -1 : int64_t{other.source.begin}});
    return;
  }
}

bool is_list(MetadataField field) {
  return field == MetadataField::author;
}

void push(Metadata& out, const Candidate& candidate, bool chosen) {
  out.field.push_back(candidate.field);
  out.value.push_back(candidate.value);
  out.latest.push_back(candidate.latest);
  out.span.push_back(candidate.span);
  out.source.push_back(candidate.source);
  out.how.push_back(candidate.how);
  out.chosen.push_back({chosen});
}

// Which candidates say what one before them said already, in the same way.
std::vector<bool> find_repeats(const Candidates& candidates) {
  std::vector<bool> out;
  std::set<std::tuple<MetadataField, std::string_view, std::string_view>> seen;
  for (const Candidate& one : candidates)
    out.push_back(!seen.emplace(one.field, one.how, one.value).second);
  return out;
}

}  // namespace

std::span<const std::string_view> names_of(MetadataField) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "title", "author", "publisher", "domain", "url", "published", "modified", "dateline"};
  return kNames;
}

Metadata read_metadata(const Source& source, const Characters& characters, const Page& page,
                       const Text& text, const Blocks& blocks, const Resources& resources) {
  Metadata out;
  Candidates found;
  article::read_elements(page, resources.limits, found, out.problems);
  for (Candidate& candidate : found)
    candidate.source = characters.offsets.to_source(candidate.source);
  for (Problem& problem : out.problems) {
    auto place = static_cast<uint32_t>(problem.offset);
    problem.offset = characters.offsets.to_source({place, place}).begin;
  }
  read_claims(source, found, out.problems);
  settle_titles(source, text, blocks, found);
  for (Candidate& candidate : found) {
    bool name = candidate.field == MetadataField::author;
    if (name && candidate.span.is_none()) candidate.span = find_name(text, blocks, candidate.value);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
  auto url = std::find_if(found.begin(), found.end(), [](const Candidate& candidate) {
    return candidate.field == MetadataField::url;
  });
  if (url != found.end()) article::read_address(std::string(url->value), found);
  std::stable_sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
    return std::pair(a.field, a.rank) < std::pair(b.field, b.rank);
  });

  std::vector<bool> repeats = find_repeats(found);
  std::vector<bool> chosen(found.size());
  for (size_t i = 0, first = 0; i < found.size(); ++i) {
    if (i == 0 || found[i].field != found[i - 1].field) first = i;
    bool same_list = is_list(found[i].field) && found[i].rank == found[first].rank &&
                     found[i].how == found[first].how;
    chosen[i] = (i == first || same_list) && !repeats[i];
    if (i == first && found[i].field == MetadataField::published)
      note_conflict(found, found[i], out.problems);
  }
  for (bool wanted : {true, false})
    for (size_t i = 0; i < found.size(); ++i)
      if (chosen[i] == wanted && !repeats[i]) push(out, found[i], wanted);
  return out;
}

}  // namespace hearsay
