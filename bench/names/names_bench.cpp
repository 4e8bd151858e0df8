// What it costs to tell whether two names are one person's and whether two words are one name, how
// often that is told rightly, and how long it takes, in how much memory, to put together who is who
// in many reports.
//
// Workloads: the pairs of two files; and reports that are invented here, the same on every machine:
// about 12 mentions each, of persons whom few are named very often and most once, by surname alone
// or spelt otherwise, of bodies and their abbreviations, and of roles without a name. Expected: a
// pair in 10 microseconds, a million mentions in two minutes and 500 MiB, on one core. Rival:
// bench/names/run.
// Usage: names_bench [--names PAIRS] [--words PAIRS] [--mentions N]
//   PAIRS   lines of a name, another, and "same" or "different", with tabs between
//   N       by default 1,000,000; 0 for none
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/dates.hpp"
#include "document/collection.hpp"
#include "document/pipeline.hpp"
#include "eval/measures/measures.hpp"
#include "ingest/article/article.hpp"
#include "reported/mentions/mentions.hpp"
#include "resolved/groups/groups.hpp"
#include "resolved/people/people.hpp"
#include "resolved/spellings/spellings.hpp"

namespace {

using namespace hearsay;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// ---- pairs

struct NamePair {
  std::vector<std::string> first, second;  // words
  bool same;
};

// Ends the program where a line is no pair.
std::vector<NamePair> read_pairs(const char* path) {
  std::ifstream file(path);
  if (!file) {
    std::fprintf(stderr, "names_bench: %s cannot be read\n", path);
    std::exit(1);
  }
  std::vector<NamePair> out;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    size_t first = line.find('\t');
    size_t second = first == std::string::npos ? first : line.find('\t', first + 1);
    std::string what = second == std::string::npos ? "" : line.substr(second + 1);
    if (what != "same" && what != "different") {
      std::fprintf(stderr, "names_bench: %s: no pair: %s\n", path, line.c_str());
      std::exit(1);
    }
    out.push_back({Spellings::words_of(line.substr(0, first)),
                   Spellings::words_of(line.substr(first + 1, second - first - 1)),
                   what == "same"});
  }
  return out;
}

// Prints the processor time that one pair takes, by the median of passes over all, and how many are
// told rightly.
template <class Judge>
void measure(const char* pairs_are, const char* judge_is, const std::vector<NamePair>& pairs,
             Judge judge) {
  eval::F1Counts counts;
  for (const NamePair& pair : pairs) {
    bool found = judge(pair);
    counts.gold += pair.same;
    counts.found += found;
    counts.both += found && pair.same;
  }
  constexpr size_t kLeastPasses = 15;
  constexpr double kSeconds = 1;
  std::vector<double> passes;
  Clock::time_point begin = Clock::now();
  while (passes.size() < kLeastPasses || seconds_since(begin) < kSeconds) {
    size_t found = 0;
    std::clock_t start = std::clock();
    for (const NamePair& pair : pairs) found += judge(pair);
    passes.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    if (found != counts.found) std::abort();
  }
  std::sort(passes.begin(), passes.end());
  double nanoseconds = 1e9 * passes[passes.size() / 2] / static_cast<double>(pairs.size());
  std::printf("%-6s %-18s %6zu pairs %8.0f ns/pair  F1 %.4f  precision %.4f  recall %.4f\n",
              pairs_are, judge_is, pairs.size(), nanoseconds, counts.f1(), counts.precision(),
              counts.recall());
}

// ---- invented reports

// SplitMix64 (Steele, Lea and Flood 2014).
struct Random {
  uint64_t state;
  uint64_t next() {
    uint64_t z = state += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  uint32_t below(uint64_t most) { return static_cast<uint32_t>(next() % most); }
  // Once in `times`.
  bool once_in(uint32_t times) { return below(times) == 0; }
};

constexpr uint64_t kPersons = 1ULL << 40, kBodies = 2ULL << 40, kReports = 3ULL << 40;  // seeds

std::string made_word(Random& random, uint32_t syllables) {
  constexpr std::array kBegins{"b", "d", "f", "g", "gh", "h", "j",  "k", "kh", "l",
                               "m", "n", "p", "q", "r",  "s", "sh", "t", "v",  "z"};
  constexpr std::array kVowels{"a", "e", "i", "o", "u", "y"};
  constexpr std::array kEnds{"", "", "", "n", "r", "l", "m"};
  std::string out;
  for (uint32_t i = 0; i < syllables; ++i) {
    out += kBegins[random.below(kBegins.size())];
    out += kVowels[random.below(kVowels.size())];
    out += kEnds[random.below(kEnds.size())];
  }
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

constexpr std::array kRoles{"spokesman", "minister", "treasurer",      "engineer",
                            "captain",   "judge",    "prime minister", "editor",
                            "governor",  "envoy",    "skipper",        "mayor",
                            "farmer",    "teacher",  "harbour master", "doctor"};

struct Person {
  std::string given, surname, role;  // role empty for a third
  bool masculine;
};

// The same number is always the same person. One in ten has the surname of another.
Person person_of(uint32_t number) {
  constexpr uint32_t kGivenNames = 400;
  Random random{kPersons + number};
  Person out;
  uint32_t given = random.below(kGivenNames);
  Random of_given{kPersons * 5 + given};
  out.given = made_word(of_given, 2);
  out.masculine = given % 2 == 0;
  if (!random.once_in(3)) out.role = kRoles[random.below(kRoles.size())];
  bool of_a_family = number > 0 && random.once_in(10);
  Random of_surname{kPersons * 7 + (of_a_family ? random.below(number) : number)};
  out.surname = made_word(of_surname, of_surname.once_in(4) ? 2 : 3);
  return out;
}

// "Odqara Relvin Council" and "ORC".
struct Body {
  std::string name, initials;
};

Body body_of(uint32_t number) {
  constexpr std::array kKinds{"Council", "Agency",  "Union",    "League", "Bank",     "Institute",
                              "Party",   "Company", "Ministry", "Fund",   "Movement", "Alliance"};
  Random random{kBodies + number};
  Body out;
  for (uint32_t words = 1 + random.below(3); words > 0; --words) {
    std::string word = made_word(random, 2);
    out.initials += word[0];
    out.name += word + " ";
  }
  std::string kind = kKinds[random.below(kKinds.size())];
  out.initials += kind[0];
  out.name += kind;
  return out;
}

// The other way of writing one sound; the same where there is none.
std::string spelt_otherwise(std::string name) {
  for (auto [from, to] : {std::pair{"q", "gh"}, {"gh", "q"}, {"y", "i"}, {"i", "y"}})
    if (size_t at = name.find(from); at != std::string::npos && at > 0)
      return name.replace(at, std::string_view(from).size(), to);
  return name;
}

// Draws numbers below `count`, the n-th in proportion to 1/n (Zipf).
class Zipf {
 public:
  explicit Zipf(uint32_t count) {
    constexpr uint64_t kFirst = 1'000'000'000;
    for (uint64_t i = 1; i <= count; ++i)
      sums_.push_back((sums_.empty() ? 0 : sums_.back()) + std::max<uint64_t>(1, kFirst / i));
  }
  uint32_t size() const { return static_cast<uint32_t>(sums_.size()); }
  uint32_t draw(Random& random) const {
    uint64_t at = random.next() % sums_.back();
    return static_cast<uint32_t>(std::upper_bound(sums_.begin(), sums_.end(), at) - sums_.begin());
  }

 private:
  std::vector<uint64_t> sums_;
};

// What find_people reads of reports, and a report's layers in that order.
using Reports = Across<Text, Metadata, Mentions, Statements>;
using Layers = std::vector<std::shared_ptr<const void>>;
constexpr size_t kMentionsAt = 2;

// Who is meant by a chain of a report: its first row, and a number of his own.
struct Meant {
  uint32_t first;
  uint64_t who;
};

// Writes a report, and where it mentions whom.
class Writer {
 public:
  // A chain's first mention, `role` standing before it where it is not empty.
  void begin(const std::string& name, NameType type, const std::string& role, uint64_t who) {
    Span beside = Span::none();
    if (!role.empty()) beside = write(role);
    first_ = fullest_ = rows();
    type_ = type;
    meant.push_back({first_, who});
    add(name, MentionForm::name, beside);
  }
  // Of somebody who has no name in this report.
  void begin_nameless(const std::string& role) {
    write("the");
    first_ = rows();
    fullest_ = UINT32_MAX;
    type_ = NameType::person;
    add(role, MentionForm::role, Span::none());
  }
  // The same again.
  void add(const std::string& words, MentionForm form, Span role = Span::none()) {
    mentions.span.push_back(write(words));
    mentions.type.push_back(type_);
    mentions.form.push_back(form);
    mentions.first.push_back({first_});
    mentions.fullest.push_back({fullest_});
    mentions.role.push_back(role);
    mentions.score.push_back({9000});
  }
  uint32_t rows() const { return static_cast<uint32_t>(mentions.span.size()); }

  std::string text;
  Mentions mentions;
  std::vector<Meant> meant;  // chains with a name

 private:
  Span write(std::string_view words) {
    auto begin = static_cast<uint32_t>(text.size());
    text += words;
    Span out{begin, static_cast<uint32_t>(text.size())};
    text += ' ';
    return out;
  }

  uint32_t first_ = 0, fullest_ = 0;
  NameType type_ = NameType::person;
};

// Reports are made when they are visited, so that no memory but their reader's grows.
class InventedReports : public Collection {
 public:
  explicit InventedReports(uint64_t mentions)
      : mentions_(mentions),
        persons_(static_cast<uint32_t>(std::max<uint64_t>(kCircle, mentions / 20))),
        bodies_(static_cast<uint32_t>(std::max<uint64_t>(1, mentions / 100))) {}

  Result<void> visit(std::span<const Wanted>, const Visitor& visitor) const override {
    each([&](const ReportId& id, const Layers& layers, const auto&) { visitor(id, layers); });
    return {};
  }
  // visit(const ReportId&, const Layers&, const std::vector<Meant>&)
  template <class Visit>
  void each(Visit visit) const {
    reports = chains = 0;
    making = 0;
    for (uint64_t left = mentions_; left > 0;) {
      Clock::time_point start = Clock::now();
      Random random{kReports + ++reports};
      Writer writer = written(random, left);
      left -= writer.rows();
      for (uint32_t row = 0; row < writer.rows(); ++row)
        chains += writer.mentions.first[row].index == row;
      std::vector<Meant> meant = std::move(writer.meant);
      Layers layers = layers_of(std::move(writer), random);
      making += seconds_since(start);
      visit(ReportId(Id128{reports, 0}), layers, meant);
    }
  }

  // Of the last visit.
  mutable uint64_t reports = 0, chains = 0;
  mutable double making = 0;  // seconds

 private:
  static constexpr uint32_t kCircle = 8;  // persons who are often named together

  Writer written(Random& random, uint64_t left) const {
    uint64_t wanted = std::min<uint64_t>(left, 8 + random.below(9));
    Writer out;
    std::optional<uint32_t> circle;
    std::vector<std::string> named;  // surnames and bodies
    while (out.rows() < wanted) {
      uint64_t again = std::min<uint64_t>(random.below(3), wanted - out.rows() - 1);
      uint32_t kind = random.below(10);
      if (kind == 0) {
        out.begin_nameless(kRoles[random.below(kRoles.size())]);
        for (; again > 0; --again) out.add("he", MentionForm::pronoun);
      } else if (kind < 3) {
        uint32_t number = bodies_.draw(random);
        Body body = body_of(number);
        if (std::find(named.begin(), named.end(), body.name) != named.end()) continue;
        named.push_back(body.name);
        out.begin(random.once_in(3) ? body.initials : body.name, NameType::organisation, "",
                  kBodies + number);
        for (; again > 0; --again) out.add(body.initials, MentionForm::name);
      } else {
        uint32_t number =
            circle && random.once_in(2) ? *circle + random.below(kCircle) : persons_.draw(random);
        number = std::min(number, persons_.size() - 1);
        Person person = person_of(number);
        if (std::find(named.begin(), named.end(), person.surname) != named.end()) continue;
        named.push_back(person.surname);
        if (!circle) circle = number / kCircle * kCircle;
        if (random.once_in(8)) person.surname = spelt_otherwise(person.surname);
        bool surname_only = random.once_in(3);
        out.begin(surname_only ? person.surname : person.given + " " + person.surname,
                  NameType::person, random.once_in(2) ? person.role : "", kPersons + number);
        for (; again > 0; --again)
          if (random.once_in(2))
            out.add(person.masculine ? "he" : "she", MentionForm::pronoun);
          else
            out.add(person.surname, MentionForm::name);
      }
    }
    return out;
  }

  // The layers that Reports names, of a day within five years.
  static Layers layers_of(Writer writer, Random& random) {
    constexpr int64_t kFirstDay = 17'167, kDays = 1'826;  // since 1970
    Moment day = moment_of_seconds((kFirstDay + random.below(kDays)) * 86'400);
    auto metadata = std::make_shared<Metadata>();
    metadata->field.push_back(MetadataField::published);
    metadata->value.push_back(day.iso().substr(0, 10));
    metadata->latest.push_back("");
    metadata->day.push_back("");
    metadata->span.push_back(Span::none());
    metadata->source.push_back(Span::none());
    metadata->how.push_back("");
    metadata->chosen.push_back({true});
    return {std::make_shared<Text>(std::move(writer.text), OffsetMap()), metadata,
            std::make_shared<Mentions>(std::move(writer.mentions)), std::make_shared<Statements>()};
  }

  uint64_t mentions_;
  Zipf persons_, bodies_;
};

// ---- who is who in them

// Bagga and Baldwin 1998: of every chain with a name, how much of its entity is he, and how much of
// him is in it; means of both, for those whose numbers begin at `least` and end before `most`.
template <class Resolved>
void print_agreement(const char* who_they_are, uint64_t least, uint64_t most,
                     const InventedReports& reports, const Resolved& people) {
  std::unordered_map<uint64_t, RowId> entity_of;  // by the first half of a chain's id
  for (size_t i = 0; i < people.chain.size(); ++i)
    entity_of.emplace(people.chain[i].high, people.entity[i]);
  std::map<std::pair<RowId, uint64_t>, uint64_t> both;
  std::map<RowId, uint64_t> of_entity;
  std::map<uint64_t, uint64_t> of_who;
  uint64_t all = 0;
  reports.each([&](const ReportId& id, const Layers& layers, const std::vector<Meant>& meant) {
    std::vector<RowId> ids = row_ids(layer_info<Mentions>(), layers[kMentionsAt].get(), id);
    for (const Meant& one : meant) {
      auto found = entity_of.find(ids[one.first].high);
      if (found == entity_of.end() || one.who < least || one.who >= most) continue;
      ++all;
      ++both[{found->second, one.who}];
      ++of_entity[found->second];
      ++of_who[one.who];
    }
  });
  double precision = 0, recall = 0;
  for (const auto& [key, count] : both) {
    double squared = static_cast<double>(count) * static_cast<double>(count);
    precision += squared / static_cast<double>(of_entity.at(key.first));
    recall += squared / static_cast<double>(of_who.at(key.second));
  }
  auto chains = static_cast<double>(all);
  std::printf(
      "%-23s%10zu  in %lu chains with a name; entities %zu, B-cubed precision %.4f, recall %.4f\n",
      who_they_are, of_who.size(), all, of_entity.size(), precision / chains, recall / chains);
}

double peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void put_together(uint64_t mentions) {
  Resources resources = make_resources();
  InventedReports reports(mentions);
  double before = peak_mebibytes();
  Clock::time_point start = Clock::now();
  PeopleCost cost;
  People people = count_people(Reports(reports), resources, cost);
  double of_people = seconds_since(start) - reports.making;
  start = Clock::now();
  Groups groups = find_groups(Reports(reports), resources);
  double of_groups = seconds_since(start) - reports.making;
  double peak = peak_mebibytes();
  std::printf("mentions               %10lu\nreports                %10lu\n", mentions,
              reports.reports);
  std::printf("chains                 %10lu\n", reports.chains);
  std::printf("rows                   %10zu  of people, %zu of groups\n", people.chain.size(),
              groups.chain.size());
  std::printf("seconds                %10.2f  people %.2f, groups %.2f (besides %.2f to invent)\n",
              of_people + of_groups, of_people, of_groups, reports.making);
  std::printf("peak memory, MiB       %10.1f  (%.1f before)\n", peak, before);
  std::printf("pairs compared         %10.0f  names of persons, a million mentions\n",
              static_cast<double>(cost.pairs) * 1e6 / static_cast<double>(mentions));
  print_agreement("persons", kPersons, kBodies, reports, people);
  print_agreement("bodies", kBodies, kReports, reports, groups);
}

}  // namespace

int main(int argc, char** argv) {
  const char* names = nullptr;
  const char* words = nullptr;
  uint64_t mentions = 1'000'000;
  for (int i = 1; i < argc; i += 2) {
    std::string_view option = argv[i];
    if (i + 1 == argc || (option != "--names" && option != "--words" && option != "--mentions")) {
      std::fprintf(stderr, "usage: names_bench [--names PAIRS] [--words PAIRS] [--mentions N]\n");
      return 2;
    }
    if (option == "--names") names = argv[i + 1];
    if (option == "--words") words = argv[i + 1];
    if (option == "--mentions") mentions = std::strtoull(argv[i + 1], nullptr, 10);
  }
  Resources resources = make_resources();
  const auto& spellings = resources.made<Spellings>();
  if (names != nullptr)
    measure("names", "may_be_one_person", read_pairs(names), [&](const NamePair& pair) {
      return spellings.may_be_one_person(pair.first, pair.second);
    });
  if (words != nullptr) {
    std::vector<NamePair> pairs = read_pairs(words);
    std::erase_if(pairs, [](const NamePair& pair) {
      return pair.first.size() != 1 || pair.second.size() != 1;
    });
    measure("words", "same_word", pairs, [&](const NamePair& pair) {
      return spellings.same_word(pair.first[0], pair.second[0]);
    });
    measure("words", "same", pairs,
            [&](const NamePair& pair) { return spellings.same(pair.first[0], pair.second[0]); });
  }
  if (mentions > 0) put_together(mentions);
  return 0;
}
