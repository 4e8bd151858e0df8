#include "store/sqlite/writer_lock.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using store_test_pipeline::Folder;

TEST(writer_lock_test, the_second_is_told_that_the_store_is_busy) {
  Folder folder;
  auto first = WriterLock::take(folder.file("s"), 0);
  ASSERT_TRUE(first.ok()) << first.error().text();
  auto second = WriterLock::take(folder.file("s"), 30);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().kind, ErrorKind::system);
  EXPECT_NE(second.error().message.find("busy"), std::string::npos);
  EXPECT_TRUE(WriterLock::take(folder.file("other"), 0).ok());
}

TEST(writer_lock_test, letting_go_leaves_no_file_and_lets_the_next_in) {
  Folder folder;
  { auto first = WriterLock::take(folder.file("s"), 0); }
  EXPECT_FALSE(std::filesystem::exists(folder.file("s-lock")));
  EXPECT_TRUE(WriterLock::take(folder.file("s"), 0).ok());
}

TEST(writer_lock_test, a_killed_writer_holds_nothing) {
  Folder folder;
  int pipes[2];
  ASSERT_EQ(pipe(pipes), 0);
  pid_t child = fork();
  if (child == 0) {
    auto lock = WriterLock::take(folder.file("s"), 0);
    if (lock.ok() && write(pipes[1], "x", 1) == 1) pause();
    _exit(1);
  }
  char byte = 0;
  ASSERT_EQ(read(pipes[0], &byte, 1), 1);
  EXPECT_FALSE(WriterLock::take(folder.file("s"), 0).ok());
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(WriterLock::take(folder.file("s"), 0).ok());
  close(pipes[0]);
  close(pipes[1]);
}

TEST(writer_lock_test, a_folder_that_is_not_there_is_an_error_and_not_a_wait) {
  Folder folder;
  auto none = WriterLock::take(folder.file("no/such/s"), 60'000);
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().kind, ErrorKind::system);
}

}  // namespace
}  // namespace hearsay
