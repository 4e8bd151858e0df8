// See borders.hpp.
#include "sources/borders/borders.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/folded_words.hpp"

namespace hearsay {
namespace {

// A passage of a spliced report and where it comes from.
struct Piece {
  Span place;
  ReportId from;
};
using Pieces = std::vector<Piece>;

std::map<ReportId, Pieces> spliced_reports(const CopyEdges& copies) {
  std::map<ReportId, Pieces> out;
  for (size_t row = 0; row < copies.to.size(); ++row)
    if (copies.relation[row] == CopyRelation::spliced)
      out[copies.to[row]].push_back({copies.to_span[row][0].span, copies.from[row]});
  return out;
}

// The piece that a byte stands in; null for text of the report's own.
const Piece* piece_at(const Pieces& pieces, uint32_t byte) {
  auto found = std::find_if(pieces.begin(), pieces.end(), [byte](const Piece& piece) {
    return piece.place.begin <= byte && byte < piece.place.end;
  });
  return found == pieces.end() ? nullptr : &*found;
}

bool is_carried(SpeakerHow how) {
  return how == SpeakerHow::pronoun || how == SpeakerHow::continuation;
}

std::string words_in(const Text& text, std::span<const Span> places) {
  std::string out;
  for (Span place : places) out += Words(text[place]).joined();
  return out;
}

// A statement whose speaker stands on the other side of a border.
struct Cut {
  RowId statement;
  std::string_view why;
  Place passage;      // of the name; where that is the report's own, of the statement
  ReportId from;      // of the statement; zero where that is the report's own
  std::string words;  // what is said
};

struct Speaker {
  std::string name;
  std::optional<RowId> entity;
  Place place;
};

class Cutter {
 public:
  Cutter(const People& people, const Groups& groups) {
    take(people);
    take(groups);
  }

  void cut(const ReportId& id, const Text& text, const Statements& statements,
           const Pieces& pieces) {
    std::vector<RowId> ids;
    for (size_t row = 0; row < statements.kind.size(); ++row) {
      Span named = statements.named[row];
      if (!is_carried(statements.how[row]) || named.is_none() || statements.content[row].empty())
        continue;
      const Piece* here = piece_at(pieces, statements.content[row].front().begin);
      const Piece* there = piece_at(pieces, named.begin);
      if (here == there || (here != nullptr && there != nullptr && here->from == there->from))
        continue;
      if (ids.empty()) ids = row_ids(layer_info<Statements>(), &statements, id);
      taken_back_.insert(ids[row]);
      cuts_.push_back({ids[row],
                       there != nullptr ? "the name stands in a passage from another report"
                                        : "the statement stands in a passage from another report",
                       {id, there != nullptr ? there->place : here->place},
                       here != nullptr ? here->from : ReportId(),
                       words_in(text, statements.content[row])});
    }
  }

  // What a report that passages come from says of who speaks in them.
  void tell(const ReportId& id, const Text& text, const Mentions& mentions,
            const Statements& statements) {
    std::vector<RowId> chains = row_ids(layer_info<Mentions>(), &mentions, id);
    std::vector<RowId> ids = row_ids(layer_info<Statements>(), &statements, id);
    for (size_t row = 0; row < statements.kind.size(); ++row) {
      if (statements.name[row].empty() || statements.content[row].empty()) continue;
      if (taken_back_.contains(ids[row])) continue;
      Speaker speaker{
          std::string(statements.name[row]), std::nullopt, {id, statements.content[row].front()}};
      if (auto at = mention_at(mentions, statements.named[row])) {
        auto entity = entities_.find(chains[mentions.first[*at].index]);
        if (entity != entities_.end()) {
          speaker.entity = entity->second;
          speaker.name = names_.at(entity->second);
        }
      }
      told_[{id, words_in(text, statements.content[row])}] = std::move(speaker);
    }
  }

  Amendments finish() {
    for (const Cut& cut : cuts_) {
      auto told = told_.find({cut.from, cut.words});
      if (told == told_.end()) {
        amend(cut, "speaker_name", "", cut.why, cut.passage);
        amend(cut, "speaker_how", "unresolved", cut.why, cut.passage);
        amend(cut, "speaker_entity", "", cut.why, cut.passage);
        continue;
      }
      const std::string why = "the report that the passage comes from tells";
      const Speaker& speaker = told->second;
      amend(cut, "speaker_name", speaker.name, why, speaker.place);
      amend(cut, "speaker_how", "redundancy", why, speaker.place);
      amend(cut, "speaker_entity", speaker.entity ? speaker.entity->hex() : "", why, speaker.place);
    }
    return std::move(out_);
  }

 private:
  template <class Resolved>
  void take(const Resolved& rows) {
    for (size_t row = 0; row < rows.chain.size(); ++row) {
      entities_.emplace(rows.chain[row], rows.entity[row]);
      names_.emplace(rows.entity[row], rows.name[row]);
    }
  }

  void amend(const Cut& cut, std::string_view field, std::string_view value, std::string_view why,
             const Place& evidence) {
    out_.target.push_back(cut.statement);
    out_.field.push_back(field);
    out_.value.push_back(value);
    out_.why.push_back(why);
    out_.evidence.push_back({&evidence, 1});
  }

  std::map<RowId, RowId> entities_;  // of chains
  std::map<RowId, std::string> names_;
  std::vector<Cut> cuts_;
  std::set<RowId> taken_back_;  // their statements
  std::map<std::pair<ReportId, std::string>, Speaker> told_;
  Amendments out_;
};

}  // namespace

Amendments cut_at_borders(const Across<Text, Mentions, Statements>& reports,
                          const CopyEdges& copies, const People& people, const Groups& groups) {
  std::map<ReportId, Pieces> spliced = spliced_reports(copies);
  std::vector<ReportId> pages;
  std::vector<ReportId> parents;
  for (const auto& [id, pieces] : spliced) {
    pages.push_back(id);
    for (const Piece& piece : pieces) parents.push_back(piece.from);
  }
  std::sort(parents.begin(), parents.end());
  parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
  Cutter cutter(people, groups);
  reports.some(pages, [&](const ReportId& id, const Text& text, const Mentions&,
                          const Statements& statements) {
    cutter.cut(id, text, statements, spliced.at(id));
  });
  reports.some(parents,
               [&](const ReportId& id, const Text& text, const Mentions& mentions,
                   const Statements& statements) { cutter.tell(id, text, mentions, statements); });
  return cutter.finish();
}

}  // namespace hearsay
