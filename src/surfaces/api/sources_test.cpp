#include "surfaces/api/sources.hpp"

#include <gtest/gtest.h>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/invented_sources.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::add;
using api_test_folder::copied_reports;
using api_test_folder::Folder;
using api_test_folder::invented_pipeline;
using api_test_folder::kWire;
using api_test_folder::make_store;

// Six reports through the engine's own pipeline, by their line.
struct Copied {
  Copied() {
    file = folder.write("six.jsonl", copied_reports());
    hearsay = make_store(folder, {file});
    auto read = SourcesView::read(hearsay->store());
    sources = std::make_unique<SourcesView>(std::move(*read));
  }
  ReportId line(int number) const {
    return hearsay->resolve(file + ":" + std::to_string(number))->report;
  }
  const Derivation& edge(int from, int to) const {
    for (const Derivation* one : sources->parents(line(to)))
      if (one->from == line(from)) return *one;
    static const Derivation kNone{};
    ADD_FAILURE() << to << " does not derive from " << from;
    return kNone;
  }

  Folder folder;
  std::string file;
  std::unique_ptr<Hearsay> hearsay;
  std::unique_ptr<SourcesView> sources;
};

TEST(sources_test, parents_and_children_with_relation_and_passages) {
  Copied in;
  EXPECT_TRUE(in.sources->parents(in.line(1)).empty());
  EXPECT_EQ(in.sources->children(in.line(1)).size(), 3U);
  EXPECT_EQ(in.edge(1, 2).relation, "identical");
  EXPECT_EQ(in.edge(1, 3).relation, "truncated");
  EXPECT_EQ(in.edge(1, 5).relation, "spliced");
  EXPECT_EQ(in.edge(4, 5).relation, "spliced");
  EXPECT_EQ(in.edge(1, 2).why, "appeared later");
  EXPECT_EQ(in.sources->parents(in.line(5)).size(), 2U);
  ASSERT_EQ(in.edge(1, 2).passages.size(), 1U);
  uint32_t row = in.edge(1, 2).passages[0];
  const CopyEdges& copies = in.sources->copies();
  for (const Place& place : {copies.from_span[row][0], copies.to_span[row][0]}) {
    std::string_view passage = kWire.substr(0, kWire.size() - 1);
    EXPECT_EQ((*in.hearsay->store().report(place.report))->text[place.span], passage);
  }
  auto found = in.hearsay->resolve(in.sources->copy_id(row).hex());
  ASSERT_TRUE(found.ok()) << "the id is that of a row";
  EXPECT_EQ(found->kind, Named::Kind::row);
}

TEST(sources_test, who_rests_on_whom) {
  Copied in;
  EXPECT_TRUE(in.sources->is_origin(in.line(1)));
  EXPECT_TRUE(in.sources->is_origin(in.line(6)));
  EXPECT_FALSE(in.sources->is_origin(in.line(3)));
  EXPECT_EQ(in.sources->own_kind(in.line(1)), "own");
  EXPECT_EQ(in.sources->own_kind(in.line(3)), "");
  ASSERT_EQ(in.sources->origins(in.line(3)).size(), 1U);
  EXPECT_EQ(in.sources->origins(in.line(3))[0].origin, in.line(1));
  EXPECT_EQ(in.sources->origins(in.line(3))[0].kind, "copy");
  EXPECT_EQ(in.sources->origins(in.line(5)).size(), 2U);
  EXPECT_EQ(in.sources->outlet(in.line(2)), "The Courier");
  EXPECT_EQ(in.sources->outlet(in.line(6)), "");
  EXPECT_EQ(in.sources->published(in.line(3)).first, "2018-05-23");
  EXPECT_TRUE(in.sources->is_earlier(in.line(1), in.line(2)));
  EXPECT_TRUE(in.sources->is_earlier(in.line(5), in.line(6))) << "those without a day are last";
}

TEST(sources_test, four_counts_never_one) {
  Copied in;
  auto counts = [&](std::vector<int> lines) {
    std::vector<ReportId> reports;
    for (int line : lines) reports.push_back(in.line(line));
    return in.sources->counts(reports);
  };
  EXPECT_EQ(counts({}), (Counts{0, 0, 0, 0}));
  EXPECT_EQ(counts({1, 2, 3}), (Counts{3, 3, 3, 1}));
  EXPECT_EQ(counts({5}), (Counts{1, 1, 1, 2})) << "a spliced page rests on both";
  EXPECT_EQ(counts({6}), (Counts{1, 0, 0, 1, 1})) << "an unknown outlet is none";
  EXPECT_EQ(counts({1, 1, 2, 1}), (Counts{2, 2, 2, 1})) << "each once";
  EXPECT_EQ(counts({1, 2, 3, 4, 5, 6}), (Counts{6, 5, 5, 3, 1}));
  std::vector<ReportId> all = *in.hearsay->store().by_prefix("", 10);
  EXPECT_EQ(in.sources->distinct_texts(all), 4U) << "two are whole or cut copies";
}

TEST(sources_test, words_are_counted_and_found_again) {
  Copied in;
  auto words = copied_words(in.hearsay->store(), *in.sources, in.edge(1, 2));
  ASSERT_TRUE(words.ok());
  EXPECT_EQ(words->percent(), 100U);
  EXPECT_GT(words->all, 80U) << "all but the title";
  auto half = copied_words(in.hearsay->store(), *in.sources, in.edge(1, 5));
  EXPECT_GT(half->percent(), 40U);
  EXPECT_LT(half->percent(), 60U);
  auto same = same_words(in.hearsay->store(), in.line(1), in.line(3));
  ASSERT_TRUE(same.ok());
  ASSERT_FALSE(same->empty());
  Text left = (*in.hearsay->store().report(in.line(1)))->text;
  Text right = (*in.hearsay->store().report(in.line(3)))->text;
  EXPECT_EQ(left[same->front().from], right[same->front().to]);
  auto compared = compare_reports(in.hearsay->store(), in.line(1), in.line(2));
  ASSERT_TRUE(compared.ok());
  EXPECT_EQ(compared->relatedness, "copy");
  EXPECT_TRUE(compared->derives);
  EXPECT_EQ(compared->score, in.edge(1, 2).score) << "computed again";
  EXPECT_EQ(compared->to.told, compared->to.same_told);
}

// ---- trees of seven reports by the order of their ids -------------------------------------------

struct Invented {
  Invented() {
    std::string lines;
    for (int i = 0; i < 7; ++i)
      lines += R"({"text":"Report number )" + std::to_string(i) +
               R"( of an invented pile"})"
               "\n";
    auto opened = Hearsay::open(folder.at("s.db"), Store::Open::write, invented_pipeline());
    EXPECT_TRUE(opened.ok());
    hearsay = std::move(*opened);
    EXPECT_TRUE(add(*hearsay, {folder.write("seven.jsonl", lines)}).ok());
    ids = *hearsay->store().by_prefix("", 10);
    auto read = SourcesView::read(hearsay->store());
    EXPECT_TRUE(read.ok());
    sources = std::make_unique<SourcesView>(std::move(*read));
  }
  size_t number(const ReportId& id) const {
    return static_cast<size_t>(std::find(ids.begin(), ids.end(), id) - ids.begin());
  }
  // "0 .1:extended ..2:spliced!": indented by dots, those asked for with *, repeated ones with !.
  std::string tree(std::vector<size_t> asked, bool below) const {
    std::vector<ReportId> reports;
    for (size_t one : asked) reports.push_back(ids[one]);
    std::string out;
    for (const LineageLine& line : sources->lineage(reports, below)) {
      out += (out.empty() ? "" : " ") + std::string(line.depth, '.') +
             std::to_string(number(line.report));
      if (line.from != nullptr) out += ":" + std::string(line.from->relation);
      out += std::string(line.asked ? "*" : "") + (line.again ? "!" : "");
    }
    return out;
  }

  Folder folder;
  std::unique_ptr<Hearsay> hearsay;
  std::vector<ReportId> ids;
  std::unique_ptr<SourcesView> sources;
};

TEST(sources_test, a_lineage_runs_from_the_origins_to_what_was_made_of_it) {
  Invented in;
  EXPECT_EQ(in.tree({1}, true), "0 .1:extended* ..2:spliced ..3:cites .2:spliced");
  EXPECT_EQ(in.tree({1}, false), "0 .1:extended*");
  EXPECT_EQ(in.tree({2}, true), "0 .1:extended ..2:spliced* .2:spliced*") << "under each parent";
  EXPECT_EQ(in.tree({0}, true), "0* .1:extended ..2:spliced ..3:cites .2:spliced");
  EXPECT_EQ(in.tree({3}, true), "0 .1:extended ..3:cites*") << "it names 1, and rests on 0";
  EXPECT_EQ(in.tree({4}, true), "4*") << "a shared quotation is no derivation";
  EXPECT_EQ(in.tree({0, 1, 2, 3, 4, 5, 6}, false),
            "0* .1:extended* ..2:spliced* ..3:cites* .2:spliced* 4* 5* .6:circle* ..5:rewritten*!");
  EXPECT_EQ(in.tree({}, true), "");
}

TEST(sources_test, circles_are_opened_at_their_first) {
  Invented in;
  EXPECT_EQ(in.tree({6}, true), "5 .6:circle* ..5:rewritten!");
  EXPECT_EQ(in.tree({5}, true), "5* .6:circle ..5:rewritten*!");
  EXPECT_EQ(in.sources->own_kind(in.ids[5]), "circle");
  EXPECT_EQ(in.sources->own_kind(in.ids[2]), "adds");
}

TEST(sources_test, passages_stand_in_the_order_of_their_places) {
  Invented in;
  auto parents = in.sources->parents(in.ids[2]);
  ASSERT_EQ(parents.size(), 2U);
  EXPECT_EQ(parents[0]->from, in.ids[1]) << "the one with most passages first";
  ASSERT_EQ(parents[0]->passages.size(), 2U);
  EXPECT_EQ(in.sources->copies().to_span[parents[0]->passages[0]][0].span, (Span{0, 4}));
  ASSERT_EQ(in.sources->quoting(in.ids[4]).size(), 1U);
  ASSERT_EQ(in.sources->quoting(in.ids[3]).size(), 1U);
  EXPECT_EQ(in.sources->quoting(in.ids[3])[0]->relation, "shared_quotation");
}

TEST(sources_test, without_outlets_there_is_none_and_without_terms_no_words) {
  Invented in;
  EXPECT_EQ(in.sources->counts(in.ids), (Counts{7, 0, 0, 4, 7}));
  auto words = copied_words(in.hearsay->store(), *in.sources, *in.sources->parents(in.ids[1])[0]);
  ASSERT_TRUE(words.ok());
  EXPECT_EQ(words->percent(), 0U);
}

TEST(sources_test, empty_stores_and_other_pipelines_have_no_sources) {
  Folder folder;
  Pipeline none;
  ASSERT_TRUE(none.seal().ok());
  for (bool engine : {true, false}) {
    auto hearsay = Hearsay::open(folder.at(engine ? "a.db" : "b.db"), Store::Open::write,
                                 engine ? make_pipeline() : std::move(none));
    ASSERT_TRUE(hearsay.ok()) << hearsay.error().text();
    auto sources = SourcesView::read((*hearsay)->store());
    ASSERT_TRUE(sources.ok()) << sources.error().text();
    EXPECT_TRUE(sources->derivations().empty());
    EXPECT_TRUE(sources->lineage({}, true).empty());
    EXPECT_EQ(sources->counts({}), Counts{});
  }
}

}  // namespace
}  // namespace hearsay
