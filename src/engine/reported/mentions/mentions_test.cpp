#include "reported/mentions/mentions.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

TEST(mentions_test, without_weights_nothing_is_found) {
  Resources none;
  EXPECT_TRUE(find_mentions(Text(), Roles(), Metadata(), Encoding(), Tokens(), Sentences(), Tags(),
                            Parse(), Names(), Quotations(), Statements(), none)
                  .span.empty());
}

TEST(mentions_test, every_mention_leads_to_the_first_of_the_same) {
  Source source;
  source.format = Format::text;
  source.bytes =
      "No boat leaves Tavra\n\nIlse Vard, the harbour master, closed the harbour on "
      "Monday. \"No boat leaves,\" Vard said. She told Palle Okrist to wait.";
  Document document(std::move(source));
  make_pipeline().analyse(document, make_resources());
  const auto& mentions = document.get<Mentions>();
  const auto& text = document.get<Text>();
  std::vector<std::string_view> vard;
  for (size_t i = 0; i < mentions.span.size(); ++i) {
    uint32_t first = mentions.first[i].index;
    ASSERT_LE(first, i);
    EXPECT_EQ(mentions.first[first].index, first);
    if (text[mentions.span[first]] == "Ilse Vard") vard.push_back(text[mentions.span[i]]);
  }
  EXPECT_EQ(vard, (std::vector<std::string_view>{"Ilse Vard", "Vard", "She"}));
}

}  // namespace
}  // namespace hearsay
