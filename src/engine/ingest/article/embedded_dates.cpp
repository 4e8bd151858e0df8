// Dates in data that a page carries for its scripts, see dates.hpp. That data has no fixed form
// (JSON in scripts, JSON in attributes, ill-formed JSON-LD), so what is looked for is a name and a
// value.
#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "ingest/article/dates.hpp"

namespace hearsay::article {
namespace {

constexpr int kRank = 22;

bool is_name(char c) {
  return ascii::is_letter(c) || ascii::is_digit(c) || c == '_' || c == '-';
}

// The name around `at`, where one of its letters stands.
Span name_around(std::string_view text, size_t at) {
  constexpr size_t kMost = 40;
  size_t begin = at, end = at;
  while (begin > 0 && at - begin < kMost && is_name(text[begin - 1])) --begin;
  while (end < text.size() && end - at < kMost && is_name(text[end])) ++end;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// "datePublished", "published_at", "publish-date", "publicationTime", and not "publisher".
bool names_publication(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kEndings = {
      "published",   "publishdate", "publishtime",     "publisheddate",  "publishedtime",
      "publishedat", "publishedon", "publicationdate", "publicationtime"};
  std::string plain;
  for (char c : name)
    if (c != '_' && c != '-') plain += ascii::lower(c);
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&plain](std::string_view ending) { return plain.ends_with(ending); });
}

// Quotation marks as data in scripts and in attributes has them, and the signs that escape them.
size_t skip_quotes(std::string_view text, size_t at) {
  static constexpr std::array<std::string_view, 6> kQuotes = {"\"",     "'",     "\\",
                                                              "&quot;", "u0022", " "};
  for (bool more = true; more;) {
    more = false;
    for (std::string_view quote : kQuotes)
      if (text.substr(std::min(at, text.size())).starts_with(quote)) {
        at += quote.size();
        more = true;
      }
  }
  return at;
}

// The value behind a name, none where no colon and date stand there.
Span value_after(std::string_view text, size_t end) {
  constexpr size_t kMost = 40, kLeast = 10;
  size_t at = skip_quotes(text, end);
  if (at == end || at >= text.size() || text[at] != ':') return Span::none();
  at = skip_quotes(text, at + 1);
  if (at >= text.size()) return Span::none();
  std::string_view value = text.substr(at, kMost);
  value = value.substr(0, value.find_first_of("\"'\\&,}<"));
  if (value.size() < kLeast || !ascii::is_digit(value[0])) return Span::none();
  return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + value.size())};
}

}  // namespace

void read_embedded_dates(const Page& page, Candidates& out) {
  if (!page.text) return;
  std::string_view text = *page.text;
  std::optional<Candidate> found;
  for (size_t at = text.find("ubli"); at != std::string_view::npos;
       at = text.find("ubli", at + 1)) {
    Span name = name_around(text, at);
    if (!names_publication(text.substr(name.begin, name.size()))) continue;
    Span value = value_after(text, name.end);
    if (value.is_none()) continue;
    Candidate one{.field = MetadataField::published,
                  .source = value,
                  .how = "script " + std::string(text.substr(name.begin, name.size())),
                  .rank = kRank};
    if (!set_date(one, text.substr(value.begin, value.size()))) continue;
    // Data about several reports tells nothing of this one.
    if (found && found->value.substr(0, 10) != one.value.substr(0, 10)) return;
    if (!found) found = std::move(one);
  }
  if (found) out.push_back(std::move(*found));
}

}  // namespace hearsay::article
