// What a store does when its file is damaged, or its writer dies.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>

#include "store/exports/exports.hpp"
#include "store/store.hpp"
#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using namespace store_test_pipeline;

std::string read_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& file, std::string_view bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

// A store of a few reports as one file.
std::string make_store(const Folder& folder, const Fixture& fixture) {
  auto store =
      Store::open(folder.file("made"), Store::Open::write, fixture.pipeline, fixture.resources);
  for (int i = 0; i < 12; ++i) {
    std::string text = "Report " + std::to_string(i) + " says LOUD:\n";
    for (int word = 0; word < 60; ++word) text += "word" + std::to_string(word * i) + " ";
    EXPECT_TRUE((*store)->add(fixture.document(text, "p" + std::to_string(i))).ok());
  }
  EXPECT_TRUE((*store)->commit().ok());
  EXPECT_TRUE((*store)->backup(folder.file("whole")).ok());
  return read_file(folder.file("whole"));
}

// Everything that can be asked, with the errors counted and looked at.
struct Asked {
  int errors = 0;
  void note(const Result<void>& result, const std::string& file) {
    if (result.ok()) return;
    ++errors;
    EXPECT_FALSE(result.error().message.empty());
    EXPECT_EQ(result.error().path, file);
  }
  template <class T>
  void note(const Result<T>& result, const std::string& file) {
    if (!result.ok()) note(Result<void>(result.error()), file);
  }
};

int ask_everything(const std::string& file, const Fixture& fixture) {
  Asked asked;
  auto store = Store::open(file, Store::Open::read, fixture.pipeline, fixture.resources, 0);
  asked.note(store, file);
  if (!store.ok()) return asked.errors;
  std::vector<ReportId> ids;
  asked.note((*store)->each_report([&](const StoredReport& report) {
    ids.push_back(report.id);
    return true;
  }),
             file);
  for (const ReportId& id : ids) {
    asked.note((*store)->source(id), file);
    asked.note((*store)->layer(id, layer_info<Bits>()), file);
    asked.note((*store)->amendments(RowId(id)), file);
    asked.note((*store)->amendments(id, layer_info<Words>()), file);
  }
  asked.note((*store)->counts(), file);
  asked.note((*store)->stale(), file);
  asked.note((*store)->by_prefix("", 100), file);
  asked.note((*store)->by_place("p3"), file);
  asked.note((*store)->search("report OR word*", 100, 0), file);
  asked.note((*store)->table(layer_info<Amendments>()), file);
  for (const std::string& what : exportable(fixture.pipeline))
    asked.note(export_records(**store, what, ExportFormat::jsonl, [](auto) { return true; }), file);
  asked.note((*store)->check(), file);
  store->reset();
  auto writer = Store::open(file, Store::Open::write, fixture.pipeline, fixture.resources, 0);
  asked.note(writer, file);
  if (!writer.ok()) return asked.errors;
  for (const ReportId& id : ids) asked.note((*writer)->remove(id), file);
  asked.note((*writer)->add(fixture.document("one more", "x")), file);
  asked.note((*writer)->commit(), file);
  return asked.errors;
}

TEST(store_damage_test, flipped_bytes_are_errors_with_the_path_and_nothing_worse) {
  Folder folder;
  Fixture fixture;
  std::string whole = make_store(folder, fixture);
  std::string file = folder.file("broken");
  write_file(file, whole);
  EXPECT_EQ(ask_everything(file, fixture), 0) << "unharmed, it works";
  std::mt19937_64 random(7);
  int noticed = 0;
  constexpr int kTurns = 150;
  for (int turn = 0; turn < kTurns; ++turn) {
    std::string bytes = whole;
    for (int flips = 1 + turn % 20; flips > 0; --flips)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    for (const char* suffix : {"", "-wal", "-shm", "-lock"}) std::filesystem::remove(file + suffix);
    write_file(file, bytes);
    noticed += ask_everything(file, fixture) > 0;
  }
  EXPECT_GT(noticed, kTurns / 2) << "most changes hit something that is used";
}

TEST(store_damage_test, a_file_that_was_cut_is_an_error) {
  Folder folder;
  Fixture fixture;
  std::string whole = make_store(folder, fixture);
  std::string file = folder.file("cut");
  for (size_t size = 0; size < whole.size(); size += whole.size() / 23 + 1) {
    for (const char* suffix : {"", "-wal", "-shm", "-lock"}) std::filesystem::remove(file + suffix);
    write_file(file, std::string_view(whole).substr(0, size));
    EXPECT_GT(ask_everything(file, fixture), 0) << size;
  }
}

TEST(store_damage_test, a_text_that_was_changed_is_found_by_check) {
  Folder folder;
  Fixture fixture;
  std::string file = folder.file("changed");
  // Short sources are kept as they are, so that a change has no checksum of its own to trip over.
  auto store = Store::open(file, Store::Open::write, fixture.pipeline, fixture.resources);
  ASSERT_TRUE((*store)->add(fixture.document("short text", "x")).ok());
  ASSERT_TRUE((*store)->commit().ok());
  store->reset();
  std::string bytes = read_file(file);
  size_t at = bytes.find("short text");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'S';
  write_file(file, bytes);
  auto read = Store::open(file, Store::Open::read, fixture.pipeline, fixture.resources);
  ASSERT_TRUE(read.ok()) << read.error().text();
  auto checked = (*read)->check();
  ASSERT_FALSE(checked.ok());
  EXPECT_EQ(checked.error().kind, ErrorKind::damaged);
}

// ---- writers that die ---------------------------------------------------------------------------

// Adds reports, tells after each commit how many there are, and goes on until it is killed.
[[noreturn]] void write_until_killed(const std::string& file, int tell) {
  Fixture fixture;
  auto store = Store::open(file, Store::Open::write, fixture.pipeline, fixture.resources, 10'000);
  if (!store.ok()) _exit(3);
  auto start = (*store)->counts();
  if (!start.ok()) _exit(4);
  for (auto done = static_cast<uint32_t>(start->reports);;) {
    for (int i = 0; i < 3; ++i, ++done) {
      std::string text = "Report " + std::to_string(done) + " " + std::string(2000, 'x');
      if (!(*store)->add(fixture.document(text, "p")).ok()) _exit(5);
    }
    if (!(*store)->commit().ok()) _exit(6);
    if (write(tell, &done, sizeof done) != sizeof done) _exit(7);
  }
}

TEST(store_damage_test, what_was_committed_survives_a_kill_at_any_moment) {
  Folder folder;
  Fixture fixture;
  std::string file = folder.file("s");
  uint32_t told = 0;
  for (int turn = 0; turn < 12; ++turn) {
    int pipes[2];
    ASSERT_EQ(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) write_until_killed(file, pipes[1]);
    close(pipes[1]);
    uint32_t number = 0;
    ASSERT_EQ(read(pipes[0], &number, sizeof number), ssize_t{sizeof number});
    told = std::max(told, number);
    usleep(static_cast<useconds_t>(turn * 1777 % 9000));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(pipes[0], &number, sizeof number) == ssize_t{sizeof number})
      told = std::max(told, number);
    close(pipes[0]);
    auto store = Store::open(file, Store::Open::read, fixture.pipeline, fixture.resources);
    ASSERT_TRUE(store.ok()) << store.error().text();
    auto counts = (*store)->counts();
    ASSERT_TRUE(counts.ok()) << counts.error().text();
    EXPECT_GE(counts->reports, told);
    EXPECT_EQ(counts->reports % 3, 0u) << "a batch is there as a whole or not at all";
    EXPECT_EQ((*store)->search("report", 100'000, 0)->size(), counts->reports);
  }
  auto store = Store::open(file, Store::Open::write, fixture.pipeline, fixture.resources);
  ASSERT_TRUE(store.ok()) << store.error().text();
  auto checked = (*store)->check();
  EXPECT_TRUE(checked.ok()) << checked.error().text();
}

TEST(store_damage_test, a_writer_killed_while_it_makes_the_store_leaves_none_or_a_sound_one) {
  Fixture fixture;
  for (int turn = 0; turn < 15; ++turn) {
    Folder folder;
    std::string file = folder.file("s");
    pid_t child = fork();
    if (child == 0) {
      auto store = Store::open(file, Store::Open::write, fixture.pipeline, fixture.resources, 0);
      _exit(store.ok() ? 0 : 1);
    }
    usleep(static_cast<useconds_t>(turn * 1500));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    auto store = Store::open(file, Store::Open::write, fixture.pipeline, fixture.resources, 0);
    ASSERT_TRUE(store.ok()) << store.error().text();
    EXPECT_TRUE((*store)->check().ok());
  }
}

TEST(store_damage_test, another_process_reads_and_makes_backups_during_writing) {
  Folder folder;
  Fixture fixture;
  std::string file = folder.file("s");
  int pipes[2];
  ASSERT_EQ(pipe(pipes), 0);
  pid_t child = fork();
  if (child == 0) write_until_killed(file, pipes[1]);
  uint32_t number = 0;
  ASSERT_EQ(read(pipes[0], &number, sizeof number), ssize_t{sizeof number});
  auto store = Store::open(file, Store::Open::read, fixture.pipeline, fixture.resources);
  ASSERT_TRUE(store.ok()) << store.error().text();
  uint64_t last = 0;
  for (int turn = 0; turn < 5; ++turn) {
    ASSERT_EQ(read(pipes[0], &number, sizeof number), ssize_t{sizeof number});
    auto counts = (*store)->counts();
    ASSERT_TRUE(counts.ok()) << counts.error().text();
    EXPECT_GE(counts->reports, std::max<uint64_t>(number, last));
    last = counts->reports;
    std::string copy = folder.file("copy" + std::to_string(turn));
    auto made = (*store)->backup(copy);
    ASSERT_TRUE(made.ok()) << made.error().text();
    auto other = Store::open(copy, Store::Open::write, fixture.pipeline, fixture.resources);
    ASSERT_TRUE(other.ok()) << other.error().text();
    EXPECT_TRUE((*other)->check().ok());
    EXPECT_GE((*other)->counts()->reports, last);
    EXPECT_EQ((*other)->counts()->reports % 3, 0u);
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  close(pipes[0]);
  close(pipes[1]);
}

}  // namespace
}  // namespace hearsay
