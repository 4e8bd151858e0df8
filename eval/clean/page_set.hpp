// Benchmarks of body extraction as they lie in a folder: which pages there are, and what each one's
// body is. Covered by eval/clean/page_set_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "document/resources.hpp"
#include "document/source.hpp"

namespace hearsay::eval {

// Told apart by their layout.
enum class PageSetKind : uint8_t {
  bodies,       // the article extraction benchmark: ground-truth.json, html/<key>.html.gz
  predictions,  // ground-truth.json and prediction.json, as that benchmark keeps what a tool gave
  page_types,   // WCXB: ground-truth/<id>.json, html/<id>.html.gz
  readability,  // <page>/source.html.gz, <page>/expected.html.gz
};

// What is known of a page without reading it. Paths are whole; empty where there is none.
struct GoldPage {
  std::string id;
  std::string html;
  std::string gold;                  // the body
  std::string gold_html;             // of `readability`: the page whose text is the body
  std::optional<std::string> found;  // of `predictions`: what the tool gave
  bool article = true;               // false for the other page types of WCXB
  bool held_out = false;             // of WCXB: in the fifth that nothing is tuned on
};

struct PageSet {
  PageSetKind kind = PageSetKind::bodies;
  std::vector<GoldPage> pages;  // in order of their ids
};

// `missing` when the folder has none of the layouts, `damaged` when a gold cannot be read.
Result<PageSet> read_page_set(const std::string& folder);

// A page as `hearsay add` reads it: packed or not, as HTML.
Result<Source> read_page(const std::string& path, const Limits& limits);

// WCXB numbers its pages; the fifth is those whose number five divides.
bool is_held_out(std::string_view id);

}  // namespace hearsay::eval
