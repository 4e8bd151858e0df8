// See story_pages.hpp.
#include "surfaces/api/story_pages.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "sources/copies/copies.hpp"

namespace hearsay {
namespace {

// ---- the list -----------------------------------------------------------------------------------

constexpr size_t kNumbers = 3;
std::string cursor_of(StoryOrder order, const StoryView& story) {
  auto [origins, reports, day, id] = key_of(order, story);
  return ListPlace{{origins, reports, day}, id}.text();
}

// ---- one story ----------------------------------------------------------------------------------

std::vector<SharedPassage> shared_of(const Edition& edition, const ReportId& origin,
                                     const std::set<ReportId>& others) {
  const SourcesView& sources = edition.sources();
  const CopyEdges& copies = sources.copies();
  std::vector<SharedPassage> out;
  auto add = [&](const Derivation* edge) {
    bool from = edge->from == origin;
    const ReportId& other = from ? edge->to : edge->from;
    const ReportHead* head = edition.indices().reports.find(other);
    if (head == nullptr || !others.contains(other)) return;
    for (uint32_t row : edge->passages) {
      if (copies.from_span[row].empty() || copies.to_span[row].empty()) continue;
      Span left = copies.from_span[row].front().span;
      Span right = copies.to_span[row].front().span;
      PassageForm form = copies.form[row];
      out.push_back({sources.copy_id(row), head, edge->relation,
                     names_of(form)[static_cast<size_t>(form)], from ? left : right,
                     from ? right : left});
    }
  };
  for (const Derivation* edge : sources.parents(origin)) add(edge);
  for (const Derivation* edge : sources.children(origin)) add(edge);
  for (const Derivation* edge : sources.quoting(origin)) add(edge);
  std::stable_sort(out.begin(), out.end(), [](const SharedPassage& a, const SharedPassage& b) {
    return a.here.begin != b.here.begin ? a.here.begin < b.here.begin : a.id < b.id;
  });
  return out;
}

AccountLine line_of(const Edition& edition, const ReportHead& report, const StoryReport& part,
                    const ReportId& origin) {
  AccountLine out{&report, &part, "", "", {}, 0, nullptr, {}};
  std::vector<OriginView> origins = edition.sources().origins(report.id);
  for (const OriginView& one : origins) {
    if (one.origin != origin) continue;
    out.kind = one.kind;
    out.why = one.why;
    out.score = one.score;
  }
  out.other_origins = origins.empty() ? 0 : origins.size() - 1;
  std::vector<const Derivation*> parents = edition.sources().parents(report.id);
  if (!parents.empty()) out.from = parents.front();
  return out;
}

Result<void> count_words(const Edition& edition, std::vector<StoryAccount>& accounts) {
  for (StoryAccount& account : accounts)
    for (AccountLine& line : account.reports) {
      if (line.from == nullptr || line.from->passages.empty()) continue;
      Result<CopiedWords> words = copied_words(edition.store(), edition.sources(), *line.from);
      if (!words) return words.error();
      line.words = *words;
    }
  return {};
}

// Whose statements stand in the story, and where.
struct Speaker {
  Id128 entity;
  std::vector<SaidAt> said;
};

std::vector<Speaker> speakers_of(const Edition& edition, const StoryView& story) {
  std::map<Id128, std::vector<SaidAt>> said;
  for (const StoryReport& one : story.reports) {
    size_t place = edition.indices().reports.place(one.report);
    std::span<const Id128> speakers = edition.indices().speaking.speakers(place);
    for (uint32_t row = 0; row < speakers.size(); ++row)
      said[speakers[row]].push_back({static_cast<uint32_t>(place), row});
  }
  std::vector<Speaker> out;
  for (auto& [entity, places] : said) out.push_back({entity, std::move(places)});
  std::stable_sort(out.begin(), out.end(), [](const Speaker& a, const Speaker& b) {
    if (a.entity.is_zero() != b.entity.is_zero()) return b.entity.is_zero();
    return a.said.size() > b.said.size();
  });
  return out;
}

// Reads the statements that are shown, a report at a time.
Result<void> read_statements(const Edition& edition, const StoryView& story,
                             const StoryBounds& bounds, StoryDetail& out) {
  std::map<uint32_t, std::map<uint32_t, size_t>> wanted;  // speaker by report and row
  for (const Speaker& speaker : speakers_of(edition, story)) {
    const EntityView* entity = edition.entity(speaker.entity);
    size_t number = out.speakers.size();
    out.speakers.push_back(
        {entity, entity == nullptr ? "" : entity->name, speaker.said.size(), {}});
    out.statements += speaker.said.size();
    for (size_t i = 0; i < std::min(bounds.statements_each, speaker.said.size()); ++i) {
      if (out.statements_shown == bounds.statements) break;
      wanted[speaker.said[i].report][speaker.said[i].row] = number;
      ++out.statements_shown;
    }
  }
  for (const auto& [place, rows] : wanted) {
    std::vector<uint32_t> numbers;
    for (const auto& [row, speaker] : rows) numbers.push_back(row);
    Result<std::vector<SaidLine>> lines =
        statements_of(edition, edition.indices().reports.all()[place], numbers);
    if (!lines) return lines.error();
    auto at = rows.begin();
    for (SaidLine& line : *lines)
      if (at != rows.end()) out.speakers[(at++)->second].shown.push_back(std::move(line));
  }
  return {};
}

std::vector<ChainDetail> chains_of(const Edition& edition, const StoryView& story) {
  std::vector<ChainDetail> out;
  for (size_t number : story.chains) {
    const ChainView& chain = edition.stories().chains()[number];
    ChainDetail& one = out.emplace_back();
    one.chain = &chain;
    for (const ChainedStory& link : chain.stories)
      one.stories.push_back({&edition.indices().stories.all()[link.story], &link});
  }
  return out;
}

}  // namespace

bool fits(const StoryHead& head, const StoryFilter& filter) {
  const StoryView& story = *head.story;
  if (story.counts.origins < filter.origins) return false;
  if (!filter.days.is_open() && !filter.days.has(story.first, story.last)) return false;
  return filter.outlet.empty() ||
         std::any_of(head.outlets.begin(), head.outlets.end(), [&](std::string_view outlet) {
           return ascii::equal_folded(outlet, filter.outlet);
         });
}

Result<PageOf<const StoryHead*>> list_stories(const Edition& edition, const StoryFilter& filter,
                                              StoryOrder order, const PageAsked& asked) {
  std::optional<StoryKey> behind;
  if (!asked.cursor.empty()) {
    Result<ListPlace> place = ListPlace::of(asked.cursor, kNumbers);
    if (!place) return place.error();
    behind = StoryKey{place->numbers[0], place->numbers[1], place->numbers[2], place->id};
  }
  PageOf<const StoryHead*> out;
  out.total = 0;
  for (uint32_t number : edition.indices().stories.ordered(order)) {
    const StoryHead& head = edition.indices().stories.all()[number];
    if (!fits(head, filter)) continue;
    ++*out.total;
    if (!out.next.empty() || (behind && !(*behind < key_of(order, *head.story)))) continue;
    if (out.items.size() == asked.limit)
      out.next = cursor_of(order, *out.items.back()->story);
    else
      out.items.push_back(&head);
  }
  return out;
}

std::vector<StoryAccount> accounts_of(const Edition& edition, const StoryView& story) {
  const ReportHeads& reports = edition.indices().reports;
  std::vector<OriginGroup> groups = group_by_origin(edition.sources(), story);
  std::stable_sort(groups.begin(), groups.end(), [](const OriginGroup& a, const OriginGroup& b) {
    return a.reports.size() > b.reports.size();
  });
  std::set<ReportId> origins;
  for (const OriginGroup& group : groups) origins.insert(group.origin);
  std::vector<StoryAccount> out;
  for (const OriginGroup& group : groups) {
    const ReportHead* origin = reports.find(group.origin);
    if (origin == nullptr) continue;
    StoryAccount account{origin, group.reports.front()->report == group.origin, {}, {}};
    for (const StoryReport* one : group.reports)
      if (const ReportHead* head = reports.find(one->report))
        account.reports.push_back(line_of(edition, *head, *one, group.origin));
    account.shared = shared_of(edition, group.origin, origins);
    out.push_back(std::move(account));
  }
  return out;
}

Result<StoryDetail> view_story(const Edition& edition, const StoryView& story,
                               const StoryBounds& bounds) {
  StoryDetail out;
  out.head = edition.indices().stories.find(story.id);
  out.accounts = accounts_of(edition, story);
  if (bounds.words)
    if (Result<void> done = count_words(edition, out.accounts); !done) return done.error();
  if (Result<void> done = read_statements(edition, story, bounds, out); !done) return done.error();
  for (const StoryReport& one : story.attached)
    if (const ReportHead* head = edition.indices().reports.find(one.report))
      out.attached.push_back({head, &one});
  out.chains = chains_of(edition, story);
  return out;
}

}  // namespace hearsay
