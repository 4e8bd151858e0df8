// Speakers, those who say most first.
#include <array>

#include "surfaces/api/entity_pages.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kShown = 50;
struct Type {
  std::string_view value, words;
};
constexpr std::array<Type, 4> kTypes = {{{"", "Everybody"},
                                         {"person", "People"},
                                         {"organisation", "Organisations"},
                                         {"place", "Places"}}};

Url list_url(std::string_view name, std::string_view type) {
  Url url = Url::local("/entities");
  url.query("name", name).query("type", type);
  return url;
}

void put_form(Html& html, const std::string& name, const std::string& type) {
  html.open(
      "form",
      {Attribute::action(Url::local("/entities")), {"class", "filter"}, {"aria-label", "Filters"}});
  html.open("p").element("label", {{"for", "name"}}, "Name, in any spelling");
  html.leaf("input", {{"type", "text"}, {"id", "name"}, {"name", "name"}, {"value", name}}).close();
  html.open("p").element("label", {{"for", "type"}}, "Who");
  html.open("select", {{"id", "type"}, {"name", "type"}});
  for (const Type& one : kTypes)
    html.element(
        "option",
        {{"value", one.value}, one.value == type ? Attribute("selected") : Attribute::none()},
        one.words);
  html.close().close();
  html.open("p", {{"class", "send"}}).element("button", {{"type", "submit"}}, "Filter");
  if (!name.empty() || !type.empty()) html.link(Url::local("/entities"), "Clear");
  html.close().close();
}

void put_entity(Html& html, const EntityLine& line) {
  const EntityView& one = *line.entity;
  html.open("li", {{"class", "row"}, {"data-id", one.id.hex()}}).open("h2");
  html.foreign_element("a", {Attribute::href(Url::of("/entities/", one.id)), {"class", "row-link"}},
                       one.name);
  html.close().open("p", {{"class", "fine"}});
  html.element("b", counted(line.statements, "statement", "statements"));
  html.text(" · named in " + counted(one.reports, "report", "reports"));
  if (!one.roles.empty()) html.text(" · ").foreign(one.roles.front().text);
  html.close();
  constexpr size_t kMost = 6;
  std::string others;
  for (size_t i = 0; i < std::min(kMost, one.names.size()); ++i)
    if (one.names[i].first != one.name) others += (others.empty() ? "" : ", ") + one.names[i].first;
  if (!others.empty()) html.open("p", {{"class", "fine"}}).text("also ").foreign(others).close();
  html.close();
}

}  // namespace

Result<Page> speakers_page(const http::Request& request, const Edition& edition) {
  std::string name(request.value("name")), type(request.value("type"));
  Page page{.place = Page::Place::speakers, .title = "Speakers", .kind = "speakers"};
  Html& html = page.content;
  html.element("h1", "Speakers");
  PageAsked asked = page_asked(request, kShown);
  Result<PageOf<EntityLine>> found = list_entities(edition, {name, type, true}, asked);
  if (!found) return found.error();
  html.open("div", {{"class", "narrowed"}});
  put_form(html, name, type);
  html.open("div");
  std::string count = found->total ? counted(*found->total, "speaker", "speakers") + ", " : "";
  html.element("p", {{"class", "tally"}, {"role", "status"}}, count + "who says most comes first");
  html.open("ol", {{"class", "list lines"}});
  for (const EntityLine& line : found->items) put_entity(html, line);
  html.close();
  put_paging(html, asked, found->next, list_url(name, type));
  html.close().close();
  return page;
}

}  // namespace hearsay::web
