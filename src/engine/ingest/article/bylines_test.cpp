#include "ingest/article/bylines.hpp"

#include <gtest/gtest.h>

namespace hearsay::article {
namespace {

using Names = std::vector<std::string>;

Names names(std::string_view text, BylineCue cue, std::vector<uint32_t> breaks = {}) {
  Names out;
  for (Span name : names_in_byline(text, breaks, cue))
    out.emplace_back(text.substr(name.begin, name.size()));
  return out;
}
Names line(std::string_view text) {
  return names(text, BylineCue::none);
}
Names marked(std::string_view text) {
  return names(text, BylineCue::marked);
}
Names claimed(std::string_view text) {
  return names(text, BylineCue::claimed);
}

TEST(bylines_test, by_words_of_many_languages) {
  Names ilka = {"Ilka Danner"};
  for (std::string_view text :
       {"By Ilka Danner", "by Ilka Danner", "BY Ilka Danner", "Von Ilka Danner", "Par Ilka Danner",
        "Por Ilka Danner", "Di Ilka Danner", "Door Ilka Danner", "Av Ilka Danner", "Af Ilka Danner",
        "Written by Ilka Danner", "Posted by: Ilka Danner", "Words: Ilka Danner",
        "Author: Ilka Danner", "Story by Ilka Danner", "Escrito por Ilka Danner",
        "Ein Beitrag von Ilka Danner", "Scritto da Ilka Danner", "By\nIlka Danner"})
    EXPECT_EQ(line(text), ilka) << text;
  EXPECT_EQ(line("От Илка Даннер"), Names{"Илка Даннер"});
  EXPECT_EQ(line("“by Ilka Danner"), ilka);
  // The word of another element ends where the by-word begins.
  EXPECT_EQ(names("Portby Ilka Danner", BylineCue::none, {4}), ilka);
  EXPECT_EQ(names("Portby Ilka Danner", BylineCue::none), Names{});
}

TEST(bylines_test, lists) {
  Names three = {"Ilka Danner", "Odo Pell", "Salt Wire"};
  EXPECT_EQ(line("By Ilka Danner, Odo Pell and Salt Wire"), three);
  EXPECT_EQ(line("By Ilka Danner, Odo Pell, and Salt Wire"), three);
  EXPECT_EQ(line("By Ilka Danner & Odo Pell & Salt Wire"), three);
  EXPECT_EQ(line("Von Ilka Danner, Odo Pell und Salt Wire"), three);
  EXPECT_EQ(claimed("Ilka Danner; Odo Pell; Salt Wire"), three);
  EXPECT_EQ(line("By Courier staff, OTV and Salt Wire"),
            (Names{"Courier staff", "OTV", "Salt Wire"}));
}

TEST(bylines_test, an_and_within_a_name) {
  EXPECT_EQ(claimed("Danner & Pell"), Names{"Danner & Pell"});
  EXPECT_EQ(claimed("Office for Ships and Eels"), Names{"Office for Ships and Eels"});
}

TEST(bylines_test, roles_degrees_dates_and_handles_are_no_names) {
  Names ilka = {"Ilka Danner"};
  for (std::string_view text :
       {"By Ilka Danner, staff writer", "By Ilka Danner, Vell correspondent",
        "By Ilka Danner, PhD, RD", "By Ilka Danner | 4 March 2019 06:50", "By Ilka Danner @ilka",
        "By Ilka Danner ilka@vell.example", "Posted on March 4, 2019 by Ilka Danner",
        "By Ilka Danner 3 min read", "By Ilka Danner on Monday, March 4, 2019",
        "By Ilka Danner in Shipping", "Vell Evening Bell, By Ilka Danner, 4 March 2019"})
    EXPECT_EQ(line(text), ilka) << text;
  EXPECT_EQ(marked("Ilka Danner\nSenior Editor\nUpdated 4 March 2019\nShare"), ilka);
  EXPECT_EQ(marked("Ilka Danner\nFollow\nPaid"), ilka);
}

TEST(bylines_test, who_only_edited_reviewed_or_photographed) {
  EXPECT_EQ(line("Photo by Ilka Danner"), Names{});
  EXPECT_EQ(line("Edited by Ilka Danner"), Names{});
  EXPECT_EQ(line("Fact-checked by Ilka Danner"), Names{});
  EXPECT_EQ(marked("Medically reviewed by Odo Pell\nWritten by Ilka Danner"), Names{"Ilka Danner"});
  EXPECT_TRUE(introduces_helper("Written by Ilka Danner. Reviewed by "));
  EXPECT_FALSE(introduces_helper("Written by "));
  EXPECT_FALSE(introduces_helper(""));
}

TEST(bylines_test, odd_names) {
  EXPECT_EQ(line("By Ludo van der Marsch"), Names{"Ludo van der Marsch"});
  EXPECT_EQ(line("by L. Underdeck (Capt., retd)"), Names{"L. Underdeck (Capt., retd)"});
  EXPECT_EQ(line("By Courier staff"), Names{"Courier staff"});
  EXPECT_EQ(line("By the Harbour team"), Names{"the Harbour team"});
  EXPECT_EQ(line("By OTV"), Names{"OTV"});
  EXPECT_EQ(marked("(abc"), Names{});
  EXPECT_EQ(line("By Al (abc"), Names{"Al"});
  EXPECT_EQ(line("Written by Odo Danner."), Names{"Odo Danner"});
  EXPECT_EQ(marked("boatwoman"), Names{"boatwoman"});
}

TEST(bylines_test, sentences_are_no_bylines) {
  for (std::string_view text :
       {"By the time he came the boats were gone", "By Monday the boats were gone",
        "Hit by a storm, the boats were gone", "By design", "By", "", " ", "Killed by police",
        "Ilka Danner", "By 2019", "By 4 March 2019"})
    EXPECT_EQ(line(text), Names{}) << text;
}

TEST(bylines_test, no_name_goes_across_an_element) {
  EXPECT_EQ(names("Written byIlka DannerHarbour", BylineCue::none, {10, 21}), Names{"Ilka Danner"});
}

TEST(bylines_test, hostile_input_is_bounded) {
  EXPECT_EQ(marked(std::string(100'000, 'A')), Names{});
  EXPECT_EQ(marked(std::string(900, ',')), Names{});
  EXPECT_EQ(marked("((((((((((((("), Names{});
  EXPECT_EQ(marked("\xE2\x80\x8B"), Names{});
  std::string many;
  for (int i = 0; i < 90; ++i) many += "Al Bo, ";
  EXPECT_LE(marked(many).size(), 40U);
}

TEST(bylines_test, what_is_no_name) {
  for (std::string_view value : {"admin", "undefined", "https://vell.example/ilka", "262588213",
                                 "page.head.author", "{{ author }}", "i@vell.example", ""})
    EXPECT_TRUE(is_no_name(value)) << value;
  EXPECT_FALSE(is_no_name("Ilka Danner"));
  EXPECT_TRUE(is_account("idanner7"));
  EXPECT_TRUE(is_account("ilka"));
  EXPECT_FALSE(is_account("Ilka"));
  EXPECT_FALSE(is_account("ilka danner"));
}

std::string cut(std::string_view text, Span span) {
  return span.is_none() ? "" : std::string(text.substr(span.begin, span.size()));
}

TEST(bylines_test, names_beside_dates_and_roles) {
  auto beside = [](std::string_view text) { return cut(text, name_beside_date(text, {})); };
  EXPECT_EQ(beside("Tuesday, 4 April 2017 06:50 \xC2\xA0 Salt Wire"), "Salt Wire");
  EXPECT_EQ(beside("Salt Wire | 4 April 2017"), "Salt Wire");
  EXPECT_EQ(beside("Port Vell, 4 April 2017"), "");
  EXPECT_EQ(beside("Updated 4 April 2017"), "");
  EXPECT_EQ(beside("Salt Wire"), "");
  auto role = [](std::string_view text) { return cut(text, name_with_role(text)); };
  EXPECT_EQ(role("Ilka Danner, Vell correspondent"), "Ilka Danner");
  EXPECT_EQ(role("Ilka Danner, of Vell"), "");
  EXPECT_EQ(role("Ilka Danner, the correspondent."), "");
  auto signature = [](std::string_view text) { return cut(text, name_in_signature(text)); };
  EXPECT_EQ(signature("Written by Ilka Danner"), "Ilka Danner");
  EXPECT_EQ(signature("Author\nIlka Danner"), "Ilka Danner");
  EXPECT_EQ(signature("By Ilka Danner"), "");
  EXPECT_TRUE(ends_in_by_word("Written by:"));
  EXPECT_TRUE(ends_in_by_word("By"));
  EXPECT_FALSE(ends_in_by_word("Ilka Danner"));
  EXPECT_TRUE(is_only_name("Ilka Danner"));
  EXPECT_FALSE(is_only_name("ILKA DANNER"));
  EXPECT_FALSE(is_only_name("Ilka Danner,"));
  EXPECT_TRUE(is_only_date("Tuesday, 4 April 2017"));
  EXPECT_FALSE(is_only_date("Ilka Danner, 4 April 2017"));
}

}  // namespace
}  // namespace hearsay::article
