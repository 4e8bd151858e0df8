#include "surfaces/api/who.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::Folder;
using api_test_folder::make_store;
using Names = std::vector<std::string>;

// One spokesman in two spellings; a butcher with his surname; accents; a curly apostrophe.
constexpr std::string_view kReports =
    R"({"published":"2018-05-21","text":"Envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, said on Monday that the ferry would sail. \"We will wait for the storm,\" Qasemi said."}
{"published":"2018-06-02","text":"Ferry late again\n\nBahram Ghasemi, the foreign ministry spokesman, said on Tuesday that the ferry was late. Ilse Vard, a baker, denied that bread was dear."}
{"published":"2018-07-09","text":"No storm is seen\n\nBahram Qasemi, the foreign ministry spokesman, told reporters that no storm was seen."}
{"published":"2018-07-10","text":"Meat is dear in Vell\n\nOsk Qasemi, a butcher of Vell, said that meat had become dear. Zoë Märtens, a dentist, said that her patients ate none."}
{"published":"2018-08-01","text":"Barns are full\n\nConor O’Hara, a farmer, said on Wednesday that his barns were full."}
)";

// The store of these reports, and who is who in it.
struct Asked {
  Asked() {
    hearsay = make_store(folder, {folder.write("five.jsonl", kReports)});
    auto read = WhoIsWho::read(hearsay->store(), hearsay->resources());
    who = std::make_unique<WhoIsWho>(std::move(*read));
  }
  // Whom a name finds, by what they are usually called.
  Names found(std::string_view name) const {
    Names out;
    for (const EntityView* one : who->named(name)) out.push_back(one->name);
    std::sort(out.begin(), out.end());
    return out;
  }
  std::string widened(std::string_view query) const { return who->widen(query).query; }

  Folder folder;
  std::unique_ptr<Hearsay> hearsay;
  std::unique_ptr<WhoIsWho> who;
};

TEST(who_test, an_entity_is_read_with_names_roles_and_reasons) {
  Asked in;
  auto found = in.who->named("Ghasemi");
  ASSERT_EQ(found.size(), 1U);
  const EntityView& one = *found[0];
  EXPECT_EQ(one.name, "Bahram Qasemi");
  EXPECT_EQ(one.type, "person");
  using Counts = std::vector<std::pair<std::string, uint64_t>>;
  EXPECT_EQ(one.names, (Counts{{"Bahram Qasemi", 2}, {"Bahram Ghasemi", 1}, {"Qasemi", 1}}));
  ASSERT_EQ(one.roles.size(), 1U);
  EXPECT_EQ(one.roles[0].text, "foreign ministry spokesman");
  EXPECT_EQ(one.roles[0].earliest, "2018-05-21");
  EXPECT_EQ(one.roles[0].latest, "2018-07-09");
  EXPECT_EQ(one.roles[0].reports, 3U);
  EXPECT_EQ(one.mentions, 4U);
  EXPECT_EQ(one.reports, 3U);
  ASSERT_EQ(one.why.size(), 2U);
  EXPECT_EQ(one.why[0], (std::pair<std::string, uint64_t>("the same name", 2)));
  EXPECT_NE(one.why[1].first.find("both are called spokesman"), std::string::npos);
  EXPECT_EQ(one.why[1].second, 1U);
  auto row = in.hearsay->resolve(one.id.hex());
  ASSERT_TRUE(row.ok()) << "the id is that of a row";
  EXPECT_EQ(row->kind, Named::Kind::row);
}

TEST(who_test, who_is_alone_has_no_reasons_and_an_undated_role_no_days) {
  Folder other;
  auto undated = make_store(other, {other.write("a.txt", "Bread\n\nIlse Vard, a baker, said so.")});
  ASSERT_NE(undated, nullptr);
  auto who = WhoIsWho::read(undated->store(), undated->resources());
  ASSERT_EQ(who->all().size(), 1U);
  const EntityView& one = who->all()[0];
  EXPECT_TRUE(one.why.empty());
  ASSERT_EQ(one.roles.size(), 1U);
  EXPECT_EQ(one.roles[0].text, "baker");
  EXPECT_EQ(one.roles[0].earliest, "");
  EXPECT_EQ(one.roles[0].latest, "");
}

TEST(who_test, an_empty_store_has_nobody) {
  Folder folder;
  auto empty = Hearsay::open(folder.at("empty.db"), Store::Open::write);
  ASSERT_TRUE(empty.ok());
  auto who = WhoIsWho::read((*empty)->store(), (*empty)->resources());
  ASSERT_TRUE(who.ok()) << who.error().text();
  EXPECT_TRUE(who->all().empty());
  EXPECT_TRUE(who->named("Qasemi").empty());
  EXPECT_TRUE(who->spellings("Qasemi").empty());
  EXPECT_EQ(who->widen("ferry Qasemi").query, "ferry Qasemi");
}

TEST(who_test, a_pipeline_without_entities_has_nobody) {
  Folder folder;
  Pipeline none;
  ASSERT_TRUE(none.seal().ok());
  auto without = Hearsay::open(folder.at("none.db"), Store::Open::write, std::move(none));
  ASSERT_TRUE(without.ok()) << without.error().text();
  auto who = WhoIsWho::read((*without)->store(), (*without)->resources());
  ASSERT_TRUE(who.ok()) << who.error().text();
  EXPECT_TRUE(who->all().empty());
}

TEST(who_test, a_name_finds_who_has_all_its_words_in_one_name) {
  Asked in;
  const Names both = {"Bahram Qasemi", "Osk Qasemi"};
  EXPECT_EQ(in.found("Qasemi"), both);
  EXPECT_EQ(in.found("Ghasemi"), Names{"Bahram Qasemi"}) << "under his other name, too";
  EXPECT_EQ(in.found("Bahram Ghasemi"), Names{"Bahram Qasemi"});
  EXPECT_EQ(in.found("Qasemi Bahram"), Names{"Bahram Qasemi"}) << "in any order";
  EXPECT_EQ(in.found("Osk Qasemi"), Names{"Osk Qasemi"});
  EXPECT_EQ(in.found("Ilse Qasemi"), Names{}) << "the words are of two";
  EXPECT_EQ(in.found("Bahram Vard"), Names{});
}

TEST(who_test, a_word_may_be_the_begin_of_theirs) {
  Asked in;
  EXPECT_EQ(in.found("qas"), (Names{"Bahram Qasemi", "Osk Qasemi"}));
  EXPECT_EQ(in.found("bah gha"), Names{"Bahram Qasemi"});
  EXPECT_EQ(in.found("ahram"), Names{}) << "but not its end";
  EXPECT_EQ(in.found("Vardson"), Names{}) << "nor may theirs be the begin of it";
}

TEST(who_test, case_and_accents_do_not_count) {
  Asked in;
  EXPECT_EQ(in.found("gHASEMI"), Names{"Bahram Qasemi"});
  EXPECT_EQ(in.found("Ghásemí"), Names{"Bahram Qasemi"});
  EXPECT_EQ(in.found("ZOE MARTENS"), Names{"Zoë Märtens"});
  EXPECT_EQ(in.found("Zoë"), Names{"Zoë Märtens"});
}

TEST(who_test, apostrophes_straight_or_curly_do_not_count) {
  Asked in;
  EXPECT_EQ(in.found("O’Hara"), Names{"Conor O’Hara"});
  EXPECT_EQ(in.found("O'Hara"), Names{"Conor O’Hara"});
  EXPECT_EQ(in.found("ohara"), Names{"Conor O’Hara"});
}

TEST(who_test, other_spellings_are_tried_only_if_nobody_has_the_words) {
  Asked in;
  EXPECT_EQ(in.found("Kasemi"), (Names{"Bahram Qasemi", "Osk Qasemi"}));
  EXPECT_EQ(in.found("Kasemi Bahram"), Names{"Bahram Qasemi"});
  EXPECT_EQ(in.found("Ghasemi"), Names{"Bahram Qasemi"}) << "Osk Qasemi could be Ghasemi, too";
  EXPECT_EQ(in.found("Xylander"), Names{});
}

TEST(who_test, what_has_no_word_finds_nobody) {
  Asked in;
  for (std::string_view name : {"", " ", "...", "\"\"", "'"}) EXPECT_EQ(in.found(name), Names{});
}

TEST(who_test, spellings_are_those_of_the_same_one_without_the_word_itself) {
  Asked in;
  EXPECT_EQ(in.who->spellings("Qasemi"), Names{"ghasemi"});
  EXPECT_EQ(in.who->spellings("qasemi"), Names{"ghasemi"});
  EXPECT_EQ(in.who->spellings("Qásemi"), Names{"ghasemi"});
  EXPECT_EQ(in.who->spellings("GHASEMI"), Names{"qasemi"});
  EXPECT_EQ(in.who->spellings("Bahram"), Names{}) << "his surname is no spelling of it";
  EXPECT_EQ(in.who->spellings("Kasemi"), Names{}) << "as reports have them";
  EXPECT_EQ(in.who->spellings("Qas"), Names{});
  EXPECT_EQ(in.who->spellings("Bahram Qasemi"), Names{}) << "of one word only";
  EXPECT_EQ(in.who->spellings(""), Names{});
}

TEST(who_test, spellings_of_two_apart_are_not_each_others) {
  Folder other;
  auto apart = make_store(
      other, {other.write("a.txt", "Fish\n\nBahram Qasemi, the ministry spokesman, said so."),
              other.write("b.txt", "Meat\n\nOlaf Ghasemi, a butcher of Vell, denied it.")});
  ASSERT_NE(apart, nullptr);
  auto who = WhoIsWho::read(apart->store(), apart->resources());
  ASSERT_EQ(who->named("Qasemi").size(), 1U);
  ASSERT_EQ(who->named("Ghasemi").size(), 1U);
  EXPECT_EQ(who->spellings("Qasemi"), Names{});
}

TEST(who_test, a_search_is_widened_and_says_by_what) {
  Asked in;
  WhoIsWho::Widened one = in.who->widen("ferry Qasemi");
  EXPECT_EQ(one.query, "ferry Qasemi OR ghasemi");
  ASSERT_EQ(one.added.size(), 1U);
  EXPECT_EQ(one.added[0].first, "Qasemi");
  EXPECT_EQ(one.added[0].second, Names{"ghasemi"});
  WhoIsWho::Widened same = in.who->widen("ferry vard");
  EXPECT_EQ(same.query, "ferry vard");
  EXPECT_TRUE(same.added.empty());
  WhoIsWho::Widened nothing = in.who->widen("");
  EXPECT_EQ(nothing.query, "");
  EXPECT_TRUE(nothing.added.empty());
}

TEST(who_test, what_was_typed_with_signs_is_not_widened) {
  Asked in;
  for (std::string_view query :
       {R"("qasemi")", R"("bahram qasemi")", R"("old bahram qasemi said")", "“bahram qasemi”",
        "“old bahram qasemi said”", "“qasemi”", R"(-"bahram qasemi")", "qasemi*", "-qasemi",
        "ferry -ghasemi", "ferry OR storm"}) {
    WhoIsWho::Widened widened = in.who->widen(query);
    EXPECT_EQ(widened.query, query);
    EXPECT_TRUE(widened.added.empty()) << query;
  }
}

TEST(who_test, an_or_that_stands_there_keeps_its_place) {
  Asked in;
  EXPECT_EQ(in.widened("vard OR qasemi"), "vard OR qasemi OR ghasemi");
  EXPECT_EQ(in.widened("qasemi OR vard"), "qasemi OR ghasemi OR vard");
}

TEST(who_test, behind_a_phrase_words_are_widened_again) {
  Asked in;
  EXPECT_EQ(in.widened(R"("bahram qasemi" qasemi)"), R"("bahram qasemi" qasemi OR ghasemi)");
  EXPECT_EQ(in.widened(R"("ferry" qasemi)"), R"("ferry" qasemi OR ghasemi)");
  EXPECT_EQ(in.widened("“bahram qasemi” qasemi"), "“bahram qasemi” qasemi OR ghasemi");
}

TEST(who_test, behind_one_word_in_curly_quotes_words_are_widened_again) {
  Asked in;
  EXPECT_EQ(in.widened("“ferry” qasemi"), "“ferry” qasemi OR ghasemi");
}

// The search takes a phrase to begin and to end at any of “ ” „.
TEST(who_test, a_phrase_in_low_quotes_stays_as_it_is) {
  Asked in;
  EXPECT_EQ(in.widened("„old bahram qasemi said“ vard"), "„old bahram qasemi said“ vard");
  EXPECT_EQ(in.widened("„old bahram“ qasemi"), "„old bahram“ qasemi OR ghasemi");
  EXPECT_EQ(in.widened("”old bahram qasemi said”"), "”old bahram qasemi said”");
}

TEST(who_test, a_widened_search_finds_the_reports_of_both_spellings) {
  Asked in;
  auto exact = in.hearsay->store().search("ferry Ghasemi", 10, 0);
  ASSERT_TRUE(exact.ok());
  EXPECT_EQ(exact->size(), 1U);
  auto wide = in.hearsay->store().search(in.widened("ferry Ghasemi"), 10, 0);
  ASSERT_TRUE(wide.ok());
  EXPECT_EQ(wide->size(), 2U) << "of four with either name";
}

}  // namespace
}  // namespace hearsay
