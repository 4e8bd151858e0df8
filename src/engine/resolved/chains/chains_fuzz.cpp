// Whatever somebody is called, an office has a noun and words that can be looked up; whatever two
// names are, it does not matter which comes first; whatever a country is called, it is the same
// with an article.
#include "resolved/chains/chains.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "mentions/world/world.hpp"
#include "resolved/spellings/spellings.hpp"

namespace {

using namespace hearsay;
using Words = std::vector<std::string>;

void must(bool holds) {
  if (!holds) std::abort();
}

// Valid UTF-8, as texts are; sure names and offices stand for bytes of their own.
std::string text_of(std::string_view bytes) {
  static constexpr std::string_view kParts[] = {
      "the ",    "a ",       "’s ",   "' ",         "foreign ", "prime ",  "minister ", "deputy ",
      "former ", "head ",    "of ",   "state ",     "harbour ", "master ", "who ",      "and ",
      "spokes",  "woman ",   "Iran ", "Congolese ", "U.S. ",    "Tehran ", "Qasemi ",   "Ghasemi ",
      "Petrov ", "Petrova ", "van ",  "Jr ",        "Bill ",    "William "};
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    Utf8Step step = decode_utf8(bytes, at);
    if (step.point >= 1 && step.point <= std::size(kParts))
      out += kParts[step.point - 1];
    else
      append_utf8(out, step.point);
    at += step.size;
  }
  return out;
}

const Resources& some_resources() {
  static const Resources resources = [] {
    Resources some;
    some.blobs["knowledge/person_nouns.txt"] =
        "minister office -\nprime minister office -\nhead office -\nmaster office m\n"
        "harbour master office m\npolicy spokesman office m\nspokesman office m\n"
        "spokeswoman office f\nofficials group -\n";
    some.blobs["models/names/spellings.tsv"] =
        "\ta\t200\n\te\t150\n\th\t90\n\ts\t120\na\to\t110\nq\tgh\t80\nq\tk\t60\ni\ty\t40\n"
        "sch\ts\t70\nch\tk\t50\n";
    some.blobs["knowledge/countries.tsv"] =
        "CD\tDR Congo\tDRC|Congo\tKinshasa\tPalais de la Nation\tCongolese\n"
        "CG\tRepublic of Congo\tCongo Republic\tBrazzaville\t\tCongolese\n"
        "IR\tIran\tIslamic Republic of Iran\tTehran|Teheran\tSa'dabad Palace\tIranian|Iranians\n"
        "US\tUnited States\tUS|U.S.|USA\tWashington, D.C.\tWhite House\tAmerican\n";
    some.blobs["knowledge/bodies.tsv"] =
        "International Monetary Fund\tIMF|I.M.F.\t\tbank\tx\nHezbollah\tHizbullah\tLB\tparty\tx\n";
    return some;
  }();
  return resources;
}

void read_office(std::string_view text) {
  auto office = parse_office(text, some_resources().made<PersonWords>());
  if (!office) return;
  must(!office->head.empty() && office->head.front() != ' ' && office->head.back() != ' ');
  for (const std::string& word : office->words) must(!word.empty());
  must(office->text.size() <= text.size());
  // What one is called does not depend on blanks around it.
  auto again = parse_office(" " + std::string(text) + " ", some_resources().made<PersonWords>());
  must(again && again->head == office->head && again->words == office->words &&
       again->text == office->text && again->kind == office->kind &&
       again->compound == office->compound && again->definite == office->definite);
}

Words words_of(std::string_view name) {
  Words out = Spellings::words_of(name);
  for (const std::string& word : out) {
    must(!word.empty());
    for (char c : word) must(!(c >= 'A' && c <= 'Z') && c != ' ' && c != '\'' && c != '-');
    std::string skeleton = Spellings::skeleton(word);
    must(skeleton.size() <= word.size());
    must(std::adjacent_find(skeleton.begin(), skeleton.end()) == skeleton.end());
  }
  return out;
}

void compare_names(std::string_view a, std::string_view b) {
  const auto& spellings = some_resources().made<Spellings>();
  Words x = words_of(a);
  Words y = words_of(b);
  must(spellings.may_be_one_person(x, y) == spellings.may_be_one_person(y, x));
  must(x.size() != 1 || spellings.may_be_one_person(x, x));
  constexpr size_t kMost = 8;  // words of either that are compared
  for (size_t i = 0; i < std::min(x.size(), kMost); ++i)
    for (size_t j = 0; j < std::min(y.size(), kMost); ++j) {
      uint32_t cost = spellings.cost(x[i], y[j]);
      must(cost == spellings.cost(y[j], x[i]));
      must((cost == 0) == (x[i] == y[j]));
      must(spellings.same(x[i], y[j]) == spellings.same(y[j], x[i]));
      for (uint32_t most : {0U, 90U, 300U, cost})
        must(spellings.cost(x[i], y[j], most) == (cost <= most ? cost : Spellings::kFar));
    }
}

void look_up(std::string_view name) {
  const auto& world = some_resources().made<World>();
  const bool article = ascii::lowered(name.substr(0, 4)) == "the ";
  const std::string with_article = "The " + std::string(name);
  auto each = [&](auto find, auto own) {
    auto found = find(name);
    must(article || name.empty() || find(with_article) == found);
    must(found == nullptr || own(*found) == found);
  };
  auto country = [&](const Country& one) { return world.country(one.name); };
  each([&](std::string_view one) { return world.country(one); }, country);
  each([&](std::string_view one) { return world.capital_of(one); }, country);
  each([&](std::string_view one) { return world.demonym_of(one); }, country);
  each([&](std::string_view one) { return world.body(one); },
       [&](const Body& one) { return world.body(one.name); });
}

void read(std::string_view first, std::string_view second) {
  for (std::string_view one : {first, second}) {
    read_office(one);
    look_up(one);
  }
  compare_names(first, second);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // Two names, one above the other; as they are, and as text.
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string_view first = bytes.substr(0, bytes.find('\n'));
  std::string_view second = bytes.substr(std::min(first.size() + 1, bytes.size()));
  read(first, second);
  read(text_of(first), text_of(second));
  return 0;
}
