#include "ingest/outlets/outlets.hpp"

#include <gtest/gtest.h>

#include <set>

#include "document/pipeline.hpp"

namespace hearsay {
namespace {

Resources some() {
  Resources out;
  out.blobs["knowledge/outlets.tsv"] =
      "# name\taliases\tdomains\tcountry\tkind\tfamily\tsource\n"
      "The Vell Lamp\tLamp!|Vell’s "
      "Lamp\tlamp.example|vell-lamp.example\tXV\tnewspaper\tlamp\tinvented\n"
      "Sun!\t\t\tXV\tnewspaper\tlamp\tinvented\n"
      "broken\n"
      "Wire\t\twire.example\tXV\tpigeon\twire\tinvented\n";
  return out;
}

TEST(outlets_test, names_are_found_however_they_are_written) {
  Resources resources = some();
  Outlets outlets(resources);
  ASSERT_EQ(outlets.size(), 2U);
  for (std::string_view name :
       {"The Vell Lamp", "the vell lamp", "Vell Lamp", "Vell's Lamp", "VELL LAMP"}) {
    const Outlet* found = outlets.find(name, false);
    ASSERT_NE(found, nullptr) << name;
    EXPECT_EQ(found->name, "The Vell Lamp");
    EXPECT_EQ(found->family, "lamp");
    EXPECT_EQ(found->kind, OutletKind::newspaper);
  }
  EXPECT_EQ(outlets.find("Vell", true), nullptr);
}

TEST(outlets_test, a_word_is_an_outlet_only_where_something_is_reported) {
  Resources resources = some();
  Outlets outlets(resources);
  EXPECT_EQ(outlets.find("the Sun", false), nullptr);
  ASSERT_NE(outlets.find("the Sun", true), nullptr);
  EXPECT_EQ(outlets.find("the Sun", true)->name, "Sun");
  EXPECT_NE(outlets.find("lamp", true), nullptr);
}

TEST(outlets_test, hosts_lead_to_their_outlet) {
  Resources resources = some();
  Outlets outlets(resources);
  ASSERT_NE(outlets.of_domain("news.lamp.example"), nullptr);
  EXPECT_EQ(outlets.of_domain("news.lamp.example")->name, "The Vell Lamp");
  EXPECT_EQ(outlets.of_domain("example"), nullptr);
  EXPECT_EQ(outlets.of_domain(""), nullptr);
}

TEST(outlets_test, the_table_that_we_ship_is_sound) {
  Resources resources = make_resources();
  std::string_view table = resources.blob("knowledge/outlets.tsv");
  size_t rows = 0;
  std::set<std::string> names;
  for (size_t at = 0; at < table.size();) {
    size_t end = std::min(table.find('\n', at), table.size());
    std::string_view line = table.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line.front() == '#') continue;
    ++rows;
    EXPECT_EQ(std::count(line.begin(), line.end(), '\t'), 6) << line;
    EXPECT_TRUE(names.emplace(line.substr(0, line.find('\t'))).second) << line;
    EXPECT_EQ(line.find("://"), std::string_view::npos) << line;
  }
  EXPECT_GE(rows, 300U);
  EXPECT_EQ(Outlets(resources).size(), rows);
  for (std::string_view name : {"Reuters", "the Associated Press", "Tass", "CNN", "Tasnim"})
    EXPECT_NE(Outlets(resources).find(name, true), nullptr) << name;
}

}  // namespace
}  // namespace hearsay
