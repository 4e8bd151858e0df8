#include "surfaces/api/citations.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "surfaces/api/copied_reports.hpp"
#include "surfaces/api/hostile_report.hpp"
#include "surfaces/api/test_folder.hpp"

namespace hearsay {
namespace {

using api_test_folder::copied_reports;
using api_test_folder::Folder;
using api_test_folder::kHostileReport;
using api_test_folder::make_store;

const Site kSite{"http://localhost:8080"};

struct Read {
  explicit Read(std::string_view lines) {
    hearsay = make_store(folder, {folder.write("reports.jsonl", lines)});
    sources = std::make_unique<SourcesView>(*SourcesView::read(store()));
  }
  const Store& store() const { return hearsay->store(); }
  ReportId first() const { return store().by_prefix("", 1)->front(); }
  Citation report(const ReportId& id) const {
    return cite_report(*sources, **see_report(store(), id), kSite);
  }
  // Number `number` of the first report.
  Citation statement(size_t number) const {
    Result<SeenStatement> seen =
        see_statement(store(), view_statements(store(), first())->at(number).id);
    return cite_statement(*sources, seen->in, seen->statement, kSite);
  }

  Folder folder;
  std::unique_ptr<Hearsay> hearsay;
  std::unique_ptr<SourcesView> sources;
};

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Braces must match even where a backslash stands before them: BibTeX counts them all.
bool is_balanced(std::string_view text) {
  int open = 0;
  for (char c : text) {
    open += c == '{' ? 1 : c == '}' ? -1 : 0;
    if (open < 0) return false;
  }
  return open == 0;
}

TEST(citations_test, a_report) {
  Read in(copied_reports());
  ReportId id = in.hearsay->resolve("https://wire.example/2018-05-21/a")->report;
  Citation citation = in.report(id);
  std::string sha = (*in.store().report(id))->text_sha256;
  EXPECT_EQ(citation.key, "hearsay-" + id.hex().substr(0, 16));
  EXPECT_EQ(citation.link, kSite.report(id));
  EXPECT_EQ(citation.original, "https://wire.example/2018-05-21/a");
  EXPECT_EQ(citation.plain,
            "“Quay is closed”, Tern Wire, 21 May 2018. "
            "https://wire.example/2018-05-21/a (text with SHA-256 " +
                sha + "; " + citation.link + ")");
  EXPECT_EQ(citation.bibtex, "@misc{" + citation.key +
                                 ",\n  title = {{Quay is closed}},\n"
                                 "  howpublished = {Tern Wire},\n  year = {2018},\n"
                                 "  month = may,\n  day = {21},\n"
                                 "  url = {https://wire.example/2018-05-21/a},\n"
                                 "  note = {text with SHA-256 " +
                                 sha + "},\n}\n");
}

TEST(citations_test, a_report_of_which_nothing_is_known) {
  Read in("{\"text\":\"A goat was elected to the parish council of Lower Maru again.\"}\n");
  Citation citation = in.report(in.first());
  EXPECT_TRUE(has(citation.plain, "“(no title)”, no date. (text with")) << citation.plain;
  EXPECT_EQ(citation.original, "");
  EXPECT_TRUE(has(citation.bibtex, "url = {" + citation.link + "}")) << citation.bibtex;
  EXPECT_FALSE(has(citation.bibtex, "year"));
}

TEST(citations_test, days_are_as_precise_as_known) {
  struct Row {
    std::string published, plain, bibtex;
  };
  for (const Row& row : std::vector<Row>{
           {"2018", "”, 1.2.3.4, 2018. ", "  year = {2018},\n  url"},
           {"2018-05", "”, 1.2.3.4, May 2018. ", "  year = {2018},\n  month = may,\n  url"},
           {"2018-05-21T23:30:00Z", "”, 1.2.3.4, 21 May 2018. ", "  month = may,\n  day = {21},\n"},
       }) {
    Read in(R"({"url":"https://1.2.3.4/","published":")" + row.published +
            R"(","title":"A goat","text":"A goat was elected to the council of Maru again."})"
            "\n");
    Citation citation = in.report(in.first());
    EXPECT_TRUE(has(citation.plain, row.plain)) << citation.plain;
    EXPECT_TRUE(has(citation.bibtex, row.bibtex)) << citation.bibtex;
  }
}

TEST(citations_test, a_statement) {
  Read in(
      R"({"url":"https://a.example/1","published":"2018-05-21","publisher":"Tern Wire","author":"Ann Ferris and Bo Lund","text":"Zoë’s envoys talk of the strait\n\nBahram Qasemi, the foreign ministry spokesman, said on Monday that the ferry would sail. \"We will wait for the storm,\" Qasemi told reporters."}
)");
  Citation citation = in.statement(1);
  EXPECT_TRUE(has(citation.plain, "Bahram Qasemi: “We will wait for the storm”. In: Ann Ferris"))
      << citation.plain;
  ASSERT_EQ(citation.spans.size(), 1U);
  auto [begin, end] = citation.spans[0];
  EXPECT_EQ(end - begin, 26U);
  Result<std::optional<StoredReport>> report = in.store().report(in.first());
  CodePoints points((*report)->text.view());
  EXPECT_EQ(((*report)->text[Span{points.to_byte(begin), points.to_byte(end)}]),
            "We will wait for the storm");
  EXPECT_TRUE(has(citation.bibtex, "code points " + std::to_string(begin) + " to " +
                                       std::to_string(end) + " of the text with SHA-256 " +
                                       citation.text_sha256))
      << citation.bibtex;
  EXPECT_TRUE(has(citation.link, "#s-" + citation.id.hex()));
  EXPECT_EQ(citation.original, "https://a.example/1#:~:text=We%20will%20wait%20for%20the%20storm");
  EXPECT_TRUE(has(in.statement(0).plain, "Bahram Qasemi (say, indirect): the ferry would sail. "))
      << in.statement(0).plain;
  EXPECT_FALSE(see_statement(in.store(), RowId(Id128{1, 2})).ok());
  EXPECT_FALSE(see_statement(in.store(), RowId(in.first())).ok()) << "that is a report";
}

TEST(citations_test, whatever_reports_say_it_is_bibtex) {
  Read in(kHostileReport);
  for (const Citation& citation : {in.report(in.first()), in.statement(0), in.statement(1)}) {
    EXPECT_TRUE(is_balanced(citation.bibtex)) << citation.bibtex;
    EXPECT_FALSE(has(citation.bibtex, "\\input")) << citation.bibtex;
    EXPECT_FALSE(has(citation.bibtex, "\\end")) << citation.bibtex;
    EXPECT_FALSE(has(citation.bibtex, "javascript:alert(1)")) << "its address is no page";
    EXPECT_TRUE(std::none_of(citation.bibtex.begin(), citation.bibtex.end(),
                             [](char c) { return c == '\x1b' || c == '\a'; }));
  }
}

TEST(citations_test, signs_of_tex_are_written_as_letters) {
  EXPECT_EQ(bibtex_text("50% of R&D_1 #2 $3"), "50\\% of R\\&D\\_1 \\#2 \\$3");
  EXPECT_EQ(bibtex_text("a{b}\\c~^"),
            "a{\\textbraceleft}b{\\textbraceright}{\\textbackslash}c"
            "{\\textasciitilde}{\\textasciicircum}");
  EXPECT_EQ(bibtex_text(" two\n lines\x01 \xC3\xB6 \xFF"), "two lines ö \xEF\xBF\xBD");
  EXPECT_EQ(bibtex_text("a---b ''c'' `d"), "a-{}-{}-b '{}'c'{}' {\\textasciigrave}d");
  EXPECT_EQ(bibtex_text(""), "");
}

TEST(citations_test, the_record_fits_its_shape) {
  Read in(copied_reports());
  Value value = citation_value(in.report(in.first()));
  EXPECT_EQ(value.parts.size(), citation_shape().parts.size());
  EXPECT_EQ(value.parts[1].text, "report");
}

}  // namespace
}  // namespace hearsay
