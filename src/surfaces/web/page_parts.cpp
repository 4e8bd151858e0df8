// See page_parts.hpp.
#include "surfaces/web/page_parts.hpp"

#include <array>
#include <map>
#include <set>

#include "base/ascii.hpp"

namespace hearsay::web {
namespace {

struct Day {
  std::string_view year, month, day;
  bool operator==(const Day&) const = default;
};

// None for what is no day, month or year.
std::optional<Day> parsed(std::string_view iso) {
  iso = iso.substr(0, 10);
  bool dashes = (iso.size() < 5 || iso[4] == '-') && (iso.size() < 8 || iso[7] == '-');
  if ((iso.size() != 4 && iso.size() != 7 && iso.size() != 10) || !dashes) return std::nullopt;
  for (size_t i = 0; i < iso.size(); ++i)
    if (i != 4 && i != 7 && !ascii::is_digit(iso[i])) return std::nullopt;
  return Day{iso.substr(0, 4), iso.size() > 5 ? iso.substr(5, 2) : "",
             iso.size() > 8 ? iso.substr(8, 2) : ""};
}

std::string month_name(std::string_view month) {
  constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  size_t number = static_cast<size_t>(month[0] - '0') * 10 + static_cast<size_t>(month[1] - '0');
  return number >= 1 && number <= 12 ? std::string(kMonths[number - 1]) : std::string(month);
}

std::string number_text(std::string_view day) {
  return std::string(day.front() == '0' ? day.substr(1) : day);
}

// As much of it as is wanted: "24", "24 April", "24 April 2017".
std::string in_words(const Day& day, bool month, bool year) {
  std::string out = day.day.empty() ? "" : number_text(day.day);
  if (month && !day.month.empty()) out += (out.empty() ? "" : " ") + month_name(day.month);
  if (year) out += (out.empty() ? "" : " ") + std::string(day.year);
  return out;
}

}  // namespace

std::string day_text(std::string_view iso) {
  std::optional<Day> day = parsed(iso);
  return day ? in_words(*day, true, true) : std::string(iso);
}

std::string days_text(std::string_view first, std::string_view last) {
  if (first.empty()) return last.empty() ? "" : "before " + day_text(last);
  if (last.empty() || first.substr(0, 10) == last.substr(0, 10)) return day_text(first);
  std::optional<Day> a = parsed(first), b = parsed(last);
  if (!a || !b || a->day.empty() || b->day.empty()) return day_text(first) + " – " + day_text(last);
  bool same_year = a->year == b->year, same_month = same_year && a->month == b->month;
  return in_words(*a, !same_month, !same_year) + (same_month ? "–" : " – ") +
         in_words(*b, true, true);
}

void put_days(Html& html, std::string_view first, std::string_view last) {
  std::string words = days_text(first, last);
  if (words.empty()) {
    html.element("span", {{"class", "unknown"}}, "no date");
    return;
  }
  std::string_view one = first.empty() ? last : first;
  html.element("time", {{"datetime", one.substr(0, 10)}}, words);
}

// ---- reports ------------------------------------------------------------------------------------

std::string title_of(const ReportHead& head) {
  return head.title.empty() ? "(no title)" : head.title;
}

std::string title_of(const StoryHead& head) {
  return head.title.empty() ? "(no title)" : head.title;
}

std::string name_of(const ReportHead& head) {
  return head.outlet.empty() ? title_of(head) : head.outlet;
}

Url url_of(const ReportHead& head) {
  return Url::of("/reports/", head.id);
}

void put_source(Html& html, const ReportHead& head) {
  html.open("span", {{"class", "source"}});
  if (head.outlet.empty())
    html.element("span", {{"class", "unknown"}}, "unknown outlet");
  else
    html.foreign_element("b", {}, head.outlet);
  html.text("\u00A0· ");  // never the first of a line
  put_days(html, head.published.first, head.published.last);
  html.close();
}

std::string role_text(std::string_view role) {
  static const std::map<std::string_view, std::string_view> kWords = {
      {"promo", "promotion"},           {"related", "other articles"},
      {"comment", "readers' comments"}, {"share", "sharing buttons"},
      {"legal", "legal notice"},        {"source_note", "note on the source"},
      {"other", "something else"}};
  auto found = kWords.find(role);
  return std::string(found == kWords.end() ? role : found->second);
}

// ---- counts -------------------------------------------------------------------------------------

std::string counted_origins(const Counts& counts) {
  return counted(counts.reports, "report", "reports") + " → " +
         counted(counts.origins, "origin", "origins");
}

void put_counts(Html& html, const Counts& counts) {
  struct One {
    uint64_t count;
    std::string_view one, many, says;
  };
  html.open("ul", {{"class", "counts"}, {"aria-label", "Four counts"}});
  auto put = [&](const One& one, bool known) {
    html.open("li", {{"title", one.says}, {"class", one.one == "origin" ? "origins" : ""}});
    html.element("b", known || one.count > 0 ? std::to_string(one.count) : "?").text(" ");
    html.text(one.count == 1 ? one.one : one.many).close();
  };
  bool known = counts.unknown_outlet == 0;
  put({counts.reports, "report", "reports", "pages and texts in the pile"}, true);
  put({counts.outlets, "outlet", "outlets", "where they appeared, as far as they say so"}, known);
  put({counts.families, "family", "families", "owners or feeds behind the outlets"}, known);
  put({counts.origins, "origin", "origins",
       "reports that have it from no other report of this pile, or add something of their own; all "
       "the others rest on them"},
      true);
  if (!known)
    html.element(
        "li", {{"class", "fine"}},
        "(" + counted(counts.unknown_outlet, "report", "reports") + " of unknown outlets)");
  html.close();
}

void put_squares(Html& html, const std::vector<size_t>& reports_of_origins, uint64_t origins) {
  constexpr size_t kMost = 80;
  size_t room = kMost;
  html.open("span", {{"class", "squares"}, {"aria-hidden", "true"}});
  for (size_t reports : reports_of_origins) {
    if (room == 0) break;
    html.open("span");
    for (size_t i = 0; i < reports && room > 0; ++i, --room)
      html.element(i == 0 ? Tag("b") : Tag("i"), "");
    html.close();
  }
  for (uint64_t i = reports_of_origins.size(); i < origins && room > 0; ++i, --room)
    html.open("span").element("u", "").close();
  html.close();
}

// ---- statements ---------------------------------------------------------------------------------

std::string speaker_of(const StatementView& statement) {
  return statement.name.empty() ? "unresolved" : statement.name;
}

Url url_of(const StatementView& statement) {
  return Url::of("/reports/", statement.report).fragment("s-", statement.id);
}

Url cite_url(const StatementView& statement) {
  return Url::local("/api/statements/" + statement.id.hex() + "/cite");
}

namespace {

// What keeps a denial or a refusal from reading as if it were asserted; empty where nothing does,
// or where the words themselves are negative, and only said.
std::string manner_of(const StatementView& statement) {
  constexpr size_t kLongest = 40;
  static const std::set<std::string, std::less<>> kPlain = {
      "",    "say",  "says",  "said",   "saying", "tell",   "tells", "told",
      "add", "adds", "added", "adding", "write",  "writes", "wrote", "telling"};
  bool denied = statement.polarity == "denied";
  std::string cue = ascii::squeezed(statement.cue);
  bool by_cue = !kPlain.contains(ascii::lowered(cue));
  if (!denied && (!by_cue || (statement.act != "deny" && statement.act != "refuse"))) return "";
  if (!cue.empty() && cue.size() <= kLongest) return cue;
  return denied ? "denied" : statement.act == "deny" ? "denial" : "refusal";
}

}  // namespace

void put_words(Html& html, const StatementView& statement) {
  if (std::string manner = manner_of(statement); !manner.empty())
    html.foreign_element("span", {{"class", "manner"}}, manner + ":").text(" ");
  bool quoted = statement.kind == "direct";
  std::string words;
  for (const std::string& part : statement.content) words += (words.empty() ? "" : " […] ") + part;
  html.foreign(quoted ? "“" + words + "”" : words);
}

namespace {

// Below it a decision is shown as one that may be wrong.
constexpr Score kSure = Score::of(.6);

std::string sure_text(Score score) {
  return score.text().substr(0, 4) + " of 1";  // "0.54 of 1"
}

void put_doubt(Html& html, const StatementView& statement) {
  if (statement.score < kSure)
    html.element(
        "span",
        {{"class", "doubt"},
         {"title", "How sure it is that somebody says this: " + sure_text(statement.score)}},
        "uncertain");
  if (!statement.name.empty() && statement.speaker_score < kSure)
    html.element("span",
                 {{"class", "doubt"},
                  {"title", "How sure it is who says this: " + sure_text(statement.speaker_score)}},
                 "speaker uncertain");
}

std::optional<Url> speaker_url(const StatementView& statement) {
  std::optional<Id128> id = Id128::from_hex(statement.entity);
  if (!id) return std::nullopt;
  return Url::of("/entities/", *id);
}

}  // namespace

void put_relay(Html& html, const StatementView& statement, std::string_view outlet) {
  html.open("ol", {{"class", "relay"}, {"aria-label", "The way it took"}});
  html.open("li", {{"class", statement.name.empty() ? "speaker unknown" : "speaker"}});
  if (std::optional<Url> url = speaker_url(statement))
    html.foreign_link(*url, speaker_of(statement));
  else
    html.foreign(speaker_of(statement));
  html.close();
  for (const RelayView& one : statement.relay)
    html.foreign_element("li", {{"class", "through"}, {"title", one.cue}}, one.name);
  html.foreign_element("li", {{"class", "outlet"}}, outlet.empty() ? "unknown outlet" : outlet);
  html.close();
}

void put_manner(Html& html, const StatementView& statement) {
  html.element("span", {{"class", "act"}, {"data-act", statement.act}}, statement.act);
  if (statement.polarity == "denied" && statement.act != "deny")
    html.element("span", {{"class", "act"}, {"data-act", "deny"}}, "denied");
  html.element("span", {{"class", "kind"}}, statement.kind);
  put_doubt(html, statement);
  if (!statement.speaker.empty() && statement.speaker != statement.name)
    html.open("span").text("as ").foreign("“" + statement.speaker + "”").close();
  if (!statement.addressee.empty() && statement.addressee.size() <= 60)
    html.open("span").text("to ").foreign(statement.addressee).close();
}

void put_tools(Html& html, const Id128& id, std::optional<Url> cite) {
  html.open("span", {{"class", "tools"}});
  html.element("a", {Attribute::href(Url::of("/explain/", id)), {"data-explain", id.hex()}},
               "Explain");
  if (cite)
    html.element("a", {Attribute::href(*cite), {"data-cite", cite->text()}, {"rel", "nofollow"}},
                 "Cite");
  html.close();
}

void put_statement(Html& html, const SaidLine& said, bool with_report) {
  const StatementView& one = said.statement;
  html.open("li", {{"class", "said row"}, {"data-id", one.id.hex()}});
  html.open("p", {{"class", "words"}});
  html.open("a", {Attribute::href(url_of(one)), {"class", "row-link"}});
  put_words(html, one);
  html.close().close();
  put_relay(html, one, said.report->outlet);
  html.open("p", {{"class", "fine"}});
  put_manner(html, one);
  if (!one.date.empty())
    html.text("said ").element("time", {{"datetime", one.date}},
                               days_text(one.date, one.date_latest));
  if (with_report) {
    html.open("span", {{"class", "in"}}).text("in ");
    html.foreign_link(url_of(*said.report), title_of(*said.report)).text(", ");
    put_days(html, said.report->published.first, said.report->published.last);
    html.close();
  }
  put_tools(html, one.id, cite_url(one));
  html.close().close();
}

// ---- lists over many pages ----------------------------------------------------------------------

http::Parameter cursor_parameter() {
  return {.name = "cursor", .doc = "where a long list goes on"};
}

PageAsked page_asked(const http::Request& request, size_t limit) {
  return {std::string(request.value("cursor")), limit};
}

void put_paging(Html& html, const PageAsked& asked, const std::string& next, const Url& url) {
  if (asked.cursor.empty() && next.empty()) return;
  html.open("nav", {{"class", "paging"}, {"aria-label", "Parts of the list"}});
  if (!asked.cursor.empty()) html.link(url, "← From the beginning");
  if (!next.empty()) {
    Url further = url;
    further.query("cursor", next);
    html.element("a", {Attribute::href(further), {"rel", "next"}}, "Further →");
  }
  html.close();
}

}  // namespace hearsay::web
