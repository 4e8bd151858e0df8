#include "mentions/world/world.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

std::string_view code(const Country* country) {
  return country == nullptr ? std::string_view("none") : country->code;
}

TEST(world_test, countries_are_known_by_all_their_names) {
  World world(make_resources());
  EXPECT_EQ(code(world.country("Iran")), "IR");
  EXPECT_EQ(code(world.country("IRAN")), "IR");
  EXPECT_EQ(code(world.country("the United States")), "US");
  EXPECT_EQ(code(world.country("U.S.")), "US");
  EXPECT_EQ(code(world.country("us")), "none");
  EXPECT_EQ(code(world.country("Ivory Coast")), "CI");
  EXPECT_EQ(code(world.country("Tehran")), "none");
}

TEST(world_test, capitals_seats_and_peoples_lead_to_their_country) {
  World world(make_resources());
  EXPECT_EQ(code(world.capital_of("Damascus")), "SY");
  EXPECT_EQ(code(world.capital_of("Kiev")), "UA");
  EXPECT_EQ(code(world.seat_of("the Kremlin")), "RU");
  EXPECT_EQ(code(world.seat_of("Moscow")), "none");
  EXPECT_EQ(code(world.demonym_of("Iranian")), "IR");
  EXPECT_EQ(code(world.demonym_of("Syrians")), "SY");
}

TEST(world_test, what_two_countries_share_leads_to_none) {
  World world(make_resources());
  EXPECT_EQ(code(world.demonym_of("Congolese")), "none");
}

TEST(world_test, bodies_are_known_by_name_and_abbreviation) {
  World world(make_resources());
  ASSERT_NE(world.body("IMF"), nullptr);
  EXPECT_EQ(world.body("IMF"), world.body("International Monetary Fund"));
  EXPECT_EQ(world.body("I.M.F."), world.body("IMF"));
  EXPECT_EQ(world.body("who"), nullptr);
  EXPECT_EQ(world.body("Odqara Harbour Board"), nullptr);
}

}  // namespace
}  // namespace hearsay
