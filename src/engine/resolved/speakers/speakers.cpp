// See speakers.hpp.
#include "resolved/speakers/speakers.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "resolved/wording/wording.hpp"

namespace hearsay {
namespace {

constexpr size_t kMostPostings = 64;  // statements that share a run, beyond which it tells nothing

// How well a report knows who speaks.
int rank_of(SpeakerHow how) {
  switch (how) {
    case SpeakerHow::named:
      return 3;
    case SpeakerHow::role:
    case SpeakerHow::pronoun:
      return 2;
    case SpeakerHow::continuation:
      return 1;
    default:
      return 0;
  }
}

// A quotation whose speaker is known.
struct Known {
  RowId entity;
  ReportId report;
  Span content;
  std::string name;  // that he is usually known by
  int rank = 0;
};
// One whose speaker other reports may tell.
struct Asked {
  RowId statement;
  ReportId report;
  std::optional<RowId> entity;  // of whom the report seems to mean
  int rank = 0;                 // 0 if it means nobody who is known
  Place called;                 // where the report calls him something
  std::string name;
  size_t words = 0;
  std::vector<uint64_t> runs;
};

class Finder {
 public:
  Finder(const People& people, const Groups& groups) {
    take(people);
    take(groups);
  }

  void add(const ReportId& id, const Text& text, const Mentions& mentions,
           const Statements& statements) {
    if (statements.kind.empty()) return;
    std::vector<RowId> chains = row_ids(layer_info<Mentions>(), &mentions, id);
    std::vector<RowId> ids = row_ids(layer_info<Statements>(), &statements, id);
    for (size_t row = 0; row < ids.size(); ++row) {
      bool quoted = statements.kind[row] != StatementKind::indirect;
      std::vector<std::string> words;
      if (quoted) words = words_of(text, statements.content[row]);
      std::vector<uint64_t> runs = runs_of(words);
      int rank = rank_of(statements.how[row]);
      auto mention = mention_at(mentions, statements.named[row]);
      auto entity =
          mention ? entities_.find(chains[mentions.first[*mention].index]) : entities_.end();
      bool known = !statements.name[row].empty() && entity != entities_.end();
      Place called{id, mention ? mentions.span[*mention] : Span::none()};
      std::string own(statements.name[row]);
      if (statements.how[row] != SpeakerHow::named && !runs.empty())
        asked_.push_back({ids[row], id, known ? std::optional(entity->second) : std::nullopt,
                          known ? rank : 0, called, own, words.size(), runs});
      else if (known)
        call(ids[row], entity->second, own, called);
      if (!known) continue;
      const std::string& name = names_.at(entity->second);
      auto number = static_cast<uint32_t>(known_.size());
      if (runs.empty()) continue;
      known_.push_back({entity->second, id, statements.content[row].front(), name, rank});
      for (uint64_t run : runs) {
        std::vector<uint32_t>& postings = of_run_[run];
        if (postings.size() < kMostPostings) postings.push_back(number);
      }
    }
  }

  Amendments finish() {
    for (const Asked& one : asked_)
      if (!tell(one) && one.entity) call(one.statement, *one.entity, one.name, one.called);
    return std::move(out_);
  }

 private:
  template <class Resolved>
  void take(const Resolved& rows) {
    for (size_t i = 0; i < rows.chain.size(); ++i) {
      entities_.emplace(rows.chain[i], rows.entity[i]);
      names_.emplace(rows.entity[i], std::string(rows.name[i]));
    }
  }

  // Whom other reports give these words, if those that know best agree, and know better than the
  // report itself: whoever names a speaker knows better than who says he, and that better than who
  // lets somebody speak on.
  bool tell(const Asked& one) {
    std::unordered_map<uint32_t, size_t> shared;
    for (uint64_t run : one.runs)
      if (auto found = of_run_.find(run); found != of_run_.end())
        for (uint32_t number : found->second) ++shared[number];
    std::vector<uint32_t> all;
    int rank = 0;
    for (auto [number, count] : shared) {
      const Known& known = known_[number];
      if (known.report == one.report || count * 10 < one.runs.size() * 8) continue;
      all.push_back(number);
      rank = std::max(rank, known.rank);
    }
    std::sort(all.begin(), all.end());
    std::optional<uint32_t> best;
    for (uint32_t number : all) {
      if (known_[number].rank < rank) continue;
      if (best && known_[*best].entity != known_[number].entity) return false;
      if (!best) best = number;
    }
    if (!best || rank <= one.rank || known_[*best].entity == one.entity) return false;
    // Few words may be anybody's.
    if (one.entity && one.words < kShort) return false;
    const Known& known = known_[*best];
    Place place{known.report, known.content};
    const std::string why = "another report gives him these words";
    amend(one.statement, "speaker_name", known.name, why, place);
    amend(one.statement, "speaker_how", "redundancy", why, place);
    amend(one.statement, "speaker_entity", known.entity.hex(), why, place);
    return true;
  }

  // What the report itself tells of a speaker: the name that he is usually known by.
  void call(const RowId& statement, const RowId& entity, const std::string& own,
            const Place& place) {
    const std::string& name = names_.at(entity);
    if (name != own) amend(statement, "speaker_name", name, "usually called so", place);
  }

  void amend(const RowId& target, std::string_view field, std::string_view value,
             std::string_view why, const Place& evidence) {
    out_.target.push_back(target);
    out_.field.push_back(field);
    out_.value.push_back(value);
    out_.why.push_back(why);
    out_.evidence.push_back({&evidence, 1});
  }

  std::map<RowId, RowId> entities_;  // of chains
  std::map<RowId, std::string> names_;
  std::vector<Known> known_;
  std::vector<Asked> asked_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> of_run_;
  Amendments out_;
};

}  // namespace

Amendments set_speakers(const Across<Text, Mentions, Statements>& reports, const People& people,
                        const Groups& groups) {
  Finder finder(people, groups);
  reports.each([&](const ReportId& id, const Text& text, const Mentions& mentions,
                   const Statements& statements) { finder.add(id, text, mentions, statements); });
  return finder.finish();
}

}  // namespace hearsay
