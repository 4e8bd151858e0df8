#include "ingest/clean/cues.hpp"

#include <gtest/gtest.h>

#include "document/pipeline.hpp"

namespace hearsay::clean {
namespace {

Resources lexicons(std::string_view cues, std::string_view names) {
  Resources out;
  out.blobs["knowledge/cues.txt"] = cues;
  out.blobs["knowledge/class_names.txt"] = names;
  return out;
}

int strength(const Resources& resources, std::string_view text, Cue cue) {
  return resources.made<CueLexicon>().find(Words(text))[static_cast<size_t>(cue)];
}

TEST(cues_test, phrases_count_by_where_they_stand) {
  Resources some = lexicons(
      "# a comment\nrelated ^read more\nrelated =more\nshare kindle\n"
      "source_note ^source:\nnonsense x\n",
      "");
  EXPECT_EQ(strength(some, "Read more", Cue::related), 3);
  EXPECT_EQ(strength(some, "READ MORE: the eels", Cue::related), 2);
  EXPECT_EQ(strength(some, "2. Read more 14", Cue::related), 3) << "figures aside";
  EXPECT_EQ(strength(some, "I read more", Cue::related), 0);
  EXPECT_EQ(strength(some, "More", Cue::related), 3);
  EXPECT_EQ(strength(some, "More of it", Cue::related), 0);
  EXPECT_EQ(strength(some, "Send to Kindle", Cue::share), 1);
  EXPECT_EQ(strength(some, "source: a paper", Cue::source_note), 2);
  EXPECT_EQ(strength(some, "source of it", Cue::source_note), 0);
}

TEST(cues_test, names_count_by_their_longest_beginning) {
  Resources some = lexicons("", "comment comment\npromo =ad\narticle story\nshare social\n");
  const auto& lexicon = some.made<NamingLexicon>();
  auto bit = [](Naming naming) { return uint32_t{1} << static_cast<uint32_t>(naming); };
  EXPECT_EQ(lexicon.find("post-comments__list"), bit(Naming::comment));
  EXPECT_EQ(lexicon.find("ad"), bit(Naming::promo));
  EXPECT_EQ(lexicon.find("adventure"), 0u);
  EXPECT_EQ(lexicon.find("mainStoryBody socialBar"), bit(Naming::article) | bit(Naming::share));
  EXPECT_EQ(lexicon.find(""), 0u);
}

TEST(cues_test, the_lexicons_of_the_program_are_read) {
  Resources own = make_resources();
  EXPECT_EQ(strength(own, "• Print Friendly", Cue::share), 3);
  EXPECT_EQ(strength(own, "Leave a Reply", Cue::comment), 3);
  EXPECT_NE(own.made<NamingLexicon>().find("newsletter-signup"), 0u);
}

}  // namespace
}  // namespace hearsay::clean
