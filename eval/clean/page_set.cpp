// See page_set.hpp.
#include "eval/clean/page_set.hpp"

#include <simdjson.h>

#include <algorithm>
#include <atomic>
#include <filesystem>

#include "ingest/inputs/inputs.hpp"
#include "surfaces/api/files.hpp"

namespace hearsay::eval {
namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

bool is_there(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// Names in a folder, sorted by their bytes.
std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    names.push_back(at->path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// Empty for what is no text: a gold of null is an empty body.
std::string text_at(element value, std::string_view pointer) {
  std::string_view text;
  if (value.at_pointer(pointer).get(text)) return "";
  return std::string(text);
}

Result<element> load(simdjson::dom::parser& parser, const std::string& path) {
  element row;
  if (parser.load(path).get(row)) return Error{ErrorKind::damaged, "is not JSON", path, -1};
  return row;
}

// {key: {"articleBody": text}}
Result<std::vector<std::pair<std::string, std::string>>> read_bodies(const std::string& path) {
  simdjson::dom::parser parser;
  Result<element> all = load(parser, path);
  if (!all) return all.error();
  simdjson::dom::object rows;
  if (all->get(rows)) return Error{ErrorKind::damaged, "is not a JSON object", path, -1};
  std::vector<std::pair<std::string, std::string>> out;
  for (auto [key, row] : rows) out.emplace_back(std::string(key), text_at(row, "/articleBody"));
  std::sort(out.begin(), out.end());
  return out;
}

Result<PageSet> read_bodies_set(const std::string& folder) {
  auto bodies = read_bodies(folder + "/ground-truth.json");
  if (!bodies) return bodies.error();
  PageSet set{PageSetKind::bodies, {}};
  for (auto& [key, body] : *bodies) {
    GoldPage page;
    page.id = key;
    page.html = folder + "/html/" + key + ".html.gz";
    page.gold = std::move(body);
    set.pages.push_back(std::move(page));
  }
  return set;
}

Result<PageSet> read_predictions(const std::string& folder) {
  Result<PageSet> set = read_bodies_set(folder);
  if (!set) return set.error();
  auto found = read_bodies(folder + "/prediction.json");
  if (!found) return found.error();
  set->kind = PageSetKind::predictions;
  bool same_keys = found->size() == set->pages.size();
  for (size_t i = 0; i < set->pages.size() && same_keys; ++i) {
    same_keys = (*found)[i].first == set->pages[i].id;
    set->pages[i].html.clear();
    set->pages[i].found = std::move((*found)[i].second);
  }
  if (!same_keys)
    return Error{ErrorKind::damaged, "the keys are not those of ground-truth.json",
                 folder + "/prediction.json", -1};
  return set;
}

Result<PageSet> read_page_types(const std::string& folder) {
  PageSet set{PageSetKind::page_types, {}};
  simdjson::dom::parser parser;
  for (const std::string& name : names_in(folder + "/ground-truth")) {
    if (!name.ends_with(".json")) continue;
    Result<element> row = load(parser, folder + "/ground-truth/" + name);
    if (!row) return row.error();
    GoldPage page;
    page.id = name.substr(0, name.size() - 5);
    page.html = folder + "/html/" + page.id + ".html.gz";
    page.gold = text_at(*row, "/ground_truth/main_content");
    page.article = text_at(*row, "/_internal/page_type/primary") == "article";
    page.held_out = is_held_out(page.id);
    set.pages.push_back(std::move(page));
  }
  return set;
}

PageSet read_readability(const std::string& folder) {
  PageSet set{PageSetKind::readability, {}};
  for (const std::string& name : names_in(folder)) {
    GoldPage page;
    page.id = name;
    page.html = folder + "/" + name + "/source.html.gz";
    page.gold_html = folder + "/" + name + "/expected.html.gz";
    if (is_there(page.html) && is_there(page.gold_html)) set.pages.push_back(std::move(page));
  }
  return set;
}

// Keeps the first report of an input.
struct FirstReport : SourceSink {
  std::optional<Source> source;
  std::string reason = "holds no page";
  bool add(Source one) override {
    source = std::move(one);
    return false;
  }
  void fail(Failure failure) override { reason = std::move(failure.reason); }
};

}  // namespace

Result<PageSet> read_page_set(const std::string& folder) {
  if (is_there(folder + "/prediction.json")) return read_predictions(folder);
  if (is_there(folder + "/ground-truth.json")) return read_bodies_set(folder);
  if (is_there(folder + "/ground-truth")) return read_page_types(folder);
  PageSet set = read_readability(folder);
  if (set.pages.empty())
    return Error{ErrorKind::missing,
                 "has neither ground-truth.json nor ground-truth/ nor pages with expected.html.gz",
                 folder, -1};
  return set;
}

Result<Source> read_page(const std::string& path, const Limits& limits) {
  static const std::atomic<bool> never = false;
  Result<std::unique_ptr<ByteReader>> file = open_file(path, never);
  if (!file) return file.error();
  FirstReport sink;
  read_inputs(**file, path, InputFormat::html, limits, sink);
  if (!sink.source) return Error{ErrorKind::damaged, sink.reason, path, -1};
  return std::move(*sink.source);
}

bool is_held_out(std::string_view id) {
  if (id.empty() || id.find_first_not_of("0123456789") != std::string_view::npos) return false;
  return id.back() == '0' || id.back() == '5';
}

}  // namespace hearsay::eval
