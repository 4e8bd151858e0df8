// See filters.hpp.
#include "surfaces/web/filters.hpp"

#include <algorithm>
#include <map>

#include "surfaces/api/view.hpp"

namespace hearsay::web {
namespace {

constexpr size_t kMostOutlets = 300;

// Those with most stories or reports, by name.
std::vector<std::pair<std::string, size_t>> outlets_of(const Edition& edition, bool stories) {
  std::map<std::string, size_t> counts;
  if (stories) {
    for (const StoryHead& story : edition.indices().stories.all())
      for (std::string_view outlet : story.outlets) ++counts[std::string(outlet)];
  } else {
    for (const ReportHead& report : edition.indices().reports.all())
      if (!report.outlet.empty()) ++counts[report.outlet];
  }
  std::vector<std::pair<std::string, size_t>> out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (out.size() > kMostOutlets) out.resize(kMostOutlets);
  std::sort(out.begin(), out.end());
  return out;
}

void put_day(Html& html, std::string_view id, std::string_view label, std::string_view value) {
  html.open("p").element("label", {{"for", id}}, label);
  html.leaf("input", {{"type", "date"}, {"id", id}, {"name", id}, {"value", value}}).close();
}

void put_option(Html& html, std::string_view value, std::string_view words, bool chosen) {
  html.element("option", {{"value", value}, chosen ? Attribute("selected") : Attribute::none()},
               words);
}

}  // namespace

Filter Filter::of(const http::Request& request) {
  Filter out{std::string(request.value("outlet")), std::string(request.value("from")),
             std::string(request.value("to"))};
  out.origins = request.number("origins");
  return out;
}

bool Filter::narrows() const {
  return !outlet.empty() || !from.empty() || !to.empty() || origins > 1;
}

void Filter::add_to(Url& url) const {
  url.query("from", from).query("to", to).query("outlet", outlet);
  if (origins > 1) url.query("origins", origins);
}

std::vector<http::Parameter> filter_parameters(bool origins) {
  std::vector<http::Parameter> out = {{.name = "from",
                                       .kind = http::Parameter::Kind::day,
                                       .doc = "only what appeared on that day or later"},
                                      {.name = "to",
                                       .kind = http::Parameter::Kind::day,
                                       .doc = "only what appeared on that day or before"},
                                      {.name = "outlet", .doc = "only what appeared there"}};
  if (origins)
    out.push_back({.name = "origins",
                   .kind = http::Parameter::Kind::number,
                   .doc = "least number of origins"});
  return out;
}

void put_exports(Html& html, const Filter& filter, std::string_view address,
                 const std::vector<std::pair<std::string, std::string>>& kept) {
  html.open("p", {{"class", "exports fine"}}).text("All of this list as ");
  for (std::string_view format : {"csv", "jsonl"}) {
    Url url = Url::local(address);
    for (const auto& [name, value] : kept) url.query(name, value);
    filter.add_to(url);
    url.query("format", format);
    html.text(format == "csv" ? "" : " or ").link(url, format == "csv" ? "CSV" : "JSONL");
  }
  html.close();
}

void put_filter(Html& html, const Filter& filter, const Edition& edition, const Url& path,
                bool origins, const std::vector<std::pair<std::string, std::string>>& kept) {
  html.open("form", {Attribute::action(path), {"class", "filter"}, {"aria-label", "Filters"}});
  for (const auto& [name, value] : kept)
    html.leaf("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  put_day(html, "from", "From", filter.from);
  put_day(html, "to", "To", filter.to);
  html.open("p").element("label", {{"for", "outlet"}}, "Outlet");
  html.open("select", {{"id", "outlet"}, {"name", "outlet"}});
  put_option(html, "", "Any outlet", filter.outlet.empty());
  for (const auto& [name, count] : outlets_of(edition, origins)) {
    std::string many =
        origins ? counted(count, "story", "stories") : counted(count, "report", "reports");
    put_option(html, name, name + " (" + many + ")", name == filter.outlet);
  }
  html.close().close();
  if (origins) {
    html.open("p").element("label", {{"for", "origins"}}, "Origins");
    html.open("select", {{"id", "origins"}, {"name", "origins"}});
    put_option(html, "", "Any number", filter.origins < 2);
    for (uint64_t least : {2, 3, 5, 10})
      put_option(html, std::to_string(least), std::to_string(least) + " or more",
                 filter.origins == least);
    html.close().close();
  }
  html.open("p", {{"class", "send"}}).element("button", {{"type", "submit"}}, "Filter");
  if (filter.narrows()) {
    Url all = path;
    for (const auto& [name, value] : kept) all.query(name, value);
    html.link(all, "Clear");
  }
  html.close().close();
}

}  // namespace hearsay::web
