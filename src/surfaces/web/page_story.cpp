// A story: its accounts side by side, and who said what.
#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "surfaces/api/story_pages.hpp"
#include "surfaces/web/accounts.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kMostColumns = 24;
constexpr size_t kMostBytes = 12000;  // of an account's text
constexpr size_t kMostStatements = 400;

// ---- accounts -----------------------------------------------------------------------------------

// Of what is marked in it, `marked` gets some more.
Result<void> put_text(Html& html, const Edition& edition, const ReportId& id,
                      std::vector<Marking>& marked) {
  Result<std::optional<StoredReport>> report = edition.store().report(id);
  if (!report) return report.error();
  if (!*report) return {};
  Result<ReportView> view = view_report(edition.store(), **report);
  if (!view) return view.error();
  std::vector<Marking> markings = passages_of(edition, id, true);
  std::string_view text = (*report)->text.view();
  size_t room = kMostBytes;
  for (const BlockView& block : view->blocks) {
    if (!block.kept || block.role == "title") continue;
    if (block.span.size() > room) {
      html.open("p").link(Url::of("/reports/", id), "The rest of the report").close();
      break;
    }
    room -= block.span.size();
    html.open("p", {{"dir", "auto"}, {"class", block.role == "subhead" ? "subhead" : ""}});
    put_marked(html, text, block.span, markings);
    html.close();
    for (const Marking& one : markings)
      if (one.span.overlaps(block.span)) marked.push_back(one);
  }
  return {};
}

// All but the one in the head of the column.
void put_copies(Html& html, const Edition& edition, const StoryAccount& account) {
  constexpr size_t kMost = 100;
  size_t count = account.reports.size() - 1;
  if (count == 0) return;
  html.open("div", {{"class", "copies"}});
  html.element("h4", account.inside ? counted(count, "report rests on it", "reports rest on it")
                                    : counted(count, "other report rests", "other reports rest") +
                                          " on the same origin");
  html.open("ul");
  for (size_t i = 1; i < std::min(account.reports.size(), kMost); ++i) {
    const AccountLine& line = account.reports[i];
    html.open("li");
    put_source(html, *line.report);
    html.foreign_link(url_of(*line.report), title_of(*line.report));
    put_descent(html, edition, line.report->id);
    put_other_origins(html, line);
    if (line.words.all > 0)
      html.element("small", std::to_string(line.words.percent()) + " % of its words");
    html.close();
  }
  html.close().close();
}

// One column: the text of the origin, or, where that is of another story, of what rests on it.
Result<void> put_column(Html& html, const Edition& edition, const StoryAccount& account,
                        std::vector<Marking>& marked) {
  const ReportHead& head = *account.reports.front().report;
  html.open("li", {{"class", "column row"}, {"data-id", head.id.hex()}}).open("article");
  html.open("header");
  put_source(html, head);
  html.open("h3");
  html.foreign_element("a", {Attribute::href(url_of(head)), {"class", "row-link"}}, title_of(head));
  html.close();
  put_descent(html, edition, head.id);
  put_other_origins(html, account.reports.front());
  if (!account.inside) {
    html.open("p", {{"class", "fine"}}).text("rests on ");
    html.foreign_link(url_of(*account.origin), title_of(*account.origin));
    html.text(", of another story").close();
  }
  html.close().open("div", {{"class", "telling"},
                            {"tabindex", "0"},
                            {"role", "region"},
                            {"aria-label", "Text of " + name_of(head) + ", " + title_of(head)}});
  if (Result<void> done = put_text(html, edition, head.id, marked); !done) return done;
  html.close();
  put_copies(html, edition, account);
  html.close().close();
  return {};
}

Result<void> put_columns(Html& html, const Edition& edition, std::span<const StoryAccount> accounts,
                         uint64_t origins) {
  html.open("section", {{"aria-labelledby", "accounts"}});
  html.element("h2", {{"id", "accounts"}}, "The accounts, one column for every origin");
  Html columns;
  std::vector<Marking> marked;
  columns.open("ol", {{"class", "columns"}});
  for (const StoryAccount& one : accounts.first(std::min(accounts.size(), kMostColumns)))
    if (Result<void> done = put_column(columns, edition, one, marked); !done) return done;
  columns.close();
  put_legend(html, marked);
  html.append(columns);
  if (accounts.size() > kMostColumns) {
    html.open("details");
    html.element("summary", std::to_string(accounts.size() - kMostColumns) + " more accounts");
    put_accounts(html, edition, accounts.subspan(kMostColumns));
    html.close();
  }
  if (origins > accounts.size())
    html.element("p", {{"class", "fine"}},
                 counted(origins - accounts.size(), "more origin is", "more origins are") +
                     " of other stories; reports in these columns have something from there, too.");
  html.close();
  return {};
}

// ---- who said what ------------------------------------------------------------------------------

// The same words in several reports, shown once.
struct Utterance {
  const SaidLine* said;
  std::vector<const ReportHead*> others;  // that have them as well
  std::vector<const ReportHead*> copies;  // that have them from one of those
};

// Whether a report has something from one of these; `copied`: words, and not only the news.
bool derives_from(const Edition& edition, const ReportHead& report,
                  const std::vector<const SaidLine*>& group, bool copied) {
  for (const Derivation* edge : edition.sources().parents(report.id)) {
    if (copied && edge->passages.empty()) continue;
    for (const SaidLine* one : group)
      if (one->report->id == edge->from) return true;
  }
  return false;
}

// Of the same words, in the order of their reports, those of an origin; or else those that are not
// from another of them; or else the earliest.
const SaidLine* first_said(const Edition& edition, const std::vector<const SaidLine*>& group) {
  for (const SaidLine* one : group)
    if (edition.sources().is_origin(one->report->id)) return one;
  for (const SaidLine* one : group)
    if (!derives_from(edition, *one->report, group, false)) return one;
  return group.front();
}

std::vector<Utterance> utterances_of(const Edition& edition, const SaidBy& speaker) {
  std::vector<std::vector<const SaidLine*>> groups;
  std::map<std::vector<std::string>, size_t> by_words;
  for (const SaidLine& one : speaker.shown) {
    auto [at, added] = by_words.emplace(one.statement.content, groups.size());
    if (added) groups.emplace_back();
    groups[at->second].push_back(&one);
  }
  std::vector<Utterance> out;
  for (const std::vector<const SaidLine*>& group : groups) {
    Utterance& one = out.emplace_back(Utterance{first_said(edition, group), {}, {}});
    std::set<ReportId> seen{one.said->report->id};
    for (const SaidLine* other : group)
      if (seen.insert(other->report->id).second)
        (derives_from(edition, *other->report, group, true) ? one.copies : one.others)
            .push_back(other->report);
  }
  return out;
}

void put_reports(Html& html, std::string_view words,
                 const std::vector<const ReportHead*>& reports) {
  constexpr size_t kMost = 8;
  if (reports.empty()) return;
  html.open("li", {{"class", "also fine"}}).text(words);
  for (size_t i = 0; i < std::min(reports.size(), kMost); ++i)
    html.text(i > 0 ? ", " : " ").foreign_link(url_of(*reports[i]), name_of(*reports[i]));
  if (reports.size() > kMost) html.text(" and " + std::to_string(reports.size() - kMost) + " more");
  html.close();
}

void put_utterance(Html& html, const Utterance& one) {
  put_statement(html, *one.said, true);
  put_reports(html, "The same words in", one.others);
  put_reports(html, one.others.empty() ? "The same words, copied by" : "copied by", one.copies);
}

void put_speaker(Html& html, const Edition& edition, const SaidBy& speaker) {
  constexpr size_t kAtOnce = 5;
  html.open("section", {{"class", "speaker"}}).open("h3");
  if (speaker.entity != nullptr)
    html.foreign_link(Url::of("/entities/", speaker.entity->id), speaker.name);
  else
    html.foreign(speaker.name.empty() ? "Unresolved" : speaker.name);
  html.text(" ").element("small", counted(speaker.statements, "statement", "statements")).close();
  std::vector<Utterance> all = utterances_of(edition, speaker);
  size_t first = all.size() > kAtOnce + 1 ? kAtOnce : all.size();
  html.open("ul", {{"class", "list statements"}});
  for (size_t i = 0; i < first; ++i) put_utterance(html, all[i]);
  html.close();
  if (first < all.size()) {
    html.open("details").element("summary", std::to_string(all.size() - first) + " more");
    html.open("ul", {{"class", "list statements"}});
    for (size_t i = first; i < all.size(); ++i) put_utterance(html, all[i]);
    html.close().close();
  }
  html.close();
}

void put_speakers(Html& html, const Edition& edition, const StoryDetail& detail) {
  html.open("section", {{"aria-labelledby", "said"}, {"class", "said-by"}});
  html.element("h2", {{"id", "said"}}, "Who said what");
  if (detail.speakers.empty()) html.element("p", "Nobody is quoted in these reports.");
  for (const SaidBy& one : detail.speakers)
    if (!one.shown.empty()) put_speaker(html, edition, one);
  if (detail.statements_shown < detail.statements)
    html.element("p", {{"class", "fine"}},
                 std::to_string(detail.statements - detail.statements_shown) +
                     " more statements stand in these reports than are shown here.");
  html.close();
}

// ---- other stories ------------------------------------------------------------------------------

void put_attached(Html& html, const StoryDetail& detail) {
  if (detail.attached.empty()) return;
  constexpr size_t kMost = 50;
  html.open("section", {{"aria-labelledby", "attached"}});
  html.element("h2", {{"id", "attached"}}, "Also told in");
  html.element("p", {{"class", "fine"}},
               "Round-ups that tell of other stories above all; they are not counted.");
  html.open("ul", {{"class", "list plain"}});
  for (const AttachedReport& one :
       std::span(detail.attached).first(std::min(kMost, detail.attached.size()))) {
    html.open("li", {{"class", "row"}, {"data-id", one.report->id.hex()}});
    html.foreign_element("a", {Attribute::href(url_of(*one.report)), {"class", "row-link"}},
                         title_of(*one.report));
    html.text(" ");
    put_source(html, *one.report);
    put_tools(html, one.part->id);
    html.close();
  }
  html.close().close();
}

void put_chain(Html& html, const ChainDetail& chain, const StoryHead& ours) {
  html.open("section", {{"class", "chain"}}).element("h2", "Before and after");
  html.element("p", {{"class", "fine"}}, "Stories that continue one another.").open("ol");
  for (const ChainLink& link : chain.stories) {
    const StoryView& one = *link.story->story;
    bool here = one.id == ours.story->id;
    html.open("li", {{"class", here ? "row ours" : "row"}, {"data-id", one.id.hex()}});
    if (here)
      html.foreign_element("b", {{"aria-current", "true"}}, title_of(*link.story));
    else
      html.foreign_element("a",
                           {Attribute::href(Url::of("/stories/", one.id)), {"class", "row-link"}},
                           title_of(*link.story));
    html.text(" ");
    put_days(html, one.first, one.last);
    html.text(" · " + counted_origins(one.counts));
    put_tools(html, link.part->id);
    html.close();
  }
  html.close().close();
}

void put_links(Html& html, const StoryView& story) {
  Url id = Url::of("/api/stories/", story.id);
  html.open("nav", {{"class", "links"}, {"aria-label", "This story elsewhere"}});
  html.element(
      "a",
      {Attribute::href(Url::of("/sources/", story.id).query("story", "1")), {"class", "strong"}},
      "Who copied whom");
  html.link(Url::of("/feeds/stories/", story.id), "Atom");
  html.link(Url::local(id.text() + "/jsonld"), "JSON-LD");
  html.link(id, "JSON");
  auto all = [&](std::string_view what, std::string_view format) {
    return Url::local("/api/" + std::string(what))
        .query("story", story.id.hex())
        .query("format", format);
  };
  html.link(all("statements", "csv"), "Statements as CSV");
  html.link(all("statements", "jsonl"), "JSONL");
  html.link(all("reports", "csv"), "Reports as CSV");
  html.link(Url::local("/api/sources/" + story.id.hex() + "/gexf").query("of", "story"), "GEXF");
  html.close();
}

}  // namespace

Result<Page> story_page(const http::Request& request, const Edition& edition) {
  std::optional<Id128> id = Id128::from_hex(request.value("id"));
  const StoryView* story = id ? edition.stories().find(*id) : nullptr;
  if (story == nullptr)
    return Error{ErrorKind::missing,
                 "there is no story of that id; stories change when reports come and go, so look "
                 "for it in the list",
                 "", -1};
  Result<StoryDetail> detail =
      view_story(edition, *story, {true, kMostStatements, kMostStatements});
  if (!detail) return detail.error();
  Page page{.place = Page::Place::stories, .title = title_of(*detail->head), .kind = "story"};
  page.feed = Url::of("/feeds/stories/", story->id).text();
  Html& html = page.content;
  html.open("header", {{"class", "top"}}).open("p", {{"class", "eyebrow"}}).text("Story · ");
  put_days(html, story->first, story->last);
  html.close().foreign_element("h1", {}, page.title);
  put_counts(html, story->counts);
  html.open("p", {{"class", "bar"}});
  put_squares(html, sizes_of(detail->accounts), story->counts.origins);
  html.element("span", counted_origins(story->counts)).close();
  put_links(html, *story);
  html.close();
  uint64_t origins = story->counts.origins;
  if (Result<void> done = put_columns(html, edition, detail->accounts, origins); !done)
    return done.error();
  put_speakers(html, edition, *detail);
  put_attached(html, *detail);
  for (const ChainDetail& one : detail->chains) put_chain(html, one, *detail->head);
  return page;
}

}  // namespace hearsay::web
