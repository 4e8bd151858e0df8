// Publishers that no metadata names: see settle_publishers() in surroundings.hpp.
#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "ingest/article/surroundings.hpp"

namespace hearsay::article {
namespace {

constexpr int kBorneOut = 24;   // rank of a name behind the title that something else bears out
constexpr int kCopyright = 26;  // of the line of copyright
constexpr int kAlone = 28;      // of a name behind the title and a hard separator

constexpr size_t kMostWords = 6;
constexpr size_t kMostBytes = 60;

// Names of parts of a site.
bool is_section(std::string_view words) {
  static constexpr std::array<std::string_view, 18> kSections = {
      "news",     "home",    "blog",     "sport",   "sports",     "politics",
      "world",    "opinion", "business", "culture", "technology", "article",
      "articles", "latest",  "homepage", "local",   "national",   "magazine"};
  std::string name = skeleton(words);
  return std::find(kSections.begin(), kSections.end(), name) != kSections.end();
}

bool may_be_name(std::string_view words) {
  bool letter = std::any_of(words.begin(), words.end(), [](char c) {
    return ascii::is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
  });
  return letter && words.size() <= kMostBytes && skeleton_words(words).size() <= kMostWords &&
         !is_section(words);
}

std::optional<std::string> title_of(const Candidates& candidates) {
  const Candidate* best = most_trusted(candidates, MetadataField::title);
  if (best == nullptr || best->value.size() > 1000) return std::nullopt;
  return skeleton(best->value);
}

struct Part {
  std::string_view words;
  int hard;  // of the separator that parts it from the title's side
};

// What stands behind the title, nearest to it first.
std::vector<Part> parts_behind(std::string_view window, const std::string& title) {
  std::vector<Part> out;
  std::vector<Seam> seams = seams_of(window);
  auto own = std::find_if(seams.begin(), seams.end(), [&](const Seam& seam) {
    return skeleton(window.substr(0, seam.begin)) == title;
  });
  for (; own != seams.end(); ++own) {
    if (own->hard == 0) continue;
    auto next = std::find_if(own + 1, seams.end(), [](const Seam& seam) { return seam.hard > 0; });
    size_t end = next == seams.end() ? window.size() : next->begin;
    if (end > own->end)
      out.push_back({ascii::trimmed(window.substr(own->end, end - own->end)), own->hard});
  }
  return out;
}

// The name in "© 2017 Tern Post. All rights reserved."; none if there is no such sign.
Span name_in_copyright(std::string_view line) {
  constexpr size_t kLong = 200;
  constexpr std::string_view kSign = "©";
  if (line.size() > kLong) return Span::none();
  size_t at = line.find(kSign);
  if (at == std::string_view::npos) return Span::none();
  at += kSign.size();
  auto skipped = [&](size_t from) {
    bool skip = ascii::is_space(line[from]) || ascii::is_digit(line[from]) || line[from] == '-' ||
                line[from] == ',';
    return skip ? 1 : line.substr(from).starts_with("–") ? 3 : 0;
  };
  while (at < line.size() && skipped(at) > 0) at += static_cast<size_t>(skipped(at));
  size_t end = at;
  while (end < line.size() && line[end] != '|' && line[end] != ',' && line[end] != '\n' &&
         !(line[end] == '.' && (end + 1 == line.size() || line[end + 1] == ' ')) &&
         !line.substr(end).starts_with(" All ") && !ascii::is_digit(line[end]))
    ++end;
  while (end > at && ascii::is_space(line[end - 1])) --end;
  if (end == at) return Span::none();
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
}

// "All rights reserved", "Copyright" stand where the name might.
bool is_formula(std::string_view words) {
  std::string low = ascii::lowered(words);
  return low.find("rights") != std::string::npos || low.find("copyright") != std::string::npos;
}

// The name in the last line of copyright. Mostly it is the outlet's owner, and above it there may
// be those of photographs.
Span find_copyright(const Surroundings& around) {
  const std::vector<Span>& blocks = around.blocks.span;
  for (size_t i = blocks.size(); i-- > 0;) {
    std::string_view line = around.text[blocks[i]];
    Span name = name_in_copyright(line);
    if (name.is_none()) continue;
    std::string_view words = line.substr(name.begin, name.size());
    if (may_be_name(words) && !is_formula(words))
      return {blocks[i].begin + name.begin, blocks[i].begin + name.end};
  }
  return Span::none();
}

// The line that is nothing but this name, as sites have it at their head.
Span find_line(const Surroundings& around, std::string_view name) {
  std::string wanted = skeleton(name);
  for (Span block : around.blocks.span)
    if (block.size() <= kMostBytes && skeleton(around.text[block]) == wanted) return block;
  return Span::none();
}

}  // namespace

void settle_publishers(const Surroundings& around, const Candidate& window,
                       Candidates& candidates) {
  bool named = std::any_of(candidates.begin(), candidates.end(), [](const Candidate& one) {
    return one.field == MetadataField::publisher;
  });
  if (named || around.source.format != Format::html) return;
  std::vector<std::string> known = outlet_names(candidates);
  Candidate copyright{
      .field = MetadataField::publisher, .how = "copyright line", .rank = kCopyright};
  copyright.span = find_copyright(around);
  bool own = false;  // the line names the outlet itself
  if (!copyright.span.is_none()) {
    copyright.value = tidy(around.text[copyright.span]);
    own = is_outlet(known, copyright.value);
    known.push_back(skeleton(copyright.value));
  }
  std::optional<std::string> title = title_of(candidates);
  if (title && window.value.size() <= 1000)
    for (const Part& part : parts_behind(window.value, *title)) {
      if (!may_be_name(part.words)) continue;
      Span line = find_line(around, part.words);
      bool borne_out = !line.is_none() || is_outlet(known, part.words);
      if (!borne_out && (part.hard < 2 || !known.empty())) continue;
      candidates.push_back({.field = MetadataField::publisher,
                            .value = tidy(part.words),
                            .span = line,
                            .source = line.is_none() ? window.source : Span::none(),
                            .how = "behind the title",
                            .rank = borne_out ? kBorneOut : kAlone});
    }
  if (own) candidates.push_back(std::move(copyright));
}

}  // namespace hearsay::article
