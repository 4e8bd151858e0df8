// Scores what Hearsay finds in the sample pile against its key (samples/README.md says what the key
// holds). Covered by eval/samples/samples_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "eval/copies/lineage_scores.hpp"
#include "eval/measures/measures.hpp"
#include "eval/stories/samples_stories.hpp"
#include "surfaces/api/api.hpp"

namespace hearsay::eval {

// One report of the key, as far as today's stages are scored. Spans count bytes of the source.
struct KeyBlock {
  Span bytes;
  std::string role;
  bool kept;
};
// Where somebody or something is called by name: no pronoun, no role.
struct KeyName {
  Span bytes;
  std::string type;  // as names_of(NameType)
};
// Where anybody or anything is called anything.
struct KeyMention {
  Span bytes;
  std::string entity;
  bool named;  // else a role or a pronoun
  std::string text;
  std::string type;
};
struct KeyRelay {
  std::string entity;  // empty for nobody of the world
  Span bytes;          // none where no words mark it
};
struct KeyStatement {
  std::vector<Span> content;
  std::string kind, act, polarity, how;
  std::string entity;  // of the speaker; empty for nobody of the world
  Span speaker;        // none where he is not called anything
  std::vector<KeyRelay> relay;
};
struct KeyReport {
  std::string id;
  std::vector<std::string> paths;  // below the pile's folder
  std::string title;
  std::vector<std::string> authors;
  std::string written;           // when it was truly published
  std::string earliest, latest;  // what the report lets a reader know, empty for nothing
  std::vector<KeyBlock> blocks;
  std::vector<KeyName> names;
  std::vector<KeyMention> mentions;
  std::vector<KeyStatement> statements;
};

// Statements, counted as docs/stages/statements.md says.
struct StatementCounts {
  F1Counts found;  // contents that share half of what both have
  uint64_t exact = 0;
  uint64_t speaker = 0, kind = 0, act = 0, polarity = 0, how = 0;  // of those found
  uint64_t elsewhere = 0, told = 0;  // whose speakers only other reports tell; of those the right
  F1Counts relay;
};
// Everything that anybody is called by name in any report.
using EntityNames = std::map<std::string, std::set<std::string>>;
// Adds what is right of the statements of one report.
Result<void> score_statements(const Store& store, const StoredReport& report, const KeyReport& key,
                              const EntityNames& names, StatementCounts& counts,
                              std::vector<std::string>& details);

// A mention of the key: whom it means, and whom ours takes it for; empty where we have none.
struct MentionPair {
  std::string gold, ours;
  bool named;
};
using MentionPairs = std::map<std::string, std::vector<MentionPair>>;  // by type
using Entities = std::map<RowId, RowId>;                               // of chains of mentions
Result<Entities> read_entities(const Store& store);
Result<void> note_mentions(const Store& store, const StoredReport& report, const KeyReport& key,
                           const Entities& entities, MentionPairs& out);
// B-cubed F1; what was not found counts as standing alone.
double b_cubed(const std::vector<MentionPair>& pairs);
// Entities of ours that hold names of more than one of the key's, and how many hold any.
struct Merges {
  uint64_t wrong, all;
};
Merges false_merges(const std::vector<MentionPair>& pairs);

// Reads key.jsonl. `damaged` with the line that is wrong.
Result<std::vector<KeyReport>> read_key(const std::string& file);

// A path of a report without the folder of the pile.
std::string path_below(const std::string& path, const std::string& pile);

// Who copied whom in the store, by the paths of reports below the pile's folder and in bytes of
// their sources (eval/copies/lineage_scores.hpp).
Result<FoundLineage> read_lineage(const Store& store, const std::string& pile);

// Which reports tell of one happening, with the four counts, and which stories continue one
// another, likewise.
Result<FoundStories> read_stories(const Store& store, const std::string& pile);

// The suite: reads the pile of a half (folder with `pile` and `key.jsonl`) into a temporary store
// and scores it.
Result<Scored> run_samples(const std::string& folder);

// The store of `hearsay` must hold the pile that lies in `pile` (as it was given to add).
Result<Scored> score_samples(const Hearsay& hearsay, const std::vector<KeyReport>& key,
                             const std::string& pile);

}  // namespace hearsay::eval
