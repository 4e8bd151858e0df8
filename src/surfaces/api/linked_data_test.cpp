#include "surfaces/api/linked_data.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/hostile_report.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::copied_reports;
using api_test_folder::Folder;
using api_test_folder::kHostileReport;
using api_test_folder::make_store;
using simdjson::dom::element;

const Site kSite{"http://localhost:8080"};

struct Read {
  explicit Read(std::string_view lines) {
    hearsay = make_store(folder, {folder.write("reports.jsonl", lines)});
    sources = std::make_unique<SourcesView>(*SourcesView::read(store()));
    stories = std::make_unique<StoriesView>(*StoriesView::read(store(), *sources));
    who = std::make_unique<WhoIsWho>(*WhoIsWho::read(store(), hearsay->resources()));
  }
  const Store& store() const { return hearsay->store(); }
  std::string report(const ReportId& id) const {
    auto entity = [this](const Id128& wanted) -> const EntityView* {
      for (const EntityView& one : who->all())
        if (one.id == wanted) return &one;
      return nullptr;
    };
    return *report_linked_data(store(), *sources, entity, **see_report(store(), id), kSite);
  }
  std::string report(const std::string& url) const { return report(hearsay->resolve(url)->report); }
  std::string story(const std::string& url) const {
    const StoryView* of = stories->of(hearsay->resolve(url)->report);
    return of == nullptr ? "" : *story_linked_data(store(), *sources, *stories, *of, kSite);
  }

  Folder folder;
  std::unique_ptr<Hearsay> hearsay;
  std::unique_ptr<SourcesView> sources;
  std::unique_ptr<StoriesView> stories;
  std::unique_ptr<WhoIsWho> who;
};

std::string text_at(const element& json, std::string_view pointer) {
  std::string_view out;
  return json.at_pointer(pointer).get(out) == simdjson::SUCCESS ? std::string(out) : "(none)";
}

TEST(linked_data_test, a_report_is_an_article_based_on_what_it_copies) {
  Read in(copied_reports());
  simdjson::dom::parser parser;
  element json;
  ASSERT_EQ(parser.parse(in.report("https://courier.example/2018-05-22/a")).get(json),
            simdjson::SUCCESS);
  EXPECT_EQ(text_at(json, "/@context/@vocab"), "https://schema.org/");
  EXPECT_EQ(text_at(json, "/@type"), "NewsArticle");
  EXPECT_EQ(text_at(json, "/headline"), "Barges shut the quay");
  EXPECT_EQ(text_at(json, "/datePublished"), "2018-05-22");
  EXPECT_EQ(text_at(json, "/publisher/name"), "The Courier");
  EXPECT_EQ(text_at(json, "/url"), "https://courier.example/2018-05-22/a");
  EXPECT_EQ(text_at(json, "/isBasedOn/0/headline"), "Quay is closed");
  EXPECT_EQ(text_at(json, "/isBasedOn/0/@id"),
            urn_of("report", in.hearsay->resolve("https://wire.example/2018-05-21/a")->report));
  EXPECT_EQ(text_at(json, "/isBasedOn/1/headline"), "(none)");
}

TEST(linked_data_test, what_stands_in_quotation_marks_is_a_quotation) {
  Read in(
      R"({"url":"https://a.example/1","published":"2018-05","author":"Ann Ferris","text":"Envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, said on Monday that the ferry would sail. \"We will wait for the storm,\" Qasemi told reporters, according to the Tasnim news agency."}
)");
  simdjson::dom::parser parser;
  element json;
  std::string text = in.report("https://a.example/1");
  ASSERT_EQ(parser.parse(text).get(json), simdjson::SUCCESS);
  EXPECT_EQ(text_at(json, "/datePublished"), "2018-05") << text;
  EXPECT_EQ(text_at(json, "/author/0/name"), "Ann Ferris") << text;
  EXPECT_EQ(text_at(json, "/hasPart/0/@type"), "Quotation");
  EXPECT_EQ(text_at(json, "/hasPart/0/text"), "We will wait for the storm");
  EXPECT_EQ(text_at(json, "/hasPart/0/spokenByCharacter/@type"), "Person");
  EXPECT_EQ(text_at(json, "/hasPart/0/spokenByCharacter/name"), "Bahram Qasemi");
  EXPECT_EQ(text_at(json, "/hasPart/0/isBasedOn/@id"), text_at(json, "/@id"));
  EXPECT_EQ(text_at(json, "/hasPart/1/text"), "(none)") << "the rest is the report's wording";
}

TEST(linked_data_test, a_story_is_a_list_of_articles) {
  Read in(api_test_folder::copies_of_the_wire());
  simdjson::dom::parser parser;
  element json;
  ASSERT_EQ(parser.parse(in.story("https://wire.example/2018-05-21/a")).get(json),
            simdjson::SUCCESS);
  EXPECT_EQ(text_at(json, "/@type"), "ItemList");
  EXPECT_EQ(text_at(json, "/name"), "Quay is closed");
  EXPECT_EQ(text_at(json, "/itemListElement/0/item/@type"), "NewsArticle");
  EXPECT_EQ(text_at(json, "/itemListElement/0/item/publisher/name"), "Tern Wire");
  EXPECT_EQ(text_at(json, "/itemListElement/1/item/isBasedOn/0/headline"), "Quay is closed");
}

TEST(linked_data_test, whatever_reports_say_it_may_stand_in_a_script) {
  Read in(kHostileReport);
  std::string text = in.report((*in.store().by_prefix("", 1)).front());
  EXPECT_EQ(text.find('<'), std::string::npos) << text;
  simdjson::dom::parser parser;
  element json;
  ASSERT_EQ(parser.parse(text).get(json), simdjson::SUCCESS);
  EXPECT_EQ(text_at(json, "/headline").substr(0, 27), "]]></title><script>alert('1");
  EXPECT_EQ(text_at(json, "/url"), text_at(json, "/archivedAt")) << "its address is no page";
  EXPECT_NE(text_at(json, "/hasPart/0/text").find("</script><!--"), std::string::npos) << text;
  EXPECT_EQ(text.find("ClaimReview"), std::string::npos);
  EXPECT_EQ(text.find("ating"), std::string::npos) << "nothing is rated";
}

}  // namespace
}  // namespace hearsay
