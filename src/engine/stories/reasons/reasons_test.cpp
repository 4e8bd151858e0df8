#include "stories/reasons/reasons.hpp"

#include <gtest/gtest.h>

#include "base/folded_words.hpp"
#include "stories/test_pile/test_pile.hpp"

namespace hearsay {
namespace {

TEST(reasons_test, tells_names_numbers_days_and_what_weighs_most) {
  Reason reason;
  EXPECT_EQ(in_words(reason, {}), "");
  reason.numbers = 3;
  reason.days = 2;
  reason.summands[0] = 1.24;
  reason.summands[2] = -.55;
  reason.summands[3] = .1;
  EXPECT_EQ(in_words(reason, {"Kesh", "Dargan"}),
            "names in common: Kesh, Dargan; 3 numbers or dates in common; 2 days after the first; "
            "body +1.2, names -0.6");
  reason.copied = true;
  reason.days = 0;
  EXPECT_TRUE(in_words(reason, {}).starts_with("copied; 3 numbers"));
  reason.days = -1;
  EXPECT_NE(in_words(reason, {}).find("; 1 day before the first; "), std::string::npos);
}

TEST(reasons_test, names_are_written_as_the_report_writes_them) {
  Text text("The ferry left Tavra. In Tavra the reeve waited for Larkstone.", {});
  Terms terms = test_terms(text, 0);
  std::vector<uint32_t> stems;
  for (size_t row = 0; row < terms.size(); ++row)
    if (terms.name[row].yes) stems.push_back(terms.stem[row]);
  ASSERT_EQ(stems.size(), 3U);
  EXPECT_EQ(words_of({stems[2], stems[0], 12345}, text, terms),
            (std::vector<std::string>{"Larkstone", "Tavra"}));
}

}  // namespace
}  // namespace hearsay
