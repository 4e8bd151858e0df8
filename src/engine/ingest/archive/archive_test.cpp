#include "ingest/archive/archive.hpp"

#include <gtest/gtest.h>

#include <locale.h>

#include "ingest/packing/packing.hpp"

namespace hearsay {
namespace {

using packing::archived;
using packing::Container;
using packing::Member;
using packing::stored_zip;
using Words = std::vector<std::string>;

struct Seen : ArchiveVisitor {
  bool visit(const std::string& name, uint64_t at, ByteReader& bytes) override {
    names.push_back(name);
    offsets.push_back(at);
    Result<ReadAll> all = read_all(bytes, most);
    texts.push_back(all ? all->bytes : "!" + all.error().message);
    return names.size() < wanted;
  }
  void fail(const std::string& name, uint64_t, std::string why) override {
    failures.push_back(name + ": " + why);
  }
  void pass_over() override { ++passed_over; }

  Words names, texts, failures;
  std::vector<uint64_t> offsets;
  size_t passed_over = 0;
  size_t wanted = SIZE_MAX;
  size_t most = 1 << 20;
};

void walk(std::string_view bytes, Seen& seen, const Limits& limits = {}) {
  MemoryReader memory(bytes);
  BufferedReader window(memory);
  Expansion expansion(limits);
  read_archive(window, limits, expansion, seen);
}

Seen walk(std::string_view bytes, const Limits& limits = {}) {
  Seen seen;
  walk(bytes, seen, limits);
  return seen;
}

const std::vector<Member> kFiles = {{"a.txt", "Words of a."}, {"dir/b.txt", "Words of b."}};

TEST(archive_test, files_of_zip_and_tar_come_in_their_order) {
  for (const char* options : {"zip:compression=deflate", "zip:compression=store"}) {
    Seen seen = walk(archived(Container::zip, kFiles, "", options));
    EXPECT_EQ(seen.names, (Words{"a.txt", "dir/b.txt"}));
    EXPECT_EQ(seen.texts, (Words{"Words of a.", "Words of b."}));
    EXPECT_EQ(seen.offsets[0], 0u);
    EXPECT_GT(seen.offsets[1], 0u);
    EXPECT_TRUE(seen.failures.empty());
  }
  Seen seen = walk(archived(Container::tar, kFiles));
  EXPECT_EQ(seen.names, (Words{"a.txt", "dir/b.txt"}));
  EXPECT_EQ(seen.texts, (Words{"Words of a.", "Words of b."}));
  EXPECT_EQ(seen.offsets, (std::vector<uint64_t>{0, 1024}));
}

TEST(archive_test, names_are_kept_and_control_characters_escaped) {
  std::vector<Member> files = {
      {"b\xC3\xA9.txt", "1"}, {"a\nb\x7F.txt", "2"}, {"../../etc/x", "3"}, {"قاسمی.txt", "4"}};
  for (Container container : {Container::zip, Container::tar})
    EXPECT_EQ(walk(archived(container, files)).names,
              (Words{"b\xC3\xA9.txt", "a\\x0Ab\\x7F.txt", "../../etc/x", "قاسمی.txt"}));
}

TEST(archive_test, folders_links_and_resource_forks_are_passed_over) {
  std::vector<Member> files = {{"dir", "", AE_IFDIR},
                               {"link", "a.txt", AE_IFLNK},
                               {"__MACOSX/._a.txt", "x"},
                               {"a.txt", "Words"}};
  Seen seen = walk(archived(Container::tar, files));
  EXPECT_EQ(seen.names, Words{"a.txt"});
  EXPECT_EQ(seen.passed_over, 3u);
}

TEST(archive_test, an_encrypted_file_is_a_failure_and_the_next_is_read) {
  std::string zip = stored_zip(kFiles);
  zip[6] = static_cast<char>(zip[6] | 1);  // general purpose flag of the first local header
  Seen seen = walk(zip);
  EXPECT_EQ(seen.names, Words{"dir/b.txt"});
  ASSERT_EQ(seen.failures.size(), 1u);
  EXPECT_TRUE(seen.failures[0].starts_with("a.txt: is encrypted")) << seen.failures[0];
}

TEST(archive_test, an_unknown_method_is_an_error_of_its_file) {
  std::string zip = stored_zip(kFiles);
  zip[8] = 77;
  Seen seen = walk(zip);
  ASSERT_EQ(seen.texts.size(), 2u);
  EXPECT_TRUE(seen.texts[0].starts_with("!")) << seen.texts[0];
  EXPECT_EQ(seen.texts[1], "Words of b.");
}

TEST(archive_test, a_torn_archive_gives_what_is_before_the_tear) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "Line " + std::to_string(i * 7919 % 5003) + "\n";
  std::vector<Member> files = {{"a", "Words"}, {"b", text}, {"c", "More"}};
  for (Container container : {Container::zip, Container::tar}) {
    std::string bytes = archived(container, files);
    Seen seen = walk(std::string_view(bytes).substr(0, bytes.size() / 2));
    EXPECT_EQ(seen.names, (Words{"a", "b"}));
    EXPECT_EQ(seen.texts[0], "Words");
    EXPECT_EQ(seen.failures.size(), 1u);
  }
}

TEST(archive_test, a_damaged_file_is_noted) {
  std::string zip = stored_zip(kFiles);
  EXPECT_EQ(walk(zip).texts, (Words{"Words of a.", "Words of b."}));
  zip[zip.find("Words of a")] = 'w';
  Seen seen = walk(zip);
  ASSERT_EQ(seen.texts.size(), 2u);
  EXPECT_NE(seen.texts[0].find("CRC"), std::string::npos) << seen.texts[0];
  EXPECT_EQ(seen.texts[1], "Words of b.");
}

TEST(archive_test, an_archive_of_nothing_is_a_failure) {
  EXPECT_EQ(walk(archived(Container::zip, {})).failures.size(), 1u);
  EXPECT_EQ(walk(archived(Container::tar, {})).failures.size(), 1u);
  EXPECT_EQ(walk("no archive").failures.size(), 1u);
  EXPECT_EQ(walk("").failures.size(), 1u);
}

TEST(archive_test, bombs_and_crowds_are_bounded) {
  Limits limits;
  limits.expansion_free_bytes = 200'000;
  std::string bomb(30'000'000, 'a');
  Seen seen;
  seen.most = SIZE_MAX / 2;
  walk(archived(Container::zip, {{"bomb", bomb}, {"a", "Words"}}), seen, limits);
  ASSERT_EQ(seen.texts.size(), 2u);
  EXPECT_NE(seen.texts[0].find("expands too far"), std::string::npos);
  EXPECT_EQ(seen.texts[1], "Words");
  limits = {};
  limits.members = 1;
  seen = walk(archived(Container::tar, kFiles), limits);
  EXPECT_EQ(seen.names, Words{"a.txt"});
  EXPECT_EQ(seen.failures.size(), 1u);
}

TEST(archive_test, stops_when_the_visitor_wants_no_more) {
  Seen seen;
  seen.wanted = 1;
  walk(archived(Container::zip, kFiles), seen);
  EXPECT_EQ(seen.names.size(), 1u);
  EXPECT_TRUE(seen.failures.empty());
}

std::string unfiltered(std::string_view packed) {
  MemoryReader memory(packed);
  BufferedReader window(memory);
  Limits limits;
  Expansion expansion(limits);
  std::unique_ptr<ByteReader> reader = open_filtered(window, expansion);
  Result<ReadAll> all = read_all(*reader, 1 << 20);
  return all ? all->bytes : "!" + all.error().message;
}

TEST(archive_test, bzip2_and_xz_are_undone) {
  for (const char* filter : {"bzip2", "xz"}) {
    std::string packed = archived(Container::bare, {{"x", "Words"}}, filter);
    EXPECT_EQ(unfiltered(packed), "Words") << filter;
    EXPECT_TRUE(unfiltered(packed.substr(0, packed.size() / 2)).starts_with("!")) << filter;
  }
}

}  // namespace
}  // namespace hearsay
