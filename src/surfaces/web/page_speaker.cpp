// A speaker: all names and roles, and every statement by date with the way it took.
#include "surfaces/api/entity_pages.hpp"
#include "surfaces/api/statement_pages.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kShown = 40;

void put_names(Html& html, const EntityView& entity) {
  constexpr size_t kMost = 60;
  html.open("section", {{"aria-labelledby", "names"}});
  html.element("h2", {{"id", "names"}}, "Spelt and called").open("ul", {{"class", "names"}});
  for (size_t i = 0; i < std::min(kMost, entity.names.size()); ++i) {
    html.open("li").foreign(entity.names[i].first).text(" ");
    html.element("small", {{"title", "times"}}, "×" + std::to_string(entity.names[i].second))
        .close();
  }
  html.close();
  if (!entity.why.empty()) {
    html.open("details").element("summary", "Why these are one").open("ul");
    for (const auto& [why, count] : entity.why)
      html.open("li").foreign(why).text(" ").element("small", "×" + std::to_string(count)).close();
    html.close().close();
  }
  html.close();
}

void put_roles(Html& html, const EntityView& entity) {
  if (entity.roles.empty()) return;
  constexpr size_t kMost = 30;
  html.open("section", {{"aria-labelledby", "roles"}});
  html.element("h2", {{"id", "roles"}}, "Roles").open("ul", {{"class", "roles"}});
  for (size_t i = 0; i < std::min(kMost, entity.roles.size()); ++i) {
    const EntityView::Role& role = entity.roles[i];
    html.open("li").foreign(role.text).text(" ").open("small");
    if (!role.earliest.empty()) put_days(html, role.earliest, role.latest);
    html.text(" ×" + std::to_string(role.reports)).close().close();
  }
  html.close().close();
}

// Statements as they come, under the day of their reports.
void put_statements(Html& html, const std::vector<SaidLine>& all) {
  html.open("ol", {{"class", "by-day"}});
  for (size_t i = 0; i < all.size();) {
    std::string day = days_text(all[i].report->published.first, all[i].report->published.last);
    html.open("li").element("h3", day.empty() ? "No date" : day);
    html.open("ul", {{"class", "list statements"}});
    for (; i < all.size(); ++i) {
      const Published& next = all[i].report->published;
      if (days_text(next.first, next.last) != day) break;
      put_statement(html, all[i], true);
    }
    html.close().close();
  }
  html.close();
}

void put_links(Html& html, const EntityView& entity) {
  Url api = Url::of("/api/entities/", entity.id);
  html.open("nav", {{"class", "links"}, {"aria-label", "This speaker elsewhere"}});
  html.link(Url::of("/feeds/entities/", entity.id), "Atom");
  html.link(Url::local("/api/statements").query("entity", entity.id.hex()).query("format", "csv"),
            "CSV");
  html.link(Url::local("/api/statements").query("entity", entity.id.hex()).query("format", "jsonl"),
            "JSONL");
  html.link(api, "JSON");
  html.element(
      "a", {Attribute::href(Url::of("/explain/", entity.id)), {"data-explain", entity.id.hex()}},
      "Explain");
  html.close();
}

}  // namespace

Result<Page> speaker_page(const http::Request& request, const Edition& edition) {
  Result<EntityLine> line = find_entity(edition, request.value("id"));
  if (!line) return line.error();
  const EntityView& entity = *line->entity;
  Page page{.place = Page::Place::speakers, .title = entity.name, .kind = "speaker-page"};
  page.twin_takes_query = false;
  page.feed = Url::of("/feeds/entities/", entity.id).text();
  StatementFilter filter;
  filter.entity = entity.id;
  PageAsked asked = page_asked(request, kShown);
  Result<PageOf<SaidLine>> said = list_statements(edition, filter, asked);
  if (!said) return said.error();
  Html& html = page.content;
  html.open("header", {{"class", "top"}}).element("p", {{"class", "eyebrow"}}, entity.type);
  html.foreign_element("h1", {}, entity.name);
  html.open("ul", {{"class", "counts"}}).open("li");
  html.element("b", std::to_string(line->statements))
      .text(line->statements == 1 ? " statement" : " statements");
  html.close()
      .open("li")
      .text("named ")
      .element("b", std::to_string(entity.mentions))
      .text(entity.mentions == 1 ? " time in " : " times in ");
  html.element("b", std::to_string(entity.reports))
      .text(entity.reports == 1 ? " report" : " reports")
      .close()
      .close();
  put_links(html, entity);
  html.close().open("div", {{"class", "narrowed"}});
  html.open("aside", {{"class", "side"}, {"aria-label", "Names and roles"}});
  put_names(html, entity);
  put_roles(html, entity);
  html.close().open("div").open("section", {{"aria-labelledby", "said"}});
  html.element("h2", {{"id", "said"}}, "What is said, by day of the report");
  if (said->items.empty() && asked.cursor.empty())
    html.element("p", "No statement is known to be theirs.");
  put_statements(html, said->items);
  put_paging(html, asked, said->next, Url::of("/entities/", entity.id));
  html.close().close().close();
  return page;
}

}  // namespace hearsay::web
