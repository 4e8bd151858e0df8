// See samples.hpp.
#include "eval/samples/samples.hpp"

#include <stdlib.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "ingest/clean/clean.hpp"
#include "mentions/names/names.hpp"
#include "surfaces/api/view.hpp"

namespace hearsay::eval {
namespace {

struct Count {
  uint64_t right = 0, all = 0;
  void add(bool is_right) {
    right += is_right;
    ++all;
  }
};

struct Counts {
  Count found, roles, kept, titles, authors, dates;
  std::map<std::string, F1Counts> names;  // by type
  StatementCounts statements;
  MentionPairs mentions;
  std::vector<std::string> details;
};

// One of our blocks in bytes of the source.
struct OurBlock {
  Span bytes;
  std::string role;
  bool kept;
};

uint32_t overlap(Span a, Span b) {
  uint32_t begin = std::max(a.begin, b.begin);
  uint32_t end = std::min(a.end, b.end);
  return begin < end ? end - begin : 0;
}

const OurBlock* best_match(const std::vector<OurBlock>& blocks, Span bytes) {
  const OurBlock* best = nullptr;
  uint32_t most = 0;
  for (const OurBlock& block : blocks)
    if (uint32_t shared = overlap(block.bytes, bytes); shared > most) {
      most = shared;
      best = &block;
    }
  return best;
}

void score_blocks(const KeyReport& key, const std::vector<OurBlock>& ours, Counts& counts) {
  for (const KeyBlock& block : key.blocks) {
    const OurBlock* match = best_match(ours, block.bytes);
    counts.roles.add(match != nullptr && match->role == block.role);
    counts.kept.all += block.bytes.size();
    for (const OurBlock& one : ours)
      if (one.kept == block.kept) counts.kept.right += overlap(one.bytes, block.bytes);
  }
}

// Names with their types at exactly the bytes of the key.
Result<void> score_names(const Store& store, const StoredReport& report, const KeyReport& key,
                         Counts& counts) {
  auto layer = store.layer(report.id, layer_info<Names>());
  if (!layer) return layer.error();
  const Names& names = *std::static_pointer_cast<const Names>(*layer);
  auto types = names_of(NameType{});
  std::set<std::tuple<uint32_t, uint32_t, std::string_view>> gold;
  for (const KeyName& name : key.names) {
    if (!gold.emplace(name.bytes.begin, name.bytes.end, name.type).second) continue;
    ++counts.names[name.type].gold;
  }
  for (size_t i = 0; i < names.span.size(); ++i) {
    std::string_view type = types[static_cast<size_t>(names.type[i])];
    Span bytes = report.text.to_source(names.span[i]);
    F1Counts& here = counts.names[std::string(type)];
    ++here.found;
    here.both += gold.contains({bytes.begin, bytes.end, type});
  }
  return {};
}

bool same_authors(const std::vector<std::string>& key, const std::vector<std::string>& ours) {
  auto tidy = [](const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(ascii::squeezed(name));
    std::sort(out.begin(), out.end());
    return out;
  };
  return tidy(key) == tidy(ours);
}

// Whether the days of our interval hold the day of the truth. No interval is right only where the
// report lets nobody know.
bool date_is_right(const KeyReport& key, const ReportView& view) {
  if (view.published.empty() && view.published_latest.empty())
    return key.earliest.empty() && key.latest.empty();
  auto truth = parse_iso_date(key.written);
  if (!truth) return false;
  auto day_of = [](const std::string& text) { return parse_iso_date(text.substr(0, 10)); };
  auto first = day_of(view.published);
  auto last = day_of(view.published_latest);
  return (!first || first->days() <= truth->days()) && (!last || truth->days() <= last->days());
}

std::string tidy_path(const std::string& pile, const std::string& path) {
  return (std::filesystem::path(pile) / path).lexically_normal().string();
}

Result<void> score_report(const Store& store, const StoredReport& report, const KeyReport& key,
                          const Entities& entities, const EntityNames& names, Counts& counts) {
  Result<ReportView> view = view_report(store, report);
  if (!view) return view.error();
  std::vector<OurBlock> blocks;
  for (const BlockView& block : view->blocks)
    blocks.push_back({report.text.to_source(block.span), block.role, block.kept});
  score_blocks(key, blocks, counts);
  counts.titles.add(ascii::squeezed(view->title) == ascii::squeezed(key.title));
  counts.authors.add(same_authors(key.authors, view->authors));
  counts.dates.add(date_is_right(key, *view));
  Result<void> statements =
      score_statements(store, report, key, names, counts.statements, counts.details);
  if (!statements) return statements;
  Result<void> mentions = note_mentions(store, report, key, entities, counts.mentions);
  if (!mentions) return mentions;
  return score_names(store, report, key, counts);
}

void add_mentions(const MentionPairs& pairs, std::vector<Measure>& out) {
  for (std::string type : {"person", "organisation"}) {
    auto found = pairs.find(type);
    std::vector<MentionPair> all =
        found == pairs.end() ? std::vector<MentionPair>() : found->second;
    out.push_back(mean_measure(type + " mentions",
                               "B-cubed F1; " + std::to_string(all.size()) + " in the key",
                               b_cubed(all)));
    auto [wrong, entities] = false_merges(all);
    out.push_back(share_measure("false merges of " + type + "s",
                                "of our entities, those with names of several", wrong, entities));
  }
}

void add_statements(const StatementCounts& counts, std::vector<Measure>& out) {
  uint64_t found = counts.found.both;
  out.push_back(share_measure("statements found", "contents share half of what both have", found,
                              counts.found.gold));
  out.push_back(share_measure("false statements", "of those we give", counts.found.found - found,
                              counts.found.found));
  out.push_back(share_measure("exact contents", "of those found", counts.exact, found));
  out.push_back(share_measure("speakers", "of those found", counts.speaker, found));
  out.push_back(share_measure("how they are known", "of those found", counts.how, found));
  out.push_back(share_measure("orphans resolved", "of those whose speaker other reports tell",
                              counts.told, counts.elsewhere));
  out.push_back(share_measure("kind", "of those found", counts.kind, found));
  out.push_back(share_measure("polarity", "of those found", counts.polarity, found));
  out.push_back(share_measure("act", "of those found", counts.act, found));
  out.push_back(mean_measure("relay edges",
                             "F1; " + std::to_string(counts.relay.gold) + " in the key",
                             counts.relay.f1()));
}

Measure measure(std::string name, const Count& count, std::string note) {
  return share_measure(std::move(name), std::move(note), count.right, count.all);
}

// A folder that goes with all that is in it.
struct Scratch {
  std::string folder;
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "hearsay-eval-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) folder = name;
  }
  ~Scratch() {
    std::error_code ignored;
    if (!folder.empty()) std::filesystem::remove_all(folder, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

// Measures of the issue list whose stages are still to come.
constexpr std::array<std::string_view, 1> kToCome = {"events"};

}  // namespace

std::string path_below(const std::string& path, const std::string& pile) {
  std::string folder = std::filesystem::path(pile).lexically_normal().string() + "/";
  size_t at = path.find(folder);
  return at == std::string::npos ? path : path.substr(at + folder.size());
}

Result<Scored> score_samples(const Hearsay& hearsay, const std::vector<KeyReport>& key,
                             const std::string& pile) {
  Counts counts;
  Result<Entities> entities = read_entities(hearsay.store());
  if (!entities) return entities.error();
  EntityNames called;
  for (const KeyReport& one : key)
    for (const KeyMention& mention : one.mentions)
      if (mention.named) called[mention.entity].insert(ascii::squeezed(mention.text));
  for (const KeyReport& one : key) {
    std::optional<StoredReport> report;
    for (const std::string& path : one.paths) {
      Result<std::vector<ReportId>> ids = hearsay.store().by_place(tidy_path(pile, path));
      if (!ids) return ids.error();
      if (ids->empty()) continue;
      Result<std::optional<StoredReport>> found = hearsay.store().report(ids->front());
      if (!found) return found.error();
      report = std::move(*found);
      break;
    }
    counts.found.add(report.has_value());
    if (!report) {
      for (Count* count : {&counts.titles, &counts.authors, &counts.dates}) count->add(false);
      score_blocks(one, {}, counts);
      counts.statements.found.gold += one.statements.size();
      for (const KeyStatement& gold : one.statements)
        counts.statements.elsewhere += gold.how == "redundancy";
      continue;
    }
    if (Result<void> scored =
            score_report(hearsay.store(), *report, one, *entities, called, counts);
        !scored)
      return scored.error();
  }
  std::vector<Measure> out = {
      measure("reports read", counts.found, "reports of the key that are in the store"),
      measure("block roles", counts.roles, "blocks of the key with the right role"),
      measure("analysed text", counts.kept, "bytes rightly analysed or set aside"),
      measure("titles", counts.titles, "exact, white space aside"),
      measure("authors", counts.authors, "all of them and no others"),
      measure("dates", counts.dates, "interval holds the true day; none where none can be known")};
  for (std::string_view type : names_of(NameType{})) {
    const F1Counts& names = counts.names[std::string(type)];
    if (names.gold == 0) continue;
    out.push_back(mean_measure(std::string(type) + " names",
                               "F1 of exact spans; " + std::to_string(names.gold) + " in the key",
                               names.f1()));
  }
  add_statements(counts.statements, out);
  add_mentions(counts.mentions, out);
  for (std::string_view name : kToCome) out.push_back(missing_measure(std::string(name)));
  return Scored{std::move(out), std::move(counts.details)};
}

Result<Scored> run_samples(const std::string& folder) {
  Scratch scratch;
  if (scratch.folder.empty())
    return Error{ErrorKind::system, "cannot make a temporary folder", "", -1};
  Result<std::vector<KeyReport>> key = read_key(folder + "/key.jsonl");
  if (!key) return key.error();
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(scratch.folder + "/hearsay.db", Store::Open::write);
  if (!hearsay) return hearsay.error();
  std::atomic<bool> never = false;
  std::string pile = folder + "/pile";
  Result<AddSummary> added = (*hearsay)->add(
      {pile}, {}, [](const AddProgress&) {}, never);
  if (!added) return added.error();
  Result<Scored> out = score_samples(**hearsay, *key, pile);
  if (!out) return out;
  Result<LineageKey> lineage = read_lineage_key(folder + "/key.jsonl");
  if (!lineage) return lineage.error();
  Result<FoundLineage> found = read_lineage((*hearsay)->store(), pile);
  if (!found) return found.error();
  LineageScores scores = score_lineage(*lineage, *found);
  for (Measure& measure : lineage_measures(scores)) out->measures.push_back(std::move(measure));
  out->details.insert(out->details.end(), scores.details.begin(), scores.details.end());
  Result<KeyStories> stories = read_key_stories(folder + "/key.jsonl");
  if (!stories) return stories.error();
  Result<FoundStories> told = read_stories((*hearsay)->store(), pile);
  if (!told) return told.error();
  Scored scored = score_sample_stories(*stories, *told);
  for (Measure& measure : scored.measures) out->measures.push_back(std::move(measure));
  out->details.insert(out->details.end(), scored.details.begin(), scored.details.end());
  return out;
}

}  // namespace hearsay::eval
