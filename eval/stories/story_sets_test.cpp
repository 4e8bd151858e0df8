#include "eval/stories/story_sets.hpp"

#include <zlib.h>

#include "eval/measures/test_folder.hpp"

namespace hearsay::eval {
namespace {

namespace fs = std::filesystem;

class story_sets_test : public TestFolder {
 protected:
  void write_packed(const std::string& name, const std::string& bytes) {
    gzFile file = ::gzopen((folder_ / name).c_str(), "wb");
    ASSERT_EQ(::gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size())),
              static_cast<int>(bytes.size()));
    ::gzclose(file);
  }
  Result<std::vector<StorySet>> read() { return read_story_sets(folder_.string()); }
};

TEST_F(story_sets_test, sub_topics_are_the_stories_of_articles_alone) {
  write("articles.jsonl",
        R"({"id":"1_1ecb","topic":1,"subtopic":"1ecb","text":"A ferry sank."})"
        "\n"
        R"({"id":"1_1ecbplus","topic":1,"subtopic":"1ecbplus","text":"A tug sank."})"
        "\n\n"
        R"({"id":"1_2ecb","topic":1,"subtopic":"1ecb","text":"A ferry is lost."})");
  auto sets = read();
  ASSERT_TRUE(sets.ok());
  ASSERT_EQ(sets->size(), 1U);
  const StorySet& set = sets->front();
  EXPECT_EQ(set.name, "ecbplus");
  ASSERT_EQ(set.items.size(), 3U);
  EXPECT_EQ(set.items[1].id, "1_1ecbplus");
  EXPECT_EQ(set.items[1].text, "A tug sank.");
  EXPECT_EQ(set.gold, (Clusters{{0, 2}, {1}}));
  EXPECT_EQ(set.gold_names, (std::vector<std::string>{"1ecb", "1ecbplus"}));
}

TEST_F(story_sets_test, stories_stand_in_a_file_of_their_own) {
  write("articles.jsonl", "{\"id\":7,\"text\":\"a\"}\n{\"id\":9,\"text\":\"b\"}\n");
  write("stories.jsonl", "{\"story\":7,\"gold\":\"silver\",\"articles\":[7,9],\"headlines\":[]}\n");
  auto sets = read();
  ASSERT_TRUE(sets.ok());
  EXPECT_EQ(sets->front().name, "fnc1");
  EXPECT_EQ(sets->front().items[1].id, "9");
  EXPECT_EQ(sets->front().gold, (Clusters{{0, 1}}));
}

TEST_F(story_sets_test, a_story_of_an_article_that_is_not_there_is_damaged) {
  write("articles.jsonl", "{\"id\":7,\"text\":\"a\"}\n");
  write("stories.jsonl", "{\"story\":7,\"articles\":[7]}\n{\"story\":8,\"articles\":[8]}\n");
  auto sets = read();
  ASSERT_FALSE(sets.ok());
  EXPECT_EQ(sets.error().kind, ErrorKind::damaged);
  EXPECT_NE(sets.error().message.find("line 2"), std::string::npos);
}

TEST_F(story_sets_test, packed_titles_are_two_sets) {
  write_packed("T.jsonl.gz",
               "{\"text\": \"herring\", \"cluster\": 5}\n{\"text\": \"gull\", \"cluster\": 3}\n");
  write_packed("TS.jsonl.gz", "{\"text\": \"herring arrive early\", \"cluster\": 5}\n");
  auto sets = read();
  ASSERT_TRUE(sets.ok());
  ASSERT_EQ(sets->size(), 2U);
  EXPECT_EQ((*sets)[0].name, "T");
  EXPECT_EQ((*sets)[0].items[1].id, "2");
  EXPECT_EQ((*sets)[0].gold, (Clusters{{0}, {1}}));
  EXPECT_EQ((*sets)[1].name, "TS");
}

TEST_F(story_sets_test, what_is_none_of_them_is_missing_and_what_is_broken_damaged) {
  auto sets = read();
  ASSERT_FALSE(sets.ok());
  EXPECT_EQ(sets.error().kind, ErrorKind::missing);
  write("articles.jsonl", "{\"id\":\"a\",\"subtopic\":\"x\"}\n");
  sets = read();
  ASSERT_FALSE(sets.ok());
  EXPECT_NE(sets.error().message.find("line 1"), std::string::npos);
  fs::remove(folder_ / "articles.jsonl");
  write("T.jsonl.gz", "this is not packed");
  EXPECT_FALSE(read().ok());
}

}  // namespace
}  // namespace hearsay::eval
