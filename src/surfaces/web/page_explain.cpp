// Why something is what it is, as the command line says it, set for reading.
#include <algorithm>
#include <map>
#include <optional>

#include "base/ascii.hpp"
#include "surfaces/api/explain_sources.hpp"
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
void put_linked(Html& html, std::string_view line) {
  size_t at = 0;
  for (size_t found = next_id(line, 0); found != std::string_view::npos;
       found = next_id(line, at)) {
    html.foreign(line.substr(at, found - at));
    std::string_view id = line.substr(found, kIdDigits);
    html.link(Url::local("/explain/").segment(id), id.substr(0, 8));
    at = found + kIdDigits;
  }
  if (at < line.size()) html.foreign(line.substr(at));
}

// "  name: value  (what that is)", the value as it may be.
struct Value {
  std::string_view name, value, says;
};

std::optional<Value> value_of(std::string_view line) {
  if (!line.starts_with("  ") || !line.ends_with(')')) return std::nullopt;
  size_t colon = line.find(':'), says = line.rfind("  (");
  if (colon == std::string_view::npos || says == std::string_view::npos || says <= colon)
    return std::nullopt;
  std::string_view name = line.substr(2, colon - 2),
                   value = line.substr(colon + 1, says - colon - 1);
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz_";
  if (name.find_first_not_of(kLetters) != std::string_view::npos) return std::nullopt;
  return Value{name, ascii::trimmed(value), line.substr(says + 3, line.size() - says - 4)};
}

void put_value(Html& html, const Value& one) {
  std::string name(one.name);
  std::replace(name.begin(), name.end(), '_', ' ');
  constexpr std::string_view kScore = " score";
  if (name == "score") name = "how sure";
  if (name.ends_with(kScore))
    name = "how sure of the " + name.substr(0, name.size() - kScore.size());
  html.element("dt", name).open("dd");
  if (one.value.empty())
    html.element("span", {{"class", "unknown"}}, "none");
  else
    put_linked(html, one.value);
  html.text(" ").element("small", one.says).close();
}

void put_line(Html& html, std::string_view line) {
  constexpr std::string_view kOpen = "  >> ", kClose = " <<";
  if (line.starts_with(kOpen) && line.ends_with(kClose)) {
    line.remove_prefix(kOpen.size());
    line.remove_suffix(kClose.size());
    html.foreign_element("blockquote", {}, line);
    return;
  }
  html.open("p", {{"class", line.starts_with(' ') ? "inner" : ""}});
  put_linked(html, ascii::trimmed(line));
  html.close();
}

void put_lines(Html& html, std::string_view lines) {
  bool listed = false;
  while (!lines.empty()) {
    std::string_view line = ascii::take_part(lines, '\n');
    std::optional<Value> value = value_of(line);
    if (value.has_value() != listed) {
      if (listed)
        html.close();
      else
        html.open("dl", {{"class", "values"}});
      listed = !listed;
    }
    if (value)
      put_value(html, *value);
    else if (!ascii::trimmed(line).empty())
      put_line(html, line);
  }
  if (listed) html.close();
}

// What a row is called, by its layer.
std::string noun_of(std::string_view layer) {
  static const std::map<std::string_view, std::string_view> kNouns = {
      {"statements", "this statement"},    {"copy_edges", "this copied passage"},
      {"mentions", "this name"},           {"origins", "this origin"},
      {"stories", "this part of a story"}, {"story_chains", "this link of a chain"}};
  auto found = kNouns.find(layer);
  return found == kNouns.end() ? "this row of " + std::string(layer) : std::string(found->second);
}

Result<std::string> title_of_row(const Edition& edition, const Named& named) {
  if (named.kind == Named::Kind::report) return std::string("this report");
  Result<std::optional<FoundRow>> row = edition.store().find_row(named.row);
  if (!row) return row.error();
  return *row ? noun_of((*row)->info->name.name) : std::string("this row");
}

}  // namespace

Result<Page> explain_page(const http::Request& request, const Edition& edition) {
  std::string id(request.value("id"));
  Result<Named> named = edition.hearsay().resolve(id);
  if (!named) return named.error();
  Result<std::string> title = title_of_row(edition, *named);
  if (!title) return title.error();
  AtHand at_hand{edition.sources(), edition.stories(), edition.who()};
  Result<std::string> said = edition.hearsay().explain(id, false, &at_hand);
  if (!said) return said.error();
  Page page{.title = "Explained: " + *title, .kind = "explain"};
  Html& html = page.content;
  html.open("header", {{"class", "top"}}).element("p", {{"class", "eyebrow"}}, "Explain");
  html.element("h1", "Why " + *title + " is what it is");
  html.open("nav", {{"class", "links"}, {"aria-label", "Where it stands"}});
  if (!named->report.is_zero()) html.link(Url::of("/reports/", named->report), "The report");
  html.link(Url::local("/api/explain/").segment(id), "JSON").close().close();
  html.open("div", {{"class", "explained"}});
  put_lines(html, std::string_view(*said).substr(0, kMostBytes));
  html.close();
  return page;
}

}  // namespace hearsay::web
