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
  Place source;
};
using Pieces = std::vector<Piece>;

std::map<ReportId, Pieces> spliced_reports(const CopyEdges& copies) {
  std::map<ReportId, Pieces> out;
  for (size_t row = 0; row < copies.to.size(); ++row)
    if (copies.relation[row] == CopyRelation::spliced)
      out[copies.to[row]].push_back({copies.to_span[row][0].span, copies.from_span[row][0]});
  return out;
}

bool covers(Span place, uint32_t byte) {
  return place.begin <= byte && byte < place.end;
}

// The first piece that a byte stands in; null for text of the report's own.
const Piece* piece_at(const Pieces& pieces, uint32_t byte) {
  auto found = std::find_if(pieces.begin(), pieces.end(),
                            [byte](const Piece& piece) { return covers(piece.place, byte); });
  return found == pieces.end() ? nullptr : &*found;
}

std::set<ReportId> sources_at(const Pieces& pieces, uint32_t byte) {
  std::set<ReportId> out;
  for (const Piece& piece : pieces)
    if (covers(piece.place, byte)) out.insert(piece.source.report);
  return out;
}

// True unless both places are the report's own text or one other report has both.
bool parts_them(const Pieces& pieces, uint32_t a, uint32_t b) {
  std::set<ReportId> left = sources_at(pieces, a);
  std::set<ReportId> right = sources_at(pieces, b);
  if (left.empty() && right.empty()) return false;
  return std::none_of(left.begin(), left.end(),
                      [&](const ReportId& one) { return right.contains(one); });
}

bool is_carried(SpeakerHow how) {
  return how == SpeakerHow::pronoun || how == SpeakerHow::continuation;
}

std::string words_in(const Text& text, std::span<const Span> places) {
  std::string out;
  for (Span place : places) out += Words(text[place]).joined();
  return out;
}

// True if the speaker is named on the statement's side of the border, too, ahead of it.
bool is_named_near(const Mentions& mentions, Span named, const Pieces& pieces, uint32_t statement) {
  auto speaker = mention_at(mentions, named);
  if (!speaker) return false;
  for (size_t row = 0; row < mentions.span.size() && mentions.span[row].begin < statement; ++row)
    if (mentions.form[row] == MentionForm::name &&
        mentions.first[row] == mentions.first[*speaker] &&
        !parts_them(pieces, mentions.span[row].begin, statement))
      return true;
  return false;
}

// A statement whose speaker stands on the other side of a border.
struct Cut {
  RowId statement;
  std::string_view why;
  Place passage;      // of the name; where that is the report's own, of the statement
  Place source;       // of the statement's passage; of report zero where that is the report's own
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

  void cut(const ReportId& id, const Text& text, const Mentions& mentions,
           const Statements& statements, const Pieces& pieces) {
    std::vector<RowId> ids;
    for (size_t row = 0; row < statements.kind.size(); ++row) {
      Span named = statements.named[row];
      if (!is_carried(statements.how[row]) || named.is_none() || statements.content[row].empty())
        continue;
      uint32_t begin = statements.content[row].front().begin;
      if (!parts_them(pieces, begin, named.begin) || is_named_near(mentions, named, pieces, begin))
        continue;
      const Piece* here = piece_at(pieces, begin);
      const Piece* there = piece_at(pieces, named.begin);
      if (ids.empty()) ids = row_ids(layer_info<Statements>(), &statements, id);
      taken_back_.insert(ids[row]);
      cuts_.push_back({ids[row],
                       there != nullptr ? "the name stands in a passage from another report"
                                        : "the statement stands in a passage from another report",
                       {id, there != nullptr ? there->place : here->place},
                       here != nullptr ? here->source : Place{},
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
      told_[{id, words_in(text, statements.content[row])}].push_back(std::move(speaker));
    }
  }

  Amendments finish() {
    for (const Cut& cut : cuts_) {
      const Speaker* speaker = teller(cut);
      if (speaker == nullptr) {
        amend(cut, "speaker_name", "", cut.why, cut.passage);
        amend(cut, "speaker_how", "unresolved", cut.why, cut.passage);
        amend(cut, "speaker_entity", "", cut.why, cut.passage);
        continue;
      }
      const std::string why = "the report that the passage comes from tells";
      std::string entity = speaker->entity ? speaker->entity->hex() : "";
      amend(cut, "speaker_name", speaker->name, why, speaker->place);
      amend(cut, "speaker_how", "redundancy", why, speaker->place);
      amend(cut, "speaker_entity", entity, why, speaker->place);
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

  // Who says it in the passage that it comes from; null if nobody does, or two.
  const Speaker* teller(const Cut& cut) const {
    auto told = told_.find({cut.source.report, cut.words});
    if (told == told_.end()) return nullptr;
    const Speaker* out = nullptr;
    for (const Speaker& one : told->second) {
      if (!covers(cut.source.span, one.place.span.begin)) continue;
      if (out != nullptr && (one.name != out->name || one.entity != out->entity)) return nullptr;
      if (out == nullptr) out = &one;
    }
    return out;
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
  std::map<std::pair<ReportId, std::string>, std::vector<Speaker>> told_;
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
    for (const Piece& piece : pieces) parents.push_back(piece.source.report);
  }
  std::sort(parents.begin(), parents.end());
  parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
  Cutter cutter(people, groups);
  reports.some(pages, [&](const ReportId& id, const Text& text, const Mentions& mentions,
                          const Statements& statements) {
    cutter.cut(id, text, mentions, statements, spliced.at(id));
  });
  reports.some(parents,
               [&](const ReportId& id, const Text& text, const Mentions& mentions,
                   const Statements& statements) { cutter.tell(id, text, mentions, statements); });
  return cutter.finish();
}

}  // namespace hearsay
