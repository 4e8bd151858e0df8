// What pages show: reports, statements, entities, stories, lineages, searches.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <set>

#include "surfaces/api/entity_pages.hpp"
#include "surfaces/api/lineage_pages.hpp"
#include "surfaces/api/report_pages.hpp"
#include "surfaces/api/search_pages.hpp"
#include "surfaces/api/statement_pages.hpp"
#include "surfaces/api/story_pages.hpp"
#include "surfaces/api/test_edition.hpp"

namespace hearsay {
namespace {

using api_test_folder::kHostileTitle;
using api_test_folder::test_edition;

const Edition& edition() {
  return *test_edition().edition;
}

// All items of a list, read in pages of `limit`; the ids must not come twice.
template <class List, class IdOf>
std::vector<std::string> walk(size_t limit, List list, IdOf id_of) {
  std::vector<std::string> out;
  std::set<std::string> seen;
  PageAsked asked{"", limit};
  do {
    auto page = list(asked);
    EXPECT_TRUE(page.ok()) << page.error().text();
    if (!page) return out;
    EXPECT_LE(page->items.size(), limit);
    for (const auto& item : page->items) {
      out.push_back(id_of(item));
      EXPECT_TRUE(seen.insert(out.back()).second) << out.back() << " comes twice";
    }
    asked.cursor = page->next;
  } while (!asked.cursor.empty() && out.size() < 10'000);
  return out;
}

std::vector<std::string> reports(const ReportFilter& filter, size_t limit = 3) {
  return walk(
      limit, [&](const PageAsked& asked) { return list_reports(edition(), filter, asked); },
      [](const ReportHead* head) { return head->title; });
}

std::vector<std::string> statements(const StatementFilter& filter, size_t limit = 3) {
  return walk(
      limit, [&](const PageAsked& asked) { return list_statements(edition(), filter, asked); },
      [](const SaidLine& line) { return line.statement.id.hex(); });
}

std::vector<std::string> entities(const EntityFilter& filter, size_t limit = 3) {
  return walk(
      limit, [&](const PageAsked& asked) { return list_entities(edition(), filter, asked); },
      [](const EntityLine& line) { return line.entity->id.hex(); });
}

const EntityView& entity(std::string_view name) {
  return *edition().who().named(name).at(0);
}

// ---- reports ------------------------------------------------------------------------------------

TEST(pages_test, reports_come_by_day_once_each_however_they_are_paged) {
  std::vector<std::string> all = reports({}, 100);
  EXPECT_EQ(all.size(), 11U);
  for (size_t limit : {1, 2, 3, 10, 11, 12}) EXPECT_EQ(reports({}, limit), all) << limit;
  auto page = list_reports(edition(), {}, {"", 2});
  EXPECT_EQ(page->total, 11U);
}

TEST(pages_test, reports_are_filtered_by_day_outlet_and_language) {
  using Titles = std::vector<std::string>;
  EXPECT_EQ(reports({{"2018-06", "2018-06"}, "", ""}), Titles{"Ferry late again"});
  EXPECT_EQ(reports({{}, "straits mail", ""}),
            (Titles{"Envoys talk of the strait", "No storm is seen"}));
  EXPECT_EQ(reports({{"2018-08", ""}, "", ""}), Titles{std::string(kHostileTitle)});
  EXPECT_TRUE(reports({{}, "Nobody's Paper", ""}).empty());
  EXPECT_TRUE(reports({{}, "", "fr"}).empty());
  EXPECT_EQ(reports({{"2018-07-31", "2018-07-31"}, "", ""}), Titles{"Meat is dear in Vell"})
      << "of which only the month is known";
}

TEST(pages_test, a_cursor_of_a_report_that_is_gone_still_has_its_place) {
  const ReportHead& third = edition().indices().reports.all()[2];
  Appeared day = third.published.appeared.as_day();
  ListPlace place{{day.first, day.last}, Id128(third.id)};
  ++place.id.low;
  auto page = list_reports(edition(), {}, {place.text(), 1});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->items.at(0), &edition().indices().reports.all()[3]);
  EXPECT_FALSE(list_reports(edition(), {}, {"nonsense", 1}).ok());
}

TEST(pages_test, a_report_has_its_text_statements_stories_and_origins) {
  const ReportHead* head = test_edition().titled("Envoys talk of the strait");
  ASSERT_NE(head, nullptr);
  Result<ReportDetail> page = view_report_page(edition(), head->id);
  ASSERT_TRUE(page.ok()) << page.error().text();
  EXPECT_EQ(page->view.title, head->title);
  EXPECT_GE(page->statements.size(), 2U);
  EXPECT_EQ(page->origins.size(), 1U);
  for (const SaidLine& line : page->statements)
    for (size_t i = 0; i < line.statement.content.size(); ++i)
      EXPECT_EQ(page->report.text[line.statement.content_spans[i]], line.statement.content[i]);
  EXPECT_EQ(view_report_page(edition(), ReportId()).error().kind, ErrorKind::missing);
}

TEST(pages_test, a_report_is_found_by_id_beginning_and_row_but_not_by_path) {
  const ReportHead& head = edition().indices().reports.all()[0];
  EXPECT_EQ(*find_report(edition(), head.id.hex()), head.id);
  EXPECT_EQ(*find_report(edition(), head.id.hex().substr(0, 12)), head.id);
  Result<std::vector<SaidLine>> said =
      statements_of(edition(), *test_edition().titled("Ferry late again"));
  EXPECT_EQ(*find_report(edition(), said->at(0).statement.id.hex()),
            test_edition().titled("Ferry late again")->id);
  for (std::string name : {"", "ffffffffffffffffffffffffffffffff", "copied.jsonl@0", "zz",
                           "https://straits.example/1"})
    EXPECT_FALSE(find_report(edition(), name).ok()) << name;
}

// ---- statements ---------------------------------------------------------------------------------

TEST(pages_test, statements_come_once_each_however_they_are_paged) {
  std::vector<std::string> all = statements({}, 1000);
  EXPECT_EQ(all.size(), edition().indices().speaking.statements());
  for (size_t limit : {1, 2, 3, 7}) EXPECT_EQ(statements({}, limit), all) << limit;
}

TEST(pages_test, statements_are_those_of_a_speaker_in_all_spellings) {
  StatementFilter filter;
  filter.entity = entity("Ghasemi").id;
  auto page = list_statements(edition(), filter, {"", 100});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->items.size(), edition().indices().speaking.said_by(*filter.entity).size());
  EXPECT_EQ(page->total, page->items.size());
  EXPECT_GE(page->items.size(), 4U);
  for (const SaidLine& line : page->items) EXPECT_EQ(line.statement.entity, filter.entity->hex());
  EXPECT_EQ(page->items.front().report->title, "Envoys talk of the strait") << "by day";
  StatementFilter named;
  named.name = "Ghasemi";
  EXPECT_EQ(statements(named), statements(filter));
}

TEST(pages_test, statements_are_filtered) {
  StatementFilter about;
  about.about = "BREAD";
  EXPECT_GE(statements(about).size(), 1U);
  StatementFilter denied;
  denied.act = "deny";
  std::vector<std::string> denials = statements(denied);
  auto page = list_statements(edition(), denied, {"", 100});
  for (const SaidLine& line : page->items) EXPECT_EQ(line.statement.act, "deny");
  EXPECT_GE(denials.size(), 1U);
  StatementFilter both = denied;
  both.name = "vard";
  EXPECT_EQ(statements(both).size(), 1U);
  both.name = "zoe";
  EXPECT_TRUE(statements(both).empty());
  StatementFilter direct;
  direct.kind = "direct";
  StatementFilter indirect;
  indirect.kind = "indirect";
  StatementFilter mixed;
  mixed.kind = "mixed";
  EXPECT_EQ(statements(direct).size() + statements(indirect).size() + statements(mixed).size(),
            edition().indices().speaking.statements());
  StatementFilter report;
  report.report = test_edition().titled("Ferry late again")->id;
  EXPECT_EQ(statements(report).size(), 2U);
  StatementFilter late;
  late.days = DaysAsked("2018-08-01", "");
  auto last = list_statements(edition(), late, {"", 100});
  for (const SaidLine& line : last->items) EXPECT_EQ(line.report->title, kHostileTitle);
  StatementFilter nobody;
  nobody.entity = Id128{1, 2};
  EXPECT_TRUE(statements(nobody).empty());
}

TEST(pages_test, names_and_words_without_letters_find_nothing_and_do_no_harm) {
  for (std::string text : {"\"", "*", "''", "-", "<script>", "\u202E", "a\" OR \"b"}) {
    StatementFilter filter;
    filter.about = text;
    EXPECT_TRUE(list_statements(edition(), filter, {"", 100}).ok()) << text;
    filter.name = text;
    EXPECT_TRUE(list_statements(edition(), filter, {"", 100}).ok()) << text;
  }
}

TEST(pages_test, a_record_is_that_of_the_export) {
  Result<std::vector<SaidLine>> said =
      statements_of(edition(), *test_edition().titled("Ferry late again"));
  ASSERT_TRUE(said.ok());
  for (const SaidLine& line : *said) {
    std::string json;
    append_json(json, statement_shape(), line.record);
    auto row = edition().store().find_row(line.statement.id);
    EXPECT_EQ(json, *row_json(edition().store(), **row));
  }
}

// ---- entities -----------------------------------------------------------------------------------

TEST(pages_test, entities_come_once_each_and_who_says_most_first) {
  std::vector<std::string> all = entities({}, 1000);
  EXPECT_EQ(all.size(), edition().who().all().size());
  EXPECT_EQ(all.front(), entity("Ghasemi").id.hex());
  for (size_t limit : {1, 2, 5}) EXPECT_EQ(entities({}, limit), all) << limit;
  EXPECT_EQ(entities({"", "", true}).size(), edition().indices().speaking.count());
  EXPECT_EQ(entities({"vard", "", false}), std::vector{entity("Vard").id.hex()});
  EXPECT_TRUE(entities({"vard", "place", false}).empty());
  EXPECT_EQ(list_entities(edition(), {}, {"", 1})->total, all.size());
}

TEST(pages_test, an_entity_is_the_record_of_the_export) {
  for (const EntityView& one : edition().who().all()) {
    Result<EntityLine> line = find_entity(edition(), one.id.hex());
    ASSERT_TRUE(line.ok());
    std::string json;
    append_json(json, entity_shape(), entity_record(*line->entity));
    std::string found;
    Result<void> done = export_records(edition().store(), "entities", ExportFormat::jsonl,
                                       [&](std::string_view lines) {
                                         found += lines;
                                         return true;
                                       });
    ASSERT_TRUE(done.ok());
    EXPECT_NE(found.find(json + "\n"), std::string::npos) << json;
  }
  for (std::string id : {"", "x", "00000000000000000000000000000000"})
    EXPECT_EQ(find_entity(edition(), id).error().kind, ErrorKind::missing) << id;
}

// ---- stories ------------------------------------------------------------------------------------

const StoryView& quay() {
  return *edition().stories().of(test_edition().titled("Quay is closed")->id);
}

TEST(pages_test, stories_come_once_each_in_every_order) {
  for (StoryOrder order : {StoryOrder::origins, StoryOrder::reports, StoryOrder::date})
    for (size_t limit : {1, 2, 100}) {
      auto ids = walk(
          limit, [&](const PageAsked& asked) { return list_stories(edition(), {}, order, asked); },
          [](const StoryHead* head) { return head->story->id.hex(); });
      EXPECT_EQ(ids.size(), edition().stories().all().size());
    }
  EXPECT_FALSE(list_stories(edition(), {}, StoryOrder::date, {"1.2", 1}).ok());
}

TEST(pages_test, stories_come_once_each_where_only_some_days_are_known) {
  constexpr std::string_view kTexts[] = {
      "Nine eels were given to the bishop of Orlan by fishers who had lost a bet.",
      "A bell from a broken ship now calls the children of Merrow to school.",
      "Snow closed the pass above Kesh, and the mail came by sledge.",
      "The parliament in Dravund voted for a tax on windows after midnight.",
      "Doctors warned of bad oysters; two waiters of the Grand Hotel fell ill.",
      "An astronomer has found a comet that nobody will see again."};
  std::string lines;
  for (size_t i = 0; i < std::size(kTexts); ++i)
    lines += R"({"url":"https://a.example/)" + std::to_string(i) + R"(","published":")" +
             (i % 2 == 0 ? "1987-05" : "1987-05-01") + R"(","text":")" + std::string(kTexts[i]) +
             "\"}\n";
  api_test_folder::Folder folder;
  auto hearsay = api_test_folder::make_store(folder, {folder.write("a.jsonl", lines)});
  ASSERT_NE(hearsay, nullptr);
  auto all = Edition::read(std::shared_ptr<const Hearsay>(std::move(hearsay)));
  ASSERT_TRUE(all.ok());
  size_t stories = (*all)->stories().all().size();
  EXPECT_GE(stories, 4U);
  for (StoryOrder order : {StoryOrder::origins, StoryOrder::reports, StoryOrder::date})
    EXPECT_EQ(walk(
                  1, [&](const PageAsked& asked) { return list_stories(**all, {}, order, asked); },
                  [](const StoryHead* head) { return head->story->id.hex(); })
                  .size(),
              stories);
}

TEST(pages_test, reports_and_statements_are_those_of_a_story) {
  size_t in_all = 0, said_in_all = 0;
  for (const StoryView& story : edition().stories().all()) {
    ReportFilter filter;
    filter.story = &story;
    EXPECT_EQ(reports(filter).size(), story.reports.size());
    in_all += story.reports.size();
    StatementFilter said;
    said.story = &story;
    size_t count = 0;
    for (const StoryReport& one : story.reports) {
      StatementFilter of_report;
      of_report.report = one.report;
      count += statements(of_report).size();
      said.report = one.report;
      EXPECT_EQ(statements(said), statements(of_report));
      said.report.reset();
    }
    EXPECT_EQ(statements(said).size(), count);
    said_in_all += count;
    said.entity = entity("Ghasemi").id;
    auto page = list_statements(edition(), said, {"", 100});
    for (const SaidLine& line : page->items)
      EXPECT_EQ(edition().stories().of(line.report->id), &story);
  }
  EXPECT_EQ(in_all, edition().reports().size());
  EXPECT_EQ(said_in_all, edition().indices().speaking.statements());
  const StoryView& first = edition().stories().all().front();
  EXPECT_EQ(*find_story(edition(), first.reports.back().report.hex()), &first);
  EXPECT_FALSE(find_story(edition(), "zz").ok());
}

TEST(pages_test, stories_are_filtered) {
  auto count = [](const StoryFilter& filter) {
    return *list_stories(edition(), filter, StoryOrder::date, {"", 100})->total;
  };
  EXPECT_EQ(count({{}, "", 100}), 0U);
  EXPECT_EQ(count({{}, "the courier", 0}), 1U);
  EXPECT_EQ(count({{"2018-05-22", "2018-05-22"}, "the courier", 0}), 1U);
  EXPECT_EQ(count({{"2019", ""}, "", 0}), 0U);
}

TEST(pages_test, a_story_has_one_account_for_each_origin) {
  Result<StoryDetail> story = view_story(edition(), quay(), {});
  ASSERT_TRUE(story.ok()) << story.error().text();
  EXPECT_EQ(story->head->story, &quay());
  std::set<ReportId> seen;
  for (const StoryAccount& account : story->accounts)
    for (const AccountLine& line : account.reports)
      EXPECT_TRUE(seen.insert(line.report->id).second);
  EXPECT_EQ(seen.size(), quay().reports.size());
  const StoryAccount& wire = story->accounts.front();
  EXPECT_EQ(wire.origin->title, "Quay is closed");
  EXPECT_TRUE(wire.inside);
  ASSERT_GE(wire.reports.size(), 3U);
  EXPECT_EQ(wire.reports[0].kind, "own");
  EXPECT_EQ(wire.reports[0].from, nullptr);
  EXPECT_EQ(wire.reports[1].report->title, "Barges shut the quay");
  EXPECT_EQ(wire.reports[1].kind, "copy");
  ASSERT_NE(wire.reports[1].from, nullptr);
  EXPECT_EQ(wire.reports[1].from->relation, "identical");
  EXPECT_EQ(wire.reports[1].words.percent(), 100U);
}

TEST(pages_test, who_speaks_in_a_story_is_bounded) {
  for (const StoryView& story : edition().stories().all()) {
    Result<StoryDetail> whole = view_story(edition(), story, {true, 1000, 1000});
    ASSERT_TRUE(whole.ok());
    uint64_t all = 0;
    for (const SaidBy& speaker : whole->speakers) {
      EXPECT_EQ(speaker.shown.size(), speaker.statements);
      for (const SaidLine& line : speaker.shown)
        EXPECT_EQ(line.statement.entity, speaker.entity == nullptr ? "" : speaker.entity->id.hex());
      all += speaker.statements;
    }
    EXPECT_EQ(whole->statements, all);
    EXPECT_EQ(whole->statements_shown, all);
    Result<StoryDetail> few = view_story(edition(), story, {false, 1, 1});
    ASSERT_TRUE(few.ok());
    EXPECT_EQ(few->statements, all);
    EXPECT_LE(few->statements_shown, 1U);
  }
}

// ---- lineage ------------------------------------------------------------------------------------

TEST(pages_test, a_lineage_has_nodes_edges_with_passages_and_a_tree) {
  const ReportHead* wire = test_edition().titled("Quay is closed");
  const ReportHead* bell = test_edition().titled("Quay shut for days");
  Result<LineageDetail> lineage = view_lineage(edition(), wire->id);
  ASSERT_TRUE(lineage.ok()) << lineage.error().text();
  EXPECT_EQ(lineage->report, wire);
  EXPECT_EQ(lineage->lines.front().report, wire->id);
  EXPECT_GE(lineage->nodes.size(), 4U);
  EXPECT_EQ(lineage->nodes.front().kind, "own");
  EXPECT_TRUE(lineage->nodes.front().asked);
  bool found = false;
  for (const LineageEdge& edge : lineage->edges) {
    EXPECT_GT(edge.words.all, 0U);
    EXPECT_FALSE(edge.passages.empty());
    for (const LineagePassage& passage : edge.passages) EXPECT_TRUE(passage.to_same.empty());
    found |= edge.edge->to == bell->id;
  }
  EXPECT_TRUE(found);
  Result<LineageDetail> story = view_lineage(edition(), quay());
  ASSERT_TRUE(story.ok());
  EXPECT_EQ(story->report, nullptr);
  EXPECT_EQ(story->counts, quay().counts);
  EXPECT_EQ(view_lineage(edition(), ReportId()).error().kind, ErrorKind::missing);
}

TEST(pages_test, an_edge_that_is_asked_for_has_the_words_that_are_the_same) {
  const ReportHead* wire = test_edition().titled("Quay is closed");
  const ReportHead* bell = test_edition().titled("Quay shut for days");
  Result<LineageDetail> lineage = view_lineage(edition(), wire->id, ReportPair(wire->id, bell->id));
  ASSERT_TRUE(lineage.ok());
  ASSERT_EQ(lineage->edges.size(), 1U);
  std::string from((*edition().store().report(wire->id))->text.view());
  std::string to((*edition().store().report(bell->id))->text.view());
  for (const LineagePassage& passage : lineage->edges[0].passages) {
    ASSERT_FALSE(passage.to_same.empty());
    for (Span span : passage.to_same) {
      EXPECT_GE(span.begin, passage.to.begin);
      EXPECT_LE(span.end, passage.to.end);
      EXPECT_NE(from.find(to.substr(span.begin, span.size())), std::string::npos);
    }
  }
  EXPECT_TRUE(view_lineage(edition(), wire->id, ReportPair(bell->id, wire->id))->edges.empty());
}

// ---- search -------------------------------------------------------------------------------------

TEST(pages_test, a_search_finds_once_each_and_shows_the_words) {
  auto search = [](std::string query, size_t limit) {
    return walk(
        limit,
        [&](const PageAsked& asked) -> Result<PageOf<SearchFound>> {
          Result<SearchPage> page = search_reports(edition(), {query, false, {}, ""}, asked);
          if (!page) return page.error();
          return std::move(page->found);
        },
        [](const SearchFound& found) { return found.report->id.hex(); });
  };
  std::vector<std::string> all = search("quay OR ferry", 100);
  EXPECT_GE(all.size(), 5U);
  for (size_t limit : {1, 2, 3}) EXPECT_EQ(search("quay OR ferry", limit), all);
  auto page = search_reports(edition(), {"harbour master", false, {}, ""}, {"", 10});
  ASSERT_TRUE(page.ok());
  ASSERT_FALSE(page->found.items.empty());
  const SearchFound& first = page->found.items.front();
  ASSERT_FALSE(first.words.empty());
  EXPECT_TRUE(first.snippet.begin <= first.words[0].begin &&
              first.words[0].end <= first.snippet.end);
  EXPECT_EQ(first.text->text[first.words[0]], "harbour");
  EXPECT_EQ(page->found.total, page->found.items.size());
}

TEST(pages_test, a_search_goes_on_behind_a_hit_that_is_gone) {
  SearchAsked search{"said", false, {}, ""};
  Result<RankedSearch> all = rank_search(edition(), search);
  ASSERT_TRUE(all.ok());
  ASSERT_GE(all->hits.size(), 4U);
  for (size_t i = 0; i < all->hits.size(); ++i) {
    // The place of a hit that would stand right behind this one, had it the same rank.
    Id128 next = all->hits[i].report;
    ++next.low;
    ListPlace place{{std::bit_cast<int64_t>(all->hits[i].rank)}, next};
    auto page = search_reports(edition(), search, {place.text(), 100});
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page->found.items.size(), all->hits.size() - i - 1);
  }
}

TEST(pages_test, a_search_tells_of_other_spellings_and_may_do_without) {
  auto wide = search_reports(edition(), {"Ghasemi", false, {}, ""}, {"", 10});
  auto exact = search_reports(edition(), {"Ghasemi", true, {}, ""}, {"", 10});
  ASSERT_TRUE(wide.ok() && exact.ok());
  ASSERT_EQ(wide->widened.size(), 1U);
  EXPECT_EQ(wide->widened[0].first, "Ghasemi");
  EXPECT_EQ(wide->widened[0].second, std::vector<std::string>{"qasemi"});
  EXPECT_EQ(wide->found.items.size(), 4U);
  EXPECT_EQ(exact->found.items.size(), 1U);
  EXPECT_TRUE(exact->widened.empty());
}

TEST(pages_test, a_search_is_filtered_by_day_and_outlet) {
  auto count = [](const SearchAsked& asked) {
    return *search_reports(edition(), asked, {"", 1})->found.total;
  };
  EXPECT_EQ(count({"ferry", false, {}, "straits mail"}), 1U);
  EXPECT_EQ(count({"ferry", false, {"2018-06", "2018-06"}, ""}), 1U);
  EXPECT_EQ(count({"ferry", false, {"2019", ""}, ""}), 0U);
  for (std::string odd : {"", "\"", "AND NOT", "*", "<script>", "title:"})
    EXPECT_TRUE(search_reports(edition(), {odd, false, {}, ""}, {"", 1}).ok()) << odd;
}

TEST(pages_test, a_snippet_is_cut_at_spaces_around_the_first_words) {
  std::string text = "begin " + std::string(200, 'x') + " the quay at Vell was shut " +
                     std::string(200, 'y') + " end";
  auto at = static_cast<uint32_t>(text.find("quay"));
  Span snippet = snippet_of(text, {{at, at + 4}, {at + 8, at + 12}});
  EXPECT_EQ(text.substr(snippet.begin, snippet.size()), "the quay at Vell was shut");
}

}  // namespace
}  // namespace hearsay
