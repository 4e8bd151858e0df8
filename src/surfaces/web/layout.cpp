// See layout.hpp.
#include "surfaces/web/layout.hpp"

#include "surfaces/web/assets.hpp"
#include "surfaces/web/web.hpp"

namespace hearsay::web {
namespace {

// A quotation mark on a square.
constexpr std::string_view kIcon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect "
    "width='32' height='32' rx='7' fill='%230f5a61'/%3E%3Cpath fill='%23fff' d='M7 22V16q0-6 "
    "6-7v3q-3 1-3 4h3v6zm11 0V16q0-6 6-7v3q-3 1-3 4h3v6z'/%3E%3C/svg%3E";

std::string in_html(std::string_view text) {
  std::string out;
  append_html(out, text);
  return out;
}

// Empty if there is none.
std::string twin_of(const Page& page, const http::Request& request) {
  if (!page.has_twin || request.path.size() < 2) return "";
  bool query = page.twin_takes_query && !request.query.empty();
  return request.path + ".json" + (query ? "?" + request.query : "");
}

std::string head_of(const Page& page, const http::Request& request) {
  std::string out =
      "<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" "
      "content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\"><title>" +
      in_html(page.title.empty() ? "Hearsay" : page.title + " · Hearsay") +
      "</title><link rel=\"icon\" href=\"" + std::string(kIcon) +
      "\"><link rel=\"stylesheet\" href=\"" + asset("style.css").address + "\"><script src=\"" +
      asset("app.js").address + "\"></script>";
  if (std::string twin = twin_of(page, request); !twin.empty())
    out += "<link rel=\"alternate\" type=\"application/json\" href=\"" + in_html(twin) + "\">";
  if (!page.feed.empty())
    out += "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"" + in_html(page.feed) +
           "\">";
  return out + "</head>";
}

void put_entry(Html& html, const Page& page, Page::Place place, std::string_view path,
               std::string_view words) {
  html.open("li").element(
      "a",
      {Attribute::href(Url::local(path)),
       page.place == place ? Attribute("aria-current", "page") : Attribute::none()},
      words);
  html.close();
}

Html header_of(const Page& page) {
  Html html;
  html.element("a", {Attribute::href(Url::local("#content")), {"class", "skip"}},
               "Skip to the content");
  html.open("header", {{"class", "site"}}).open("div", {{"class", "bar"}});
  html.element("a", {Attribute::href(Url::local("/")), {"class", "name"}}, "Hearsay");
  html.open("nav", {{"aria-label", "Main"}}).open("ul");
  put_entry(html, page, Page::Place::stories, "/stories", "Stories");
  put_entry(html, page, Page::Place::speakers, "/entities", "Speakers");
  put_entry(html, page, Page::Place::reports, "/reports", "Reports");
  html.close().close();
  html.open("form", {Attribute::action(Url::local("/search")), {"role", "search"}});
  html.element("label", {{"for", "q"}, {"class", "unseen"}}, "Search the reports");
  html.leaf("input", {{"type", "search"},
                      {"id", "q"},
                      {"name", "q"},
                      {"placeholder", "Search names and words"},
                      {"autocomplete", "off"},
                      {"value", page.looked_for}});
  html.element("button", {{"type", "submit"}}, "Search").close();
  html.open("div", {{"class", "tools needs-script"}});
  html.element(
      "button",
      {{"type", "button"}, {"id", "theme"}, {"title", "Change between automatic, light and dark"}},
      "Theme: auto");
  html.element("button",
               {{"type", "button"},
                {"id", "keys"},
                {"title", "Keyboard shortcuts"},
                {"aria-label", "Keyboard shortcuts"}},
               "?");
  html.close().close().close();
  return html;
}

Html footer_of(const Page& page, const http::Request& request) {
  Html html;
  html.open("footer", {{"class", "site"}}).open("p");
  html.text(
      "Hearsay, the record behind the news. Everything here is made from the reports in this "
      "store, on this machine.");
  html.close().open("p");
  if (std::string twin = twin_of(page, request); !twin.empty())
    html.link(Url::local(twin), "This page as JSON").text(" · ");
  html.link(Url::local("/api/openapi.json"), "The API").close().close();
  return html;
}

}  // namespace

http::Response lay_out(const Page& page, const http::Request& request, int status) {
  http::Response out{.status = status, .type = "text/html; charset=utf-8"};
  out.body = "<!doctype html>\n<html lang=\"en\">" + head_of(page, request) + "<body class=\"" +
             in_html(page.kind) + "\">" + header_of(page).str() +
             "<main id=\"content\" tabindex=\"-1\">" + page.content.str() + "</main>" +
             footer_of(page, request).str() + "</body></html>\n";
  return out;
}

http::Response problem_page(int status, std::string_view detail) {
  Page page;
  page.title = status == 404 ? "Not found" : "That did not work";
  page.kind = "problem";
  page.has_twin = false;
  page.content.element("h1", page.title).open("p").foreign(detail).text(".").close();
  page.content.open("p").link(Url::local("/"), "All stories").text(" · ");
  page.content.link(Url::local("/search"), "Search").close();
  return lay_out(page, {}, status);
}

http::Response problem_page(const Error& error) {
  switch (error.kind) {
    case ErrorKind::missing:
      return problem_page(404, error.message);
    case ErrorKind::usage:
      return problem_page(400, error.message);
    case ErrorKind::unsupported:
      return problem_page(501, error.message);
    case ErrorKind::damaged:
    case ErrorKind::system:
      return problem_page(500, error.message);
  }
  return problem_page(500, error.message);
}

http::Route page_route(std::string pattern, std::string name, std::string summary,
                       std::vector<http::Parameter> parameters, MakePage make) {
  return {.pattern = std::move(pattern),
          .name = std::move(name),
          .summary = std::move(summary),
          .parameters = std::move(parameters),
          .answer =
              [make = std::move(make)](const http::Request& request, const Edition& edition) {
                Result<Page> page = make(request, edition);
                return page ? lay_out(*page, request) : problem_page(page.error());
              },
          .documented = false};
}

}  // namespace hearsay::web
