// Reports in memory for the tests of the stages that say who is who.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "document/pipeline.hpp"
#include "resolved/chains/chains.hpp"

namespace hearsay {

// Reports as what is mentioned in them, one a line, each a chain of its own.
class TestReports : public Collection {
 public:
  struct Mentioned {
    std::string text;  // the name, or what somebody is called
    std::string role;  // beside the name
    NameType type = NameType::person;
    MentionForm form = MentionForm::name;
    std::string says;  // in quotation marks
  };
  // `published`: the day, empty if unknown. Gives the chains, in the order of `all`.
  std::vector<RowId> add(uint64_t id, const std::vector<Mentioned>& all,
                         std::string_view published = "", std::string_view publisher = "") {
    std::string text;
    auto mentions = std::make_shared<Mentions>();
    auto statements = std::make_shared<Statements>();
    auto end = [&text] { return static_cast<uint32_t>(text.size()); };
    for (const Mentioned& one : all) {
      auto row = static_cast<uint32_t>(mentions->span.size());
      Span role = Span::none();
      if (!one.role.empty()) {
        uint32_t begin = end();
        text += one.role;
        role = {begin, end()};
        text += " ";
      }
      uint32_t begin = end();
      text += one.text;
      bool named = one.form == MentionForm::name || one.form == MentionForm::metonym;
      mentions->span.push_back({begin, end()});
      text += "\n";
      mentions->type.push_back(one.type);
      mentions->form.push_back(one.form);
      mentions->first.push_back({row});
      mentions->fullest.push_back(named ? Row<Mentions>{row} : Row<Mentions>());
      mentions->role.push_back(role);
      mentions->score.push_back({9000});
      if (!one.says.empty()) {
        uint32_t at = end();
        text += one.says;
        quote(*statements, mentions->span.back(), {at, end()});
        text += "\n";
      }
    }
    auto metadata = std::make_shared<Metadata>();
    auto say = [&](MetadataField field, std::string_view value) {
      if (value.empty()) return;
      metadata->field.push_back(field);
      metadata->value.push_back(value);
      metadata->latest.push_back(value);
      metadata->day.push_back("");
      metadata->span.push_back(Span::none());
      metadata->source.push_back(Span::none());
      metadata->how.push_back("test");
      metadata->chosen.push_back({true});
    };
    say(MetadataField::published, published);
    say(MetadataField::publisher, publisher);
    ReportId report(Id128{id, 0});
    reports_.push_back(
        {report, {std::make_shared<Text>(text, OffsetMap()), metadata, mentions, statements}});
    return row_ids(layer_info<Mentions>(), mentions.get(), report);
  }
  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [id, values] : reports_) visitor(id, values);
    return {};
  }

 private:
  static void quote(Statements& statements, Span speaker, Span content) {
    statements.kind.push_back(StatementKind::direct);
    statements.act.push_back(Act::say);
    statements.polarity.push_back(Polarity::asserted);
    statements.content.push_back({&content, 1});
    statements.cue.push_back(Span::none());
    statements.speaker.push_back(speaker);
    statements.name.push_back("somebody");
    statements.named.push_back(speaker);
    statements.how.push_back(SpeakerHow::named);
    statements.speaker_score.push_back({});
    statements.addressee.push_back(Span::none());
    statements.relay.push_back({});
    statements.relay_names.push_back("");
    statements.relay_cues.push_back({});
    statements.date.push_back("");
    statements.date_latest.push_back("");
    statements.date_words.push_back(Span::none());
    statements.score.push_back({9000});
  }

  std::vector<std::pair<ReportId, std::vector<std::shared_ptr<const void>>>> reports_;
};

// Where it stands in `rows` who a chain is; the number of rows for nobody.
template <class Resolved>
size_t row_of(const Resolved& rows, const RowId& chain) {
  return static_cast<size_t>(std::find(rows.chain.begin(), rows.chain.end(), chain) -
                             rows.chain.begin());
}
// Whether two chains were found to be one.
template <class Resolved>
bool are_one(const Resolved& rows, const RowId& a, const RowId& b) {
  size_t one = row_of(rows, a);
  size_t other = row_of(rows, b);
  return one < rows.chain.size() && other < rows.chain.size() &&
         rows.entity[one] == rows.entity[other];
}

// How many are who they are.
template <class Resolved>
size_t count_entities(const Resolved& rows) {
  std::vector<RowId> all(rows.entity);
  std::sort(all.begin(), all.end());
  return static_cast<size_t>(std::unique(all.begin(), all.end()) - all.begin());
}

}  // namespace hearsay
