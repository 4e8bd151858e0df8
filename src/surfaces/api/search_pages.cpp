// See search_pages.hpp.
#include "surfaces/api/search_pages.hpp"

#include <algorithm>
#include <bit>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kAround = 90;  // bytes of text on either side of the first word
constexpr size_t kNumbers = 1;

std::string cursor_of(const SearchHit& hit) {
  return ListPlace{{std::bit_cast<int64_t>(hit.rank)}, hit.report}.text();
}

// The first hit behind the one that the cursor names, or behind its rank if that is gone.
Result<size_t> start_of(const std::vector<SearchHit>& hits, const std::string& cursor) {
  if (cursor.empty()) return size_t{0};
  Result<ListPlace> place = ListPlace::of(cursor, kNumbers);
  if (!place) return place.error();
  auto found = std::find_if(hits.begin(), hits.end(),
                            [&](const SearchHit& hit) { return Id128(hit.report) == place->id; });
  if (found != hits.end()) return static_cast<size_t>(found - hits.begin()) + 1;
  std::pair behind(std::bit_cast<double>(place->numbers[0]), ReportId(place->id));
  found = std::partition_point(hits.begin(), hits.end(), [&](const SearchHit& hit) {
    return std::pair(hit.rank, hit.report) <= behind;
  });
  return static_cast<size_t>(found - hits.begin());
}

Result<std::optional<SearchFound>> show(const Edition& edition, const ReportHead& head,
                                        std::vector<Span> words) {
  Result<std::optional<StoredReport>> report = edition.store().report(head.id);
  if (!report) return report.error();
  if (!*report) return std::optional<SearchFound>();
  auto text = std::make_shared<const ReadText>(std::move((*report)->text));
  // It may have been analysed again just now.
  std::erase_if(words, [&](Span word) { return word.end > text->text.size(); });
  Span snippet = words.empty() ? Span::none() : snippet_of(text->text.view(), words);
  return std::optional(SearchFound{&head, std::move(text), snippet, std::move(words)});
}

}  // namespace

Span snippet_of(std::string_view text, const std::vector<Span>& words) {
  Span out{words.front().begin, words.front().end};
  for (Span word : words)
    if (word.end <= words.front().begin + kAround) out.end = std::max(out.end, word.end);
  uint32_t begin = out.begin > kAround ? out.begin - kAround : 0;
  uint32_t end = std::min<uint32_t>(out.end + kAround, static_cast<uint32_t>(text.size()));
  while (begin > 0 && begin < out.begin && text[begin - 1] != ' ' && text[begin - 1] != '\n')
    ++begin;
  while (end < text.size() && end > out.end && text[end] != ' ' && text[end] != '\n') --end;
  while (!is_boundary(text, begin)) --begin;
  while (!is_boundary(text, end)) ++end;
  return {begin, end};
}

Result<RankedSearch> rank_search(const Edition& edition, const SearchAsked& search) {
  RankedSearch out;
  out.query = search.query;
  if (!search.exact) {
    WhoIsWho::Widened widened = edition.who().widen(out.query);
    out.query = std::move(widened.query);
    out.widened = std::move(widened.added);
  }
  Result<std::vector<SearchHit>> hits = edition.store().rank(out.query);
  if (!hits) return hits.error();
  out.hits = std::move(*hits);
  const ReportHeads& reports = edition.indices().reports;
  std::erase_if(out.hits, [&](const SearchHit& hit) {
    const ReportHead* head = reports.find(hit.report);
    return head == nullptr || (!search.days.is_open() && !search.days.has(head->published)) ||
           (!search.outlet.empty() && !ascii::equal_folded(head->outlet, search.outlet));
  });
  return out;
}

Result<std::vector<SearchFound>> show_hits(const Edition& edition, const RankedSearch& ranked,
                                           size_t begin, size_t end) {
  end = std::min(end, ranked.hits.size());
  begin = std::min(begin, end);
  std::vector<SearchHit> shown(ranked.hits.begin() + static_cast<ptrdiff_t>(begin),
                               ranked.hits.begin() + static_cast<ptrdiff_t>(end));
  Result<void> done = edition.store().find_words(ranked.query, shown);
  if (!done) return done.error();
  std::vector<SearchFound> out;
  for (SearchHit& hit : shown) {
    const ReportHead* head = edition.indices().reports.find(hit.report);
    Result<std::optional<SearchFound>> one = show(edition, *head, std::move(hit.words));
    if (!one) return one.error();
    if (*one) out.push_back(std::move(**one));
  }
  return out;
}

Result<SearchPage> search_reports(const Edition& edition, const SearchAsked& search,
                                  const PageAsked& asked) {
  Result<RankedSearch> ranked = rank_search(edition, search);
  if (!ranked) return ranked.error();
  Result<size_t> start = start_of(ranked->hits, asked.cursor);
  if (!start) return start.error();
  size_t end = std::min(ranked->hits.size(), *start + asked.limit);
  Result<std::vector<SearchFound>> items = show_hits(edition, *ranked, *start, end);
  if (!items) return items.error();
  SearchPage out{{std::move(*items), "", ranked->hits.size()}, std::move(ranked->widened)};
  if (end < ranked->hits.size()) out.found.next = cursor_of(ranked->hits[end - 1]);
  return out;
}

}  // namespace hearsay
