// A report: its text as it was given, what was set aside, and what is said in it.
#include <algorithm>
#include <set>
#include <span>

#include "surfaces/api/report_pages.hpp"
#include "surfaces/web/accounts.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

struct Shown {
  ReportDetail detail;
  std::vector<Marking> markings;

  const StoredReport& report() const { return detail.report; }
  const ReportView& view() const { return detail.view; }
};

Result<Shown> read(const Edition& edition, std::string_view name) {
  Result<ReportId> id = find_report(edition, name);
  if (!id) return id.error();
  Result<ReportDetail> detail = view_report_page(edition, *id);
  if (!detail) return detail.error();
  // What others have from here would be marked nearly everywhere; the lineage shows it.
  std::vector<Marking> markings = passages_of(edition, *id, false);
  for (const SaidLine& one : detail->statements) add_statements(one.statement, markings);
  return Shown{std::move(*detail), std::move(markings)};
}

// ---- the text -----------------------------------------------------------------------------------

void put_block(Html& html, const Shown& shown, const BlockView& block) {
  html.open("p", {{"dir", "auto"}, {"class", "block " + block.role}});
  put_marked(html, shown.report().text.view(), block.span, shown.markings);
  html.close();
}

// Blocks that were set aside one after another, folded.
void put_aside(Html& html, const Shown& shown, std::span<const BlockView> blocks) {
  std::set<std::string_view> named;
  std::string roles;
  for (const BlockView& block : blocks)
    if (named.insert(block.role).second)
      roles += (roles.empty() ? "" : ", ") + role_text(block.role);
  html.open("details", {{"class", "aside"}}).open("summary");
  html.text(counted(blocks.size(), "block", "blocks") + " set aside: " + roles).close();
  for (const BlockView& block : blocks) {
    html.element("p", {{"class", "why"}}, role_text(block.role) + ": " + block.why);
    put_block(html, shown, block);
  }
  html.close();
}

void put_text(Html& html, const Shown& shown) {
  const std::vector<BlockView>& blocks = shown.view().blocks;
  html.open("article", {{"class", "text"}, {"aria-label", "Text of the report"}});
  for (size_t i = 0; i < blocks.size();) {
    if (blocks[i].kept) {
      put_block(html, shown, blocks[i++]);
      continue;
    }
    size_t end = i;
    while (end < blocks.size() && !blocks[end].kept) ++end;
    put_aside(html, shown, std::span(blocks).subspan(i, end - i));
    i = end;
  }
  if (blocks.empty()) html.element("p", {{"class", "fine"}}, "There is no text in it.");
  html.close();
}

// ---- what is said -------------------------------------------------------------------------------

void put_row(Html& html, const SaidLine& said) {
  const StatementView& one = said.statement;
  html.open("li",
            {{"class", "said row"}, {"id", "row-" + one.id.hex()}, {"data-id", one.id.hex()}});
  html.open("p", {{"class", "words"}});
  html.open("a", {Attribute::href(Url::local("").fragment("s-", one.id)), {"class", "row-link"}});
  put_words(html, one);
  html.close().close();
  put_relay(html, one, said.report->outlet);
  html.open("p", {{"class", "fine"}});
  put_manner(html, one);
  if (!one.date.empty())
    html.text("said ").element("time", {{"datetime", one.date}},
                               days_text(one.date, one.date_latest));
  put_tools(html, one.id, cite_url(one));
  html.close().close();
}

void put_rows(Html& html, const Shown& shown) {
  const std::vector<SaidLine>& all = shown.detail.statements;
  html.open("aside", {{"class", "rows"}, {"aria-labelledby", "said"}, {"tabindex", "0"}});
  html.open("h2", {{"id", "said"}}).text("What is said ");
  html.element("small", counted(all.size(), "statement", "statements")).close();
  if (all.empty()) html.element("p", {{"class", "fine"}}, "Nobody is quoted in this report.");
  html.open("ol", {{"class", "list statements"}});
  for (const SaidLine& one : all) put_row(html, one);
  html.close().close();
}

// ---- what is known of it ------------------------------------------------------------------------

void put_fact(Html& html, std::string_view name, const std::string& value) {
  if (!value.empty()) html.element("dt", name).foreign_element("dd", {}, value);
}

void put_facts(Html& html, const Shown& shown) {
  const ReportView& view = shown.view();
  html.open("dl", {{"class", "facts"}});
  put_fact(html, "Outlet", view.publisher.empty() ? view.domain : view.publisher);
  std::string authors;
  for (const std::string& author : view.authors) authors += (authors.empty() ? "" : ", ") + author;
  put_fact(html, "By", authors);
  if (std::string days = published_days(view); !days.empty()) {
    html.element("dt", "Published").open("dd");
    put_days(html, view.published, view.published_latest);
    if (!view.published_how.empty())
      html.text(" ").element("small", "(" + view.published_how + ")");
    html.close();
  }
  if (!view.url.empty())
    html.element("dt", "Address").open("dd").outside_link(view.url, view.url).close();
  html.close();
}

void put_reading(Html& html, const Shown& shown) {
  const StoredReport& report = shown.report();
  html.open("details", {{"class", "reading"}}).element("summary", "How it was read");
  html.open("dl", {{"class", "facts"}});
  put_fact(html, "Id", report.id.hex());
  constexpr size_t kMost = 20;
  for (size_t i = 0; i < std::min(kMost, report.paths.size()); ++i)
    put_fact(html, "Read from", report.paths[i]);
  put_fact(html, "Language", shown.view().language);
  put_fact(html, "Encoding", report.encoding);
  put_fact(html, "SHA-256 of the text", report.text_sha256);
  for (size_t i = 0; i < std::min(kMost, report.problems.size()); ++i)
    put_fact(html, "Problem", report.problems[i].message);
  html.close().close();
}

// Where it has it from, who has it from it, and of which stories it is.
void put_place(Html& html, const Edition& edition, const ReportDetail& detail) {
  const SourcesView& sources = edition.sources();
  const ReportId& id = detail.head->id;
  size_t children = sources.children(id).size();
  html.open("ul", {{"class", "place"}});
  if (!sources.parents(id).empty() || sources.is_origin(id)) {
    html.open("li");
    put_descent(html, edition, id);
    html.close();
  }
  if (children > 0)
    html.element("li",
                 counted(children, "other report has it", "other reports have it") + " from here");
  for (const ReportInStory& one : detail.stories) {
    html.open("li").text(one.part->attached ? "also tells of " : "of the story ");
    html.foreign_link(Url::of("/stories/", one.story->story->id), title_of(*one.story));
    html.text(" (" + counted_origins(one.story->story->counts) + ")").close();
  }
  html.close();
}

void put_links(Html& html, const ReportId& id) {
  Url api = Url::of("/api/reports/", id);
  html.open("nav", {{"class", "links"}, {"aria-label", "This report elsewhere"}});
  html.element("a", {Attribute::href(Url::of("/sources/", id)), {"class", "strong"}},
               "Who copied whom");
  std::string cite = api.text() + "/cite";
  html.element("a", {Attribute::href(Url::local(cite)), {"data-cite", cite}, {"rel", "nofollow"}},
               "Cite");
  html.element("a", {Attribute::href(Url::of("/explain/", id)), {"data-explain", id.hex()}},
               "Explain");
  html.link(Url::local(api.text() + "/jsonld"), "JSON-LD");
  html.link(api, "JSON").close();
}

}  // namespace

Result<Page> report_page(const http::Request& request, const Edition& edition) {
  Result<Shown> shown = read(edition, request.value("id"));
  if (!shown) return shown.error();
  Page page{
      .place = Page::Place::reports, .title = title_of(*shown->detail.head), .kind = "report"};
  Html& html = page.content;
  html.open("header", {{"class", "top"}}).element("p", {{"class", "eyebrow"}}, "Report");
  html.foreign_element("h1", {}, page.title);
  put_facts(html, *shown);
  put_place(html, edition, shown->detail);
  put_links(html, shown->detail.head->id);
  html.close().open("div", {{"class", "beside"}}).open("div", {{"class", "main"}});
  put_legend(html, shown->markings);
  put_text(html, *shown);
  put_reading(html, *shown);
  html.close();
  put_rows(html, *shown);
  html.close();
  return page;
}

}  // namespace hearsay::web
