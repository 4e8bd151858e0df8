#include "surfaces/api/conllu.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::Folder;
using api_test_folder::make_store;

std::string all_of(const Store& store) {
  std::string out;
  auto done = export_conllu(store, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  EXPECT_TRUE(done.ok()) << done.error().text();
  return out;
}

std::vector<std::string> cells(std::string_view line) {
  std::vector<std::string> out(1);
  for (char c : line)
    if (c == '\t')
      out.emplace_back();
    else
      out.back() += c;
  return out;
}

TEST(conllu_test, words_have_ten_cells_and_stand_where_they_say) {
  Folder folder;
  constexpr std::string_view kText =
      "The ferry didn\xE2\x80\x99t leave Tavra on Monday. “Nobody came,” said Ilse Vard.\n\n"
      "The strait stays closed until Friday.\n";
  std::string file = folder.write("a.txt", kText);
  auto hearsay = make_store(folder, {file});
  ASSERT_NE(hearsay, nullptr);
  auto report = hearsay->store().report(hearsay->resolve(file)->report);
  std::string text((*report)->text.view());
  CodePoints points(text);
  std::string written = all_of(hearsay->store());
  ASSERT_TRUE(
      written.starts_with("# newdoc id = " + (*report)->id.hex() + "\n# newpar\n# sent_id = "));
  size_t words = 0;
  size_t blocks = 0;
  size_t roots = 0;
  size_t sentences = 0;
  bool joined = false;
  for (size_t at = 0; at < written.size();) {
    size_t end = written.find('\n', at);
    std::string line = written.substr(at, end - at);
    at = end + 1;
    blocks += line == "# newpar";
    sentences += line.empty();
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row = cells(line);
    ASSERT_EQ(row.size(), 10U) << line;
    size_t place = row[9].find("TokenRange=");
    ASSERT_NE(place, std::string::npos) << line;
    auto begin = static_cast<uint32_t>(std::stoul(row[9].substr(place + 11)));
    auto stop = static_cast<uint32_t>(std::stoul(row[9].substr(row[9].find(':', place) + 1)));
    EXPECT_EQ(row[1],
              text.substr(points.to_byte(begin), points.to_byte(stop) - points.to_byte(begin)));
    if (row[0].find('-') != std::string::npos) {
      joined = true;
      EXPECT_EQ(row[1], "didn\xE2\x80\x99t");
      continue;
    }
    ++words;
    roots += row[6] == "0";
    EXPECT_EQ(row[6] == "0", row[7] == "root") << line;
  }
  EXPECT_TRUE(joined);
  EXPECT_EQ(blocks, 2U);
  EXPECT_EQ(sentences, 3U);
  EXPECT_EQ(roots, sentences);
  EXPECT_EQ(words, 25U) << written;
}

TEST(conllu_test, a_reader_may_stop) {
  Folder folder;
  auto hearsay =
      make_store(folder, {folder.write("a.txt", "One.\n"), folder.write("b.txt", "Two.\n")});
  ASSERT_NE(hearsay, nullptr);
  int pieces = 0;
  auto done = export_conllu(hearsay->store(), [&](std::string_view) { return ++pieces < 1; });
  EXPECT_TRUE(done.ok());
  EXPECT_EQ(pieces, 1);
}

}  // namespace
}  // namespace hearsay
