// See world.hpp.
#include "mentions/world/world.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/calendar_words.hpp"

namespace hearsay {
namespace {

constexpr uint32_t kTwo = UINT32_MAX;  // a name of two rows

// An abbreviation without its dots; empty for other names.
std::string abbreviation_of(std::string_view name) {
  constexpr size_t kLongest = 6;
  std::string out;
  for (char c : name)
    if (c != '.') out += c;
  bool capitals = out.size() <= kLongest && std::all_of(out.begin(), out.end(), [](char c) {
                    return (c >= 'A' && c <= 'Z') || ascii::is_digit(c);
                  });
  return capitals ? out : std::string();
}

// In small letters, with plain signs.
std::string folded_name(std::string_view name) {
  std::string folded = fold_letters(name);
  std::string out;
  for (size_t i = 0; i < folded.size(); ++i) {
    if (folded.compare(i, 3, "\u2019") == 0) {
      out += '\'';
      i += 2;
    } else if (folded[i] != '.') {
      out += folded[i] == '-' ? ' ' : folded[i];
    }
  }
  return out;
}

std::string_view without_article(std::string_view name) {
  if (name.size() > 4 && ascii::lowered(name.substr(0, 4)) == "the ") name.remove_prefix(4);
  return name;
}

std::string key_of(std::string_view name) {
  std::string abbreviation = abbreviation_of(name);
  return abbreviation.empty() ? folded_name(name) : abbreviation;
}

template <class Names>
void add_names(Names& names, std::string_view list, uint32_t row) {
  while (!list.empty()) {
    auto [found, is_new] = names.emplace(key_of(ascii::take_part(list, '|')), row);
    if (!is_new && found->second != row) found->second = kTwo;
  }
}

}  // namespace

World::World(const Resources& resources) {
  std::string_view table = resources.blob("knowledge/countries.tsv");
  while (!table.empty()) {
    std::string_view line = ascii::take_part(table, '\n');
    if (line.empty() || line.front() == '#') continue;
    auto row = static_cast<uint32_t>(countries_.size());
    Country country;
    country.code = ascii::take_part(line, '\t');
    country.name = ascii::take_part(line, '\t');
    countries_.push_back(country);
    add_names(names_, country.name, row);
    for (Names* names : {&names_, &capitals_, &seats_, &demonyms_})
      add_names(*names, ascii::take_part(line, '\t'), row);
  }
  table = resources.blob("knowledge/bodies.tsv");
  while (!table.empty()) {
    std::string_view line = ascii::take_part(table, '\n');
    if (line.empty() || line.front() == '#') continue;
    auto row = static_cast<uint32_t>(bodies_.size());
    Body body;
    body.name = ascii::take_part(line, '\t');
    add_names(bodies_by_name_, body.name, row);
    add_names(bodies_by_name_, ascii::take_part(line, '\t'), row);
    bodies_.push_back(body);
  }
}

template <class Row>
const Row* World::find(const Names& names, const std::vector<Row>& rows, std::string_view name) {
  name = without_article(name);
  auto found = names.find(key_of(name));
  // IRAN, in a headline.
  if (found == names.end()) found = names.find(folded_name(name));
  return found == names.end() || found->second == kTwo ? nullptr : &rows[found->second];
}

const Country* World::country(std::string_view name) const {
  return find(names_, countries_, name);
}
const Country* World::capital_of(std::string_view name) const {
  return find(capitals_, countries_, name);
}
const Country* World::seat_of(std::string_view name) const {
  return find(seats_, countries_, name);
}
const Country* World::demonym_of(std::string_view word) const {
  return find(demonyms_, countries_, word);
}
const Body* World::body(std::string_view name) const {
  return find(bodies_by_name_, bodies_, name);
}

}  // namespace hearsay
