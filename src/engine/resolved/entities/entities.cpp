// See entities.hpp.
#include "resolved/entities/entities.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "resolved/chains/chains.hpp"

namespace hearsay {
namespace {

struct Held {
  std::map<std::string, uint32_t> texts;  // as it is written
  std::string earliest, latest;
  uint32_t reports = 0;
  bool beside_name = false;
  size_t last_report = SIZE_MAX;
};

struct Entity {
  std::map<size_t, uint32_t> types;  // of its chains
  std::string name, country;
  std::map<std::string, uint32_t> names, why;
  std::map<std::string, Held> roles;  // by noun and words
  uint32_t mentions = 0, reports = 0;
  size_t last_report = SIZE_MAX;
};

// Most first, then by text.
template <class Count>
std::vector<std::pair<std::string, Count>> by_count(const std::map<std::string, Count>& counts) {
  std::vector<std::pair<std::string, Count>> out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

// Tabs and line ends divide fields.
std::string plain(std::string_view text) {
  return ascii::squeezed(text);
}

class Lister {
 public:
  Lister(const People& people, const Groups& groups, const PersonWords& words) : words_(words) {
    take(people, [](size_t) { return NameType::person; });
    take(groups, [&](size_t row) { return groups.type[row]; });
    for (size_t row = 0; row < groups.chain.size(); ++row)
      entities_.at(groups.entity[row]).country = groups.country[row];
    std::sort(entity_of_.begin(), entity_of_.end());
  }

  void add(const ReportId& id, const Text& text, const Metadata& metadata,
           const Mentions& mentions) {
    if (mentions.span.empty()) return;
    ++report_;
    std::vector<RowId> ids = row_ids(layer_info<Mentions>(), &mentions, id);
    std::string day(chosen_value(metadata, MetadataField::published).substr(0, 10));
    if (auto moment = parse_iso_date(day); !moment || moment->precision != Moment::Precision::day)
      day.clear();
    for (size_t row = 0; row < ids.size(); ++row) {
      Entity* entity = find(ids[mentions.first[row].index]);
      if (entity == nullptr) continue;
      ++entity->mentions;
      if (entity->last_report != report_) ++entity->reports;
      entity->last_report = report_;
      std::string_view words = text[mentions.span[row]];
      MentionForm form = mentions.form[row];
      if (form == MentionForm::name || form == MentionForm::metonym) ++entity->names[plain(words)];
      if (form == MentionForm::role) note_role(words, day, false, *entity);
      if (!mentions.role[row].is_none()) note_role(text[mentions.role[row]], day, true, *entity);
    }
  }

  Entities rows() const {
    Entities out;
    for (const auto& [id, entity] : entities_) {
      out.entity.push_back(id);
      out.type.push_back(type_of(entity));
      out.name.push_back(entity.name);
      out.country.push_back(entity.country);
      out.names.push_back(lines(entity.names, kMostNames));
      out.roles.push_back(role_lines(entity));
      out.mentions.push_back(entity.mentions);
      out.reports.push_back(entity.reports);
      out.why.push_back(lines(entity.why, kMostNames));
    }
    return out;
  }

 private:
  // What most of its chains are; of two the one that comes first in NameType.
  static NameType type_of(const Entity& entity) {
    auto most = std::max_element(entity.types.begin(), entity.types.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
    return static_cast<NameType>(most->first);
  }

  template <class Rows, class TypeOf>
  void take(const Rows& rows, TypeOf type_of) {
    for (size_t row = 0; row < rows.chain.size(); ++row) {
      entity_of_.push_back({rows.chain[row], rows.entity[row]});
      Entity& entity = entities_[rows.entity[row]];
      entity.name = rows.name[row];
      ++entity.types[static_cast<size_t>(type_of(row))];
      if (!rows.why[row].empty()) ++entity.why[plain(rows.why[row])];
    }
  }
  Entity* find(const RowId& chain) {
    auto found =
        std::lower_bound(entity_of_.begin(), entity_of_.end(), chain,
                         [](const auto& one, const RowId& wanted) { return one.first < wanted; });
    return found == entity_of_.end() || found->first != chain ? nullptr
                                                              : &entities_.at(found->second);
  }

  void note_role(std::string_view text, const std::string& day, bool beside_name, Entity& entity) {
    auto office = parse_office(text, words_);
    if (!office || office->text.empty()) return;
    std::vector<std::string> all = office->words;
    std::sort(all.begin(), all.end());
    std::string key = office->head + (office->former ? " -" : " ");
    for (const std::string& word : all) key += " " + word;
    Held& held = entity.roles[key];
    held.beside_name = held.beside_name || beside_name;
    ++held.texts[plain(office->text)];
    if (held.last_report != report_) ++held.reports;
    held.last_report = report_;
    if (day.empty()) return;
    if (held.earliest.empty() || day < held.earliest) held.earliest = day;
    if (held.latest.empty() || held.latest < day) held.latest = day;
  }

  static std::string lines(const std::map<std::string, uint32_t>& counts, size_t most) {
    std::string out;
    for (const auto& [text, count] : by_count(counts)) {
      if (most-- == 0) break;
      out += (out.empty() ? "" : "\n") + std::to_string(count) + "\t" + text;
    }
    return out;
  }
  // The most used; of equal ones that in small letters.
  static std::string usual(const std::map<std::string, uint32_t>& texts) {
    auto best = texts.begin();
    for (auto at = texts.begin(); at != texts.end(); ++at)
      if (at->second >= best->second) best = at;
    return best->first;
  }
  static std::string role_lines(const Entity& entity) {
    std::map<std::string, uint32_t> reports;
    // One report that calls somebody so without his name may mean another.
    for (const auto& [key, held] : entity.roles)
      if (held.beside_name || held.reports > 1) reports[key] = held.reports;
    std::string out;
    size_t left = kMostRoles;
    for (const auto& [key, count] : by_count(reports)) {
      if (left-- == 0) break;
      const Held& held = entity.roles.at(key);
      out += (out.empty() ? "" : "\n") + held.earliest + "\t" + held.latest + "\t" +
             std::to_string(count) + "\t" + usual(held.texts);
    }
    return out;
  }

  const PersonWords& words_;
  std::vector<std::pair<RowId, RowId>> entity_of_;  // of chains, sorted
  std::map<RowId, Entity> entities_;
  size_t report_ = 0;
};

}  // namespace

Entities list_entities(const Across<Text, Metadata, Mentions>& reports, const People& people,
                       const Groups& groups, const Resources& resources) {
  Lister lister(people, groups, resources.made<PersonWords>());
  reports.each([&](const ReportId& id, const Text& text, const Metadata& metadata,
                   const Mentions& mentions) { lister.add(id, text, metadata, mentions); });
  return lister.rows();
}

}  // namespace hearsay
