// See who.hpp.
#include "surfaces/api/who.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/ascii.hpp"
#include "resolved/entities/entities.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay {
namespace {

uint64_t number_of(std::string_view text) {
  uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::vector<std::pair<std::string, uint64_t>> counted(std::string_view lines) {
  std::vector<std::pair<std::string, uint64_t>> out;
  while (!lines.empty()) {
    std::string_view line = ascii::take_part(lines, '\n');
    uint64_t count = number_of(ascii::take_part(line, '\t'));
    out.emplace_back(line, count);
  }
  return out;
}

EntityView view_of(const Entities& entities, size_t row) {
  EntityView out;
  out.id = entities.entity[row];
  out.type = names_of(NameType{})[static_cast<size_t>(entities.type[row])];
  out.name = entities.name[row];
  out.country = entities.country[row];
  out.names = counted(entities.names[row]);
  for (std::string_view lines = entities.roles[row]; !lines.empty();) {
    std::string_view line = ascii::take_part(lines, '\n');
    EntityView::Role role;
    role.earliest = ascii::take_part(line, '\t');
    role.latest = ascii::take_part(line, '\t');
    role.reports = number_of(ascii::take_part(line, '\t'));
    role.text = line;
    out.roles.push_back(std::move(role));
  }
  out.mentions = entities.mentions[row];
  out.reports = entities.reports[row];
  out.why = counted(entities.why[row]);
  return out;
}

template <class Fits>
bool has_all(const std::vector<std::string>& wanted, const std::vector<std::string>& words,
             Fits fits) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& other) { return fits(one, other); });
  });
}

}  // namespace

Result<WhoIsWho> WhoIsWho::read(const Store& store, const Resources& resources) {
  WhoIsWho out(resources);
  if (store.pipeline().find(Entities::kLayer.name) == nullptr) return out;
  auto table = store.table(layer_info<Entities>());
  if (!table) return table.error();
  const Entities& entities = *std::static_pointer_cast<const Entities>(*table);
  for (size_t row = 0; row < entities.entity.size(); ++row)
    out.all_.push_back(view_of(entities, row));
  for (const EntityView& one : out.all_) {
    auto& words = out.words_.emplace_back();
    for (const auto& [name, count] : one.names) words.push_back(Spellings::words_of(name));
    auto place = static_cast<uint32_t>(out.words_.size() - 1);
    for (const std::vector<std::string>& name : words)
      for (const std::string& word : name) {
        std::vector<uint32_t>& with = out.with_[word];
        if (with.empty() || with.back() != place) with.push_back(place);
      }
  }
  return out;
}

std::vector<const EntityView*> WhoIsWho::named(std::string_view name) const {
  const std::vector<std::string> wanted = Spellings::words_of(name);
  const auto& spellings = resources_->made<Spellings>();
  std::vector<const EntityView*> out;
  if (wanted.empty()) return out;
  // Whoever it is has a word that fits the first one.
  auto find = [&](auto begin, auto is_over, auto fits) {
    std::set<uint32_t> likely;
    for (auto at = begin; at != with_.end() && !is_over(at->first); ++at)
      if (fits(wanted.front(), at->first)) likely.insert(at->second.begin(), at->second.end());
    for (uint32_t place : likely)
      if (std::any_of(words_[place].begin(), words_[place].end(),
                      [&](const auto& words) { return has_all(wanted, words, fits); }))
        out.push_back(&all_[place]);
  };
  auto begins = [](const std::string& one, const std::string& other) {
    return other.starts_with(one);
  };
  find(
      with_.lower_bound(wanted.front()),
      [&](const std::string& word) { return !begins(wanted.front(), word); }, begins);
  if (out.empty())
    find(
        with_.begin(), [](const std::string&) { return false; },
        [&](const std::string& one, const std::string& other) {
          return spellings.same_word(one, other);
        });
  return out;
}

std::vector<std::string> WhoIsWho::spellings(std::string_view word) const {
  std::vector<std::string> folded = Spellings::words_of(word);
  const auto& spellings = resources_->made<Spellings>();
  std::set<std::string> out;
  if (folded.size() != 1) return {};
  auto with = with_.find(folded[0]);
  if (with == with_.end()) return {};
  for (uint32_t place : with->second) {
    std::set<std::string> words;
    for (const std::vector<std::string>& name : words_[place])
      words.insert(name.begin(), name.end());
    for (const std::string& other : words)
      if (other != folded[0] && out.size() < kMostSpellings && spellings.same(folded[0], other))
        out.insert(other);
  }
  return {out.begin(), out.end()};
}

namespace {

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
// Size of the quotation mark at `at`, 0 for none; those that a search knows.
size_t quote_size(std::string_view text, size_t at) {
  if (text[at] == '"') return 1;
  std::string_view three = text.substr(at, 3);
  return three == "\u201C" || three == "\u201D" || three == "\u201E" ? 3 : 0;
}

// A query in the parts that a search reads: phrases with their marks, and words.
std::vector<std::string_view> parts_of(std::string_view query) {
  std::vector<std::string_view> out;
  size_t at = 0;
  while (at < query.size()) {
    if (is_blank(query[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    size_t open = quote_size(query, at);
    if (open > 0) {
      size_t close = at + open;
      while (close < query.size() && quote_size(query, close) == 0) ++close;
      // A mark without its partner stands for itself.
      end = close < query.size() ? close + quote_size(query, close) : at + open;
    } else {
      while (end < query.size() && !is_blank(query[end]) &&
             (end == at || quote_size(query, end) == 0))
        ++end;
    }
    out.push_back(query.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace

WhoIsWho::Widened WhoIsWho::widen(std::string_view query) const {
  Widened out;
  std::vector<std::string_view> parts = parts_of(query);
  for (size_t i = 0; i < parts.size(); ++i) {
    std::string_view part = parts[i];
    bool phrase = quote_size(part, 0) > 0;
    // -"a phrase" is excluded, "begin"* is no word.
    bool other = part.front() == '-' || part.back() == '*' || part.front() == '*' ||
                 (i > 0 && parts[i - 1] == "-");
    std::string widened(part);
    if (!phrase && !other && part != "OR") {
      std::vector<std::string> others = spellings(part);
      for (const std::string& one : others) widened += " OR " + one;
      if (!others.empty()) out.added.emplace_back(part, std::move(others));
    }
    // Marks cling to what they belong to.
    bool clings = !out.query.empty() && part.data() == parts[i - (i > 0 ? 1 : 0)].data() +
                                                           parts[i - (i > 0 ? 1 : 0)].size();
    out.query += (out.query.empty() || (i > 0 && clings) ? "" : " ") + widened;
  }
  return out;
}

}  // namespace hearsay
