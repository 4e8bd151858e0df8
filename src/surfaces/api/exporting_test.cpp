#include "surfaces/api/exporting.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::Folder;

TEST(exporting_test, everything_can_be_written_in_a_format_that_fits_it) {
  Folder folder;
  auto hearsay = Hearsay::open(folder.at("e.db"), Store::Open::write);
  for (const std::string& what : all_exports((*hearsay)->pipeline())) {
    int formats = 0;
    for (std::string_view format : export_formats()) {
      if (!check_export((*hearsay)->pipeline(), what, format).ok()) continue;
      ++formats;
      Result<void> done =
          export_all((*hearsay)->store(), what, format, [](std::string_view) { return true; });
      EXPECT_TRUE(done.ok()) << what << " " << format << ": " << done.error().text();
    }
    EXPECT_EQ(formats, what == "tokens" ? 1 : what == "lineage" ? 2 : 3) << what;
  }
}

TEST(exporting_test, names_stand_once_and_stories_are_there) {
  std::vector<std::string> all = all_exports(make_pipeline());
  for (std::string_view name :
       {"reports", "copy_edges", "origins", "stories", "chains", "lineage", "tokens"})
    EXPECT_EQ(std::count(all.begin(), all.end(), name), 1) << name;
}

TEST(exporting_test, what_does_not_fit_says_what_would) {
  Pipeline pipeline = make_pipeline();
  auto message = [&](std::string_view what, std::string_view format) {
    return check_export(pipeline, what, format).error().text();
  };
  EXPECT_NE(message("nothing", "jsonl").find("there are reports, "), std::string::npos);
  EXPECT_NE(message("tokens", "csv").find("--format conllu"), std::string::npos);
  EXPECT_NE(message("reports", "conllu").find("only tokens"), std::string::npos);
  EXPECT_NE(message("lineage", "jsonl").find("--format graphml"), std::string::npos);
  EXPECT_NE(message("reports", "xml").find("no format called \"xml\""), std::string::npos);
  EXPECT_NE(message("tokens", "").find("no format called"), std::string::npos);
  EXPECT_NE(message("stories", "gexf").find("only the lineage"), std::string::npos);
}

}  // namespace
}  // namespace hearsay
