// `hearsay who`: who said what, according to whom.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/calendar_words.hpp"
#include "base/dates.hpp"
#include "base/json.hpp"
#include "surfaces/api/api.hpp"
#include "surfaces/api/records.hpp"
#include "surfaces/api/statement_question.hpp"
#include "surfaces/api/view.hpp"
#include "surfaces/api/who.hpp"
#include "surfaces/cli/heads.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

constexpr std::string_view kNobody = "(unresolved)";

// What was asked for.
struct Question {
  StatementQuestion statements;
  std::string from, to;  // days; empty for any

  // On the day when it was said, or else on that of the report.
  bool in_time(const StatementView& one, const ReportView& report) const {
    const std::string& said_first = one.date.empty() ? report.published : one.date;
    const std::string& said_last =
        one.date_latest.empty() ? report.published_latest : one.date_latest;
    if (!from.empty() && (said_last.empty() || said_last.substr(0, 10) < from)) return false;
    return to.empty() || (!said_first.empty() && said_first.substr(0, 10) <= to);
  }
};

struct Shown {
  StatementView statement;
  std::string when, title;
};

struct Said {
  std::vector<Shown> shown;
  uint64_t statements = 0;
  std::set<ReportId> reports;
};

struct Answer {
  std::map<std::string, Said> by_speaker;    // by id, or folded name
  std::map<std::string, std::string> names;  // as written first
  uint64_t statements = 0, left_out = 0;
};

std::string day_of(const StatementView& one, const ReportView& report) {
  if (!one.date.empty() && one.date == one.date_latest) return one.date;
  if (!one.date.empty() && !one.date_latest.empty()) return one.date + " to " + one.date_latest;
  return published_days(report);
}

// Reads all statements; of each report its view is made once, and only if something is shown of it.
Result<Answer> ask(const Store& store, const Question& question, size_t limit) {
  Answer answer;
  std::optional<ReportId> last;
  ReportView view;
  Result<void> failed;
  Result<void> done = each_statement(store, [&](StatementView one) {
    if (!question.statements.fits(one)) return true;
    if (last != one.report) {
      Result<std::optional<StoredReport>> report = store.report(one.report);
      if (!report) failed = report.error();
      if (!report || !*report) return report.ok();
      Result<ReportView> seen = view_report(store, **report);
      if (!seen) failed = seen.error();
      if (!seen) return false;
      view = std::move(*seen);
      last = one.report;
    }
    if (!question.in_time(one, view)) return true;
    ++answer.statements;
    std::string key = one.entity.empty() ? fold_letters(one.name) : one.entity;
    answer.names.emplace(key, one.name.empty() ? kNobody : std::string_view(one.name));
    Said& said = answer.by_speaker[key];
    ++said.statements;
    said.reports.insert(one.report);
    std::vector<Shown>& shown = said.shown;
    if (shown.size() < limit)
      shown.push_back({std::move(one), "", view.title});
    else
      ++answer.left_out;
    if (!shown.empty() && shown.back().when.empty())
      shown.back().when = day_of(shown.back().statement, view);
    return true;
  });
  if (!done) return done.error();
  if (!failed) return failed.error();
  return answer;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : " […] ") + part;
  return out;
}

std::string through(const StatementView& one) {
  std::string out;
  for (const RelayView& relay : one.relay)
    out += (out.empty() ? "through " : ", through ") + relay.name +
           (relay.cue.empty() ? "" : " (" + relay.cue + ")");
  return out;
}

std::string lines_of(const Shown& shown, const Look& look) {
  const StatementView& one = shown.statement;
  bool quoted = one.kind == "direct";
  std::string said = one.polarity == "denied" ? "denied: " : "";
  std::string out =
      "  " +
      look.grey(printable(short_id(one.report) + (shown.when.empty() ? "" : "  " + shown.when))) +
      "  " + said + (quoted ? "“" : "") + printable(joined(one.content)) + (quoted ? "”" : "") +
      "\n";
  std::string how = one.kind + ", " + one.act;
  if (!one.cue.empty()) how += ", " + one.cue;
  if (!one.speaker.empty() && one.speaker != one.name) how += ", as “" + one.speaker + "”";
  if (one.how != "named") how += " (" + one.how + ")";
  if (!one.addressee.empty()) how += ", to " + one.addressee;
  if (std::string relay = through(one); !relay.empty()) how += ", " + relay;
  return out + "            " + look.grey(printable(how)) + "\n";
}

// Who has said most comes first; who is not known, last.
std::vector<std::string> ordered(const Answer& answer) {
  std::vector<std::string> out;
  for (const auto& [key, said] : answer.by_speaker) out.push_back(key);
  std::stable_sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
    if (a.empty() != b.empty()) return b.empty();
    return answer.by_speaker.at(a).statements > answer.by_speaker.at(b).statements;
  });
  return out;
}

// The other names of a speaker, and what he is called.
std::string known_as(const EntityView& entity, const Look& look) {
  constexpr size_t kNames = 8, kRoles = 4;
  std::string names, roles;
  for (size_t i = 0, shown = 0; i < entity.names.size() && shown < kNames; ++i) {
    if (entity.names[i].first == entity.name) continue;
    names += (names.empty() ? "also " : ", ") + entity.names[i].first;
    ++shown;
  }
  for (size_t i = 0; i < std::min(kRoles, entity.roles.size()); ++i) {
    const EntityView::Role& role = entity.roles[i];
    roles += (roles.empty() ? "" : "; ") + role.text;
    if (!role.earliest.empty())
      roles += " " + role.earliest + (role.latest == role.earliest ? "" : " to " + role.latest);
  }
  std::string out;
  for (const std::string& line : {names, roles})
    if (!line.empty()) out += "  " + look.grey(printable(line)) + "\n";
  return out;
}

int print_answer(const Answer& answer, const WhoIsWho& who, const Look& look) {
  std::map<std::string, const EntityView*> entities;
  for (const EntityView& one : who.all()) entities[one.id.hex()] = &one;
  for (const std::string& key : ordered(answer)) {
    const Said& said = answer.by_speaker.at(key);
    std::string head = look.bold(printable(answer.names.at(key))) +
                       look.grey("  " + counted(said.statements, "statement", "statements") +
                                 " in " + counted(said.reports.size(), "report", "reports"));
    auto entity = entities.find(key);
    if (entity != entities.end()) head += "\n" + known_as(*entity->second, look);
    if (head.back() != '\n') head += "\n";
    if (!print(head)) return kDone;
    for (const Shown& one : said.shown)
      if (!print(lines_of(one, look))) return kDone;
  }
  if (answer.left_out > 0)
    print_error(std::to_string(answer.left_out) +
                " more statements; --limit shows more of each speaker");
  return kDone;
}

int print_json(const Store& store, const Answer& answer) {
  for (const std::string& key : ordered(answer))
    for (const Shown& one : answer.by_speaker.at(key).shown) {
      Result<std::optional<FoundRow>> row = store.find_row(one.statement.id);
      if (!row) return report_error(row.error());
      if (!*row) continue;
      Result<std::string> json = row_json(store, **row);
      if (!json) return report_error(json.error());
      if (!print(*json + "\n")) return kDone;
    }
  return kDone;
}

bool is_day(const std::string& text) {
  auto moment = parse_iso_date(text);
  return moment && moment->precision == Moment::Precision::day;
}

int run_who(const Invocation& invocation) {
  std::string name, from, to;
  for (const std::string& word : invocation.arguments()) name += (name.empty() ? "" : " ") + word;
  for (auto [flag, day] : {std::pair{"--from", &from}, {"--to", &to}}) {
    if (!invocation.typed(flag)) continue;
    *day = invocation.value(flag);
    if (!is_day(*day))
      return report_error(
          {ErrorKind::usage, std::string(flag) + " wants a day, as 2018-05-21", "", -1});
  }
  Result<std::unique_ptr<Hearsay>> hearsay =
      Hearsay::open(invocation.value("--store"), Store::Open::read);
  if (!hearsay) return report_error(hearsay.error());
  Result<std::unique_ptr<Store>> store = (*hearsay)->store().snapshot();
  if (!store) return report_error(store.error());
  Result<WhoIsWho> who = WhoIsWho::read(**store, (*hearsay)->resources());
  if (!who) return report_error(who.error());
  std::string about = invocation.typed("--about") ? invocation.value("--about") : "";
  Question question{StatementQuestion(*who, name, invocation.has("--exact"), about), from, to};
  Result<Answer> answer = ask(**store, question, invocation.number("--limit"));
  if (!answer) return report_error(answer.error());
  if (answer->statements == 0 && !invocation.has("--json")) print_error("nobody said so");
  return invocation.has("--json") ? print_json(**store, *answer)
                                  : print_answer(*answer, *who, look_of(invocation));
}

}  // namespace

Verb who_verb() {
  return {
      .name = "who",
      .summary = "who said what, according to whom",
      .description =
          "Statements by speaker: what was said, when (the day that the text gives, else that of "
          "the "
          "report), with which words, and through whom it came to the report. NAME is any part of "
          "any name under which reports know somebody, or of the words that stand for it; he is "
          "found under all his names, which are shown, and if nobody is called so, whoever has a "
          "name that can be the same, spelt otherwise. --exact takes NAME as it is. Without NAME "
          "everybody is listed. Who cannot be known is (unresolved). With --json one whole record "
          "per line.",
      .arguments = {{"NAME", ValueKind::word, false, true, "whose statements"}},
      .flags = {{.name = "--exact", .doc = "only where NAME stands as it is, in no other spelling"},
                {.name = "--about",
                 .kind = ValueKind::word,
                 .value = "WORD",
                 .doc = "only statements with a word that begins so"},
                {.name = "--from",
                 .kind = ValueKind::word,
                 .value = "DATE",
                 .doc = "said on that day or later"},
                {.name = "--to",
                 .kind = ValueKind::word,
                 .value = "DATE",
                 .doc = "said on that day or before"},
                {.name = "--limit",
                 .letter = 'n',
                 .kind = ValueKind::number,
                 .value = "N",
                 .doc = "how many statements of each speaker",
                 .fallback = "20"}},
      .examples = {"hearsay who", "hearsay who Vard --about boats", "hearsay who Ghasemi --exact",
                   "hearsay who --from 2017-04-01 --json"},
      .run = run_who,
  };
}

}  // namespace hearsay::cli
