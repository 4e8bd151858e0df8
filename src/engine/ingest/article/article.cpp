// See article.hpp: gathers candidates and chooses.
#include "ingest/article/article.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <tuple>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "ingest/article/candidates.hpp"
#include "ingest/article/dates.hpp"
#include "ingest/article/surroundings.hpp"

namespace hearsay {
namespace {

using article::Candidate;
using article::Candidates;

constexpr int kContainer = 5;  // rank of what the container claims
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

// What the title element says; empty if there is none.
Candidate window_title(const Candidates& candidates) {
  for (const Candidate& one : candidates)
    if (one.how == "title element") return one;
  return {.field = MetadataField::title};
}

// ---- choosing -----------------------------------------------------------------------------------

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
  out.day.push_back(candidate.day);
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

const Candidate* article::most_trusted(const Candidates& candidates, MetadataField field) {
  const Candidate* best = nullptr;
  for (const Candidate& one : candidates)
    if (one.field == field && (best == nullptr || one.rank < best->rank)) best = &one;
  return best;
}

std::span<const std::string_view> names_of(MetadataField) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "title", "author", "publisher", "domain", "url", "published", "modified", "dateline"};
  return kNames;
}

std::string_view chosen_value(const Metadata& metadata, MetadataField field) {
  for (size_t i = 0; i < metadata.field.size(); ++i)
    if (metadata.field[i] == field && metadata.chosen[i].yes) return metadata.value[i];
  return {};
}

Metadata read_metadata(const Source& source, const Characters& characters, const Page& page,
                       const Rendering& rendering, const Text& text, const Blocks& blocks,
                       const Resources& resources) {
  Metadata out;
  Candidates found;
  article::Elements elements = article::find_elements(page);
  article::read_elements(page, elements, resources.limits, found, out.problems);
  article::read_date_elements(page, elements, resources.limits, found);
  bool dated = std::any_of(found.begin(), found.end(), [](const Candidate& candidate) {
    return candidate.field == MetadataField::published;
  });
  if (!dated) article::read_embedded_dates(page, found);
  for (Candidate& candidate : found)
    candidate.source = characters.offsets.to_source(candidate.source);
  for (Problem& problem : out.problems) {
    auto place = static_cast<uint32_t>(problem.offset);
    problem.offset = characters.offsets.to_source({place, place}).begin;
  }
  read_claims(source, found, out.problems);
  article::Surroundings around{source, page, rendering, text, blocks};
  Candidate window = window_title(found);
  article::settle_titles(around, found);
  article::settle_publishers(around, window, found);
  article::settle_authors(around, found);
  const Candidate* url = article::most_trusted(found, MetadataField::url);
  if (url != nullptr) article::read_address(std::string(url->value), found);
  const Candidate* title = article::most_trusted(found, MetadataField::title);
  article::read_shown_dates({source, characters, page, elements, rendering, text, blocks},
                            title == nullptr ? Span::none() : title->span, found);
  article::read_copyright_year(text, found);
  article::remove_impossible_dates(source, found);
  article::settle_dates(found);
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
