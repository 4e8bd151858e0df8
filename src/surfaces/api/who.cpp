// See who.hpp.
#include "surfaces/api/who.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "resolved/entities/entities.hpp"
#include "resolved/spellings/spellings.hpp"

namespace hearsay {
namespace {

std::string_view next_part(std::string_view& text, char sign) {
  size_t end = std::min(text.find(sign), text.size());
  std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

uint64_t number_of(std::string_view text) {
  uint64_t out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::vector<std::pair<std::string, uint64_t>> counted(std::string_view lines) {
  std::vector<std::pair<std::string, uint64_t>> out;
  while (!lines.empty()) {
    std::string_view line = next_part(lines, '\n');
    uint64_t count = number_of(next_part(line, '\t'));
    out.emplace_back(line, count);
  }
  return out;
}

EntityView view_of(const Entities& entities, size_t row) {
  EntityView out;
  out.id = entities.entity[row];
  out.type = names_of(NameType{})[static_cast<size_t>(entities.type[row])];
  out.name = entities.name[row];
  out.names = counted(entities.names[row]);
  for (std::string_view lines = entities.roles[row]; !lines.empty();) {
    std::string_view line = next_part(lines, '\n');
    EntityView::Role role;
    role.earliest = next_part(line, '\t');
    role.latest = next_part(line, '\t');
    role.reports = number_of(next_part(line, '\t'));
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
  return out;
}

std::vector<const EntityView*> WhoIsWho::named(std::string_view name) const {
  const std::vector<std::string> wanted = Spellings::words_of(name);
  const auto& spellings = resources_->made<Spellings>();
  std::vector<const EntityView*> out;
  if (wanted.empty()) return out;
  auto find = [&](auto fits) {
    for (const EntityView& one : all_)
      if (std::any_of(one.names.begin(), one.names.end(), [&](const auto& own) {
            return has_all(wanted, Spellings::words_of(own.first), fits);
          }))
        out.push_back(&one);
  };
  find([](const std::string& one, const std::string& other) { return other.starts_with(one); });
  if (out.empty())
    find([&](const std::string& one, const std::string& other) {
      return spellings.same_word(one, other);
    });
  return out;
}

std::vector<std::string> WhoIsWho::spellings(std::string_view word) const {
  std::vector<std::string> folded = Spellings::words_of(word);
  const auto& spellings = resources_->made<Spellings>();
  std::set<std::string> out;
  if (folded.size() != 1) return {};
  for (const EntityView& one : all_) {
    std::set<std::string> words;
    for (const auto& [name, count] : one.names)
      for (std::string& own : Spellings::words_of(name)) words.insert(std::move(own));
    if (!words.contains(folded[0])) continue;
    for (const std::string& other : words)
      if (other != folded[0] && out.size() < kMostSpellings && spellings.same(folded[0], other))
        out.insert(other);
  }
  return {out.begin(), out.end()};
}

WhoIsWho::Widened WhoIsWho::widen(std::string_view query) const {
  Widened out;
  std::vector<std::string> parts;
  bool quoted = false;
  for (std::string_view rest = query; !rest.empty();) {
    std::string part(next_part(rest, ' '));
    if (part.empty()) continue;
    bool sign = part.find('"') != std::string::npos || part.find("\u201C") != std::string::npos ||
                part.find("\u201D") != std::string::npos ||
                part.find("\u201E") != std::string::npos;
    bool plain = !quoted && !sign && part != "OR" && part.front() != '-' && part.back() != '*';
    if (std::count(part.begin(), part.end(), '"') % 2 != 0 ||
        part.find("\u201C") != std::string::npos)
      quoted = !quoted || part.find("\u201C") != std::string::npos;
    else if (part.find("\u201D") != std::string::npos)
      quoted = false;
    std::string widened = part;
    if (plain) {
      std::vector<std::string> others = spellings(part);
      for (const std::string& other : others) widened += " OR " + other;
      if (!others.empty()) out.added.emplace_back(part, std::move(others));
    }
    out.query += (out.query.empty() ? "" : " ") + widened;
  }
  return out;
}

}  // namespace hearsay
