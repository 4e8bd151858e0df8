// `hearsay search`: full text, with the words where they stand.
#include "base/json.hpp"
#include "base/utf8.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/api/search_pages.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/api/who.hpp"
#include "surfaces/cli/heads.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

std::string show_snippet(std::string_view text, Span snippet, const std::vector<Span>& words,
                         const Look& look) {
  std::string out = snippet.begin > 0 ? "… " : "";
  uint32_t at = snippet.begin;
  for (Span word : words) {
    if (word.begin < at || word.end > snippet.end) continue;
    out += printable(text.substr(at, word.begin - at));
    out += look.colour ? look.marked(printable(text.substr(word.begin, word.size())))
                       : printable(text.substr(word.begin, word.size()));
    at = word.end;
  }
  return out + printable(text.substr(at, snippet.end - at)) +
         (snippet.end < text.size() ? " …" : "");
}

void write_hit(Json& json, const StoredReport& report, const ReportView& view,
               const SearchHit& hit) {
  CodePoints points(report.text.view());
  auto write_span = [&](Json& out, std::string_view key, Span span) {
    Span source = report.text.to_source(span);
    out.begin_object(key);
    out.field("begin", points.from_byte(span.begin)).field("end", points.from_byte(span.end));
    out.field("text", report.text[span]);
    out.begin_array("bytes").field("", source.begin).field("", source.end).end_array();
    out.end_object();
  };
  json.begin_object().field("report", report.id.hex()).field("title", view.title);
  if (hit.words.empty())
    json.null("snippet");
  else
    write_span(json, "snippet", snippet_of(report.text.view(), hit.words));
  json.begin_array("words");
  for (Span word : hit.words) write_span(json, "", word);
  json.end_array().end_object();
}

bool print_hit(const StoredReport& report, const ReportView& view, const SearchHit& hit,
               const Look& look) {
  std::string when = published_days(view);
  std::string head = short_id(report.id) + (when.empty() ? "" : "  " + when);
  std::string out = look.grey(printable(head)) + "  " +
                    look.bold(printable(view.title.empty() ? "(no title)" : view.title)) + "\n";
  if (hit.words.empty()) return print(out);
  Span snippet = snippet_of(report.text.view(), hit.words);
  return print(out + "    " + show_snippet(report.text.view(), snippet, hit.words, look) + "\n");
}

int run_search(const Invocation& invocation) {
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  // One state of the store, so that what is found is still there when it is shown.
  Result<std::unique_ptr<Store>> pinned = (*hearsay)->store().snapshot();
  if (!pinned) return report_error(pinned.error());
  const Store& store = **pinned;
  std::string query;
  for (const std::string& word : invocation.arguments()) query += (query.empty() ? "" : " ") + word;
  if (!invocation.has("--exact")) {
    Result<WhoIsWho> who = WhoIsWho::read(store, (*hearsay)->resources());
    if (!who) return report_error(who.error());
    WhoIsWho::Widened widened = who->widen(query);
    query = widened.query;
    for (const auto& [word, others] : widened.added) {
      std::string list;
      for (const std::string& other : others) list += (list.empty() ? "" : ", ") + other;
      print_error("also looked for " + list + ", other spellings of " + word +
                  " (--exact does not)");
    }
  }
  Result<std::vector<SearchHit>> hits =
      store.search(query, invocation.number("--limit"), invocation.number("--offset"));
  if (!hits) return report_error(hits.error());
  Look look = look_of(invocation);
  for (const SearchHit& hit : *hits) {
    Result<std::optional<StoredReport>> report = store.report(hit.report);
    if (!report) return report_error(report.error());
    if (!*report) continue;
    Result<ReportView> view = view_report(store, **report);
    if (!view) return report_error(view.error());
    if (invocation.has("--json")) {
      Json json;
      write_hit(json, **report, *view, hit);
      if (!print(json.line())) return kDone;
    } else if (!print_hit(**report, *view, hit, look)) {
      return kDone;
    }
  }
  if (hits->empty() && !invocation.has("--json")) print_error("nothing found");
  return kDone;
}

}  // namespace

Verb search_verb() {
  return {
      .name = "search",
      .summary = "find words in the reports",
      .description =
          "Finds reports that hold all the words, in the text that is analysed and in titles; case "
          "and accents do not count. \"A phrase in quotes\" must stand as it is, word* finds "
          "beginnings, OR gives a choice, -word excludes. Names are found in all spellings that "
          "reports have for the same one, which is said. Best first. With --json one hit per line, "
          "each word with its place.",
      .arguments = {{"QUERY", ValueKind::word, true, true, "what to look for"}},
      .flags = {{.name = "--exact", .doc = "no other spellings of names"},
                {.name = "--limit",
                 .letter = 'n',
                 .kind = ValueKind::number,
                 .value = "N",
                 .doc = "how many hits",
                 .fallback = "20"},
                {.name = "--offset",
                 .kind = ValueKind::number,
                 .value = "N",
                 .doc = "how many to pass over",
                 .fallback = "0"}},
      .examples = {"hearsay search patrol boats", "hearsay search '\"salt strait\" -ferry'"},
      .run = run_search,
  };
}

}  // namespace hearsay::cli
