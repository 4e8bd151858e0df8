// See surroundings.hpp.
#include "ingest/article/surroundings.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace hearsay::article {
namespace {

// Whether the code point at `at` is a mark or white space.
bool is_mark(std::string_view text, size_t at, char32_t point) {
  if (point < 0x80) return !ascii::is_letter(text[at]) && !ascii::is_digit(text[at]);
  return is_blank(point) || (point >= 0x2010 && point <= 0x203A) || point == 0xB7 ||
         point == 0xAB || point == 0xBB;
}

void append_lowered(std::string& out, std::string_view part) {
  for (char c : part) out += ascii::lower(c);
}

// Whether two skeletons of names are equal but for a "the" before one of them.
bool is_same(std::string_view a, std::string_view b) {
  constexpr std::string_view kThe = "the";
  if (a.size() < b.size()) std::swap(a, b);
  return a == b || (a.starts_with(kThe) && a.substr(kThe.size()) == b);
}

}  // namespace

Span visible_span(const Surroundings& around, uint32_t node) {
  const std::vector<uint32_t>& nodes = around.rendering.node;
  auto first = std::lower_bound(nodes.begin(), nodes.end(), node);
  auto last = std::lower_bound(first, nodes.end(), around.page.subtree_end[node]);
  if (first == last) return Span::none();
  Span span{around.rendering.span[static_cast<size_t>(first - nodes.begin())].begin,
            around.rendering.span[static_cast<size_t>(last - nodes.begin()) - 1].end};
  if (span.end < span.begin) return Span::none();
  std::string_view words = around.text[span];
  while (!words.empty() && ascii::is_space(words.front())) words.remove_prefix(1), ++span.begin;
  while (!words.empty() && ascii::is_space(words.back())) words.remove_suffix(1), --span.end;
  return span.empty() ? Span::none() : span;
}

std::string tidy(std::string_view text) {
  std::string out;
  bool gap = false;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    bool blank = is_blank(step.point);
    if (!blank && gap && !out.empty()) out += ' ';
    if (!blank) out += text.substr(at, step.size);
    gap = blank;
    at += step.size;
  }
  return out;
}

std::string skeleton(std::string_view text, size_t most) {
  std::string out;
  for (size_t at = 0; at < text.size() && out.size() < most;) {
    Utf8Step step = decode_utf8(text, at);
    if (!is_mark(text, at, step.point)) append_lowered(out, text.substr(at, step.size));
    at += step.size;
  }
  return out;
}

std::vector<std::string> skeleton_words(std::string_view text) {
  std::vector<std::string> out;
  bool inside = false;
  for (size_t at = 0; at < text.size();) {
    Utf8Step step = decode_utf8(text, at);
    bool mark = is_mark(text, at, step.point);
    if (!mark && !inside) out.emplace_back();
    if (!mark) append_lowered(out.back(), text.substr(at, step.size));
    // An apostrophe is within a word.
    inside = !mark || (inside && (step.point == '\'' || step.point == 0x2019));
    at += step.size;
  }
  return out;
}

void drop_titles_of_applications(Candidates& candidates) {
  auto is_title = [&](const Candidate& name) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& other) {
      return other.field == MetadataField::title && other.value == name.value;
    });
  };
  std::vector<std::string> dropped;
  for (const Candidate& one : candidates)
    if (one.how == "meta application-name" && is_title(one)) dropped.push_back(one.value);
  std::erase_if(candidates, [&](const Candidate& one) {
    return one.how == "meta application-name" &&
           std::find(dropped.begin(), dropped.end(), one.value) != dropped.end();
  });
}

std::vector<std::string> outlet_names(const Candidates& candidates) {
  constexpr size_t kMost = 16;
  constexpr size_t kMostBytes = 200;
  std::vector<std::string> out;
  auto add = [&out](std::string_view name) {
    std::string words = skeleton(name);
    if (words.size() >= 2 && out.size() < kMost) out.push_back(std::move(words));
  };
  Candidates addresses;
  for (const Candidate& one : candidates) {
    if (one.value.size() > kMostBytes * 10) continue;
    if (one.field == MetadataField::publisher && one.value.size() <= kMostBytes) add(one.value);
    if (one.field == MetadataField::url && addresses.size() < kMost)
      read_address(one.value, addresses);
  }
  for (const Candidate& one : addresses) {
    if (one.field != MetadataField::domain) continue;
    add(one.value);
    add(one.value.substr(0, one.value.rfind('.')));
  }
  return out;
}

bool is_outlet_itself(const std::vector<std::string>& outlets, std::string_view words) {
  std::string name = skeleton(words);
  return std::any_of(outlets.begin(), outlets.end(),
                     [&name](const std::string& outlet) { return is_same(name, outlet); });
}

bool is_outlet(const std::vector<std::string>& outlets, std::string_view words) {
  constexpr size_t kLeast = 4;  // bytes of a part that counts
  std::string name = skeleton(words);
  return std::any_of(outlets.begin(), outlets.end(), [&name](const std::string& outlet) {
    if (is_same(name, outlet)) return true;
    if (name.size() < outlet.size())
      return name.size() >= kLeast && name.size() * 5 >= outlet.size() * 2 &&
             outlet.find(name) != std::string::npos;
    return outlet.size() >= kLeast && outlet.size() * 5 >= name.size() * 3 &&
           name.find(outlet) != std::string::npos;
  });
}

}  // namespace hearsay::article
