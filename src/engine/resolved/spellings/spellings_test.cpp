#include "resolved/spellings/spellings.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

TEST(spellings_test, spellings_of_one_name_are_near) {
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  for (auto [a, b] : std::vector<std::pair<const char*, const char*>>{{"qasemi", "ghasemi"},
                                                                      {"lavrentyev", "lavrentiev"},
                                                                      {"baqeri", "bagheri"},
                                                                      {"yuri", "iurii"},
                                                                      {"christoph", "kristof"},
                                                                      {"mathilde", "matilda"}}) {
    EXPECT_TRUE(spellings.same(a, b)) << a << " " << b << " " << spellings.cost(a, b);
    EXPECT_EQ(spellings.cost(a, b), spellings.cost(b, a));
  }
  for (auto [a, b] : std::vector<std::pair<const char*, const char*>>{
           {"lavrov", "ryabkov"}, {"maria", "omar"}, {"vard", "okrist"}, {"ali", "olga"}})
    EXPECT_FALSE(spellings.same(a, b)) << a << " " << b << " " << spellings.cost(a, b);
  EXPECT_EQ(spellings.cost("vard", "vard"), 0U);
}

TEST(spellings_test, spellings_share_a_skeleton) {
  EXPECT_EQ(Spellings::skeleton("qasemi"), Spellings::skeleton("ghasemi"));
  EXPECT_EQ(Spellings::skeleton("schmidt"), Spellings::skeleton("shmit"));
  EXPECT_NE(Spellings::skeleton("vard"), Spellings::skeleton("okrist"));
  EXPECT_EQ(Spellings::skeleton(""), "");
}

// Common names in several spellings, invented ones, and what is no name.
const std::vector<std::string>& some_words() {
  static const std::vector<std::string> words = {"qasemi",
                                                 "ghasemi",
                                                 "kassemi",
                                                 "petrov",
                                                 "petrova",
                                                 "lavrov",
                                                 "lavrentyev",
                                                 "lavrentiev",
                                                 "yuri",
                                                 "iurii",
                                                 "schmidt",
                                                 "shmit",
                                                 "smith",
                                                 "christoph",
                                                 "kristof",
                                                 "christopher",
                                                 "mathilde",
                                                 "matilda",
                                                 "maude",
                                                 "maud",
                                                 "maria",
                                                 "mary",
                                                 "ali",
                                                 "olga",
                                                 "omar",
                                                 "muhammad",
                                                 "mohamed",
                                                 "mohammed",
                                                 "tchaikov",
                                                 "chaykov",
                                                 "vard",
                                                 "wardt",
                                                 "okrist",
                                                 "okryst",
                                                 "terdiqul",
                                                 "terdikul",
                                                 "o",
                                                 "",
                                                 "иванов",
                                                 "ivanov",
                                                 "f16",
                                                 "shemirzan",
                                                 std::string(Spellings::kLongest, 'a'),
                                                 std::string(Spellings::kLongest + 1, 'a')};
  return words;
}

TEST(spellings_test, a_cost_that_is_asked_for_up_to_some_is_that_or_far) {
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  size_t within = 0, beyond = 0;
  for (const std::string& a : some_words())
    for (const std::string& b : some_words()) {
      uint32_t whole = spellings.cost(a, b);
      EXPECT_EQ(whole == 0, a == b) << a << " " << b;
      EXPECT_LE(whole, Spellings::kFar);
      std::vector<uint32_t> limits = {0, 1, 100, 250, 500, 700, 1500, 4000, Spellings::kFar};
      if (whole > 0 && whole < Spellings::kFar)
        limits.insert(limits.end(), {whole - 1, whole, whole + 1});
      for (uint32_t most : limits) {
        uint32_t expected = whole <= most ? whole : Spellings::kFar;
        EXPECT_EQ(spellings.cost(a, b, most), expected) << a << " " << b << " " << most;
        EXPECT_EQ(spellings.cost(b, a, most), expected) << a << " " << b << " " << most;
        ++(expected < Spellings::kFar ? within : beyond);
      }
    }
  EXPECT_GT(within, 500U);
  EXPECT_GT(beyond, 500U);
}

// The words of a name in full.
bool may_be_one(const Spellings& spellings, std::string_view a, std::string_view b) {
  std::vector<std::string> x = Spellings::words_of(a);
  std::vector<std::string> y = Spellings::words_of(b);
  EXPECT_EQ(spellings.may_be_one_person(x, y), spellings.may_be_one_person(y, x)) << a << b;
  return spellings.may_be_one_person(x, y);
}

TEST(spellings_test, names_that_can_be_of_one_person) {
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  for (auto [a, b] :
       std::vector<std::pair<const char*, const char*>>{{"Bahram Qasemi", "Bahram Ghasemi"},
                                                        {"Bill Harcourt", "William Harcourt"},
                                                        {"W. Harcourt", "William Harcourt"},
                                                        {"Jong Un Kim", "Kim Jong-un"},
                                                        {"Ali bin Qasemi", "Ali Qasemi"},
                                                        {"Ilse Vard Okrist", "Ilse Vard"},
                                                        {"Ilse Anna Vard", "Ilse Vard"},
                                                        {"Osk Tarrin Jr", "Osk Tarrin"}})
    EXPECT_TRUE(may_be_one(spellings, a, b)) << a << ", " << b;
  for (auto [a, b] :
       std::vector<std::pair<const char*, const char*>>{{"Pavel Qasemi", "Bahram Qasemi"},
                                                        {"Paul Vard", "Paula Vard"},
                                                        {"Osk Tarrin Jr", "Osk Tarrin Sr"},
                                                        {"Ilse Anna Vard", "Ilse Greta Vard"},
                                                        {"Ilse Vard", ""}})
    EXPECT_FALSE(may_be_one(spellings, a, b)) << a << ", " << b;
}

TEST(spellings_test, petrov_and_petrova_are_two) {
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  for (auto [a, b] :
       std::vector<std::pair<const char*, const char*>>{{"Petrov", "Petrova"},
                                                        {"Sasha Petrov", "Sasha Petrova"},
                                                        {"S. Petrov", "Sasha Petrova"},
                                                        {"Petrov", "Sasha Petrova"},
                                                        {"Sasha Dorchenkin", "Sasha Dorchenkina"}})
    EXPECT_FALSE(may_be_one(spellings, a, b)) << a << ", " << b;
  EXPECT_TRUE(may_be_one(spellings, "Sasha Petrova", "S. Petrova"));
}

TEST(spellings_test, given_names_that_look_like_particles_and_middle_names_tell_two_apart) {
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  for (auto [a, b] :
       std::vector<std::pair<const char*, const char*>>{{"Ben Harcourt", "Casey Harcourt"},
                                                        {"Al Gorran", "Tipper Gorran"},
                                                        {"Van Morlan", "Jim Morlan"},
                                                        {"George H. W. Vard", "George W. Vard"}})
    EXPECT_FALSE(may_be_one(spellings, a, b)) << a << ", " << b;
  EXPECT_TRUE(may_be_one(spellings, "Ben Harcourt", "Harcourt"));
  EXPECT_TRUE(may_be_one(spellings, "George W. Vard", "George Vard"));
}

TEST(spellings_test, a_name_is_its_words_in_small_letters) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(Spellings::words_of("Zoë  MÄRTENS-Vard"), (Words{"zoe", "martens", "vard"}));
  EXPECT_EQ(Spellings::words_of("the Orlan Company"), (Words{"orlan", "company"}));
  EXPECT_EQ(Spellings::words_of("The"), Words{"the"});
  EXPECT_EQ(Spellings::words_of("O'Hara"), Words{"ohara"});
  EXPECT_EQ(Spellings::words_of(" ., "), Words{});
}

TEST(spellings_test, a_curly_apostrophe_is_an_apostrophe) {
  EXPECT_EQ(Spellings::words_of("O’Hara"), Spellings::words_of("O'Hara"));
  EXPECT_EQ(Spellings::words_of("“Vard”"), Spellings::words_of("\"Vard\""));
}

TEST(spellings_test, without_costs_only_the_same_word_is_the_same) {
  Spellings spellings{Resources()};
  EXPECT_TRUE(spellings.same("vard", "vard"));
  EXPECT_FALSE(spellings.same("maude", "maud"));
}

}  // namespace
}  // namespace hearsay
