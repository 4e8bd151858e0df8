#include "surfaces/api/lineage_graph.hpp"

#include <expat.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::copied_reports;
using api_test_folder::Folder;
using api_test_folder::make_store;

std::string exported(const Hearsay& hearsay, GraphFormat format) {
  std::string out;
  Result<void> done = export_lineage(hearsay.store(), format, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  EXPECT_TRUE(done.ok()) << done.error().text();
  return out;
}

// What a parser of XML reads: how many elements of each name there are, and all values.
struct Parsed {
  explicit Parsed(const std::string& xml) {
    XML_Parser parser = XML_ParserCreate(nullptr);
    XML_SetUserData(parser, this);
    XML_SetElementHandler(
        parser,
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          auto* parsed = static_cast<Parsed*>(self);
          ++parsed->elements[name];
          for (; *attributes != nullptr; attributes += 2) {
            parsed->values.emplace_back(attributes[1]);
            if (std::string_view(attributes[0]) == "id" && std::string_view(name) == "node")
              parsed->nodes.emplace_back(attributes[1]);
          }
          parsed->values.emplace_back();
        },
        [](void* self, const XML_Char*) { static_cast<Parsed*>(self)->values.emplace_back(); });
    XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* text, int size) {
      static_cast<Parsed*>(self)->values.back().append(text, static_cast<size_t>(size));
    });
    valid = XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), 1) == XML_STATUS_OK;
    if (!valid) error = XML_ErrorString(XML_GetErrorCode(parser));
    XML_ParserFree(parser);
  }
  bool has(std::string_view value) const {
    return std::find(values.begin(), values.end(), value) != values.end();
  }

  bool valid = false;
  std::string error;
  std::map<std::string, int> elements;
  std::vector<std::string> values, nodes;
};

TEST(lineage_graph_test, reports_are_nodes_and_derivations_edges) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("six.jsonl", copied_reports())});
  for (GraphFormat format : {GraphFormat::graphml, GraphFormat::gexf}) {
    Parsed parsed(exported(*hearsay, format));
    ASSERT_TRUE(parsed.valid) << parsed.error;
    EXPECT_EQ(parsed.elements["node"], 6);
    EXPECT_EQ(parsed.elements["edge"], 4);
    EXPECT_TRUE(std::is_sorted(parsed.nodes.begin(), parsed.nodes.end()));
    for (std::string_view value : {"Quay is closed", "Tern Wire", "2018-05-23", "identical",
                                   "truncated", "spliced", "true", "false", "1.0000"})
      EXPECT_TRUE(parsed.has(value)) << value;
  }
}

TEST(lineage_graph_test, whatever_reports_say_it_is_xml) {
  Folder folder;
  std::string hostile =
      R"({"url":"https://a.example/1","publisher":"<&\"'> \u0001\u001b[31m Post","title":"]]> <b>\u0007 \ufffe \u202e title\u0000 & Sons","text":"Some words of a report about nothing at all, said the mayor of Vell."})"
      "\n";
  auto hearsay = make_store(folder, {folder.write("a.jsonl", hostile)});
  for (GraphFormat format : {GraphFormat::graphml, GraphFormat::gexf}) {
    std::string xml = exported(*hearsay, format);
    Parsed parsed(xml);
    ASSERT_TRUE(parsed.valid) << parsed.error << "\n" << xml;
    EXPECT_EQ(parsed.elements["node"], 1);
    EXPECT_EQ(xml.find('\x1b'), std::string::npos);
    EXPECT_NE(xml.find("&amp; Sons"), std::string::npos) << xml;
  }
}

TEST(lineage_graph_test, an_empty_store_is_an_empty_graph) {
  Folder folder;
  auto empty = Hearsay::open(folder.at("e.db"), Store::Open::write);
  for (GraphFormat format : {GraphFormat::graphml, GraphFormat::gexf}) {
    Parsed parsed(exported(**empty, format));
    EXPECT_TRUE(parsed.valid) << parsed.error;
    EXPECT_EQ(parsed.elements["node"] + parsed.elements["edge"], 0);
  }
}

TEST(lineage_graph_test, it_stops_when_nobody_listens) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("six.jsonl", copied_reports())});
  int calls = 0;
  Result<void> done = export_lineage(hearsay->store(), GraphFormat::gexf, [&](std::string_view) {
    ++calls;
    return false;
  });
  EXPECT_TRUE(done.ok());
  EXPECT_EQ(calls, 1);
}

TEST(lineage_graph_test, the_lineage_of_one_report) {
  Folder folder;
  auto hearsay = make_store(folder, {folder.write("six.jsonl", copied_reports())});
  SourcesView sources = *SourcesView::read(hearsay->store());
  StoriesView stories = *StoriesView::read(hearsay->store(), sources);
  struct Row {
    std::string url;
    bool below;
    int nodes, edges;
  };
  for (const Row& row : std::vector<Row>{
           {"https://wire.example/2018-05-21/a", true, 4, 3},
           {"https://wire.example/2018-05-21/a", false, 1, 0},
           {"https://drift.example/2018-05-29/a", true, 3, 2},
           {"https://ledger.example/2018-05-21/a", true, 2, 1},
       }) {
    std::vector<ReportId> reports = {hearsay->resolve(row.url)->report};
    for (GraphFormat format : {GraphFormat::graphml, GraphFormat::gexf}) {
      std::string xml;
      Result<void> done = export_lineage_of(hearsay->store(), sources, stories, reports, row.below,
                                            format, [&](std::string_view piece) {
                                              xml += piece;
                                              return true;
                                            });
      ASSERT_TRUE(done.ok()) << done.error().text();
      Parsed parsed(xml);
      ASSERT_TRUE(parsed.valid) << parsed.error;
      EXPECT_EQ(parsed.elements["node"], row.nodes) << row.url;
      EXPECT_EQ(parsed.elements["edge"], row.edges) << row.url;
      EXPECT_TRUE(std::is_sorted(parsed.nodes.begin(), parsed.nodes.end()));
    }
  }
}

}  // namespace
}  // namespace hearsay
