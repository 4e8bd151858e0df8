// Verb: one declaration of a command, from which parsing, help, man page and shell completion
// derive. Covered by surfaces/cli/help_test.cpp and tests/command_line.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hearsay::cli {

enum class ValueKind : uint8_t { none, number, file, word, choice };

struct Flag {
  std::string_view name;  // "--jobs"
  char letter = 0;        // 'j', 0 for none
  ValueKind kind = ValueKind::none;
  std::string_view value;                 // what stands for the value in help: "N"
  std::string_view doc;                   // one sentence, lower case, no stop
  std::string_view fallback;              // default as shown and used, empty for none
  std::vector<std::string_view> choices;  // of a choice
  uint64_t most = 1'000'000'000;          // of a number
};

struct Argument {
  std::string_view name;  // "PATH"
  ValueKind kind;
  bool required;
  bool many;
  std::string_view doc;
};

// What was typed, checked against the declaration.
class Invocation {
 public:
  // Typed, or has a fallback.
  bool has(std::string_view flag) const { return values_.contains(flag); }
  bool typed(std::string_view flag) const { return typed_.contains(flag); }
  // The value typed, or the flag's fallback.
  std::string value(std::string_view flag) const;
  // Declared with ValueKind::number, so it is one.
  uint64_t number(std::string_view flag) const;
  const std::vector<std::string>& arguments() const { return arguments_; }

 private:
  friend class Parser;
  std::map<std::string, std::string, std::less<>> values_;
  std::set<std::string, std::less<>> typed_;
  std::vector<std::string> arguments_;
};

// Exit codes (docs/GUIDE.md).
enum Exit : int { kDone = 0, kFailure = 1, kUsage = 2, kDoneWithFailures = 3, kInterrupted = 130 };

struct Verb {
  std::string_view name;
  std::string_view summary;      // one line of `hearsay help`
  std::string_view description;  // paragraphs, parted by empty lines
  std::vector<Argument> arguments;
  std::vector<Flag> flags;  // besides the common ones
  std::vector<std::string_view> examples;
  int (*run)(const Invocation&);
};

// All verbs in the order of `hearsay help`, and the flags that each of them has.
std::span<const Verb> verbs();
std::span<const Flag> common_flags();
const Verb* find_verb(std::string_view name);

// "hearsay add: message" on stderr; gives the exit code that fits the error.
int report_error(const Error& error);

// Says that there is no such verb and which is meant perhaps; gives kUsage.
int unknown_verb(std::string_view word);

// Parses the words after the program's name and runs the verb. Prints usage errors itself.
int run_command(const std::vector<std::string>& words);

// The texts that derive from the declarations.
std::string general_help();
std::string verb_help(const Verb& verb);
std::string man_page();
// For "bash", "zsh" or "fish"; empty for any other shell.
std::string completion(std::string_view shell);

}  // namespace hearsay::cli
