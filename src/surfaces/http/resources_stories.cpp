// Stories: the list, and one with its accounts and who says what in it. See resources.hpp.
#include <algorithm>

#include "surfaces/api/records.hpp"
#include "surfaces/http/resources.hpp"

namespace hearsay::http {
namespace {

using shapes::given;
using shapes::leaf;
using shapes::list;
using shapes::named;
using shapes::object;
using Kind = Shape::Kind;

Value texts_value(std::span<const std::string_view> texts) {
  std::vector<Value> out;
  for (std::string_view text : texts) out.push_back(Value::of(text));
  return Value::of_parts(std::move(out));
}

// ---- the list -----------------------------------------------------------------------------------

const std::shared_ptr<const Shape>& line_shape() {
  static const auto shape =
      shared(extended(story_shape(), "Story", {list_shape("outlets", leaf(""))}));
  return shape;
}

Value line_value(const Edition& edition, const StoryHead& head) {
  Value out = story_record(edition.stories(), *head.story, head.title);
  out.parts.push_back(texts_value(head.outlets));
  return out;
}

StoryOrder order_of(const Request& request) {
  auto names = names_of(StoryOrder{});
  auto found = std::find(names.begin(), names.end(), request.value("by"));
  return found == names.end() ? StoryOrder::origins
                              : static_cast<StoryOrder>(found - names.begin());
}

List<const StoryHead*> stories() {
  return {line_shape(),
          [](const Request& request, const Edition& edition, const PageAsked& asked) {
            return list_stories(edition,
                                {days_asked(request), std::string(request.value("outlet")),
                                 request.number("origins")},
                                order_of(request), asked);
          },
          [](const Edition& edition, const StoryHead* head) -> Result<std::optional<Value>> {
            return std::optional(line_value(edition, *head));
          }};
}

// ---- one ----------------------------------------------------------------------------------------

// How a report stands to whom it has most from.
Shape from_shape() {
  return object("from", {text_shape("report"), text_shape("relation"), score_shape("score"),
                         leaf("words", Kind::number), leaf("of_words", Kind::number), leaf("why")});
}

Value from_value(const AccountLine& line) {
  if (line.from == nullptr) return {};
  bool counted = line.words.all > 0;
  return Value::of_parts(
      {id_value(line.from->from), Value::of(line.from->relation), score_value(line.from->score),
       counted ? number_value(line.words.copied) : Value(),
       counted ? number_value(line.words.all) : Value(), text_or_null(line.from->why)});
}

Shape account_shape() {
  Shape report = extended(head_shape("AccountReport"), "AccountReport",
                          {leaf("kind"), leaf("why"), leaf("score", Kind::decimal),
                           number_shape("other_origins"), from_shape(), leaf("row")});
  Shape passage = object("SharedPassage", {text_shape("id"), text_shape("other"),
                                           text_shape("relation"), text_shape("form")});
  return object("Account", {named("origin", head_shape("")), flag_shape("inside"),
                            list_shape("reports", std::move(report)),
                            list_shape("shared", std::move(passage))});
}

Value account_value(const StoryAccount& account) {
  std::vector<Value> reports, shared;
  for (const AccountLine& line : account.reports) {
    Value& one = reports.emplace_back(head_value(*line.report));
    one.parts.push_back(text_or_null(line.kind));
    one.parts.push_back(text_or_null(line.why));
    one.parts.push_back(line.kind.empty() ? Value() : score_value(line.score));
    one.parts.push_back(number_value(line.other_origins));
    one.parts.push_back(from_value(line));
    one.parts.push_back(line.part == nullptr ? Value() : id_value(line.part->id));
  }
  for (const SharedPassage& one : account.shared)
    shared.push_back(Value::of_parts(
        {id_value(one.id), id_value(one.other->id), Value::of(one.relation), Value::of(one.form)}));
  return Value::of_parts({head_value(*account.origin), flag_value(account.inside),
                          Value::of_parts(std::move(reports)), Value::of_parts(std::move(shared))});
}

Shape speaker_shape() {
  return object("StorySpeaker", {leaf("entity"), leaf("name"), number_shape("statements"),
                                 list_shape("shown", named("Statement", statement_shape()))});
}

Value speaker_value(SaidBy& speaker) {
  std::vector<Value> shown;
  for (SaidLine& one : speaker.shown) shown.push_back(std::move(one.record));
  return Value::of_parts({speaker.entity == nullptr ? Value() : id_value(speaker.entity->id),
                          text_or_null(speaker.name), number_value(speaker.statements),
                          Value::of_parts(std::move(shown))});
}

Shape chain_story_shape() {
  return object("ChainStory",
                {text_shape("chain"), text_shape("story"), leaf("title"), leaf("first"),
                 leaf("last"), text_shape("row"), score_shape("score"), leaf("why")});
}

std::vector<Value> chain_values(const ChainDetail& chain) {
  std::vector<Value> out;
  for (const ChainLink& one : chain.stories)
    out.push_back(Value::of_parts(
        {id_value(chain.chain->id), id_value(one.story->story->id), text_or_null(one.story->title),
         text_or_null(one.story->story->first), text_or_null(one.story->story->last),
         id_value(one.part->id), score_value(one.part->score), text_or_null(one.part->why)}));
  return out;
}

const std::shared_ptr<const Shape>& detail_shape() {
  static const auto shape =
      shared(extended(*line_shape(), "StoryDetail",
                      {list_shape("accounts", account_shape()), number_shape("statements"),
                       number_shape("statements_shown"), list_shape("speakers", speaker_shape()),
                       list_shape("attached_reports", head_shape("ReportHead")),
                       list_shape("chain_stories", chain_story_shape())}));
  return shape;
}

Response answer_story(const Request& request, const Edition& edition) {
  Result<const StoryView*> story = find_story(edition, request.value("id"));
  if (!story) return problem(story.error());
  Result<StoryDetail> detail = view_story(edition, **story, {});
  if (!detail) return problem(detail.error());
  std::vector<Value> accounts, speakers, attached, chains;
  for (const StoryAccount& one : detail->accounts) accounts.push_back(account_value(one));
  for (SaidBy& one : detail->speakers) speakers.push_back(speaker_value(one));
  for (const AttachedReport& one : detail->attached) attached.push_back(head_value(*one.report));
  for (const ChainDetail& chain : detail->chains)
    for (Value& one : chain_values(chain)) chains.push_back(std::move(one));
  Value out = line_value(edition, *detail->head);
  out.parts.push_back(Value::of_parts(std::move(accounts)));
  out.parts.push_back(number_value(detail->statements));
  out.parts.push_back(number_value(detail->statements_shown));
  for (std::vector<Value>* list : {&speakers, &attached, &chains})
    out.parts.push_back(Value::of_parts(std::move(*list)));
  return json(*detail_shape(), out);
}

}  // namespace

std::vector<Route> story_routes() {
  std::vector<Parameter> filters = day_parameters("told of");
  filters.push_back(text_parameter("outlet", "told of in this outlet; case does not count"));
  filters.push_back({.name = "origins",
                     .kind = Parameter::Kind::number,
                     .doc = "with at least so many independent origins"});
  std::vector<std::string> orders;
  for (std::string_view name : names_of(StoryOrder{})) orders.emplace_back(name);
  Parameter by = choice_parameter(
      "by", "which stand first: those of most origins, of most reports, or the earliest", orders);
  by.fallback = "origins";
  filters.push_back(std::move(by));
  Route one;
  one.pattern = "/api/stories/{id}";
  one.name = "story";
  one.summary =
      "A story: its accounts, one for each origin, who says what in it, and what it "
      "continues";
  one.parameters = {id_parameter("its id, or that of a report of it")};
  one.answers = {{"application/json", detail_shape()}};
  one.answer = answer_story;
  return {list_route("/api/stories", "stories",
                     "Stories with their days, the four counts and their outlets",
                     std::move(filters), stories()),
          std::move(one)};
}

}  // namespace hearsay::http
