// Statements of the sample pile, see samples.hpp.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/json.hpp"
#include "eval/samples/samples.hpp"
#include "reported/statements/statements.hpp"

namespace hearsay::eval {
namespace {

// One of ours, in bytes of the source.
struct Ours {
  std::vector<Span> content;
  size_t row;
};

uint64_t size_of(const std::vector<Span>& spans) {
  uint64_t out = 0;
  for (Span span : spans) out += span.size();
  return out;
}

uint64_t shared(const std::vector<Span>& a, const std::vector<Span>& b) {
  uint64_t out = 0;
  for (Span x : a)
    for (Span y : b)
      if (x.overlaps(y)) out += std::min(x.end, y.end) - std::max(x.begin, y.begin);
  return out;
}

// Shared bytes, of all that either has.
double likeness(const std::vector<Span>& a, const std::vector<Span>& b) {
  auto both = static_cast<double>(shared(a, b));
  double all = static_cast<double>(size_of(a) + size_of(b)) - both;
  return all > 0 ? both / all : 0;
}

struct Pair {
  size_t gold, ours;
};

// One to one, the likest first; at least half of what both have is shared.
std::vector<Pair> match(const std::vector<KeyStatement>& gold, const std::vector<Ours>& ours) {
  std::vector<std::tuple<double, size_t, size_t>> pairs;
  for (size_t g = 0; g < gold.size(); ++g)
    for (size_t o = 0; o < ours.size(); ++o)
      if (double share = likeness(gold[g].content, ours[o].content); share >= 0.5)
        pairs.emplace_back(-share, g, o);
  std::sort(pairs.begin(), pairs.end());
  std::set<size_t> taken_gold, taken_ours;
  std::vector<Pair> out;
  for (auto [share, g, o] : pairs)
    if (!taken_gold.contains(g) && !taken_ours.contains(o)) {
      taken_gold.insert(g);
      taken_ours.insert(o);
      out.push_back({g, o});
    }
  return out;
}

// Whether these bytes call this entity. A role does where the report never names it.
bool calls(const KeyReport& key, Span bytes, const std::string& entity) {
  if (bytes.is_none()) return false;
  bool ever_named = false;
  for (const KeyMention& mention : key.mentions)
    ever_named = ever_named || (mention.named && mention.entity == entity);
  for (const KeyMention& mention : key.mentions)
    if (mention.entity == entity && mention.bytes.overlaps(bytes) && (mention.named || !ever_named))
      return true;
  return false;
}

// What other reports say of the speakers of this one, by row and field.
using Amended = std::map<std::pair<size_t, std::string>, std::string>;
Amended amended_speakers(const Store& store, const ReportId& report, const Statements& ours) {
  Amended out;
  auto rows = store.amendments(report, layer_info<Statements>());
  if (!rows) return out;
  std::vector<RowId> ids = row_ids(layer_info<Statements>(), &ours, report);
  std::map<RowId, size_t> row_of;
  for (size_t row = 0; row < ids.size(); ++row) row_of.emplace(ids[row], row);
  for (const AmendmentRow& one : *rows)
    if (auto found = row_of.find(one.target); found != row_of.end())
      out.emplace(std::pair{found->second, one.field}, one.value);
  return out;
}

// As the record shows him:
// - who cannot be known: nobody may be named;
// - who wants no name, or is nobody of the world: nobody, or words that name nobody else;
// - anybody else: words that name him, or one of his names in any report.
bool speaker_is_right(const KeyReport& key, const EntityNames& names, const KeyStatement& gold,
                      const Statements& ours, size_t row, Span named, const std::string& amended) {
  bool nobody = ours.name[row].empty() && amended.empty();
  if (!gold.entity.empty() && !amended.empty()) {
    auto found = names.find(gold.entity);
    return found != names.end() && found->second.contains(amended);
  }
  if (gold.how == "unresolved" || (gold.how == "continuation" && gold.entity.empty()))
    return nobody;
  if (!gold.entity.empty()) return !nobody && calls(key, named, gold.entity);
  if (nobody || named.is_none() || (!gold.speaker.is_none() && named.overlaps(gold.speaker)))
    return true;
  return std::none_of(key.mentions.begin(), key.mentions.end(), [&](const KeyMention& mention) {
    return mention.named && mention.bytes.overlaps(named);
  });
}

// A relay of ours: its words, and what it is called.
struct OurRelay {
  Span bytes;
  std::string name;
};

// Relay sources that are the same: the same words, words for the same entity, or its name.
uint64_t shared_relay(const KeyReport& key, const KeyStatement& gold, std::vector<OurRelay> ours) {
  uint64_t out = 0;
  for (const KeyRelay& one : gold.relay) {
    auto same = std::find_if(ours.begin(), ours.end(), [&](const OurRelay& relay) {
      if (!one.bytes.is_none() && one.bytes.overlaps(relay.bytes)) return true;
      if (one.entity.empty()) return false;
      return calls(key, relay.bytes, one.entity) ||
             std::any_of(key.mentions.begin(), key.mentions.end(), [&](const KeyMention& mention) {
               return mention.named && mention.entity == one.entity && mention.text == relay.name;
             });
    });
    if (same == ours.end()) continue;
    ++out;
    ours.erase(same);
  }
  return out;
}

std::vector<OurRelay> relays_of(const Statements& all, size_t row, const Text& text) {
  std::vector<OurRelay> out;
  std::string_view names = all.relay_names[row];
  for (Span span : all.relay[row]) {
    size_t end = std::min(names.find('\n'), names.size());
    out.push_back({text.to_source(span), std::string(names.substr(0, end))});
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return out;
}

std::string shown(const Text& text, std::span<const Span> spans) {
  std::string out;
  for (Span span : spans) out += (out.empty() ? "" : " + ") + std::string(text[span]);
  return out;
}

}  // namespace

Result<void> score_statements(const Store& store, const StoredReport& report, const KeyReport& key,
                              const EntityNames& names, StatementCounts& counts,
                              std::vector<std::string>& details) {
  auto layer = store.layer(report.id, layer_info<Statements>());
  if (!layer) return layer.error();
  const Statements& all = *std::static_pointer_cast<const Statements>(*layer);
  auto source = [&](Span span) { return span.is_none() ? span : report.text.to_source(span); };
  std::vector<Ours> ours;
  for (size_t row = 0; row < all.kind.size(); ++row) {
    Ours& one = ours.emplace_back();
    one.row = row;
    for (Span span : all.content[row]) one.content.push_back(source(span));
  }
  counts.found.gold += key.statements.size();
  counts.found.found += ours.size();
  for (const KeyStatement& gold : key.statements) counts.relay.gold += gold.relay.size();
  for (const Ours& one : ours) counts.relay.found += all.relay[one.row].size();
  std::set<size_t> matched;
  std::set<size_t> known;
  Amended amended = amended_speakers(store, report.id, all);
  for (const KeyStatement& gold : key.statements) counts.elsewhere += gold.how == "redundancy";
  for (Pair pair : match(key.statements, ours)) {
    const KeyStatement& gold = key.statements[pair.gold];
    size_t row = ours[pair.ours].row;
    matched.insert(pair.ours);
    known.insert(pair.gold);
    auto name = [&](auto value) { return names_of(value)[static_cast<size_t>(value)]; };
    bool speaker = speaker_is_right(key, names, gold, all, row, source(all.named[row]),
                                    amended[std::pair{row, std::string("speaker_name")}]);
    const std::string& amended_how = amended[std::pair{row, std::string("speaker_how")}];
    std::string how(amended_how.empty() ? name(all.how[row]) : amended_how);
    ++counts.found.both;
    counts.exact += gold.content == ours[pair.ours].content;
    counts.speaker += speaker;
    counts.how += how == gold.how;
    counts.told += speaker && gold.how == "redundancy";
    counts.kind += name(all.kind[row]) == gold.kind;
    counts.act += name(all.act[row]) == gold.act;
    counts.polarity += name(all.polarity[row]) == gold.polarity;
    uint64_t edges = shared_relay(key, gold, relays_of(all, row, report.text));
    counts.relay.both += edges;
    Json json;
    json.begin_object().field("report", key.id).field("what", "found");
    json.field("content", shown(report.text, all.content[row]));
    json.field("score", static_cast<int64_t>(all.score[row].ten_thousandths));
    json.field("exact", gold.content == ours[pair.ours].content);
    json.field("cue", all.cue[row].is_none() ? "" : report.text[all.cue[row]]);
    json.field("speaker", all.speaker[row].is_none() ? "" : report.text[all.speaker[row]]);
    json.field("name", all.name[row]).field("speaker_right", speaker);
    json.field("entity", gold.entity);
    json.field("how", how).field("key_how", gold.how);
    json.field("kind", name(all.kind[row])).field("key_kind", gold.kind);
    json.field("act", name(all.act[row])).field("key_act", gold.act);
    json.field("polarity", name(all.polarity[row])).field("key_polarity", gold.polarity);
    json.field("relay", all.relay_names[row])
        .field("relay_right", edges)
        .field("key_relay", gold.relay.size());
    details.push_back(json.end_object().line());
    details.back().pop_back();
  }
  for (size_t i = 0; i < ours.size(); ++i) {
    if (matched.contains(i)) continue;
    Json json;
    json.begin_object().field("report", key.id).field("what", "false");
    json.field("content", shown(report.text, all.content[i]));
    json.field("cue", all.cue[i].is_none() ? "" : report.text[all.cue[i]]);
    json.field("speaker", all.speaker[i].is_none() ? "" : report.text[all.speaker[i]]);
    json.field("score", static_cast<int64_t>(all.score[i].ten_thousandths));
    details.push_back(json.end_object().line());
    details.back().pop_back();
  }
  for (size_t i = 0; i < key.statements.size(); ++i) {
    if (known.contains(i)) continue;
    const KeyStatement& gold = key.statements[i];
    Json json;
    json.begin_object().field("report", key.id).field("what", "missed");
    json.begin_array("bytes");
    for (Span span : gold.content) json.field("", span.begin).field("", span.end);
    json.end_array();
    json.field("kind", gold.kind).field("act", gold.act).field("key_how", gold.how);
    details.push_back(json.end_object().line());
    details.back().pop_back();
  }
  return {};
}

}  // namespace hearsay::eval
