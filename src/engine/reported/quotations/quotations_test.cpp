#include "reported/quotations/quotations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace hearsay {
namespace {

std::vector<std::string> inner_of(std::string_view text, std::vector<Span> blocks = {}) {
  if (blocks.empty()) blocks = {{0, static_cast<uint32_t>(text.size())}};
  Quotations found = quotations_in(text, blocks);
  std::vector<std::string> out;
  for (Span span : found.inner) out.emplace_back(text.substr(span.begin, span.size()));
  return out;
}

using Texts = std::vector<std::string>;

TEST(quotations_test, nothing_is_quoted_in_nothing) {
  EXPECT_TRUE(inner_of("").empty());
  EXPECT_TRUE(inner_of("No boat leaves.").empty());
  EXPECT_TRUE(inner_of("\"").empty());
  EXPECT_TRUE(inner_of("\"\"").empty());
}

TEST(quotations_test, apostrophes_quote_nothing) {
  EXPECT_TRUE(inner_of("It's the crew's boat, the Joneses' boat, rock 'n' roll.").empty());
  EXPECT_TRUE(inner_of("’Twas the boats’ crews’ pay in the ’90s.").empty());
}

TEST(quotations_test, every_form_of_mark_is_read_alike) {
  for (std::string_view text :
       {"He said “no”.", "He said \"no\".", "He said „no“.", "He said «no».", "He said ``no''.",
        "He said ‘no’.", "He said 'no'."})
    EXPECT_EQ(inner_of(text), Texts{"no"}) << text;
}

TEST(quotations_test, one_sign_says_nothing_about_the_next_paragraph) {
  std::string text = "He said “no.\nIt rained.\nShe said “yes”.";
  EXPECT_EQ(inner_of(text, {{0, 14}, {15, 25}, {26, 44}}), (Texts{"no.", "yes"}));
}

TEST(quotations_test, many_marks_take_no_longer_than_their_number) {
  std::string text;
  for (int i = 0; i < 300000; ++i) text += "'\" \"'"[i % 5];
  for (int i = 0; i < 300000; ++i) text += "“‘ "[i % 7 % 3];
  std::string opening;
  for (int i = 0; i < 200000; ++i) opening += " 'a";
  for (const std::string& one : {text, opening}) EXPECT_LE(inner_of(one).size(), one.size());
}

}  // namespace
}  // namespace hearsay
