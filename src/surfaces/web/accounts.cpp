// See accounts.hpp.
#include "surfaces/web/accounts.hpp"

#include <algorithm>
#include <map>

namespace hearsay::web {
namespace {

void put_line(Html& html, const Edition& edition, const AccountLine& line) {
  const ReportHead& head = *line.report;
  html.open("p", {{"class", "account"}});
  put_source(html, head);
  html.foreign_link(url_of(head), title_of(head));
  put_descent(html, edition, head.id);
  put_other_origins(html, line);
  html.close();
}

void put_elsewhere(Html& html, const ReportHead& origin) {
  html.open("p", {{"class", "account elsewhere"}});
  put_source(html, origin);
  html.foreign_link(url_of(origin), title_of(origin));
  html.element("span", {{"class", "descent"}}, "the origin, of another story").close();
}

// Passages that meet become one, labelled with the first of those they are shared with.
struct Passage {
  Span span;
  const ReportHead* other;
};

std::vector<Marking> joined(std::vector<Passage> passages, Marking::Kind kind,
                            std::string_view says) {
  std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
    return a.span != b.span ? a.span < b.span : a.other->id < b.other->id;
  });
  std::vector<Marking> out;
  std::vector<std::vector<const ReportHead*>> others;
  for (const Passage& one : passages) {
    if (out.empty() || one.span.begin > out.back().span.end) {
      out.push_back({.span = one.span, .kind = kind, .to = url_of(*one.other)});
      others.emplace_back();
    }
    out.back().span.end = std::max(out.back().span.end, one.span.end);
    if (std::find(others.back().begin(), others.back().end(), one.other) == others.back().end())
      others.back().push_back(one.other);
  }
  for (size_t i = 0; i < out.size() && !says.empty(); ++i) {
    out[i].label = std::string(says) + name_of(*others[i].front());
    if (others[i].size() > 1) out[i].label += " + " + std::to_string(others[i].size() - 1);
  }
  return out;
}

std::vector<Passage> passages_with(const Edition& edition, const ReportId& report,
                                   const std::vector<const Derivation*>& edges) {
  const CopyEdges& copies = edition.sources().copies();
  std::vector<Passage> out;
  for (const Derivation* edge : edges) {
    bool here = edge->to == report;
    const ReportHead* other = edition.indices().reports.find(here ? edge->from : edge->to);
    if (other == nullptr) continue;
    for (uint32_t row : edge->passages) {
      auto places = here ? copies.to_span[row] : copies.from_span[row];
      if (!places.empty() && !places.front().span.is_none())
        out.push_back({places.front().span, other});
    }
  }
  return out;
}

}  // namespace

std::string_view relation_words(std::string_view relation) {
  static const std::map<std::string_view, std::string_view> kWords = {
      {"identical", "identical copy of"}, {"truncated", "shortened copy of"},
      {"extended", "extended copy of"},   {"rewritten", "rewritten from"},
      {"spliced", "has passages of"},     {"cites", "cites"},
      {"circle", "in a circle with"},     {"shared_quotation", "quotes the same as"}};
  auto found = kWords.find(relation);
  return found == kWords.end() ? "from" : found->second;
}

std::string_view relation_name(std::string_view relation) {
  static const std::map<std::string_view, std::string_view> kNames = {
      {"truncated", "shortened"},
      {"spliced", "passages"},
      {"shared_quotation", "the same quotation"}};
  auto found = kNames.find(relation);
  return found == kNames.end() ? relation : found->second;
}

std::vector<size_t> sizes_of(std::span<const StoryAccount> accounts) {
  std::vector<size_t> out;
  for (const StoryAccount& one : accounts) out.push_back(one.reports.size());
  return out;
}

void put_descent(Html& html, const Edition& edition, const ReportId& report) {
  std::vector<const Derivation*> parents = edition.sources().parents(report);
  bool origin = edition.sources().is_origin(report);
  if (parents.empty() && !origin) return;
  html.open("span", {{"class", "descent"}});
  if (origin) html.element("span", {{"class", "origin"}}, "origin");
  const ReportHead* from =
      parents.empty() ? nullptr : edition.indices().reports.find(parents.front()->from);
  if (from != nullptr) {
    html.text(relation_words(parents.front()->relation)).text(" ");
    html.foreign_link(url_of(*from), name_of(*from));
    if (parents.size() > 1) html.text(" and " + std::to_string(parents.size() - 1) + " more");
    if (!parents.front()->is_direction_known()) html.text(" (or the other way round)");
  }
  html.close();
}

void put_other_origins(Html& html, const AccountLine& line) {
  if (line.other_origins == 0) return;
  html.element("span", {{"class", "descent"}},
               "also rests on " + counted(line.other_origins, "more origin", "more origins"));
}

void put_report_line(Html& html, const Edition& edition, const ReportHead& head) {
  html.open("p", {{"class", "fine"}});
  put_source(html, head);
  if (!edition.sources().parents(head.id).empty() || edition.sources().is_origin(head.id)) {
    html.text("\u00A0· ");
    put_descent(html, edition, head.id);
  }
  html.close();
}

void put_accounts(Html& html, const Edition& edition, std::span<const StoryAccount> accounts) {
  constexpr size_t kMost = 200;
  size_t room = kMost;
  html.open("ul", {{"class", "accounts"}});
  for (const StoryAccount& account : accounts) {
    if (room == 0) break;
    html.open("li");
    size_t first = account.inside ? 1 : 0;
    if (account.inside)
      put_line(html, edition, account.reports.front());
    else
      put_elsewhere(html, *account.origin);
    if (account.reports.size() > first) html.open("ul");
    for (size_t i = first; i < account.reports.size() && room > 0; ++i, --room) {
      html.open("li");
      put_line(html, edition, account.reports[i]);
      html.close();
    }
    if (account.reports.size() > first) html.close();
    html.close();
  }
  html.close();
  if (room == 0) html.element("p", {{"class", "fine"}}, "More reports are not shown here.");
}

std::vector<Marking> passages_of(const Edition& edition, const ReportId& report, bool given) {
  const SourcesView& sources = edition.sources();
  std::vector<Marking> out = joined(passages_with(edition, report, sources.parents(report)),
                                    Marking::Kind::copied, "from ");
  for (Marking& one : joined(passages_with(edition, report, sources.quoting(report)),
                             Marking::Kind::shared, "also in "))
    out.push_back(std::move(one));
  if (!given) return out;
  for (Marking& one :
       joined(passages_with(edition, report, sources.children(report)), Marking::Kind::given, ""))
    out.push_back(std::move(one));
  return out;
}

void add_statements(const StatementView& statement, std::vector<Marking>& markings) {
  for (size_t i = 0; i < statement.content_spans.size(); ++i)
    markings.push_back({.span = statement.content_spans[i],
                        .kind = Marking::Kind::statement,
                        .row = statement.id,
                        .first = i == 0});
}

}  // namespace hearsay::web
