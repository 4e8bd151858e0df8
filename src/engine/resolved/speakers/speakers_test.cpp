#include "resolved/speakers/speakers.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace hearsay {
namespace {

// Two reports of one quotation; the second does not tell who spoke.
class Reports : public Collection {
 public:
  Reports(std::string first, std::string second) {
    add(1, std::move(first), true);
    add(2, std::move(second), false);
  }
  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [id, values] : reports_) visitor(id, values);
    return {};
  }
  RowId chain;

 private:
  void add(uint64_t number, std::string text, bool known) {
    ReportId id(Id128{number, 0});
    auto mentions = std::make_shared<Mentions>();
    auto statements = std::make_shared<Statements>();
    Span name{0, 4};
    if (known) {
      mentions->span.push_back(name);
      mentions->type.push_back(NameType::person);
      mentions->form.push_back(MentionForm::name);
      mentions->first.push_back({0});
      mentions->fullest.push_back({0});
      mentions->role.push_back(Span::none());
      mentions->score.push_back({9000});
      chain = row_ids(layer_info<Mentions>(), mentions.get(), id)[0];
    }
    Span content{5, static_cast<uint32_t>(text.size())};
    statements->kind.push_back(StatementKind::direct);
    statements->act.push_back(Act::say);
    statements->polarity.push_back(Polarity::asserted);
    statements->content.push_back(std::vector<Span>{content});
    statements->cue.push_back(Span::none());
    statements->speaker.push_back(known ? name : Span::none());
    statements->name.push_back(known ? "Vard" : "");
    statements->named.push_back(known ? name : Span::none());
    statements->how.push_back(known ? SpeakerHow::named : SpeakerHow::unresolved);
    statements->speaker_score.push_back({});
    statements->addressee.push_back(Span::none());
    statements->relay.push_back({});
    statements->relay_names.push_back("");
    statements->relay_cues.push_back({});
    statements->date.push_back("");
    statements->date_latest.push_back("");
    statements->date_words.push_back(Span::none());
    statements->score.push_back({9000});
    reports_.push_back(
        {id, {std::make_shared<Text>(std::move(text), OffsetMap()), mentions, statements}});
  }
  std::vector<std::pair<ReportId, std::vector<std::shared_ptr<const void>>>> reports_;
};

Amendments amended(const Reports& reports) {
  People people;
  people.chain.push_back(reports.chain);
  people.entity.push_back(reports.chain);
  people.name.push_back("Ilse Vard");
  people.why.push_back("");
  people.evidence.push_back({});
  return set_speakers(Across<Text, Mentions, Statements>(reports), people, Groups());
}

std::string value_of(const Amendments& all, std::string_view field, std::string_view why) {
  for (size_t i = 0; i < all.target.size(); ++i)
    if (all.field[i] == field && all.why[i] == why) return std::string(all.value[i]);
  return "";
}

constexpr std::string_view kOther = "another report gives him these words";

TEST(speakers_test, the_same_words_have_the_same_speaker) {
  Reports reports("Vard No boat leaves the harbour before Friday, and none comes in.",
                  "---- no boat leaves the harbour before Friday and none comes in");
  Amendments all = amended(reports);
  EXPECT_EQ(value_of(all, "speaker_name", "usually called so"), "Ilse Vard");
  EXPECT_EQ(value_of(all, "speaker_name", kOther), "Ilse Vard");
  EXPECT_EQ(value_of(all, "speaker_how", kOther), "redundancy");
  EXPECT_EQ(value_of(all, "speaker_entity", kOther), reports.chain.hex());
}

TEST(speakers_test, other_words_tell_nothing) {
  Reports reports("Vard No boat leaves the harbour before Friday, and none comes in.",
                  "---- No boat leaves the island before winter, and none comes back.");
  EXPECT_EQ(value_of(amended(reports), "speaker_name", kOther), "");
  Reports few("Vard No boats today.", "---- No boats today.");
  EXPECT_EQ(value_of(amended(few), "speaker_name", kOther), "");
}

}  // namespace
}  // namespace hearsay
