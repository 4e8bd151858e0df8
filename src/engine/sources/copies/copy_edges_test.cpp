#include "sources/copies/copies.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "document/pipeline.hpp"
#include "sources/copies/links.hpp"
#include "sources/test_texts/test_texts.hpp"

namespace hearsay {
namespace {

struct Report {
  std::string text;
  std::string published = "";  // a date, empty if unknown
  std::string publisher = "";
  std::string domain = "";
};

// Reports by their ids.
class Pile : public Collection {
 public:
  Pile() = default;
  // Numbered from 1.
  Pile(std::initializer_list<Report> reports) {
    for (const Report& report : reports) add(texts_.size() + 1, report);
  }

  void add(uint64_t number, const Report& report) {
    auto metadata = std::make_shared<Metadata>();
    auto say = [&](MetadataField field, const std::string& value) {
      if (value.empty()) return;
      metadata->field.push_back(field);
      metadata->value.push_back(value);
      metadata->latest.push_back("");
      metadata->chosen.push_back({true});
    };
    say(MetadataField::published, report.published);
    say(MetadataField::publisher, report.publisher);
    say(MetadataField::domain, report.domain);
    auto terms = std::make_shared<Terms>(terms_of(report.text));
    values_[id(number)] = {metadata, terms};
    texts_[id(number)] = report.text;
  }

  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    for (const auto& [number, values] : values_) visitor(number, values);
    return {};
  }
  static ReportId id(uint64_t number) { return ReportId(Id128{number, 0}); }
  std::string_view text(const ReportId& number) const { return texts_.at(number); }

 private:
  std::map<ReportId, std::vector<std::shared_ptr<const void>>> values_;
  std::map<ReportId, std::string> texts_;
};

CopyEdges find(const Pile& pile, unsigned threads = 1) {
  static const Resources shared = make_resources();
  Resources resources = shared;
  resources.threads = threads;
  return find_copies(Across<Metadata, Terms>(pile), resources);
}

using Edges = std::set<std::string>;

// "1>2 identical" of each pair, whatever its passages.
Edges edges(const Pile& pile) {
  CopyEdges found = find(pile);
  EXPECT_TRUE(columns_are_level(layer_info<CopyEdges>(), &found));
  Edges out;
  std::set<std::pair<ReportId, ReportId>> pairs;
  for (size_t row = 0; row < found.from.size(); ++row) {
    const ReportId& from = found.from[row];
    const ReportId& to = found.to[row];
    pairs.insert({from, to});
    out.insert(std::to_string(from.high) + ">" + std::to_string(to.high) + " " +
               std::string(names_of(CopyRelation{})[static_cast<size_t>(found.relation[row])]));
    EXPECT_EQ(found.from_span[row].size(), 1u);
    EXPECT_EQ(found.to_span[row].size(), 1u);
    Place there = found.from_span[row][0];
    Place here = found.to_span[row][0];
    EXPECT_EQ(there.report, from);
    EXPECT_EQ(here.report, to);
    EXPECT_LE(there.span.end, pile.text(from).size());
    EXPECT_LE(here.span.end, pile.text(to).size());
    EXPECT_LT(there.span.begin, there.span.end);
    EXPECT_LT(here.span.begin, here.span.end);
    EXPECT_FALSE(found.why[row].empty());
  }
  EXPECT_EQ(pairs.size(), out.size()) << "one relation of a pair in all its rows";
  return out;
}

constexpr std::string_view kFerry =
    "The ferry Tern ran onto a sandbank off Merrow late on Tuesday with ninety passengers aboard, "
    "the harbour office of Vell announced. Tugs from the naval yard at Okrist pulled it free "
    "shortly before midnight, and nobody was hurt. The captain, Palle Vard, told investigators "
    "that a buoy had drifted half a mile from its place during the storm. Engineers will examine "
    "the hull in the dry dock before the ship may carry passengers again.";
constexpr std::string_view kBread =
    "Bakers in the capital asked for a penny more from Thursday and blamed the price of flour. The "
    "guild of millers answered that flour had not been so cheap for three summers, and invited "
    "everybody to look at its ledgers. A queue formed outside the oldest bakery in the street of "
    "the coopers, where loaves were sold by candle light until the shelves stood empty. The "
    "magistrate has asked both guilds to appear before him next week.";
constexpr std::string_view kSchool =
    "Pupils of the mountain school planted four hundred larches on the slope above their village. "
    "An avalanche had torn away the old wood in January and buried two barns. The forester says "
    "that it takes thirty winters until young trees hold back snow, so a fence of iron will stand "
    "in front of them. Parents brought soup, blankets and a brass band up the track.";
constexpr std::string_view kMore =
    " Owners of three trawlers claimed the reward that the company had promised to whoever came "
    "first, and their lawyers met in the customs house.";

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (std::string_view part : parts) (out += out.empty() ? "" : "\n\n") += part;
  return out;
}

std::string with(std::string text, std::initializer_list<std::pair<const char*, const char*>> all) {
  for (auto [old, changed] : all) {
    size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    text.replace(at, std::string_view(old).size(), changed);
  }
  return text;
}

std::string ferry() {
  return std::string(kFerry);
}

// ---- how a report derives -----------------------------------------------------------------------

TEST(copy_edges_test, the_same_words_are_identical) {
  Pile pile = {{ferry(), "2024-03-01"}, {ferry(), "2024-03-02"}};
  EXPECT_EQ(edges(pile), Edges{"1>2 identical"});
  CopyEdges found = find(pile);
  ASSERT_EQ(found.from.size(), 1u);
  EXPECT_EQ(found.form[0], PassageForm::verbatim);
  EXPECT_EQ(found.to_span[0][0].span, Span(0, static_cast<uint32_t>(kFerry.size()) - 1));
  EXPECT_EQ(found.from_span[0][0].span, found.to_span[0][0].span);
  EXPECT_EQ(found.why[0], "appeared later");
}

TEST(copy_edges_test, case_and_marks_make_no_difference) {
  std::string raised =
      with(ferry(), {{"The ferry Tern", "THE FERRY ‘TERN’"}, {"aboard,", "aboard:"}});
  EXPECT_EQ(edges({{ferry(), "2024-03-01"}, {raised, "2024-03-02"}}), Edges{"1>2 identical"});
}

TEST(copy_edges_test, what_lost_its_end_is_truncated) {
  std::string most = ferry().substr(0, kFerry.find("The captain"));
  EXPECT_EQ(edges({{ferry(), "2024-03-01"}, {most, "2024-03-02"}}), Edges{"1>2 truncated"});
}

TEST(copy_edges_test, what_gained_something_is_extended) {
  Pile pile = {{ferry(), "2024-03-01"}, {ferry() + std::string(kMore), "2024-03-02"}};
  EXPECT_EQ(edges(pile), Edges{"1>2 extended"});
  Place here = find(pile).to_span[0][0];
  EXPECT_EQ(here.span.end, kFerry.size() - 1) << "the addition is nobody's";
}

TEST(copy_edges_test, a_few_words_changed_are_a_copy) {
  std::string changed = with(ferry(), {{"shortly before", "just before"}, {"ninety", "90"}});
  EXPECT_EQ(edges({{ferry(), "2024-03-01"}, {changed, "2024-03-02"}}), Edges{"1>2 identical"});
}

TEST(copy_edges_test, what_is_told_in_other_words_is_rewritten) {
  Pile pile = {
      {ferry(), "2024-03-01"},
      {"Ninety passengers were aboard the ferry Tern when it struck a sandbank near Merrow on "
       "Tuesday evening, according to the harbour office in Vell. Nobody was injured, and naval "
       "tugs from Okrist dragged it free before midnight. Investigators heard from its captain, "
       "Palle Vard, that the storm had moved a buoy half a mile. The ship carries no passengers "
       "until engineers have examined the hull in dry dock.",
       "2024-03-02"}};
  EXPECT_EQ(edges(pile), Edges{"1>2 rewritten"});
  EXPECT_EQ(find(pile).form[0], PassageForm::rewritten);
}

TEST(copy_edges_test, synonyms_here_and_there_do_not_hide_a_copy) {
  std::string changed = with(ferry(), {{"ran onto", "hit"},
                                       {"late on Tuesday", "on Tuesday evening"},
                                       {"aboard", "on deck"},
                                       {"announced", "said"},
                                       {"pulled it free", "dragged it off"},
                                       {"shortly before", "around"},
                                       {"hurt", "injured"},
                                       {"told investigators", "said"},
                                       {"drifted", "moved"},
                                       {"from its place", "away"},
                                       {"examine", "inspect"},
                                       {"may carry", "takes"}});
  Edges found = edges({{ferry(), "2024-03-01"}, {changed, "2024-03-02"}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found.begin()->starts_with("1>2 ")) << *found.begin();
}

TEST(copy_edges_test, what_is_put_together_of_two_is_spliced) {
  Pile pile = {{ferry(), "2024-03-01"},
               {std::string(kBread), "2024-03-02"},
               {joined({kBread, kFerry}), "2024-03-03"}};
  EXPECT_EQ(edges(pile), (Edges{"1>3 spliced", "2>3 spliced"}));
  for (auto places = find(pile).to_span; size_t row : {0u, 1u}) {
    Span here = places[row][0].span;
    std::string_view whole = row == 0 ? kBread : kFerry;  // unless they come in order of `from`
    std::string_view other = row == 0 ? kFerry : kBread;
    std::string_view said = pile.text(Pile::id(3)).substr(here.begin, here.size());
    EXPECT_TRUE(said == whole.substr(0, whole.size() - 1) ||
                said == other.substr(0, other.size() - 1))
        << said;
  }
}

TEST(copy_edges_test, a_copied_paragraph_amid_much_else_is_spliced) {
  std::string paragraph = ferry().substr(0, kFerry.find("Tugs"));
  EXPECT_EQ(edges({{ferry(), "2024-03-01"}, {joined({kBread, paragraph, kSchool}), "2024-03-02"}}),
            Edges{"1>2 spliced"});
}

TEST(copy_edges_test, the_same_quotation_is_no_copy) {
  std::string said =
      "“Whoever moors at the northern quay without a permit will pay for every day of it, and "
      "whoever cannot pay will leave his ship with us until he can.”";
  Pile pile = {{"The harbour master of Vell has lost his patience. " + said +
                    " Palle Okrist told a meeting of owners on Monday, after eleven trawlers had "
                    "blocked the berths of the post boats since Easter.",
                "2024-03-01"},
               {"Owners of fishing boats met the authorities yesterday and did not hear what they "
                "had hoped for. " +
                    said + " was all that he had to offer, before he went home for his supper.",
                "2024-03-02"}};
  EXPECT_EQ(edges(pile), Edges{"1>2 shared_quotation"});
  CopyEdges found = find(pile);
  ASSERT_EQ(found.from.size(), 1u);
  EXPECT_EQ(found.form[0], PassageForm::quotation);
  EXPECT_EQ(found.why[0], "both quote it");
  Span here = found.to_span[0][0].span;
  EXPECT_EQ(pile.text(found.to[0]).substr(here.begin, here.size()), said.substr(3, said.size() - 7))
      << "without its marks";
}

TEST(copy_edges_test, a_quotation_of_four_rare_words_is_found) {
  EXPECT_EQ(
      edges({{joined({"“Tavra sleeps without lanterns” is how he put it.", kBread}), "2024-03-01"},
             {joined({kSchool, "In her words, “Tavra sleeps without lanterns”."}), "2024-03-02"}}),
      Edges{"1>2 shared_quotation"});
  EXPECT_EQ(edges({{joined({"“It is what it is” is how he put it.", kBread}), "2024-03-01"},
                   {joined({kSchool, "In her words, “It is what it is”."}), "2024-03-02"}}),
            Edges{})
      << "everybody says so";
}

TEST(copy_edges_test, who_takes_a_passage_takes_the_quotation_too) {
  std::string said = "“Whoever moors here without a permit will pay for every single day of it”";
  Pile pile = {
      {ferry(), "2024-03-01"},
      {joined({kSchool, said + " is how the forester put it."}), "2024-03-02"},
      {joined({kFerry, "Nobody laughed when the bishop said " + said + "."}), "2024-03-03"}};
  EXPECT_EQ(edges(pile), (Edges{"1>3 spliced", "2>3 spliced"}));
  CopyEdges found = find(pile);
  for (const Score& score : found.score) EXPECT_GE(score, Score::of(.5));
}

TEST(copy_edges_test, reports_of_different_events_have_nothing) {
  EXPECT_EQ(edges({{ferry()}, {std::string(kBread)}, {std::string(kSchool)}}), Edges{});
  EXPECT_EQ(edges(Pile()), Edges{});
}

TEST(copy_edges_test, reports_of_fewer_than_eight_words_take_no_part) {
  EXPECT_EQ(edges({{some_words(0, 7)}, {some_words(0, 7)}, {""}, {""}}), Edges{});
  EXPECT_EQ(edges({{some_words(0, 7)}, {some_words(0, 40)}}), Edges{});
}

TEST(copy_edges_test, copies_are_found_in_other_languages) {
  std::string german =
      "Die Fähre nach Vell blieb am Dienstag wegen des Sturms im Hafen von Merrow liegen, teilte "
      "das Hafenamt mit. Neunzig Fahrgäste übernachteten in der Turnhalle der Schule, wo die "
      "Bäckerei am Morgen Brot und Suppe verteilte. Der Kapitän hofft, am Donnerstag auszulaufen.";
  std::string russian =
      "Паром до Велля во вторник остался в порту Меррова из-за шторма, сообщило портовое "
      "управление. Девяносто пассажиров ночевали в спортивном зале школы, куда пекарня утром "
      "привезла хлеб и суп. Капитан надеется выйти в море в четверг.";
  EXPECT_EQ(edges({{german, "2024-03-01"},
                   {russian, "2024-03-02"},
                   {german, "2024-03-03"},
                   {russian, "2024-03-04"}}),
            (Edges{"1>3 identical", "2>4 identical"}));
}

// ---- who was first ------------------------------------------------------------------------------

TEST(copy_edges_test, what_appeared_first_is_the_source) {
  EXPECT_EQ(edges({{ferry(), "2024-03-02"}, {ferry(), "2024-03-01"}}), Edges{"2>1 identical"});
  EXPECT_EQ(edges({{ferry(), "2024-03-01T08:00:01Z"}, {ferry(), "2024-03-01T08:00:00Z"}}),
            Edges{"2>1 identical"});
  EXPECT_EQ(edges({{ferry(), "2024-03-01T08:00+02:00"}, {ferry(), "2024-03-01T07:00Z"}}),
            Edges{"1>2 identical"});
}

TEST(copy_edges_test, time_counts_before_credits) {
  Report first{ferry() + " The Merrow Lamp has more.", "2024-03-01", "Vell Courier"};
  Report second{ferry(), "2024-03-02", "Merrow Lamp"};
  Edges found = edges({second, first});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found.begin()->starts_with("2>1")) << *found.begin();
}

TEST(copy_edges_test, of_one_moment_the_order_is_not_known) {
  for (auto [a, b] : {std::pair("2024-03-01T08:00Z", "2024-03-01T08:00Z"),
                      std::pair("2024-03-01", "2024-03-01"), std::pair("", "")}) {
    Pile pile = {{ferry(), a}, {ferry(), b}};
    EXPECT_EQ(edges(pile), Edges{"1>2 identical"}) << a;
    EXPECT_EQ(find(pile).why[0], "which came first is not known");
  }
  Pile pile = {{ferry(), "2024-03-01"}, {ferry(), "2024-03-01T08:00Z"}};
  EXPECT_EQ(edges(pile).size(), 1u);
  EXPECT_EQ(find(pile).why[0], "which came first is not known") << "the day may be later";
}

TEST(copy_edges_test, without_dates_whom_the_other_names_is_first) {
  Report source{ferry(), "", "Vell Courier"};
  Report copy{ferry() + " So the Vell Courier reported.", "", "Merrow Lamp"};
  for (const auto& [pile, expected] :
       {std::pair(Pile{source, copy}, "1>2"), std::pair(Pile{copy, source}, "2>1")}) {
    Edges found = edges(pile);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found.begin()->starts_with(expected)) << *found.begin();
    EXPECT_EQ(find(pile).why[0], "which came first is not known; names its outlet");
  }
}

TEST(copy_edges_test, without_dates_an_agency_is_first) {
  Report agency{ferry(), "", "", "reuters.com"};
  Report other{ferry(), "", "", "courier.example"};
  EXPECT_EQ(edges({agency, other}), Edges{"1>2 identical"});
  EXPECT_EQ(edges({other, agency}), Edges{"2>1 identical"});
}

TEST(copy_edges_test, an_agency_is_not_put_together_of_its_customers) {
  Report agency{joined({kFerry, kBread}), "", "", "reuters.com"};
  Report one{joined({kFerry, kSchool}), "", "", "courier.example"};
  Report other{joined({kMore, kBread}), "", "", "lamp.example"};
  EXPECT_EQ(edges({agency, one, other}), (Edges{"1>2 extended", "1>3 extended"}));
  EXPECT_EQ(edges({one, agency, other}), (Edges{"2>1 extended", "2>3 extended"}));
}

TEST(copy_edges_test, a_word_that_an_outlet_has_for_a_name_names_nobody) {
  auto piles = [](const std::string& word) {
    Report bell{ferry(), "", "Bell"};
    Report copy{ferry() + " No lamp was lit and no " + word + " was heard.", "", "Merrow Lamp"};
    return Pile{bell, copy};
  };
  EXPECT_EQ(find(piles("bell")).why[0], "which came first is not known");
  EXPECT_EQ(find(piles("word from the Bell")).why[0],
            "which came first is not known; names its outlet");
}

TEST(copy_edges_test, an_outlet_is_called_what_most_of_its_reports_say) {
  Report nameless{std::string(kBread), "", "", "courier.example"};
  Report wrong{std::string(kSchool), "", "Merrow Lamp", "courier.example"};
  Report usual{ferry(), "", "Vell Courier", "courier.example"};
  Report usual_too{std::string(kMore), "", "Vell Courier", "courier.example"};
  Report copy{joined({kBread, "So the Vell Courier reported."}), "", "", "bell.example"};
  EXPECT_EQ(edges({nameless, wrong, usual, usual_too, copy}), Edges{"1>5 identical"});
  EXPECT_EQ(edges({copy, nameless, wrong, usual, usual_too}), Edges{"2>1 identical"});
}

TEST(copy_edges_test, without_dates_whom_others_copy_is_first) {
  Report wire{std::string(kBread), "2024-03-01", "", "wire.example"};
  Report taker{std::string(kBread), "2024-03-02", "", "courier.example"};
  Report of_taker{ferry(), "", "", "courier.example"};
  Report of_wire{ferry(), "", "", "wire.example"};
  EXPECT_EQ(edges({wire, taker, of_taker, of_wire}), (Edges{"1>2 identical", "4>3 identical"}));
}

// ---- one parent of several ----------------------------------------------------------------------

TEST(copy_edges_test, of_equal_reports_the_first_is_the_parent) {
  EXPECT_EQ(edges({{ferry(), "2024-03-01"}, {ferry(), "2024-03-02"}, {ferry(), "2024-03-03"}}),
            (Edges{"1>2 identical", "1>3 identical"}));
  EXPECT_EQ(edges({{ferry(), "2024-03-03"}, {ferry(), "2024-03-02"}, {ferry(), "2024-03-01"}}),
            (Edges{"3>1 identical", "3>2 identical"}));
}

TEST(copy_edges_test, what_a_site_has_under_many_addresses_is_found) {
  Pile pile;
  pile.add(1, {ferry(), "2024-03-01", "", "wire.example"});
  for (uint64_t number = 2; number < 12; ++number)
    pile.add(number, {ferry(), "2024-03-02", "", "courier.example"});
  EXPECT_EQ(edges(pile).size(), 10u);
}

TEST(copy_edges_test, of_equal_reports_the_credited_one_is_the_parent) {
  EXPECT_EQ(edges({{ferry(), "2024-03-01", "Vell Courier"},
                   {ferry(), "2024-03-02", "Merrow Lamp"},
                   {ferry() + " So the Merrow Lamp wrote on Saturday.", "2024-03-03", "Bell"}}),
            (Edges{"1>2 identical", "2>3 extended"}));
}

TEST(copy_edges_test, a_copy_of_a_copy_has_what_the_copy_added) {
  std::string added = ferry() + std::string(kMore);
  EXPECT_EQ(edges({{ferry(), "2024-03-01"},
                   {added, "2024-03-02"},
                   {joined({added,
                            "The reward is said to be a barrel of herrings, a spare anchor "
                            "and a letter of thanks from the bishop."}),
                    "2024-03-03"}}),
            (Edges{"1>2 extended", "2>3 extended"}));
}

TEST(copy_edges_test, a_chain_of_cuts_is_a_chain) {
  std::string whole = joined({kFerry, kBread, kSchool});
  std::string two = joined({kFerry, kBread});
  EXPECT_EQ(edges({{whole, "2024-03-01"}, {two, "2024-03-02"}, {ferry(), "2024-03-03"}}),
            (Edges{"1>2 truncated", "1>3 truncated"}))
      << "what the cut report still has stood in the first, too";
}

// ---- whatever the pile --------------------------------------------------------------------------

// Reports put together of paragraphs of a pool, some words of them changed.
std::vector<Report> some_reports(std::mt19937& random, size_t count) {
  std::vector<Report> out;
  for (size_t i = 0; i < count; ++i) {
    std::string text;
    size_t parts = 1 + random() % 3;
    for (size_t part = 0; part < parts; ++part) {
      auto which = static_cast<uint32_t>(random() % 8);
      auto size = 20 + static_cast<uint32_t>(random() % 30);
      text += some_words(1000 * which, size) + "\n\n";
      if (random() % 3 == 0)
        text += some_words(100'000 + static_cast<uint32_t>(i) * 100, 15) + "\n\n";
    }
    out.push_back({text});
  }
  return out;
}

// A date for every number, in their order.
std::string date(size_t number) {
  std::string minutes = std::to_string(number);
  return "2024-03-01T08:" + std::string(2 - minutes.size(), '0') + minutes + "Z";
}

TEST(copy_edges_test, no_report_derives_from_a_later_one) {
  std::mt19937 random(1);
  for (int trial = 0; trial < 10; ++trial) {
    std::vector<Report> reports = some_reports(random, 40);
    std::vector<uint64_t> minute(reports.size());
    std::iota(minute.begin(), minute.end(), 0U);
    std::shuffle(minute.begin(), minute.end(), random);
    Pile pile;
    for (size_t i = 0; i < reports.size(); ++i) {
      reports[i].published = date(minute[i]);
      pile.add(i, reports[i]);
    }
    CopyEdges found = find(pile);
    EXPECT_GT(found.from.size(), 20u);
    for (size_t row = 0; row < found.from.size(); ++row)
      EXPECT_LT(minute[found.from[row].high], minute[found.to[row].high]);
  }
}

bool has_cycle(const std::map<uint64_t, std::set<uint64_t>>& parents) {
  std::set<uint64_t> done;
  for (bool more = true; more;) {
    more = false;
    for (const auto& [child, of] : parents) {
      if (done.contains(child)) continue;
      bool ready = std::all_of(of.begin(), of.end(), [&](uint64_t one) {
        return done.contains(one) || !parents.contains(one);
      });
      if (!ready) continue;
      done.insert(child);
      more = true;
    }
  }
  return done.size() < parents.size();
}

TEST(copy_edges_test, no_report_derives_from_itself_by_others) {
  std::mt19937 random(2);
  for (int trial = 0; trial < 20; ++trial) {
    Pile pile;
    std::vector<Report> reports = some_reports(random, 40);
    for (size_t i = 0; i < reports.size(); ++i) {
      // Some are dated, some credit one another, from some many others are copied.
      if (random() % 3 == 0) reports[i].published = date(random() % 60);
      reports[i].publisher = "Outlet " + invented_word(static_cast<uint32_t>(random() % 4));
      if (random() % 3 == 0)
        reports[i].text +=
            "As Outlet " + invented_word(static_cast<uint32_t>(random() % 4)) + " reported.";
      pile.add(i, reports[i]);
    }
    CopyEdges found = find(pile);
    std::map<uint64_t, std::set<uint64_t>> parents;
    for (size_t row = 0; row < found.from.size(); ++row)
      if (found.relation[row] != CopyRelation::shared_quotation)
        parents[found.to[row].high].insert(found.from[row].high);
    EXPECT_GT(parents.size(), 5u);
    EXPECT_FALSE(has_cycle(parents));
  }
}

TEST(copy_edges_test, other_ids_and_more_threads_give_the_same_edges) {
  std::mt19937 random(3);
  for (int trial = 0; trial < 10; ++trial) {
    std::vector<Report> reports = some_reports(random, 30);
    Pile pile, again;
    std::vector<uint64_t> number(reports.size());
    std::iota(number.begin(), number.end(), 0U);
    std::shuffle(number.begin(), number.end(), random);
    for (size_t i = 0; i < reports.size(); ++i) {
      reports[i].published = date(i);
      pile.add(i, reports[i]);
      again.add(number[i], reports[i]);
    }
    auto rows = [](const CopyEdges& found, auto name) {
      std::multiset<std::string> out;
      for (size_t row = 0; row < found.from.size(); ++row) {
        Span there = found.from_span[row][0].span, here = found.to_span[row][0].span;
        std::string line;
        for (uint64_t part :
             {name(found.from[row].high), name(found.to[row].high),
              static_cast<uint64_t>(found.relation[row]), static_cast<uint64_t>(found.form[row]),
              uint64_t{there.begin}, uint64_t{there.end}, uint64_t{here.begin}, uint64_t{here.end},
              uint64_t{found.score[row].ten_thousandths}})
          line += std::to_string(part) + " ";
        out.insert(line);
      }
      return out;
    };
    EXPECT_EQ(rows(find(pile), [&](uint64_t one) { return number[one]; }),
              rows(find(again, 3), [](uint64_t one) { return one; }));
  }
}

TEST(copy_edges_test, verbatim_passages_say_nearly_the_same) {
  std::mt19937 random(4);
  Pile pile;
  std::vector<Report> reports = some_reports(random, 40);
  for (size_t i = 0; i < reports.size(); ++i) {
    reports[i].published = date(i);
    pile.add(i, reports[i]);
  }
  CopyEdges found = find(pile);
  for (size_t row = 0; row < found.from.size(); ++row) {
    if (found.form[row] != PassageForm::verbatim) continue;
    auto words = [&](const Place& place) {
      std::string_view text = pile.text(place.report);
      Terms terms = terms_of(text.substr(place.span.begin, place.span.size()));
      std::multiset<uint32_t> out(terms.stem.begin(), terms.stem.end());
      return out;
    };
    std::multiset<uint32_t> there = words(found.from_span[row][0]);
    std::multiset<uint32_t> here = words(found.to_span[row][0]);
    std::vector<uint32_t> both;
    std::set_intersection(there.begin(), there.end(), here.begin(), here.end(),
                          std::back_inserter(both));
    EXPECT_GE(both.size() * 10, here.size() * 7);
  }
}

TEST(copy_edges_test, many_reports_of_one_text_are_no_burden) {
  Pile pile;
  for (size_t i = 0; i < 400; ++i) pile.add(i, {ferry(), "2024-03-01T08:00Z"});
  Edges found = edges(pile);
  EXPECT_EQ(found.size(), 399u);
  EXPECT_TRUE(std::all_of(found.begin(), found.end(),
                          [](const std::string& one) { return one.starts_with("0>"); }));
}

// Nobody is thought to hit upon these words, though they are as many as a book's: each of its rows
// is like each of the other's.
TEST(copy_edges_test, a_long_quotation_that_says_nothing_is_no_burden) {
  static const Resources resources = make_resources();
  std::string text = "The pilot of Vell read it out: “";
  for (int i = 0; i < 200'000; ++i) text += "the ";
  Sequence one = sequence_of(text + "”", resources.made<Frequencies>());
  Sequence other = sequence_of("Later " + text + "”", resources.made<Frequencies>());
  for (const LinkedPassage& passage : link_reports(one, other).passages)
    EXPECT_NE(passage.form, PassageForm::quotation);
}

// ---- parents ------------------------------------------------------------------------------------

Link link_of(uint32_t from, Span rows, bool credited = false) {
  Link out;
  out.from = from;
  out.derives = true;
  out.credited = credited;
  out.passages.push_back({rows, rows, rows, rows, PassageForm::verbatim});
  return out;
}

std::vector<uint32_t> parents_of(std::vector<Link> links, uint32_t words) {
  std::vector<uint32_t> out;
  for (const Link& link :
       choose_parents(std::move(links), words, [](uint32_t a, uint32_t b) { return a < b; }))
    out.push_back(link.from);
  return out;
}

TEST(copy_edges_test, who_explains_most_is_a_parent_first) {
  EXPECT_EQ(parents_of({}, 100), std::vector<uint32_t>{});
  EXPECT_EQ(parents_of({link_of(1, {0, 30}), link_of(2, {20, 80}), link_of(3, {75, 84})}, 100),
            (std::vector<uint32_t>{2, 1}));
}

TEST(copy_edges_test, quotations_are_taken_for_what_copies_leave) {
  Link quotes = link_of(1, {0, 60});
  quotes.derives = false;
  EXPECT_EQ(parents_of({quotes, link_of(2, {0, 40})}, 100), (std::vector<uint32_t>{2, 1}));
  EXPECT_EQ(parents_of({quotes, link_of(2, {0, 55})}, 100), (std::vector<uint32_t>{2}));
}

TEST(copy_edges_test, what_is_less_than_half_is_spliced_in_whatever_words) {
  auto relation = [](uint32_t copied, uint32_t reworked) {
    Link link = link_of(1, {0, copied});
    Span rest{copied, copied + reworked};
    link.passages.push_back({rest, rest, rest, rest, PassageForm::rewritten});
    return relations_of({link}, 100).front();
  };
  EXPECT_EQ(relation(0, 49), CopyRelation::spliced);
  EXPECT_EQ(relation(0, 50), CopyRelation::rewritten);
  EXPECT_EQ(relation(24, 26), CopyRelation::rewritten);
  EXPECT_EQ(relation(49, 0), CopyRelation::spliced);
  EXPECT_EQ(relation(49, 20), CopyRelation::spliced) << "not mostly in other words";
  EXPECT_EQ(relation(50, 0), CopyRelation::extended);
}

TEST(copy_edges_test, of_very_many_links_the_greatest_are_looked_at) {
  std::vector<Link> links;
  for (uint32_t i = 0; i < 3000; ++i) links.push_back(link_of(i, {20 * i, 20 * i + 11}));
  links.push_back(link_of(3000, {59'980, 59'998}));
  links.push_back(link_of(3001, {59'920, 59'931}, true));
  std::vector<uint32_t> parents = parents_of(std::move(links), 60'000);
  ASSERT_EQ(parents.size(), kMostLinks);
  EXPECT_EQ(parents[0], 3000u);
  EXPECT_EQ(parents[1], 3001u) << "credited";
  EXPECT_EQ(parents[2], 0u);
}

}  // namespace
}  // namespace hearsay
