// Chains: what every report says of each one it speaks of, read once for the stages that put
// together who is who across reports: his fullest name as words, what he is called beside it, his
// gender, who else is named there, and when. Covered by resolved/people/people_test.cpp and
// resolved/chains/chains_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "document/collection.hpp"
#include "document/resources.hpp"
#include "ingest/article/article.hpp"
#include "mentions/person_words/person_words.hpp"
#include "reported/mentions/mentions.hpp"
#include "reported/statements/statements.hpp"
#include "resolved/wording/wording.hpp"

namespace hearsay {

// What somebody is called beside his name, or instead of it: "Iran's deputy foreign minister".
struct Office {
  std::string head;                // "deputy minister"
  std::vector<std::string> words;  // "iran", "foreign"; folded, in text order
  std::string text;                // "Iran's deputy foreign minister", without an article
  PersonWord kind = PersonWord::none;
  bool compound = false;   // the noun with the word before it is a noun of its own: harbour master
  bool former = false;     // he was it
  bool definite = true;    // not "a minister"
  bool with_name = false;  // it stands beside his name
};
// None where the words hold no noun. O(words).
std::optional<Office> parse_office(std::string_view text, const PersonWords& words);

// Whether two words of offices are alike: merrowan, merrow.
bool share_stem(std::string_view a, std::string_view b);

// What one report says of one.
struct Chain {
  RowId id;                       // its first mention
  uint32_t report = 0;            // number in Chains::reports
  Span span;                      // of its fullest name, or its first mention
  std::vector<std::string> name;  // folded, without titles; empty for none
  std::string shown;              // the name as it stands there
  NameType type = NameType::person;
  Gender gender = Gender::unknown;
  std::vector<Office> offices;
  std::vector<Sketch> quotes;  // what he is quoted with, where it is said whose words they are
  uint64_t company = 0;        // its own key in Report::company; 0 without a name
  bool is_own = false;         // the report's writer or outlet
  bool is_government = false;  // a capital that stands for the government
};

// What is read of every report.
using SpokenOf = Across<Text, Metadata, Mentions, Statements>;

class Chains {
 public:
  struct Report {
    ReportId id;
    std::optional<int64_t> day;     // when it was published
    std::string outlet;             // that printed it, or its domain; empty if unknown
    std::vector<uint64_t> company;  // whom it names, sorted
    std::vector<uint32_t> words;    // stems of all words of names, sorted; see names_word()
  };

  // O(mentions).
  Chains(const SpokenOf& reports, const Resources& resources);

  const std::vector<Chain>& all() const { return all_; }
  const Chain& operator[](size_t chain) const { return all_[chain]; }
  const std::vector<Report>& reports() const { return reports_; }
  // Numbers of chains in the order of their ids, whatever order reports came in.
  std::vector<size_t> in_order() const;

  // Others whom the reports of both name; rare ones count more. In hundredths: 100 for one whom
  // few name. O(names of both).
  int shared_company(size_t a, size_t b) const;
  // How many reports name whoever that key of Report::company stands for.
  uint32_t reports_with(uint64_t company) const { return reports_with_.at(company); }
  // Whether a report names anything with a word of that stem.
  bool names_word(uint32_t report, std::string_view word) const;
  // By root, that stands for others, the fullest of the names that a tenth of its chains have; none
  // for whom no name is known. O(chains).
  std::map<size_t, std::string> usual_names(
      std::span<const std::pair<size_t, size_t>> chains_and_roots) const;
  // Whether their reports are not known to be more than `days` apart.
  bool near(size_t a, size_t b, int64_t days) const;

 private:
  void add(const ReportId& id, const Text& text, const Metadata& metadata, const Mentions& mentions,
           const Statements& statements, const Resources& resources);
  void settle_types(const Resources& resources);
  void note_company();

  std::vector<Chain> all_;
  std::vector<Report> reports_;
  std::unordered_map<uint64_t, uint32_t> reports_with_;  // how many name him
};

}  // namespace hearsay
