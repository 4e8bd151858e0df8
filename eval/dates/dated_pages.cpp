// Reads the keys of the three benchmarks, see publication_dates.hpp.
#include <simdjson.h>

#include <algorithm>
#include <filesystem>

#include "base/dates.hpp"
#include "eval/dates/publication_dates.hpp"

namespace hearsay::eval {
namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

Error not_json(const std::string& file) {
  return {ErrorKind::damaged, "this is not the JSON that was expected", file, -1};
}

std::string text_at(element value, std::string_view pointer) {
  std::string_view text;
  if (value.at_pointer(pointer).get(text)) return "";
  return std::string(text);
}

// The day as written, whatever hour and zone stand behind it; empty if it is none.
std::string day_of(const std::string& written) {
  auto day = parse_iso_date(written.substr(0, 10));
  return day && day->precision == Moment::Precision::day ? day->iso() : "";
}

void keep(std::vector<DatedPage>& pages, DatedPage page) {
  if (!page.day.empty()) pages.push_back(std::move(page));
}

Result<std::vector<DatedPage>> read_htmldate(const std::string& folder) {
  std::string file = folder + "/eval_default.json";
  simdjson::dom::parser parser;
  simdjson::dom::object key;
  if (parser.load(file).get(key)) return not_json(file);
  std::vector<DatedPage> out;
  for (auto [url, row] : key)
    keep(out, {std::string(url), std::string(url),
               folder + "/html/" + text_at(row, "/file") + ".gz", day_of(text_at(row, "/date"))});
  return out;
}

Result<std::vector<DatedPage>> read_wcxb(const std::string& folder) {
  std::vector<DatedPage> out;
  simdjson::dom::parser parser;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder + "/ground-truth")) {
    std::string file = entry.path().string();
    element key;
    if (parser.load(file).get(key)) return not_json(file);
    std::string id = entry.path().stem().string();
    keep(out, {id, text_at(key, "/url"), folder + "/html/" + id + ".html.gz",
               day_of(text_at(key, "/ground_truth/publish_date"))});
  }
  return out;
}

Result<std::vector<DatedPage>> read_readability(const std::string& folder) {
  std::vector<DatedPage> out;
  simdjson::dom::parser parser;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    std::string file = entry.path().string() + "/expected-metadata.json";
    if (!fs::exists(file)) continue;
    element key;
    if (parser.load(file).get(key)) return not_json(file);
    keep(out, {entry.path().filename().string(), "", entry.path().string() + "/source.html.gz",
               day_of(text_at(key, "/publishedTime"))});
  }
  return out;
}

Result<std::vector<DatedPage>> read_any(const std::string& folder) {
  if (fs::exists(folder + "/eval_default.json")) return read_htmldate(folder);
  if (fs::is_directory(folder + "/ground-truth")) return read_wcxb(folder);
  if (fs::is_directory(folder)) return read_readability(folder);
  return Error{ErrorKind::missing, "there is no such folder", folder, -1};
}

}  // namespace

Result<std::vector<DatedPage>> read_dated_pages(const std::string& folder) {
  Result<std::vector<DatedPage>> pages = read_any(folder);
  if (!pages) return pages;
  if (pages->empty())
    return Error{ErrorKind::missing,
                 "no page with a known day: no eval_default.json, no ground-truth/ID.json, no "
                 "NAME/expected-metadata.json",
                 folder, -1};
  std::sort(pages->begin(), pages->end(),
            [](const DatedPage& a, const DatedPage& b) { return a.name < b.name; });
  return pages;
}

}  // namespace hearsay::eval
