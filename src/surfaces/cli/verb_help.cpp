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
  if (!invocation.arguments().empty() && find_verb(invocation.arguments().front()) == nullptr)
    return unknown_verb(invocation.arguments().front());
  if (invocation.has("--json")) {
    print(help_json());
    return kDone;
  }
  if (invocation.arguments().empty()) {
    print(general_help());
    return kDone;
  }
  print(verb_help(*find_verb(invocation.arguments().front())));
  return kDone;
}

// The text, or {"KEY": the text}.
int print_as(const Invocation& invocation, std::string_view key, const std::string& text) {
  Json json;
  json.begin_object().field(key, text).end_object();
  print(invocation.has("--json") ? json.line() : text);
  return kDone;
}

int run_completion(const Invocation& invocation) {
  std::string script = completion(invocation.arguments().front());
  if (!script.empty()) return print_as(invocation, "script", script);
  print_error("hearsay completion: the shells are bash, zsh and fish");
  return kUsage;
}

int run_man(const Invocation& invocation) {
  return print_as(invocation, "man", man_page());
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
