#include "surfaces/api/files.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::Folder;
using api_test_folder::never;
namespace fs = std::filesystem;

struct Found {
  std::vector<std::string> files;
  std::vector<Failure> failures;
};

Found find(const std::vector<std::string>& arguments, const std::vector<std::string>& except = {}) {
  Found found;
  find_files(
      arguments, except,
      [&found](const std::string& path) {
        found.files.push_back(path);
        return true;
      },
      [&found](Failure failure) { found.failures.push_back(std::move(failure)); });
  return found;
}

using Names = std::vector<std::string>;

TEST(files_test, a_folder_gives_its_files_in_byte_order) {
  Folder folder;
  Names expected = {folder.write("B.txt", ""), folder.write("a/z.txt", ""),
                    folder.write("a/z/1.txt", ""), folder.write("a0.txt", ""),
                    folder.write("é.txt", "")};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(find({folder.path()}).files, expected);
  EXPECT_EQ(find({folder.path() + "//./"}).files, expected) << "paths are tidied";
}

TEST(files_test, names_of_any_bytes_come_back_as_they_are) {
  Folder folder;
  Names expected = {folder.write("\xff\xfe.txt", ""), folder.write("a\nb.txt", ""),
                    folder.write("two words [1].txt", "")};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(find({folder.path()}).files, expected);
  EXPECT_EQ(find({folder.at("two words [1].txt")}).files, Names{folder.at("two words [1].txt")})
      << "a file of that name comes before the pattern";
}

TEST(files_test, patterns_match_files_and_folders) {
  Folder folder;
  Names expected = {folder.write("p1/a.txt", ""), folder.write("p2.txt", "")};
  folder.write("q.txt", "");
  EXPECT_EQ(find({folder.at("p*")}).files, expected);
  Found none = find({folder.at("x*")});
  ASSERT_EQ(none.failures.size(), 1u);
  EXPECT_EQ(none.failures[0].reason, "no file matches the pattern");
}

TEST(files_test, what_cannot_be_read_is_told) {
  Folder folder;
  fs::create_symlink(folder.at("nowhere"), folder.at("dangling"));
  ASSERT_EQ(::mkfifo(folder.at("pipe").c_str(), 0600), 0);
  folder.write("sound.txt", "");
  Found found = find({folder.path(), folder.at("missing"), folder.at("dangling")});
  EXPECT_EQ(found.files, Names{folder.at("sound.txt")});
  std::map<std::string, std::string> reasons;
  for (const Failure& failure : found.failures) reasons[failure.path] = failure.reason;
  EXPECT_EQ(reasons[folder.at("dangling")], "is a link to nothing");
  EXPECT_EQ(reasons[folder.at("pipe")], "is neither a file nor a folder");
  EXPECT_EQ(reasons[folder.at("missing")], "there is no such file or folder");
  EXPECT_EQ(found.failures.size(), 4u) << "the link was named and met in its folder";
}

TEST(files_test, an_empty_folder_is_told) {
  Folder folder;
  Found found = find({folder.path()});
  ASSERT_EQ(found.failures.size(), 1u);
  EXPECT_EQ(found.failures[0].reason, "the folder holds no files");
}

TEST(files_test, a_dangling_link_named_like_a_pattern_ends) {
  Folder folder;
  fs::create_symlink(folder.at("nowhere"), folder.at("d*d"));
  Found found = find({folder.at("d*"), folder.at("d*d")});
  EXPECT_TRUE(found.files.empty());
  ASSERT_EQ(found.failures.size(), 2u);
  EXPECT_EQ(found.failures[0].reason, "is a link to nothing");
}

TEST(files_test, links_to_folders_are_not_followed) {
  Folder folder;
  Names expected = {folder.write("deep/a.txt", "")};
  fs::create_directory_symlink(folder.path(), folder.at("deep/round"));
  Found found = find({folder.path()});
  EXPECT_EQ(found.files, expected);
  EXPECT_TRUE(found.failures.empty());
}

TEST(files_test, excepted_files_are_passed_over_under_any_name) {
  Folder folder;
  std::string store = folder.write("store.db", "x");
  fs::create_hard_link(store, folder.at("other-name.db"));
  fs::create_symlink(store, folder.at("link.db"));
  std::string report = folder.write("a.txt", "");
  Found found = find({folder.path(), store, folder.at("link.db")}, {store, folder.at("not-there")});
  EXPECT_EQ(found.files, Names{report});
  EXPECT_TRUE(found.failures.empty());
}

TEST(files_test, visiting_stops_when_told) {
  Folder folder;
  for (char c = 'a'; c < 'f'; ++c) folder.write(std::string(1, c), "");
  int seen = 0;
  find_files(
      {folder.path(), folder.path()}, {}, [&seen](const std::string&) { return ++seen < 3; },
      [](const Failure&) {});
  EXPECT_EQ(seen, 3);
}

TEST(files_test, ten_thousand_nested_folders_are_walked) {
  Folder folder;
  // Deeper than a path may be long: what lies below must be told, not lost and no crash.
  int here = ::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY);
  for (int depth = 0; depth < 2000; ++depth) {
    ASSERT_EQ(::mkdirat(here, "ddd", 0700), 0);
    int next = ::openat(here, "ddd", O_RDONLY | O_DIRECTORY);
    ::close(here);
    here = next;
  }
  ::close(here);
  Found found = find({folder.path()});
  EXPECT_TRUE(found.files.empty());
  ASSERT_FALSE(found.failures.empty());
}

TEST(files_test, a_file_is_read_and_a_missing_one_is_an_error) {
  Folder folder;
  auto reader = open_file(folder.write("a.txt", "seven b"), never());
  ASSERT_TRUE(reader.ok());
  char buffer[16];
  EXPECT_EQ(*(*reader)->read(buffer), 7u);
  EXPECT_EQ(*(*reader)->read(buffer), 0u);
  EXPECT_FALSE(open_file(folder.at("missing"), never()).ok());
  auto directory = open_file(folder.path(), never());
  ASSERT_TRUE(directory.ok());
  EXPECT_FALSE((*directory)->read(buffer).ok());
}

TEST(files_test, stop_ends_a_read_that_waits) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  std::atomic<bool> stop = false;
  auto reader = open_file("/dev/fd/" + std::to_string(ends[0]), stop);
  ASSERT_TRUE(reader.ok());
  std::thread stopper([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    stop = true;
  });
  char buffer[4];
  Result<size_t> got = (*reader)->read(buffer);
  stopper.join();
  ::close(ends[0]);
  ::close(ends[1]);
  ASSERT_FALSE(got.ok());
  EXPECT_EQ(got.error().message, "interrupted");
}

TEST(files_test, sizes_are_of_files_only) {
  Folder folder;
  EXPECT_EQ(file_size(folder.write("a.txt", "12345")), 5u);
  EXPECT_EQ(file_size("-"), 0u);
  EXPECT_EQ(file_size(folder.at("missing")), 0u);
}

}  // namespace
}  // namespace hearsay
