// Parsing by the declarations, with CLI11. See verb.hpp.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>

#include "surfaces/cli/output.hpp"
#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {

std::string Invocation::value(std::string_view flag) const {
  auto found = values_.find(flag);
  return found == values_.end() ? "" : found->second;
}

uint64_t Invocation::number(std::string_view flag) const {
  std::string text = value(flag);
  uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// One verb's flags and arguments as a CLI11 application.
class Parser {
 public:
  explicit Parser(const Verb& verb) : verb_(verb), app_(std::string(verb.summary)) {
    app_.set_help_flag();
    for (const Flag& flag : common_flags()) declare(flag);
    for (const Flag& flag : verb.flags) declare(flag);
    for (const Argument& argument : verb.arguments) declare(argument);
    app_.add_flag("-h,--help", help_);
  }

  // Words after the verb. Error: what is wrong with them, as one sentence.
  Result<Invocation> parse(std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    try {
      app_.parse(words);
    } catch (const CLI::ParseError& error) {
      if (!help_) return Error{ErrorKind::usage, error.what(), "", -1};
    }
    Invocation out;
    for (auto& [name, value] : typed_)
      if (!value.empty()) out.values_.emplace(name, value.back());
    for (auto& [name, count] : counted_)
      if (count) out.values_.emplace(name, "yes");
    fill_fallbacks(out, common_flags());
    fill_fallbacks(out, verb_.flags);
    for (const Argument& argument : verb_.arguments) {
      const std::vector<std::string>& given = positional_[argument.name];
      out.arguments_.insert(out.arguments_.end(), given.begin(), given.end());
    }
    return out;
  }

  bool wants_help() const { return help_; }

 private:
  void declare(const Flag& flag) {
    std::string names(flag.name);
    if (flag.letter != 0) names = std::string("-") + flag.letter + "," + names;
    if (flag.kind == ValueKind::none) {
      app_.add_flag(names, counted_[flag.name]);
      return;
    }
    CLI::Option* option = app_.add_option(names, typed_[flag.name]);
    option->expected(1)->take_last();
    if (flag.kind == ValueKind::number) option->check(CLI::Range(0, 1'000'000'000));
    if (flag.kind == ValueKind::choice) {
      std::vector<std::string> choices(flag.choices.begin(), flag.choices.end());
      option->check(CLI::IsMember(choices));
    }
  }

  void declare(const Argument& argument) {
    CLI::Option* option = app_.add_option(std::string(argument.name), positional_[argument.name]);
    option->required(argument.required);
    if (argument.many)
      option->expected(argument.required ? 1 : 0, 1 << 20);
    else
      option->expected(1);
  }

  static void fill_fallbacks(Invocation& out, std::span<const Flag> flags) {
    for (const Flag& flag : flags)
      if (!flag.fallback.empty()) out.values_.emplace(flag.name, flag.fallback);
  }

  const Verb& verb_;
  CLI::App app_;
  std::map<std::string_view, std::vector<std::string>> typed_, positional_;
  std::map<std::string_view, bool> counted_;
  bool help_ = false;
};

namespace {

// The verb a mistyped word is nearest to, if it is near enough to say so.
std::string_view suggest(std::string_view word) {
  std::string_view best;
  size_t best_distance = 3;
  for (const Verb& verb : verbs()) {
    std::vector<size_t> row(verb.name.size() + 1);
    for (size_t i = 0; i <= verb.name.size(); ++i) row[i] = i;
    for (size_t j = 1; j <= word.size() && j < 40; ++j) {
      size_t before = row[0]++;
      for (size_t i = 1; i <= verb.name.size(); ++i) {
        size_t change = before + (verb.name[i - 1] == word[j - 1] ? 0 : 1);
        before = row[i];
        row[i] = std::min({row[i] + 1, row[i - 1] + 1, change});
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = verb.name;
    }
  }
  return best;
}

int unknown_verb(const std::string& word) {
  std::string text = "hearsay: there is no verb \"" + printable(word) + "\"";
  if (std::string_view near = suggest(word); !near.empty())
    text += "; did you mean \"" + std::string(near) + "\"?";
  print_error(text + "\nhearsay help lists the verbs.");
  return kUsage;
}

}  // namespace

int report_error(const Error& error) {
  print_error("hearsay: " + printable(error.text(), true));
  return error.kind == ErrorKind::usage ? kUsage : kFailure;
}

int run_command(const std::vector<std::string>& words) {
  if (words.empty()) {
    print(general_help());
    return kUsage;
  }
  if (words[0] == "--help" || words[0] == "-h") {
    print(general_help());
    return kDone;
  }
  const Verb* verb = find_verb(words[0] == "--version" ? "version" : words[0]);
  if (verb == nullptr) return unknown_verb(words[0]);
  Parser parser(*verb);
  Result<Invocation> invocation =
      parser.parse(std::vector<std::string>(words.begin() + 1, words.end()));
  if (parser.wants_help()) {
    print(verb_help(*verb));
    return kDone;
  }
  if (!invocation) {
    print_error("hearsay " + std::string(verb->name) + ": " +
                printable(invocation.error().message) + "\nhearsay help " +
                std::string(verb->name) + " says how it is used.");
    return kUsage;
  }
  return verb->run(*invocation);
}

}  // namespace hearsay::cli
