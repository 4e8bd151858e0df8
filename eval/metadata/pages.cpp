// Reads what the benchmarks say of their pages, see metadata.hpp.
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "eval/metadata/metadata.hpp"

namespace hearsay::eval {
namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

std::string text_at(element value, std::string_view pointer) {
  std::string_view text;
  if (value.at_pointer(pointer).get(text)) return "";
  return std::string(text);
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    out.push_back(at->path());
  std::sort(out.begin(), out.end());
  return out;
}

Error damaged(const fs::path& file) {
  return {ErrorKind::damaged, "this is not JSON", file.string(), -1};
}

// Numbers of WCXB pages say which part they are in.
bool in_held_out_fifth(const std::string& id) {
  int number = 1;
  std::from_chars(id.data(), id.data() + id.size(), number);
  return number % 5 == 0;
}

Result<std::vector<GoldMetadata>> read_readability(const fs::path& folder) {
  std::vector<GoldMetadata> out;
  simdjson::dom::parser parser;
  for (const fs::path& page : sorted_entries(folder)) {
    fs::path file = page / "expected-metadata.json";
    std::error_code error;
    if (!fs::exists(file, error)) continue;
    element gold;
    if (parser.load(file.string()).get(gold)) return damaged(file);
    out.push_back({.id = page.filename().string(),
                   .file = (page / "source.html.gz").string(),
                   .title = text_at(gold, "/title"),
                   .byline = text_at(gold, "/byline"),
                   .site = text_at(gold, "/siteName")});
  }
  return out;
}

Result<std::vector<GoldMetadata>> read_wcxb(const fs::path& folder) {
  std::vector<GoldMetadata> out;
  simdjson::dom::parser parser;
  for (const fs::path& file : sorted_entries(folder / "ground-truth")) {
    element gold;
    if (parser.load(file.string()).get(gold)) return damaged(file);
    if (text_at(gold, "/_internal/page_type/primary") != "article") continue;
    std::string id = file.stem().string();
    out.push_back({.id = id,
                   .file = (folder / "html" / (id + ".html.gz")).string(),
                   .url = text_at(gold, "/url"),
                   .title = text_at(gold, "/ground_truth/title"),
                   .byline = text_at(gold, "/ground_truth/author"),
                   .held_out = in_held_out_fifth(id)});
  }
  return out;
}

}  // namespace

Result<std::vector<GoldMetadata>> read_gold_pages(const std::string& folder) {
  std::error_code error;
  bool wcxb = fs::is_directory(fs::path(folder) / "ground-truth", error);
  Result<std::vector<GoldMetadata>> pages = wcxb ? read_wcxb(folder) : read_readability(folder);
  if (pages && pages->empty())
    return Error{ErrorKind::missing,
                 "no pages with metadata: wants readability's test pages or WCXB", folder, -1};
  return pages;
}

}  // namespace hearsay::eval
