// `hearsay help`, `completion` and `man`: texts that derive from the declarations.
#include "base/json.hpp"
#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

std::string help_json() {
  Json json;
  json.begin_object().begin_array("verbs");
  for (const Verb& verb : verbs()) {
    json.begin_object().field("name", verb.name).field("summary", verb.summary);
    json.begin_array("flags");
    for (auto flags : {std::span<const Flag>(verb.flags), common_flags()})
      for (const Flag& flag : flags) {
        json.begin_object().field("name", flag.name).field("doc", flag.doc);
        json.field("default", flag.fallback).end_object();
      }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.line();
}

int run_help(const Invocation& invocation) {
  if (invocation.has("--json")) {
    print(help_json());
    return kDone;
  }
  if (invocation.arguments().empty()) {
    print(general_help());
    return kDone;
  }
  const std::string& name = invocation.arguments().front();
  if (const Verb* verb = find_verb(name)) {
    print(verb_help(*verb));
    return kDone;
  }
  print_error("hearsay help: there is no verb \"" + printable(name) + "\"");
  return kUsage;
}

int run_completion(const Invocation& invocation) {
  print(completion(invocation.arguments().front()));
  if (!completion(invocation.arguments().front()).empty()) return kDone;
  print_error("hearsay completion: the shells are bash, zsh and fish");
  return kUsage;
}

int run_man(const Invocation&) {
  print(man_page());
  return kDone;
}

}  // namespace

Verb help_verb() {
  return {.name = "help",
          .summary = "how a verb is used",
          .arguments = {{"VERB", ValueKind::word, false, false, "the verb to explain"}},
          .run = run_help};
}

Verb completion_verb() {
  return {.name = "completion",
          .summary = "print a completion script for a shell",
          .arguments = {{"SHELL", ValueKind::word, true, false, "bash, zsh or fish"}},
          .examples = {"hearsay completion bash > /etc/bash_completion.d/hearsay"},
          .run = run_completion};
}

Verb man_verb() {
  return {.name = "man",
          .summary = "print the manual page",
          .examples = {"hearsay man | man -l -"},
          .run = run_man};
}

}  // namespace hearsay::cli
