// What a search finds, with the words where they stand.
#include "surfaces/api/search_pages.hpp"
#include "surfaces/web/accounts.hpp"
#include "surfaces/web/filters.hpp"
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kShown = 20;

void put_snippet(Html& html, const SearchFound& one) {
  if (one.snippet.is_none()) return;
  std::string_view text = one.text->text.view();
  std::vector<Marking> words;
  for (Span word : one.words) words.push_back({.span = word, .kind = Marking::Kind::found});
  html.open("p", {{"class", "snippet"}, {"dir", "auto"}});
  if (one.snippet.begin > 0) html.text("… ");
  put_marked(html, text, one.snippet, words);
  if (one.snippet.end < text.size()) html.text(" …");
  html.close();
}

// To the report, and there to the first of the words, with what follows them, that it be found.
Url url_of_hit(const SearchFound& one) {
  constexpr size_t kWords = 4, kMost = 80;
  Url url = url_of(*one.report);
  if (one.words.empty()) return url;
  std::string_view text = one.text->text.view();
  std::string_view rest = text.substr(one.words.front().begin, kMost);
  rest = rest.substr(0, rest.find('\n'));
  size_t end = one.words.front().size();
  for (size_t i = 0; i < kWords; ++i) {
    size_t blank = rest.find(' ', end + 1);
    if (blank == std::string_view::npos) break;
    end = blank;
  }
  return url.words(rest.substr(0, end));
}

void put_hit(Html& html, const Edition& edition, const SearchFound& one) {
  html.open("li", {{"class", "row"}, {"data-id", one.report->id.hex()}}).open("h2");
  html.foreign_element("a", {Attribute::href(url_of_hit(one)), {"class", "row-link"}},
                       title_of(*one.report));
  html.close();
  put_report_line(html, edition, *one.report);
  put_snippet(html, one);
  html.close();
}

Url search_url(const std::string& query, bool exact, const Filter& filter) {
  Url url = Url::local("/search");
  url.query("q", query).query("exact", exact ? "1" : "");
  filter.add_to(url);
  return url;
}

void put_spellings(Html& html, const SearchPage& found, const std::string& query, bool exact,
                   const Filter& filter) {
  if (exact) {
    html.open("p", {{"class", "also-for"}}).text("Only as it is spelt. ");
    html.link(search_url(query, false, filter), "Look for other spellings of names, too").close();
    return;
  }
  for (const auto& [word, others] : found.widened) {
    html.open("p", {{"class", "also-for"}}).text("Also looked for ");
    for (size_t i = 0; i < others.size(); ++i)
      html.text(i > 0 ? ", " : "").foreign_element("b", {}, others[i]);
    html.text(", other spellings of ").foreign(word).text(". ");
    html.link(search_url(query, true, filter), "Search exactly").close();
  }
}

// Who is called so.
void put_speakers(Html& html, const Edition& edition, const std::string& query) {
  constexpr size_t kMost = 5;
  std::vector<const EntityView*> named = edition.who().named(query);
  if (named.empty()) return;
  std::stable_sort(named.begin(), named.end(), [](const EntityView* a, const EntityView* b) {
    return a->reports > b->reports;
  });
  html.open("section", {{"aria-label", "Speakers of that name"}}).open("ul", {{"class", "names"}});
  for (const EntityView* one : std::span(named).first(std::min(kMost, named.size()))) {
    html.open("li").foreign_link(Url::of("/entities/", one->id), one->name).text(" ");
    html.element("small", one->type + ", " + counted(one->reports, "report", "reports")).close();
  }
  html.close().close();
}

}  // namespace

Result<Page> search_page(const http::Request& request, const Edition& edition) {
  std::string query(request.value("q"));
  bool exact = request.flag("exact");
  Filter filter = Filter::of(request);
  Page page{.place = Page::Place::search,
            .title = query.empty() ? "Search" : "Search: " + query,
            .kind = "search",
            .looked_for = query};
  Html& html = page.content;
  html.element("h1", "Search");
  if (query.empty()) {
    html.open("p").text("Words, names in any spelling, ").element("code", "\"a phrase\"");
    html.text(", ").element("code", "begin*").text(", ").element("code", "this OR that");
    html.text(", ")
        .element("code", "-without")
        .text(". The field is at the top of every page.")
        .close();
    return page;
  }
  page.feed = Url::local("/feeds/search").query("q", query).query("exact", exact ? "1" : "").text();
  PageAsked asked = page_asked(request, kShown);
  Result<SearchPage> found =
      search_reports(edition, {query, exact, filter.days(), filter.outlet}, asked);
  if (!found) return found.error();
  html.open("div", {{"class", "narrowed"}});
  std::vector<std::pair<std::string, std::string>> kept = {{"q", query}};
  if (exact) kept.emplace_back("exact", "1");
  put_filter(html, filter, edition, Url::local("/search"), false, kept);
  html.open("div", {{"class", "hits"}});
  put_spellings(html, *found, query, exact, filter);
  if (asked.cursor.empty()) put_speakers(html, edition, query);
  html.open("p", {{"class", "tally"}, {"role", "status"}});
  uint64_t all = found->found.total.value_or(found->found.items.size());
  if (all == 0)
    html.text("Nothing found for ").foreign(query).text(".");
  else
    html.text(counted(all, "report has", "reports have") + " it, the best first");
  html.close().open("ol", {{"class", "list lines"}});
  for (const SearchFound& one : found->found.items) put_hit(html, edition, one);
  html.close();
  put_paging(html, asked, found->found.next, search_url(query, exact, filter));
  put_exports(html, filter, "/api/search", kept);
  html.open("p", {{"class", "fine"}});
  html.link(Url::local(page.feed), "Follow this search (Atom)").close();
  html.close().close();
  return page;
}

}  // namespace hearsay::web
