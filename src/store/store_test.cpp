#include "store/store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "base/hash.hpp"
#include "document/dump.hpp"
#include "store/test_pipeline.hpp"

namespace hearsay {
namespace {

using namespace store_test_pipeline;

struct Opened {
  Folder folder;
  Fixture fixture;
  std::string file = folder.file("s.db");
  std::unique_ptr<Store> store = open(Store::Open::write);

  std::unique_ptr<Store> open(Store::Open mode) {
    auto opened = Store::open(file, mode, fixture.pipeline, fixture.resources, 0);
    EXPECT_TRUE(opened.ok()) << opened.error().text();
    return opened.ok() ? std::move(*opened) : nullptr;
  }
  ReportId add(std::string_view text, std::string_view path = "t") {
    Document document = fixture.document(text, path);
    auto added = store->add(document);
    EXPECT_TRUE(added.ok()) << added.error().text();
    return document.id();
  }
  void commit() {
    auto done = store->commit();
    EXPECT_TRUE(done.ok()) << done.error().text();
  }
};

void expect_sound(const Store& store) {
  auto checked = store.check();
  EXPECT_TRUE(checked.ok()) << checked.error().text();
}

Source odd_source() {
  Source source;
  source.bytes = "<Plain words>, zebras.\n<said> a \xE2\x80\x9Cwoman\xE2\x80\x9D";
  source.format = Format::html;
  source.path = "pile.zip!/a.html";
  source.charset = "utf-8";
  source.url = "https://example.org/a?b=c";
  source.title = std::string("nul \0 in it", 11);
  source.published = "yesterday";
  source.publisher = "The Bell";
  source.external_id = "17";
  source.authors = {"A. One", "", "B. Two"};
  source.fetched = "2018-05-21T00:00:00Z";
  source.problems = {{"cut", "it was cut", 3}, {"odd", "it is odd", -1}};
  source.full_digest = std::string(64, 'a');
  return source;
}

TEST(store_test, a_source_comes_back_exactly) {
  Opened in;
  Source source = odd_source();
  ASSERT_TRUE(in.store->add(in.fixture.document(source)).ok());
  in.commit();
  auto back = in.store->source(source.id());
  ASSERT_TRUE(back.ok()) << back.error().text();
  ASSERT_TRUE(back->has_value());
  const Source& same = **back;
  EXPECT_EQ(same.bytes, source.bytes);
  EXPECT_EQ(same.format, source.format);
  EXPECT_EQ(same.path, source.path);
  EXPECT_EQ(same.charset, source.charset);
  EXPECT_EQ(same.url, source.url);
  EXPECT_EQ(same.title, source.title);
  EXPECT_EQ(same.published, source.published);
  EXPECT_EQ(same.publisher, source.publisher);
  EXPECT_EQ(same.external_id, source.external_id);
  EXPECT_EQ(same.authors, source.authors);
  EXPECT_EQ(same.fetched, source.fetched);
  EXPECT_EQ(same.problems, source.problems);
  EXPECT_EQ(same.full_digest, source.full_digest);
  EXPECT_EQ(same.id(), source.id());
}

TEST(store_test, a_report_and_its_layers_come_back) {
  Opened in;
  Document document = in.fixture.document(odd_source());
  ASSERT_TRUE(in.store->add(document).ok());
  in.commit();
  auto read = in.open(Store::Open::read);
  auto report = read->report(document.id());
  ASSERT_TRUE(report.ok() && report->has_value());
  const Text& text = document.get<Text>();
  EXPECT_EQ((*report)->text.view(), text.view());
  EXPECT_EQ((*report)->text.to_source({0, 12}), text.to_source({0, 12}));
  EXPECT_EQ((*report)->text_sha256, sha256_hex(text.view()));
  EXPECT_EQ((*report)->analysis, in.fixture.pipeline.version(in.fixture.resources));
  EXPECT_EQ((*report)->publisher_claim, "The Bell");
  EXPECT_EQ((*report)->problems, document.get<Source>().problems);
  for (const LayerInfo* info : {&layer_info<Lines>(), &layer_info<Words>(), &layer_info<Bits>(),
                                &layer_info<Passing>(), &layer_info<OffsetMap>()}) {
    auto layer = read->layer(document.id(), *info);
    ASSERT_TRUE(layer.ok()) << layer.error().text();
    const Pipeline::Stage* stage = in.fixture.pipeline.find(info->name.name);
    const void* before = stage != nullptr ? document.find(stage->output.key) : &text.offsets();
    EXPECT_EQ(dump(*info, layer->get(), text.view()), dump(*info, before, text.view()));
    EXPECT_GT(info->size(layer->get()), 0u) << info->name.name;
  }
  EXPECT_EQ(*read->layer(ReportId(Id128{1, 1}), layer_info<Lines>()), nullptr);
}

TEST(store_test, odd_texts_come_back) {
  Opened in;
  std::string rtl =
      "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\x8F"
      "abc";
  std::string nested;
  for (int i = 0; i < 10'000; ++i) nested += "(\"";
  for (const std::string& text :
       {std::string(), std::string("x"), rtl, nested, std::string(3'000'000, 'y'),
        std::string("\xEF\xBF\xBD lone"), std::string("= 1 + 1\t\r\n")}) {
    ReportId id = in.add(text);
    in.commit();
    auto report = in.store->report(id);
    ASSERT_TRUE(report.ok() && report->has_value()) << text.substr(0, 20);
    EXPECT_EQ((*report)->text.view(), text);
  }
  expect_sound(*in.store);
}

TEST(store_test, nothing_is_seen_before_the_commit_and_nothing_is_left_without_it) {
  Opened in;
  ReportId kept = in.add("one");
  in.commit();
  ReportId lost = in.add("two");
  EXPECT_TRUE(*in.store->contains(lost));
  EXPECT_FALSE(in.store->report(lost)->has_value());
  EXPECT_EQ(in.store->counts()->reports, 1u);
  in.store.reset();
  in.store = in.open(Store::Open::write);
  EXPECT_TRUE(*in.store->contains(kept));
  EXPECT_FALSE(*in.store->contains(lost));
  expect_sound(*in.store);
}

TEST(store_test, a_report_is_added_once) {
  Opened in;
  Document document = in.fixture.document("one", "a");
  ASSERT_TRUE(in.store->add(document).ok());
  auto again = in.store->add(document);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().kind, ErrorKind::usage);
  in.commit();
  EXPECT_EQ(in.store->counts()->reports, 1u) << "the first is not harmed by the second";
}

TEST(store_test, paths_are_sorted_and_noted_once) {
  Opened in;
  ReportId id = in.add("one", "m");
  EXPECT_TRUE(*in.store->add_path(id, "z"));
  EXPECT_TRUE(*in.store->add_path(id, "a"));
  EXPECT_FALSE(*in.store->add_path(id, "m"));
  EXPECT_FALSE(in.store->add_path(ReportId(Id128{9, 9}), "a").ok());
  in.commit();
  EXPECT_EQ((*in.store->report(id))->paths, (std::vector<std::string>{"a", "m", "z"}));
  EXPECT_EQ((*in.store->source(id))->path, "a");
  EXPECT_EQ(*in.store->by_place("z"), std::vector<ReportId>{id});
  EXPECT_TRUE(in.store->by_place("y")->empty());
  EXPECT_TRUE(in.store->by_place("")->empty());
}

TEST(store_test, reports_are_found_by_address_and_by_the_beginning_of_their_id) {
  Opened in;
  std::vector<ReportId> ids;
  for (int i = 0; i < 40; ++i) {
    Source source;
    source.bytes = "report " + std::to_string(i);
    source.url = "https://example.org/same";
    ASSERT_TRUE(in.store->add(in.fixture.document(source)).ok());
    ids.push_back(source.id());
  }
  in.commit();
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(*in.store->by_place("https://example.org/same"), ids);
  EXPECT_EQ(*in.store->by_prefix("", 100), ids);
  EXPECT_EQ(in.store->by_prefix("", 7)->size(), 7u);
  EXPECT_EQ(*in.store->by_prefix(ids[5].hex(), 2), std::vector<ReportId>{ids[5]});
  std::string digit = ids[5].hex().substr(0, 1);
  auto some = in.store->by_prefix(digit, 100);
  for (const ReportId& id : *some) EXPECT_EQ(id.hex()[0], digit[0]);
  for (std::string_view wrong : {"g", "0x", "-", "ffffffffffffffffffffffffffffffff0"})
    EXPECT_TRUE(in.store->by_prefix(wrong, 10)->empty()) << wrong;
}

TEST(store_test, output_does_not_depend_on_the_order_of_arrival) {
  std::vector<std::string> texts = {"Alpha beta", "Beta gamma", "Gamma", "plain Plain"};
  std::vector<std::string> seen;
  for (int turn = 0; turn < 2; ++turn) {
    Opened in;
    for (const std::string& text : texts) in.add(text, text);
    in.commit();
    std::string all;
    EXPECT_TRUE(in.store
                    ->each_report([&](const StoredReport& report) {
                      all += report.id.hex() + report.paths.front() + "\n";
                      return true;
                    })
                    .ok());
    EXPECT_TRUE(in.store
                    ->each_row(layer_info<Words>(),
                               [&](const StoredRow& row) {
                                 all += row.id.hex() + row.owner.report.hex() + row.owner.by +
                                        dump_row(layer_info<Words>(), row.layer, 0, "") + "\n";
                                 return true;
                               })
                    .ok());
    auto hits = in.store->search("beta OR plain", 10, 0);
    for (const SearchHit& hit : *hits) all += hit.report.hex() + std::to_string(hit.rank);
    seen.push_back(all);
    std::reverse(texts.begin(), texts.end());
  }
  EXPECT_EQ(seen[0], seen[1]);
  EXPECT_GT(seen[0].size(), 500u);
}

TEST(store_test, visits_give_what_is_wanted_in_id_order) {
  Opened in;
  for (int i = 0; i < 9; ++i) in.add("Report " + std::to_string(i) + "\nline two");
  in.commit();
  std::vector<Wanted> wanted = Across<Text, Words, Passing, Bits>::wanted();
  std::vector<ReportId> ids;
  auto visited = in.store->visit(wanted, [&](const ReportId& id, auto values) {
    ids.push_back(id);
    const auto& text = *static_cast<const Text*>(values[0].get());
    EXPECT_EQ(static_cast<const Words*>(values[1].get())->span.size(), 4u);
    EXPECT_EQ(static_cast<const Passing*>(values[2].get())->size[0], text.size());
    EXPECT_EQ(static_cast<const Bits*>(values[3].get())->value.size(), text.size());
  });
  ASSERT_TRUE(visited.ok()) << visited.error().text();
  EXPECT_EQ(ids.size(), 9u);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  std::vector<ReportId> asked = {ids[7], ReportId(), ids[2]};
  std::vector<ReportId> met;
  auto some = in.store->visit_some(asked, wanted, [&](const ReportId& id, auto values) {
    met.push_back(id);
    EXPECT_EQ(static_cast<const Words*>(values[1].get())->span.size(), 4u);
  });
  ASSERT_TRUE(some.ok()) << some.error().text();
  EXPECT_EQ(met, (std::vector<ReportId>{ids[7], ids[2]}));
}

TEST(store_test, each_stops_when_told) {
  Opened in;
  for (int i = 0; i < 5; ++i) in.add("Report " + std::to_string(i));
  in.commit();
  int seen = 0;
  ASSERT_TRUE(in.store->each_report([&](const StoredReport&) { return ++seen < 3; }).ok());
  EXPECT_EQ(seen, 3);
  seen = 0;
  ASSERT_TRUE(
      in.store->each_row(layer_info<Words>(), [&](const StoredRow&) { return ++seen < 4; }).ok());
  EXPECT_EQ(seen, 4);
  EXPECT_FALSE(in.store->each_row(layer_info<Bits>(), [](const StoredRow&) { return true; }).ok());
}

TEST(store_test, rows_are_found_by_id) {
  Opened in;
  ReportId id = in.add("Plain words\nhere");
  in.add("other words");
  in.commit();
  auto words = in.store->layer(id, layer_info<Words>());
  std::vector<RowId> ids = row_ids(layer_info<Words>(), words->get(), id);
  ASSERT_EQ(ids.size(), 3u);
  for (size_t row = 0; row < 3; ++row) {
    auto found = in.store->find_row(ids[row]);
    ASSERT_TRUE(found.ok() && found->has_value());
    EXPECT_EQ((*found)->owner.report, id);
    EXPECT_EQ((*found)->info, &layer_info<Words>());
    EXPECT_EQ((*found)->row, row);
    EXPECT_EQ(**in.store->row_id(id, "words", static_cast<uint32_t>(row)), ids[row]);
  }
  EXPECT_FALSE(in.store->find_row(RowId(Id128{1, 2}))->has_value());
  EXPECT_FALSE(in.store->row_id(id, "words", 3)->has_value());
  EXPECT_FALSE(in.store->row_id(id, "bits", 0)->has_value());
  EXPECT_FALSE(in.store->row_id(id, "nonsense", 0)->has_value());
}

TEST(store_test, replacing_changes_what_was_found_and_keeps_the_source) {
  Opened in;
  Document first(in.fixture.document("Old words", "p").get<Source>());
  first.put(std::make_shared<const Text>(std::string("Old view"), OffsetMap{}));
  Text shown = first.get<Text>();
  first.put(std::make_shared<const Lines>(find_lines(shown)));
  ASSERT_TRUE(in.store->add(first).ok());
  in.commit();
  EXPECT_EQ(in.store->search("view", 10, 0)->size(), 1u);
  Document second = in.fixture.document("Old words", "other path");
  ASSERT_EQ(first.id(), second.id());
  ASSERT_TRUE(in.store->replace(second).ok());
  in.commit();
  EXPECT_EQ(in.store->search("view", 10, 0)->size(), 0u);
  EXPECT_EQ(in.store->search("words", 10, 0)->size(), 1u);
  auto report = in.store->report(second.id());
  EXPECT_EQ((*report)->text.view(), "Old words");
  EXPECT_EQ((*report)->paths, std::vector<std::string>{"p"});
  EXPECT_EQ(in.store->counts()->reports, 1u);
  EXPECT_FALSE(in.store->replace(in.fixture.document("never added", "x")).ok());
  expect_sound(*in.store);
}

TEST(store_test, removing_takes_all_of_a_report_and_nothing_of_others) {
  Opened in;
  ReportId one = in.add("Shared words and one", "same.zip");
  ReportId two = in.add("Shared words and two", "same.zip");
  in.commit();
  EXPECT_TRUE(*in.store->remove(one));
  EXPECT_FALSE(*in.store->remove(one));
  in.commit();
  EXPECT_EQ(*in.store->by_place("same.zip"), std::vector<ReportId>{two});
  EXPECT_FALSE(in.store->report(one)->has_value());
  EXPECT_FALSE(in.store->source(one)->has_value());
  EXPECT_EQ(in.store->search("shared", 10, 0)->size(), 1u);
  auto counts = in.store->counts();
  EXPECT_EQ(counts->reports, 1u);
  for (const auto& [layer, rows] : counts->rows) EXPECT_EQ(rows, layer == "words" ? 4u : rows);
  expect_sound(*in.store);
  ReportId again = in.add("Shared words and one", "same.zip");
  in.commit();
  EXPECT_EQ(again, one);
  EXPECT_EQ(in.store->search("shared", 10, 0)->size(), 2u);
  EXPECT_TRUE(*in.store->remove(one));
  EXPECT_TRUE(*in.store->remove(two));
  in.commit();
  EXPECT_EQ(in.store->search("shared", 10, 0)->size(), 0u);
  expect_sound(*in.store);
}

Amendments amendment(const Id128& target, std::string_view value) {
  Amendments out;
  out.target.emplace_back(target);
  out.field.push_back("title");
  out.value.push_back(value);
  out.why.push_back("because");
  Place place{ReportId(target), {1, 2}};
  out.evidence.push_back(std::span(&place, 1));
  return out;
}

TEST(store_test, amendments_come_users_first_then_later_stages) {
  Opened in;
  Id128 target{3, 4};
  const LayerInfo& info = layer_info<Amendments>();
  for (const char* by : {"gone/stage", "user", "d/loud", "c/words"}) {
    Amendments rows = amendment(target, by);
    ASSERT_TRUE(in.store->put_table(by, info, &rows).ok());
  }
  in.commit();
  auto found = in.store->amendments(RowId(target));
  ASSERT_TRUE(found.ok()) << found.error().text();
  std::vector<std::string> by;
  for (const AmendmentRow& row : *found) by.push_back(row.by);
  EXPECT_EQ(by, (std::vector<std::string>{"user", "d/loud", "c/words", "gone/stage"}));
  EXPECT_EQ(found->front().value, "user");
  EXPECT_EQ(found->front().evidence.front().report, ReportId(target));
  Amendments none;
  ASSERT_TRUE(in.store->put_table("user", info, &none).ok());
  in.commit();
  EXPECT_EQ(in.store->amendments(RowId(target))->size(), 3u);
  auto one = in.store->find_row(found->at(1).id);
  ASSERT_TRUE(one.ok() && one->has_value());
  EXPECT_TRUE((*one)->owner.report.is_zero());
}

TEST(store_test, amendments_of_a_layer_are_those_of_its_rows) {
  Opened in;
  ReportId id = in.add("two words");
  ReportId other = in.add("more words");
  in.commit();
  RowId row = **in.store->row_id(id, "words", 1);
  for (const char* by : {"c/words", "user"}) {
    Amendments rows = amendment(row, by);
    ASSERT_TRUE(in.store->put_table(by, layer_info<Amendments>(), &rows).ok());
  }
  Amendments of_report = amendment(id, "d/loud");
  ASSERT_TRUE(in.store->put_table("d/loud", layer_info<Amendments>(), &of_report).ok());
  in.commit();
  auto found = in.store->amendments(id, layer_info<Words>());
  ASSERT_TRUE(found.ok()) << found.error().text();
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->front().target, row);
  EXPECT_EQ(found->front().by, "user");
  EXPECT_TRUE(in.store->amendments(id, layer_info<Lines>())->empty());
  EXPECT_TRUE(in.store->amendments(id, layer_info<Bits>())->empty()) << "keeps no rows";
  EXPECT_TRUE(in.store->amendments(other, layer_info<Words>())->empty());
}

TEST(store_test, a_reduce_stage_runs_over_the_store) {
  Opened in;
  ReportId loud = in.add("LOUD words");
  in.add("quiet words");
  in.commit();
  for (const Pipeline::Stage& stage : in.fixture.pipeline.stages()) {
    if (!stage.reduces) continue;
    auto made = stage.reduce({*in.store, {}}, in.fixture.resources);
    ASSERT_TRUE(made.ok()) << made.error().text();
    ASSERT_TRUE(in.store->put_table(stage.name, *stage.layer, made->get()).ok());
  }
  in.commit();
  EXPECT_EQ(in.store->amendments(RowId(loud))->size(), 1u);
}

TEST(store_test, reading_stores_do_not_write) {
  Opened in;
  ReportId id = in.add("one");
  in.commit();
  auto read = in.open(Store::Open::read);
  EXPECT_EQ(read->add(in.fixture.document("two", "t")).error().kind, ErrorKind::usage);
  EXPECT_FALSE(read->remove(id).ok());
  EXPECT_FALSE(read->commit().ok());
  EXPECT_TRUE(*read->contains(id));
}

TEST(store_test, a_second_writer_is_told_that_the_store_is_busy) {
  Opened in;
  auto second =
      Store::open(in.file, Store::Open::write, in.fixture.pipeline, in.fixture.resources, 40);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().kind, ErrorKind::system);
  EXPECT_NE(second.error().message.find("busy"), std::string::npos);
  in.store.reset();
  EXPECT_NE(in.open(Store::Open::write), nullptr);
}

TEST(store_test, a_snapshot_stays_while_the_store_moves_on) {
  Opened in;
  in.add("one");
  in.commit();
  auto before = in.store->snapshot();
  ASSERT_TRUE(before.ok());
  ReportId two = in.add("two");
  in.commit();
  EXPECT_EQ((*before)->counts()->reports, 1u);
  EXPECT_FALSE((*before)->report(two)->has_value());
  EXPECT_TRUE((*before)->search("two", 10, 0)->empty());
  EXPECT_EQ(in.store->counts()->reports, 2u);
}

TEST(store_test, a_visit_sees_one_state_and_may_ask_for_more) {
  Opened in;
  for (int i = 0; i < 20; ++i) in.add("Report " + std::to_string(i));
  in.commit();
  int seen = 0;
  auto visited = in.store->each_report([&](const StoredReport& report) {
    ++seen;
    in.add("Another " + std::to_string(seen));
    in.commit();
    EXPECT_TRUE(in.store->layer(report.id, layer_info<Words>()).ok());
    return true;
  });
  ASSERT_TRUE(visited.ok()) << visited.error().text();
  EXPECT_EQ(seen, 20);
  EXPECT_EQ(in.store->counts()->reports, 40u);
}

TEST(store_test, many_threads_read_while_one_writes) {
  Opened in;
  for (int i = 0; i < 10; ++i) in.add("Report " + std::to_string(i));
  in.commit();
  std::vector<std::thread> readers;
  std::atomic<int> failures = 0;
  for (int t = 0; t < 4; ++t)
    readers.emplace_back([&] {
      for (int turn = 0; turn < 10; ++turn) {
        uint64_t seen = 0;
        auto each = in.store->each_report([&](const StoredReport&) { return ++seen > 0; });
        auto hits = in.store->search("report", 100, 0);
        if (!each || !hits || seen < 10 || hits->size() < 10) ++failures;
      }
    });
  for (int i = 10; i < 30; ++i) {
    in.add("Report " + std::to_string(i));
    in.commit();
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
}

TEST(store_test, a_backup_is_whole_and_overwrites_nothing) {
  Opened in;
  ReportId one = in.add("one");
  in.commit();
  in.add("not committed");
  std::string copy = in.folder.file("copy.db");
  auto made = in.store->backup(copy);
  ASSERT_TRUE(made.ok()) << made.error().text();
  in.commit();
  auto other = Store::open(copy, Store::Open::read, in.fixture.pipeline, in.fixture.resources);
  ASSERT_TRUE(other.ok()) << other.error().text();
  EXPECT_EQ((*other)->counts()->reports, 1u);
  EXPECT_TRUE((*other)->report(one)->has_value());
  auto again = in.store->backup(copy);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().kind, ErrorKind::usage);
  EXPECT_FALSE(in.store->backup(in.folder.file("no/such/folder.db")).ok());
  EXPECT_FALSE(std::filesystem::exists(copy + ".part"));
  other->reset();
  auto writable = Store::open(copy, Store::Open::write, in.fixture.pipeline, in.fixture.resources);
  ASSERT_TRUE(writable.ok()) << writable.error().text();
  expect_sound(**writable);
}

// ---- layers that have changed since -------------------------------------------------------------

struct Numbered {
  static constexpr LayerName kLayer{"lines", 2, "Lines, as a later version has them."};
  std::vector<Span> span;
  Strings label;
  static constexpr auto columns() {
    return std::tuple{column("span", &Numbered::span, "the line"),
                      column("label", &Numbered::label, "its number in words")};
  }
};

Numbered number_lines(const Text& text) {
  Numbered out;
  for (Span span : find_lines(text).span) {
    out.span.push_back(span);
    out.label.push_back("a line");
  }
  return out;
}

TEST(store_test, a_layer_with_other_columns_is_stale_until_it_is_made_again) {
  Opened in;
  Source source = in.fixture.document("Two\nlines", "t").get<Source>();
  in.add("Two\nlines");
  in.commit();
  EXPECT_EQ(in.store->counts()->stale, 0u);
  in.store.reset();

  Pipeline later;
  later.add<&read_plain>("a/text");
  later.add<&number_lines>("b/lines");
  ASSERT_TRUE(later.seal().ok());
  Resources resources;
  const LayerInfo& info = layer_info<Numbered>();
  auto read = Store::open(in.file, Store::Open::read, later, resources);
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ((*read)->counts()->stale, 1u);
  EXPECT_EQ((*read)->stale()->size(), 1u);
  EXPECT_EQ(info.size((*read)->layer(source.id(), info)->get()), 0u);
  EXPECT_EQ((*read)->search("lines", 10, 0)->size(), 1u);

  auto write = Store::open(in.file, Store::Open::write, later, resources);
  ASSERT_TRUE(write.ok()) << write.error().text();
  EXPECT_EQ(*(*write)->stale(), std::vector<ReportId>{source.id()});
  Document document(source);
  later.analyse(document, resources);
  ASSERT_TRUE((*write)->replace(document).ok());
  ASSERT_TRUE((*write)->commit().ok());
  EXPECT_EQ((*write)->counts()->stale, 0u);
  EXPECT_EQ(info.size((*write)->layer(source.id(), info)->get()), 2u);
  expect_sound(**write);
}

}  // namespace
}  // namespace hearsay
