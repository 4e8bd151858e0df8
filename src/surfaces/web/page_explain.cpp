// Why something is what it is, as the command line says it, set for reading.
#include "surfaces/web/page_parts.hpp"
#include "surfaces/web/pages.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kIdDigits = 32;
constexpr size_t kMostBytes = size_t{1} << 20;

// The place of the next 32 digits in a row that may be an id; npos if there are none.
size_t next_id(std::string_view text, size_t from) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (size_t at = text.find_first_of(kDigits, from); at != std::string_view::npos;) {
    size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
    if (end - at == kIdDigits) return at;
    at = text.find_first_of(kDigits, end);
  }
  return std::string_view::npos;
}

// Ids in it lead to why they are what they are.
void put_line(Html& html, std::string_view line) {
  size_t at = 0;
  for (size_t found = next_id(line, 0); found != std::string_view::npos;
       found = next_id(line, at)) {
    html.text(line.substr(at, found - at));
    std::string_view id = line.substr(found, kIdDigits);
    html.link(Url::local("/explain/").segment(id), id);
    at = found + kIdDigits;
  }
  html.text(line.substr(at));
}

Result<std::string> title_of_row(const Edition& edition, const Named& named) {
  if (named.kind == Named::Kind::report) return std::string("a report");
  Result<std::optional<FoundRow>> row = edition.store().find_row(named.row);
  if (!row) return row.error();
  return *row ? "a row of " + std::string((*row)->info->name.name) : std::string("a row");
}

}  // namespace

Result<Page> explain_page(const http::Request& request, const Edition& edition) {
  std::string id(request.value("id"));
  Result<Named> named = edition.hearsay().resolve(id);
  if (!named) return named.error();
  Result<std::string> title = title_of_row(edition, *named);
  if (!title) return title.error();
  Result<std::string> said = edition.hearsay().explain(id, false);
  if (!said) return said.error();
  Page page{.title = "Explained: " + *title, .kind = "explain"};
  Html& html = page.content;
  html.open("header", {{"class", "top"}}).element("p", {{"class", "eyebrow"}}, "Explain");
  html.element("h1", "Why " + *title + " is what it is");
  html.open("nav", {{"class", "links"}, {"aria-label", "Where it stands"}});
  if (!named->report.is_zero()) html.link(Url::of("/reports/", named->report), "The report");
  html.link(Url::local("/api/explain/").segment(id), "JSON").close().close();
  html.open("div", {{"class", "explained"}}).open("pre", {{"dir", "auto"}});
  put_line(html, std::string_view(*said).substr(0, kMostBytes));
  html.close().close();
  return page;
}

}  // namespace hearsay::web
