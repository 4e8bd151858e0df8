// See citations.hpp.
#include "surfaces/api/citations.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/dates.hpp"
#include "base/utf8.hpp"

namespace hearsay {
namespace {

using shapes::leaf;
using shapes::list;
using shapes::object;
using Kind = Shape::Kind;

constexpr size_t kText = 1000;  // bytes of a title, name or statement
constexpr size_t kAuthors = 20;
constexpr size_t kKeyDigits = 16;

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string shown(std::string_view text) {
  return beginning_of(ascii::squeezed(text), kText);
}

// ---- days ---------------------------------------------------------------------------------------

// Year, month and day as far as they are certain; 0 for what is not.
struct Certain {
  int32_t year = 0;
  unsigned month = 0, day = 0;
};

Certain certain_of(const ReportView& view) {
  std::optional<Moment> first = parse_iso_date(view.published);
  std::optional<Moment> last =
      view.published_latest.empty() ? first : parse_iso_date(view.published_latest);
  Certain out;
  if (!first || !last || first->year != last->year) return out;
  out.year = first->year;
  auto precision = std::min(first->precision, last->precision);
  if (precision < Moment::Precision::month || first->month != last->month) return out;
  out.month = first->month;
  if (precision < Moment::Precision::day || first->day != last->day) return out;
  out.day = first->day;
  return out;
}

// "21 May 2018", "May 2018"; the text itself if it is no date.
std::string written_day(const std::string& iso) {
  std::optional<Moment> moment = parse_iso_date(iso);
  if (!moment) return iso;
  std::string out = std::to_string(moment->year);
  if (moment->precision >= Moment::Precision::month)
    out = std::string(kMonths[moment->month - 1U]) + " " + out;
  if (moment->precision >= Moment::Precision::day) out = std::to_string(moment->day) + " " + out;
  return out;
}

std::string written_days(const ReportView& view) {
  std::string first = written_day(view.published);
  std::string last = written_day(view.published_latest);
  if (first.empty()) return last.empty() ? "no date" : "before " + last;
  return last.empty() || first == last ? first : first + " to " + last;
}

// ---- what both are made of ----------------------------------------------------------------------

std::string outlet_of(const SourcesView& sources, const SeenReport& seen) {
  for (std::string name :
       {std::string(sources.outlet(seen.report.id)), seen.view.publisher, seen.view.domain})
    if (name = shown(name); !name.empty()) return name;
  return "";
}

std::vector<std::string> authors_of(const SeenReport& seen) {
  std::vector<std::string> out;
  for (const std::string& name : seen.view.authors)
    if (out.size() < kAuthors && !shown(name).empty()) out.push_back(shown(name));
  return out;
}

std::string title_of(const SeenReport& seen) {
  return seen.view.title.empty() ? "(no title)" : shown(seen.view.title);
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : std::string(between)) + part;
  return out;
}

// "Ann Ferris, “Quay is closed”, Tern Wire, 21 May 2018".
std::string plain_of(const SourcesView& sources, const SeenReport& seen) {
  std::string out = joined(authors_of(seen), ", ");
  out += (out.empty() ? "" : ", ") + ("“" + title_of(seen) + "”");
  std::string outlet = outlet_of(sources, seen);
  return out + (outlet.empty() ? "" : ", " + outlet) + ", " + written_days(seen.view);
}

// Braces keep BibTeX from taking a name with a comma or an "and" apart.
std::string bibtex_author(const std::string& name) {
  bool apart = name.find(',') != std::string::npos ||
               ascii::lowered(name).find(" and ") != std::string::npos;
  return apart ? "{" + bibtex_text(name) + "}" : bibtex_text(name);
}

void add_field(std::string& out, std::string_view name, std::string_view written) {
  if (!written.empty()) out += "  " + std::string(name) + " = {" + std::string(written) + "},\n";
}

void add_days(std::string& out, const ReportView& view) {
  Certain days = certain_of(view);
  if (days.year != 0) add_field(out, "year", std::to_string(days.year));
  if (days.month != 0)
    out += "  month = " + ascii::lowered(kMonths[days.month - 1].substr(0, 3)) + ",\n";
  if (days.day != 0) add_field(out, "day", std::to_string(days.day));
}

std::string bibtex_of(const SourcesView& sources, const SeenReport& seen, const Citation& citation,
                      const std::string& note) {
  std::string out = "@misc{" + citation.key + ",\n";
  std::vector<std::string> authors;
  for (const std::string& name : authors_of(seen)) authors.push_back(bibtex_author(name));
  add_field(out, "author", joined(authors, " and "));
  add_field(out, "title", "{" + bibtex_text(title_of(seen)) + "}");
  add_field(out, "howpublished", bibtex_text(outlet_of(sources, seen)));
  add_days(out, seen.view);
  std::string address = web_address(seen.view.url);
  add_field(out, "url", address.empty() ? web_address(citation.link) : address);
  add_field(out, "note", bibtex_text(note));
  return out + "}\n";
}

std::string places_text(const Citation& citation) {
  std::string out;
  for (auto [begin, end] : citation.spans)
    out += (out.empty() ? "code points " : ", ") + std::to_string(begin) + " to " +
           std::to_string(end);
  return out + (out.empty() ? "" : " of the ");
}

// Which text it was, and where in it.
std::string proof_of(const Citation& citation) {
  return places_text(citation) + "text with SHA-256 " + citation.text_sha256;
}

Citation begin_citation(const Id128& id, const SeenReport& seen) {
  Citation out;
  out.id = id;
  out.report = seen.report.id;
  out.key = "hearsay-" + id.hex().substr(0, kKeyDigits);
  out.text_sha256 = seen.report.text_sha256;
  return out;
}

std::string_view command_of(char32_t point) {
  switch (point) {
    case '\\':
      return "{\\textbackslash}";
    case '{':
      return "{\\textbraceleft}";
    case '}':
      return "{\\textbraceright}";
    case '~':
      return "{\\textasciitilde}";
    case '^':
      return "{\\textasciicircum}";
    case '<':
      return "{\\textless}";
    case '>':
      return "{\\textgreater}";
    case '|':
      return "{\\textbar}";
    case '"':
      return "{\\textquotedbl}";
    case '`':
      return "{\\textasciigrave}";
    case '&':
      return "\\&";
    case '%':
      return "\\%";
    case '$':
      return "\\$";
    case '#':
      return "\\#";
    case '_':
      return "\\_";
    default:
      return {};
  }
}

}  // namespace

std::string bibtex_text(std::string_view text) {
  std::string line = ascii::squeezed(text);
  std::string out;
  char32_t before = 0;
  for (size_t at = 0; at < line.size();) {
    Utf8Step step = decode_utf8(line, at);
    at += step.size;
    // Two hyphens would become a dash, two apostrophes a quotation mark.
    if (step.point == before && (before == '-' || before == '\'')) out += "{}";
    before = step.point;
    if (std::string_view command = command_of(step.point); !command.empty())
      out += command;
    else if (step.point >= 0x20 && (step.point < 0x7F || step.point > 0x9F))
      append_utf8(out, step.point);
  }
  return out;
}

Citation cite_report(const SourcesView& sources, const SeenReport& seen, const Site& site) {
  Citation out = begin_citation(seen.report.id, seen);
  out.link = site.report(seen.report.id);
  out.original = web_address(seen.view.url);
  out.plain = plain_of(sources, seen) + ". " + (out.original.empty() ? "" : out.original + " ") +
              "(" + proof_of(out) + "; " + out.link + ")";
  out.bibtex = bibtex_of(sources, seen, out, proof_of(out));
  return out;
}

Citation cite_statement(const SourcesView& sources, const SeenReport& seen,
                        const StatementView& statement, const Site& site) {
  Citation out = begin_citation(statement.id, seen);
  out.of_statement = true;
  out.link = site.statement(seen.report.id, statement.id);
  if (!statement.content.empty())
    out.original =
        address_of_words(seen.view.url, statement.content.front(), statement.content.back());
  CodePoints points(seen.report.text.view());
  for (Span span : statement.content_spans)
    out.spans.emplace_back(points.from_byte(span.begin), points.from_byte(span.end));
  std::string relay = relay_line(statement);
  std::string said = shown(statement_line(statement)) + (relay.empty() ? "" : ", " + relay);
  out.plain = said + ". In: " + plain_of(sources, seen) + ". " +
              (out.original.empty() ? "" : out.original + " ") + "(" + proof_of(out) + "; " +
              out.link + ")";
  out.bibtex = bibtex_of(sources, seen, out, said + "; " + proof_of(out));
  return out;
}

Result<SeenStatement> see_statement(const Store& store, const RowId& id) {
  Error gone{ErrorKind::missing,
             "there is no statement " + id.hex() + "; the statements of a report stand on its page",
             "", -1};
  Result<std::optional<FoundRow>> row = store.find_row(id);
  if (!row) return row.error();
  if (!*row || (*row)->info->name.name != "statements") return gone;
  Result<std::optional<SeenReport>> seen = see_report(store, (*row)->owner.report);
  if (!seen) return seen.error();
  Result<std::vector<StatementView>> all = view_statements(store, (*row)->owner.report);
  if (!all) return all.error();
  auto found =
      std::find_if(all->begin(), all->end(), [&](const auto& one) { return one.id == id; });
  if (!*seen || found == all->end()) return gone;
  return SeenStatement{std::move(**seen), std::move(*found)};
}

const Shape& citation_shape() {
  static const Shape shape = object(
      "", {leaf("id"), leaf("of"), leaf("report"), leaf("key"), leaf("plain"), leaf("bibtex"),
           leaf("link"), leaf("original"), leaf("text_sha256"),
           list("spans", object("", {leaf("begin", Kind::number), leaf("end", Kind::number)}))});
  return shape;
}

Value citation_value(const Citation& citation) {
  std::vector<Value> spans;
  for (auto [begin, end] : citation.spans)
    spans.push_back(Value::of_parts({Value::of(int64_t{begin}), Value::of(int64_t{end})}));
  return Value::of_parts(
      {Value::of(citation.id.hex()), Value::of(citation.of_statement ? "statement" : "report"),
       Value::of(citation.report.hex()), Value::of(citation.key), Value::of(citation.plain),
       Value::of(citation.bibtex), Value::of(citation.link), text_or_null(citation.original),
       Value::of(citation.text_sha256), Value::of_parts(std::move(spans))});
}

}  // namespace hearsay
