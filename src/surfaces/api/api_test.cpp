#include "surfaces/api/api.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>

#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::add;
using api_test_folder::Folder;
using api_test_folder::make_store;
using api_test_folder::never;

constexpr std::string_view kFerry =
    "Ferry waits at Tern Harbour\n\nThe harbour master of Tern Harbour said on Monday that the "
    "ferry would not leave before the storm had passed.\n";
constexpr std::string_view kVote =
    "Vell votes again\n\nAnu Selk of Vell called the vote a farce on Tuesday and asked for "
    "another one before the summer.\n";

Id128 only_report(const Hearsay& hearsay) {
  auto ids = hearsay.store().by_prefix("", 2);
  EXPECT_EQ(ids->size(), 1u);
  return ids->front();
}

TEST(api_test, adding_counts_new_known_and_paths) {
  Folder folder;
  std::string first = folder.write("a.txt", kFerry);
  std::string copy = folder.write("b.txt", kFerry);
  std::string other = folder.write("c.txt", kVote);
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write);
  ASSERT_TRUE(hearsay.ok()) << hearsay.error().text();
  auto summary = add(**hearsay, {first, copy, other, folder.at("missing")});
  ASSERT_TRUE(summary.ok()) << summary.error().text();
  EXPECT_EQ(summary->added, 2u);
  EXPECT_EQ(summary->known, 1u);
  EXPECT_EQ(summary->paths, 1u);
  EXPECT_EQ(summary->failures, 1u);
  EXPECT_EQ(summary->files, 3u);
  EXPECT_FALSE(summary->interrupted);
  auto again = add(**hearsay, {first, copy, other});
  EXPECT_EQ(again->added, 0u);
  EXPECT_EQ(again->known, 3u);
  EXPECT_EQ(again->paths, 0u);
  auto report = (*hearsay)->store().report((*hearsay)->store().by_place(first)->front());
  EXPECT_EQ((*report)->paths, (std::vector<std::string>{first, copy}));
}

TEST(api_test, a_file_named_many_times_is_one_report) {
  Folder folder;
  std::string file = folder.write("a.txt", kFerry);
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write);
  for (unsigned jobs : {1U, 4U}) {
    auto summary = add(**hearsay, std::vector<std::string>(3000, file), jobs);
    ASSERT_TRUE(summary.ok());
    EXPECT_EQ(summary->added + summary->known, 3000u);
    EXPECT_EQ(summary->paths, 0u);
  }
  EXPECT_EQ((*hearsay)->store().counts()->reports, 1u);
}

TEST(api_test, a_set_stop_adds_nothing_and_says_interrupted) {
  Folder folder;
  std::string file = folder.write("a.txt", kFerry);
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write);
  std::atomic<bool> stop = true;
  auto summary = (*hearsay)->add(
      {file}, {}, [](const AddProgress&) {}, stop);
  ASSERT_TRUE(summary.ok());
  EXPECT_TRUE(summary->interrupted);
  EXPECT_EQ(summary->added, 0u);
  EXPECT_EQ(summary->failures, 0u) << "an interruption is no fault of the input";
}

TEST(api_test, stopped_in_the_middle_it_continues_later) {
  Folder folder;
  // More than fits between two threads, so that reading has not ended when something is stored.
  std::string filler(100'000, ' ');
  for (int i = 0; i < 2000; ++i)
    folder.write("pile/" + std::to_string(i) + ".txt",
                 std::string(kFerry) + std::to_string(i) + filler);
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write);
  std::atomic<bool> stop = false;
  uint64_t reported = 0;
  auto first = (*hearsay)->add(
      {folder.at("pile")}, {},
      [&](const AddProgress& now) {
        reported = now.added;
        stop = true;
      },
      stop);
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(first->interrupted);
  EXPECT_LT(first->added, 2000u);
  EXPECT_GT(first->added, 0u);
  EXPECT_EQ(first->added, reported) << "the last report of progress is all that was added";
  auto second = add(**hearsay, {folder.at("pile")});
  EXPECT_EQ(first->added + second->added, 2000u);
  EXPECT_FALSE(second->interrupted);
}

TEST(api_test, more_jobs_than_any_machine_has_are_cut) {
  Folder folder;
  std::string file = folder.write("a.txt", kFerry);
  auto hearsay = Hearsay::open(folder.at("store.db"), Store::Open::write);
  auto summary = add(**hearsay, {file}, 4'000'000'000U);
  ASSERT_TRUE(summary.ok());
  EXPECT_EQ(summary->added, 1u);
}

TEST(api_test, adding_to_a_store_opened_for_reading_is_an_error) {
  Folder folder;
  std::string file = folder.write("a.txt", kFerry);
  make_store(folder, {file});
  auto reading = Hearsay::open(folder.at("store.db"), Store::Open::read);
  ASSERT_TRUE(reading.ok()) << reading.error().text();
  auto summary = add(**reading, {folder.write("b.txt", kVote)});
  EXPECT_FALSE(summary.ok());
}

TEST(api_test, resolve_knows_ids_prefixes_paths_and_rows) {
  Folder folder;
  std::string file = folder.write("a.txt", kFerry);
  auto hearsay = make_store(folder, {file});
  ASSERT_NE(hearsay, nullptr);
  std::string id = only_report(*hearsay).hex();
  std::string upper = id;
  for (char& c : upper) c = static_cast<char>(c >= 'a' && c <= 'f' ? c - 32 : c);
  for (const std::string& name :
       {id, upper, id.substr(0, 4), id.substr(0, 31), file, folder.at(".//a.txt")}) {
    auto named = hearsay->resolve(name);
    ASSERT_TRUE(named.ok()) << name;
    EXPECT_EQ(named->kind, Named::Kind::report);
    EXPECT_EQ(named->report.hex(), id);
  }
  auto row = hearsay->store().row_id(ReportId(only_report(*hearsay)), "roles", 0);
  ASSERT_TRUE(row.ok() && row->has_value());
  auto named = hearsay->resolve((*row)->hex());
  ASSERT_TRUE(named.ok());
  EXPECT_EQ(named->kind, Named::Kind::row);
  EXPECT_EQ(named->report.hex(), id);
}

TEST(api_test, resolve_refuses_what_is_missing_short_or_hostile) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("a.txt", kFerry)});
  std::string id = only_report(*hearsay).hex();
  for (const std::string& name :
       {std::string(), id.substr(0, 3), std::string(32, '0'), std::string(33, '0'),
        std::string("' OR 1=1 --"), std::string("%"), std::string("\xff\xfe"),
        std::string("a\0b", 3), std::string(1 << 20, 'f')}) {
    auto named = hearsay->resolve(name);
    ASSERT_FALSE(named.ok()) << name.substr(0, 40);
    EXPECT_EQ(named.error().kind, ErrorKind::missing);
  }
}

TEST(api_test, an_ambiguous_beginning_is_usage_and_names_the_ids) {
  Folder folder;
  // 2,000 reports have two among them whose ids begin with the same four digits.
  for (int i = 0; i < 2000; ++i)
    folder.write("pile/" + std::to_string(i) + ".txt", std::string(kVote) + std::to_string(i));
  auto hearsay = make_store(folder, {folder.at("pile")});
  auto ids = hearsay->store().by_prefix("", 2000);
  ASSERT_EQ(ids->size(), 2000u);
  bool met = false;
  for (size_t i = 1; i < ids->size() && !met; ++i) {
    std::string before = (*ids)[i - 1].hex();
    std::string here = (*ids)[i].hex();
    if (before.substr(0, 4) != here.substr(0, 4)) continue;
    met = true;
    auto named = hearsay->resolve(here.substr(0, 4));
    ASSERT_FALSE(named.ok());
    EXPECT_EQ(named.error().kind, ErrorKind::usage);
    EXPECT_NE(named.error().message.find(before), std::string::npos);
    EXPECT_NE(named.error().message.find(here), std::string::npos);
    EXPECT_TRUE(hearsay->resolve(here).ok());
  }
  EXPECT_TRUE(met);
}

TEST(api_test, a_file_named_like_an_id_is_found_by_its_path) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("a.txt", kFerry)});
  std::string digits(32, 'c');
  Source source;
  source.bytes = kVote;
  source.path = digits;
  Document document(std::move(source));
  hearsay->pipeline().analyse(document, hearsay->resources());
  auto writer = const_cast<Store*>(&hearsay->store());
  ASSERT_TRUE(writer->add(document).ok());
  ASSERT_TRUE(writer->commit().ok());
  auto named = hearsay->resolve(digits);
  ASSERT_TRUE(named.ok());
  EXPECT_EQ(named->report, document.id());
}

TEST(api_test, removing_takes_out_what_is_there) {
  Folder folder;
  std::string file = folder.write("a.txt", kFerry);
  auto hearsay = make_store(folder, {file, folder.write("b.txt", kVote)});
  ReportId id = hearsay->resolve(file)->report;
  auto removed = hearsay->remove({id, id, ReportId()});
  ASSERT_TRUE(removed.ok());
  EXPECT_EQ(*removed, (std::vector<bool>{true, false, false}));
  EXPECT_FALSE(hearsay->resolve(file).ok());
  EXPECT_EQ(hearsay->store().counts()->reports, 1u);
}

TEST(api_test, reanalysis_of_all_changes_nothing_and_reports_progress) {
  Folder folder;
  for (int i = 0; i < 450; ++i)
    folder.write("pile/" + std::to_string(i) + ".txt", std::string(kVote) + std::to_string(i));
  auto hearsay = make_store(folder, {folder.at("pile")});
  std::vector<uint64_t> seen;
  auto stale = hearsay->reanalyse(
      Hearsay::Which::stale, 2, [&](uint64_t done, uint64_t) { seen.push_back(done); }, never());
  ASSERT_TRUE(stale.ok());
  EXPECT_EQ(stale->found, 0u);
  EXPECT_TRUE(seen.empty());
  ReportId id = hearsay->store().by_prefix("", 1)->front();
  std::string before = *hearsay->explain(id.hex(), true);
  auto all = hearsay->reanalyse(
      Hearsay::Which::all, 3, [&](uint64_t done, uint64_t) { seen.push_back(done); }, never());
  ASSERT_TRUE(all.ok()) << all.error().text();
  EXPECT_EQ(all->found, 450u);
  EXPECT_EQ(all->done, 450u);
  EXPECT_FALSE(all->interrupted);
  EXPECT_EQ(seen, (std::vector<uint64_t>{200, 400, 450}));
  EXPECT_EQ(*hearsay->explain(id.hex(), true), before);
  EXPECT_TRUE(hearsay->store().check().ok());
}

TEST(api_test, reanalysis_stops_between_batches) {
  Folder folder;
  for (int i = 0; i < 450; ++i)
    folder.write("pile/" + std::to_string(i) + ".txt", std::string(kVote) + std::to_string(i));
  auto hearsay = make_store(folder, {folder.at("pile")});
  std::atomic<bool> stop = false;
  auto all = hearsay->reanalyse(
      Hearsay::Which::all, 2, [&](uint64_t, uint64_t) { stop = true; }, stop);
  ASSERT_TRUE(all.ok());
  EXPECT_TRUE(all->interrupted);
  EXPECT_EQ(all->done, 200u);
  EXPECT_TRUE(hearsay->store().check().ok());
}

struct Mood {
  static constexpr LayerName kLayer{"moods", 1, "A stage that cannot read everything."};
  std::vector<uint32_t> size;
  static constexpr auto columns() { return std::tuple{column("size", &Mood::size, "bytes")}; }
};
std::atomic<bool> fails_at_votes = false;
Mood make_mood(const Source& source) {
  if (fails_at_votes && source.bytes.starts_with("Vell")) throw std::runtime_error("no votes");
  return {{static_cast<uint32_t>(source.bytes.size())}};
}

TEST(api_test, a_report_whose_analysis_fails_is_listed_and_the_others_go_on) {
  Folder folder;
  std::vector<std::string> votes;
  for (int i = 0; i < 3; ++i) {
    votes.push_back(folder.write("v" + std::to_string(i), std::string(kVote) + std::to_string(i)));
    folder.write("f" + std::to_string(i), std::string(kFerry) + std::to_string(i));
  }
  Pipeline pipeline;
  pipeline.add<make_mood>("test/moods");
  ASSERT_TRUE(pipeline.seal().ok());
  auto hearsay = Hearsay::open(folder.at("s.db"), Store::Open::write, std::move(pipeline));
  ASSERT_TRUE(hearsay.ok()) << hearsay.error().text();
  fails_at_votes = true;
  auto added = add(**hearsay, {folder.path()});
  fails_at_votes = false;
  ASSERT_TRUE(added.ok()) << added.error().text();
  EXPECT_EQ(added->added, 3u);
  ASSERT_EQ(added->failed.size(), 3u);
  EXPECT_EQ(added->failed[1], (Failure{votes[1], -1, "analysis gave up: no votes"}));

  EXPECT_EQ(add(**hearsay, {folder.path()})->added, 3u) << "what failed is tried again";
  fails_at_votes = true;
  auto again = (*hearsay)->reanalyse(
      Hearsay::Which::all, 2, [](uint64_t, uint64_t) {}, never());
  fails_at_votes = false;
  ASSERT_TRUE(again.ok()) << again.error().text();
  EXPECT_EQ(again->done, 3u);
  EXPECT_EQ(again->found, 6u);
  EXPECT_FALSE(again->interrupted);
  ASSERT_EQ(again->failed.size(), 3u);
  EXPECT_EQ(again->failed[2], (Failure{votes[2], -1, "analysis gave up: no votes"}));
  EXPECT_EQ((*hearsay)->store().counts()->reports, 6u);
}

TEST(api_test, reading_while_another_thread_adds) {
  Folder folder;
  for (int i = 0; i < 1500; ++i)
    folder.write("pile/" + std::to_string(i) + ".txt", std::string(kFerry) + std::to_string(i));
  auto writing = Hearsay::open(folder.at("store.db"), Store::Open::write);
  ASSERT_TRUE(writing.ok());
  std::atomic<bool> done = false;
  std::thread writer([&] {
    EXPECT_TRUE(add(**writing, {folder.at("pile")}).ok());
    done = true;
  });
  uint64_t last = 0;
  auto reading = Hearsay::open(folder.at("store.db"), Store::Open::read);
  EXPECT_TRUE(reading.ok());
  while (!done) {
    auto counts = (*reading)->store().counts();
    EXPECT_TRUE(counts.ok());
    EXPECT_GE(counts->reports, last);
    last = counts->reports;
  }
  writer.join();
  EXPECT_EQ((*reading)->store().counts()->reports, 1500u);
}

}  // namespace
}  // namespace hearsay
