#include "sources/borders/borders.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace hearsay {
namespace {

ReportId id(uint64_t number) {
  return ReportId(Id128{number, 0});
}

Span at(const std::string& text, std::string_view words, size_t behind = 0) {
  size_t begin = text.find(words, behind);
  return begin == std::string::npos
             ? Span::none()
             : Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size())};
}

// Wherever the name stands, whole or by its last word: of one person.
std::shared_ptr<const Mentions> mentions_of(const std::string& text, const std::string& name) {
  auto out = std::make_shared<Mentions>();
  std::string last = name.substr(name.rfind(' ') + 1);
  for (size_t behind = 0; !name.empty() && at(text, last, behind) != Span::none();) {
    Span whole = at(text, name, behind);
    Span place = at(text, last, behind);
    if (whole.end == place.end) place = whole;
    behind = place.end;
    out->span.push_back(place);
    out->type.push_back(NameType::organisation);
    out->form.push_back(MentionForm::name);
    out->first.push_back({0});
    out->fullest.push_back({0});
    out->role.push_back(Span::none());
    out->score.push_back({9000});
  }
  return out;
}

// A statement: what is said, the speaker's name and how he is known. It stands behind the one above
// it, and has the name from where it stands whole.
struct Said {
  std::string content, name;
  SpeakerHow how;
};

class Pages : public Collection {
 public:
  // The first name is a mention, too.
  void add(uint64_t number, const std::string& text, const std::vector<Said>& all) {
    auto statements = std::make_shared<Statements>();
    size_t behind = 0;
    for (const Said& one : all) {
      Span said = at(text, one.content, behind);
      behind = said.end;
      statements->kind.push_back(StatementKind::direct);
      statements->act.push_back(Act::say);
      statements->polarity.push_back(Polarity::asserted);
      statements->content.push_back({&said, 1});
      statements->cue.push_back(Span::none());
      statements->speaker.push_back(Span::none());
      statements->name.push_back(one.name);
      statements->named.push_back(one.name.empty() ? Span::none() : at(text, one.name));
      statements->how.push_back(one.how);
      statements->speaker_score.push_back({9000});
      statements->addressee.push_back(Span::none());
      statements->relay.push_back({});
      statements->relay_names.push_back("");
      statements->relay_cues.push_back({});
      statements->date.push_back("");
      statements->date_latest.push_back("");
      statements->date_words.push_back(Span::none());
      statements->score.push_back({9000});
    }
    all_[id(number)] = {std::make_shared<const Text>(text, OffsetMap()),
                        mentions_of(text, all.front().name), statements};
    texts_[number] = text;
  }
  void add(uint64_t number, const std::string& text, const std::string& content,
           const std::string& name, SpeakerHow how) {
    add(number, text, {{content, name, how}});
  }
  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [number, values] : all_) visitor(number, values);
    return {};
  }
  Place place(uint64_t number, std::string_view words) const {
    return {id(number), at(texts_.at(number), words)};
  }
  const std::string& text(uint64_t number) const { return texts_.at(number); }

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

// That `to` has these words from `from`.
struct Edge {
  uint64_t from, to;
  std::string_view words = kHere;
  CopyRelation relation = CopyRelation::spliced;
};

Amendments cut(const Pages& pages, const std::vector<Edge>& edges, const Groups& groups) {
  CopyEdges copies;
  for (const Edge& edge : edges) {
    copies.from.push_back(id(edge.from));
    copies.to.push_back(id(edge.to));
    copies.relation.push_back(edge.relation);
    copies.form.push_back(PassageForm::verbatim);
    Place from = pages.place(edge.from, edge.words);
    Place to = pages.place(edge.to, edge.words);
    copies.from_span.push_back({&from, 1});
    copies.to_span.push_back({&to, 1});
    copies.score.push_back({9000});
    copies.why.push_back("");
  }
  return cut_at_borders(Across<Text, Mentions, Statements>(pages), copies, People(), groups);
}

std::string amended(const Pages& pages, const std::vector<Edge>& edges,
                    const Groups& groups = Groups()) {
  Amendments found = cut(pages, edges, groups);
  std::string out;
  for (size_t row = 0; row < found.target.size(); ++row)
    out += (row == 0 ? "" : ", ") + std::string(found.field[row]) + "=" +
           std::string(found.value[row]);
  return out;
}

std::string amended(const Pages& pages, CopyRelation relation) {
  return amended(pages, {{1, 2, kHere, relation}});
}

TEST(borders_test, the_report_that_a_passage_comes_from_tells_who_speaks_in_it) {
  EXPECT_EQ(amended(two_pages("Ilse Okrist", SpeakerHow::pronoun), CopyRelation::spliced),
            "speaker_name=Ilse Okrist, speaker_how=redundancy, speaker_entity=");
}

TEST(borders_test, bodies_speak_too) {
  Pages pages = two_pages("Ilse Okrist", SpeakerHow::continuation);
  auto mentions = mentions_of(pages.text(1), "Ilse Okrist");
  RowId body = row_ids(layer_info<Mentions>(), mentions.get(), id(1))[0];
  Groups groups;
  groups.chain.push_back(body);
  groups.entity.push_back(body);
  groups.name.push_back("Ilse Okrist & Sons");
  EXPECT_EQ(
      amended(pages, {{1, 2}}, groups),
      "speaker_name=Ilse Okrist & Sons, speaker_how=redundancy, speaker_entity=" + body.hex());
}

TEST(borders_test, what_is_taken_back_tells_nobody) {
  Pages pages = two_pages("", SpeakerHow::pronoun);
  pages.add(3, "Tavra voted. " + std::string(kHere), "The boats stay", "Tavra",
            SpeakerHow::pronoun);
  std::string nobody = "speaker_name=, speaker_how=unresolved, speaker_entity=";
  EXPECT_EQ(amended(pages, {{1, 2}, {2, 3}}), nobody + ", " + nobody);
}

TEST(borders_test, it_says_whether_the_name_or_the_statement_is_from_another_report) {
  Amendments found = cut(two_pages("", SpeakerHow::pronoun), {{1, 2}}, Groups());
  EXPECT_EQ(found.why[0], "the statement stands in a passage from another report");
  constexpr std::string_view kNamed = "“The boats stay,” said Ilse Okrist.";
  Pages pages;
  pages.add(1, std::string(kNamed), "The boats stay", "Ilse Okrist", SpeakerHow::named);
  pages.add(2, std::string(kNamed) + " “We sail,” she said.", "We sail", "Ilse Okrist",
            SpeakerHow::pronoun);
  found = cut(pages, {{1, 2, kNamed}}, Groups());
  EXPECT_EQ(found.why[0], "the name stands in a passage from another report");
  EXPECT_EQ(found.evidence[0][0], pages.place(2, kNamed));
}

TEST(borders_test, where_it_does_not_nobody_is_the_speaker) {
  EXPECT_EQ(amended(two_pages("", SpeakerHow::continuation), CopyRelation::spliced),
            "speaker_name=, speaker_how=unresolved, speaker_entity=");
}

TEST(borders_test, names_at_the_statement_and_whole_copies_stay) {
  EXPECT_EQ(amended(two_pages("Ilse Okrist", SpeakerHow::named), CopyRelation::spliced), "");
  EXPECT_EQ(amended(two_pages("Ilse Okrist", SpeakerHow::pronoun), CopyRelation::extended), "");
}

constexpr std::string_view kNobody = "speaker_name=, speaker_how=unresolved, speaker_entity=";

TEST(borders_test, who_is_named_within_the_passage_speaks_in_it) {
  constexpr std::string_view kPassage = "Elleran met the pilots. “The boats stay,” she said.";
  Pages pages;
  pages.add(1, "Dame Maude Elleran came. " + std::string(kPassage), "The boats stay",
            "Maude Elleran", SpeakerHow::pronoun);
  pages.add(2, "Maude Elleran sang. " + std::string(kPassage), "The boats stay", "Maude Elleran",
            SpeakerHow::pronoun);
  EXPECT_EQ(amended(pages, {{1, 2, kPassage}}), "");
  EXPECT_NE(amended(pages, {{1, 2, "“The boats stay,” she said."}}), "")
      << "both names stand ahead of it";
}

TEST(borders_test, who_is_named_behind_the_statement_was_not_meant_by_it) {
  constexpr std::string_view kPassage = "“The boats stay,” she said. Then Elleran left.";
  Pages pages;
  pages.add(1, std::string(kPassage), "The boats stay", "", SpeakerHow::unresolved);
  pages.add(2, "Maude Elleran sang. " + std::string(kPassage), "The boats stay", "Maude Elleran",
            SpeakerHow::pronoun);
  EXPECT_EQ(amended(pages, {{1, 2, kPassage}}), kNobody);
}

TEST(borders_test, passages_of_two_reports_may_overlap) {
  constexpr std::string_view kBoth = "Maude Elleran sang. “The boats stay,” she said.";
  Pages pages = two_pages("", SpeakerHow::pronoun);
  pages.add(3, std::string(kBoth), "The boats stay", "Maude Elleran", SpeakerHow::pronoun);
  EXPECT_EQ(amended(pages, {{1, 2}}), kNobody);
  EXPECT_EQ(amended(pages, {{1, 2}, {3, 2, kBoth}}), "") << "one report has both places";
  EXPECT_EQ(amended(pages, {{3, 2, kBoth}, {1, 2}}), "");
}

TEST(borders_test, of_equal_words_those_in_the_passage_tell) {
  Pages pages = two_pages("", SpeakerHow::pronoun);
  std::string twice = "“The boats stay,” said Palle Vard. Ilse Okrist agreed. ";
  pages.add(1, twice + std::string(kHere),
            {{"The boats stay", "Palle Vard", SpeakerHow::named},
             {"The boats stay", "Ilse Okrist", SpeakerHow::pronoun}});
  EXPECT_EQ(amended(pages, {{1, 2}}),
            "speaker_name=Ilse Okrist, speaker_how=redundancy, speaker_entity=");
  twice = "“The boats stay,” she said. “The boats stay,” he said.";
  pages.add(1, twice,
            {{"The boats stay", "Ilse Okrist", SpeakerHow::pronoun},
             {"The boats stay", "Palle Vard", SpeakerHow::pronoun}});
  pages.add(2, "Maude Elleran sang. " + twice, "The boats stay", "Maude Elleran",
            SpeakerHow::pronoun);
  EXPECT_EQ(amended(pages, {{1, 2, twice}}), kNobody) << "two say it there";
}

}  // namespace
}  // namespace hearsay
