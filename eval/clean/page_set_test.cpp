#include "eval/clean/page_set.hpp"

#include <gtest/gtest.h>

#include "ingest/packing/packing.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay::eval {
namespace {

using api_test_folder::Folder;

// "id: gold", with what else is known of the page.
std::vector<std::string> dump(const Result<PageSet>& set) {
  if (!set) return {set.error().message};
  std::vector<std::string> out;
  for (const GoldPage& page : set->pages)
    out.push_back(page.id + ": " + page.gold + (page.found ? " <- " + *page.found : "") +
                  (page.article ? "" : ", no article") + (page.held_out ? ", held out" : ""));
  return out;
}

using Lines = std::vector<std::string>;

TEST(page_set_test, bodies_in_one_file) {
  Folder folder;
  folder.write("ground-truth.json",
               R"({"b2": {"articleBody": "Talks ended.", "url": "http://vell.example/"},
                   "a1": {"articleBody": null}, "c3": {}})");
  Result<PageSet> set = read_page_set(folder.path());
  EXPECT_EQ(dump(set), (Lines{"a1: ", "b2: Talks ended.", "c3: "}));
  EXPECT_EQ(set->kind, PageSetKind::bodies);
  EXPECT_EQ(set->pages[1].html, folder.at("html/b2.html.gz"));
}

TEST(page_set_test, what_a_tool_gave) {
  Folder folder;
  folder.write("ground-truth.json", R"({"a": {"articleBody": "x"}, "b": {"articleBody": "y"}})");
  folder.write("prediction.json", R"({"b": {"articleBody": "z"}, "a": {"articleBody": ""}})");
  EXPECT_EQ(dump(read_page_set(folder.path())), (Lines{"a: x <- ", "b: y <- z"}));
  folder.write("prediction.json", R"({"b": {"articleBody": "z"}})");
  EXPECT_EQ(dump(read_page_set(folder.path())),
            Lines{"the keys are not those of ground-truth.json"});
}

TEST(page_set_test, page_types) {
  Folder folder;
  auto write = [&](const std::string& id, const std::string& type, const std::string& body) {
    folder.write("ground-truth/" + id + ".json",
                 R"({"ground_truth": {"main_content": )" + body +
                     R"(}, "_internal": {"page_type": {"primary": ")" + type + R"("}}})");
  };
  write("0007", "article", R"("Seven")");
  write("0010", "article", R"("Ten")");
  write("0005", "forum", "null");
  folder.write("ground-truth/notes.txt", "no page");
  Result<PageSet> set = read_page_set(folder.path());
  EXPECT_EQ(dump(set),
            (Lines{"0005: , no article, held out", "0007: Seven", "0010: Ten, held out"}));
  EXPECT_EQ(set->pages[1].html, folder.at("html/0007.html.gz"));
}

TEST(page_set_test, readability) {
  Folder folder;
  folder.write("b/source.html.gz", "x");
  folder.write("b/expected.html.gz", "x");
  folder.write("a/source.html.gz", "x");
  Result<PageSet> set = read_page_set(folder.path());
  EXPECT_EQ(dump(set), Lines{"b: "});
  EXPECT_EQ(set->pages[0].gold_html, folder.at("b/expected.html.gz"));
}

TEST(page_set_test, what_is_no_benchmark_is_refused) {
  Folder folder;
  EXPECT_EQ(read_page_set(folder.path()).error().kind, ErrorKind::missing);
  EXPECT_EQ(read_page_set(folder.at("nowhere")).error().kind, ErrorKind::missing);
  for (const char* bad : {"", "{", "[1]", "\"text\""}) {
    folder.write("ground-truth.json", bad);
    EXPECT_EQ(read_page_set(folder.path()).error().kind, ErrorKind::damaged) << bad;
  }
}

TEST(page_set_test, pages_are_unpacked_and_are_html_whatever_they_look_like) {
  Folder folder;
  std::string path = folder.write("a.html.gz", packing::gzip("Plain words"));
  Result<Source> page = read_page(path, {});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->bytes, "Plain words");
  EXPECT_EQ(page->format, Format::html);
  EXPECT_FALSE(read_page(folder.at("none.html.gz"), {}).ok());
}

TEST(page_set_test, one_page_in_five_is_held_out) {
  for (const char* id : {"0000", "0005", "1230"}) EXPECT_TRUE(is_held_out(id)) << id;
  for (const char* id : {"0001", "1234", "", "page-5", "5a0"}) EXPECT_FALSE(is_held_out(id)) << id;
}

}  // namespace
}  // namespace hearsay::eval
