// Reads pages as a strict reader would, for the tests of this folder only.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearsay::web {

struct ReadTag {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;  // values as written
};

// All tags of a page that opens and closes properly and quotes every value; `problem` says what is
// wrong with another.
struct ReadPage {
  std::vector<ReadTag> tags;
  std::set<std::string> ids;
  std::string problem;
};

namespace page_reader {

inline bool is_void(std::string_view name) {
  static const std::set<std::string_view> kVoid = {"br", "input", "link", "meta"};
  return kVoid.contains(name);
}

// The tag that begins at `at`, which is moved behind it; false if it is none.
inline bool read_tag(std::string_view text, size_t& at, ReadTag& tag) {
  auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  auto take = [&] {
    size_t begin = at;
    while (at < text.size() && is_name(text[at])) ++at;
    return std::string(text.substr(begin, at - begin));
  };
  tag.name = take();
  while (at < text.size() && text[at] == ' ') {
    ++at;
    std::string name = take(), value;
    if (name.empty()) return false;
    if (text.substr(at, 2) == "=\"") {
      size_t end = text.find('"', at + 2);
      if (end == std::string_view::npos) return false;
      value = text.substr(at + 2, end - at - 2);
      at = end + 1;
    }
    tag.attributes.emplace_back(std::move(name), std::move(value));
  }
  return !tag.name.empty() && at < text.size() && text[at++] == '>';
}

}  // namespace page_reader

inline ReadPage read_page(std::string_view text) {
  ReadPage out;
  constexpr std::string_view kDoctype = "<!doctype html>\n";
  if (!text.starts_with(kDoctype)) return {{}, {}, "no doctype"};
  std::vector<std::string> open;
  for (size_t at = text.find('<', kDoctype.size()); at != std::string_view::npos;
       at = text.find('<', at)) {
    std::string here(text.substr(at, 60));
    ++at;
    bool closes = at < text.size() && text[at] == '/';
    if (closes) ++at;
    ReadTag tag;
    if (!page_reader::read_tag(text, at, tag)) return {{}, {}, "no tag: " + here};
    if (closes) {
      if (open.empty() || open.back() != tag.name)
        return {{}, {}, "closes what is not open: " + here};
      open.pop_back();
      continue;
    }
    if (!page_reader::is_void(tag.name)) open.push_back(tag.name);
    for (const auto& [name, value] : tag.attributes)
      if (name == "id" && !out.ids.insert(value).second) return {{}, {}, "twice: id " + value};
    out.tags.push_back(std::move(tag));
  }
  if (!open.empty()) out.problem = "left open: " + open.back();
  return out;
}

}  // namespace hearsay::web
