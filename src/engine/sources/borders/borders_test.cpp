#include "sources/borders/borders.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace hearsay {
namespace {

ReportId id(uint64_t number) {
  return ReportId(Id128{number, 0});
}

Span at(const std::string& text, std::string_view words) {
  size_t begin = text.find(words);
  return begin == std::string::npos
             ? Span::none()
             : Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size())};
}

class Pages : public Collection {
 public:
  // A page with one statement: what is said, the speaker's name and where it stands, how he is
  // known.
  void add(uint64_t number, const std::string& text, const std::string& content,
           const std::string& name, SpeakerHow how) {
    auto statements = std::make_shared<Statements>();
    Span said = at(text, content);
    statements->kind.push_back(StatementKind::direct);
    statements->act.push_back(Act::say);
    statements->polarity.push_back(Polarity::asserted);
    statements->content.push_back({&said, 1});
    statements->cue.push_back(Span::none());
    statements->speaker.push_back(Span::none());
    statements->name.push_back(name);
    statements->named.push_back(at(text, name));
    statements->how.push_back(how);
    statements->speaker_score.push_back({9000});
    statements->addressee.push_back(Span::none());
    statements->relay.push_back({});
    statements->relay_names.push_back("");
    statements->relay_cues.push_back({});
    statements->date.push_back("");
    statements->date_latest.push_back("");
    statements->date_words.push_back(Span::none());
    statements->score.push_back({9000});
    all_[id(number)] = {std::make_shared<const Text>(text, OffsetMap()),
                        std::make_shared<const Mentions>(), statements};
    texts_[number] = text;
  }
  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [number, values] : all_) visitor(number, values);
    return {};
  }
  Place place(uint64_t number, std::string_view words) const {
    return {id(number), at(texts_.at(number), words)};
  }

 private:
  std::map<ReportId, std::vector<std::shared_ptr<const void>>> all_;
  std::map<uint64_t, std::string> texts_;
};

constexpr std::string_view kHere = "“The boats stay,” she said.";

// Page 2 is page 1's passage behind a sentence of its own about somebody else.
Pages two_pages(const std::string& parent_speaker, SpeakerHow how) {
  Pages pages;
  pages.add(1, "Ilse Okrist spoke in Vell. " + std::string(kHere), "The boats stay", parent_speaker,
            SpeakerHow::pronoun);
  pages.add(2, "Maude Elleran sang. " + std::string(kHere), "The boats stay", "Maude Elleran", how);
  return pages;
}

std::string amended(const Pages& pages, CopyRelation relation) {
  CopyEdges copies;
  copies.from.push_back(id(1));
  copies.to.push_back(id(2));
  copies.relation.push_back(relation);
  copies.form.push_back(PassageForm::verbatim);
  Place from = pages.place(1, kHere);
  Place to = pages.place(2, kHere);
  copies.from_span.push_back({&from, 1});
  copies.to_span.push_back({&to, 1});
  copies.score.push_back({9000});
  copies.why.push_back("");
  Amendments found = cut_at_borders(Across<Text, Mentions, Statements>(pages), copies, People());
  std::string out;
  for (size_t row = 0; row < found.target.size(); ++row)
    out += (row == 0 ? "" : ", ") + std::string(found.field[row]) + "=" +
           std::string(found.value[row]);
  return out;
}

TEST(borders_test, the_report_that_a_passage_comes_from_tells_who_speaks_in_it) {
  EXPECT_EQ(amended(two_pages("Ilse Okrist", SpeakerHow::pronoun), CopyRelation::spliced),
            "speaker_name=Ilse Okrist, speaker_how=redundancy, speaker_entity=");
}

TEST(borders_test, where_it_does_not_nobody_is_the_speaker) {
  EXPECT_EQ(amended(two_pages("", SpeakerHow::continuation), CopyRelation::spliced),
            "speaker_name=, speaker_how=unresolved, speaker_entity=");
}

TEST(borders_test, names_at_the_statement_and_whole_copies_stay) {
  EXPECT_EQ(amended(two_pages("Ilse Okrist", SpeakerHow::named), CopyRelation::spliced), "");
  EXPECT_EQ(amended(two_pages("Ilse Okrist", SpeakerHow::pronoun), CopyRelation::extended), "");
}

}  // namespace
}  // namespace hearsay
