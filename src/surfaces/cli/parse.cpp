// Parsing by the declarations, with CLI11. See verb.hpp.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <numeric>
#include <system_error>

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

namespace {

// Edits that lead from one word to the other. O(product), words beyond 40 bytes count as far.
size_t distance_of(std::string_view from, std::string_view to) {
  constexpr size_t kLongest = 40;
  if (from.size() > kLongest || to.size() > kLongest) return kLongest;
  std::vector<size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (char c : from) {
    size_t before = row[0]++;
    for (size_t i = 1; i <= to.size(); ++i) {
      size_t change = before + (to[i - 1] == c ? 0 : 1);
      before = row[i];
      row[i] = std::min({row[i] + 1, row[i - 1] + 1, change});
    }
  }
  return row.back();
}

// "; did you mean ...?" with the name that a mistyped word is nearest to, if it is near enough.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& names) {
  std::string_view best;
  size_t best_distance = std::min<size_t>(3, word.size());
  for (std::string_view name : names)
    if (size_t distance = distance_of(word, name); distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  return best.empty() ? "" : "; did you mean \"" + std::string(best) + "\"?";
}

std::string in_quotes(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

Error wrong(std::string message) {
  return {ErrorKind::usage, std::move(message), "", -1};
}

Result<void> check_number(const Flag& flag, const std::string& value) {
  uint64_t number = 0;
  auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (code == std::errc() && end == value.data() + value.size() && number <= flag.most) return {};
  return wrong(std::string(flag.name) + " wants a whole number from 0 to " +
               std::to_string(flag.most) + ", not " + in_quotes(value));
}

Result<void> check_choice(const Flag& flag, const std::string& value) {
  std::string all;
  for (std::string_view choice : flag.choices) {
    if (choice == value) return {};
    all += (all.empty() ? "" : ", ") + std::string(choice);
  }
  return wrong(std::string(flag.name) + " is one of " + all + ", not " + in_quotes(value));
}

Result<void> check_value(const Flag& flag, const std::string& value) {
  if (flag.kind == ValueKind::number) return check_number(flag, value);
  if (flag.kind == ValueKind::choice) return check_choice(flag, value);
  if (value.empty()) return wrong(std::string(flag.name) + " wants a value, not nothing");
  return {};
}

Result<void> check_arguments(const Verb& verb, const std::vector<std::string>& given) {
  for (size_t i = given.size(); i < verb.arguments.size(); ++i)
    if (verb.arguments[i].required)
      return wrong(std::string(verb.arguments[i].name) +
                   " is missing: " + std::string(verb.arguments[i].doc));
  bool many = !verb.arguments.empty() && verb.arguments.back().many;
  if (given.size() <= verb.arguments.size() || many) return {};
  return wrong(in_quotes(given[verb.arguments.size()]) + " is too much: " + std::string(verb.name) +
               (verb.arguments.empty() ? " takes no arguments"
                                       : " takes one " + std::string(verb.arguments.back().name)));
}

Error unknown_flag(const Verb& verb, std::string_view word) {
  std::vector<std::string_view> names = {"--help"};
  for (auto flags : {std::span<const Flag>(verb.flags), common_flags()})
    for (const Flag& flag : flags) names.push_back(flag.name);
  std::string text = "there is no flag " + in_quotes(word) + suggestion(word, names);
  if (!verb.arguments.empty())
    text += " (what begins with a hyphen and is no flag stands after --)";
  return wrong(std::move(text));
}

}  // namespace

// One verb's flags and arguments as a CLI11 application, which takes the words apart; what they
// mean is checked here.
class Parser {
 public:
  explicit Parser(const Verb& verb) : verb_(verb), app_(std::string(verb.summary)) {
    app_.set_help_flag();
    app_.allow_extras();
    for (const Flag& flag : common_flags()) declare(flag);
    for (const Flag& flag : verb.flags) declare(flag);
    app_.add_option("ARGUMENTS", arguments_)->expected(0, 1 << 20);
    app_.add_flag("-h,--help", help_);
  }

  // Words after the verb. Error: what is wrong with them, as one sentence.
  Result<Invocation> parse(std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    try {
      app_.parse(words);
    } catch (const CLI::ArgumentMismatch& error) {
      std::string text = error.what();  // "--limit: 1 required TEXT missing"
      return wrong(text.substr(0, text.find(':')) + " wants a value");
    } catch (const CLI::ConversionError& error) {
      std::string text = error.what();  // "Could not convert: --json = maybe"
      return wrong("this flag takes no value" + text.substr(std::min(text.find(':'), text.size())));
    } catch (const CLI::Error& error) {
      return wrong(error.what());
    }
    if (help_) return Invocation();
    for (const std::string& extra : app_.remaining())
      if (extra != "--") return unknown_flag(verb_, extra);
    return checked();
  }

  bool wants_help() const { return help_; }

 private:
  void declare(const Flag& flag) {
    std::string names(flag.name);
    if (flag.letter != 0) names = std::string("-") + flag.letter + "," + names;
    if (flag.kind == ValueKind::none)
      app_.add_flag(names, counted_[flag.name]);
    else
      app_.add_option(names, values_[flag.name])->expected(1)->allow_extra_args(false)->take_last();
  }

  Result<Invocation> checked() {
    Invocation out;
    for (auto flags : {common_flags(), std::span<const Flag>(verb_.flags)})
      for (const Flag& flag : flags) {
        std::vector<std::string>& values = values_[flag.name];
        if (counted_[flag.name]) values = {"yes"};
        if (!values.empty()) {
          Result<void> sound = check_value(flag, values.back());
          if (!sound) return sound.error();
          out.typed_.emplace(flag.name);
          out.values_.emplace(flag.name, values.back());
        } else if (!flag.fallback.empty()) {
          out.values_.emplace(flag.name, flag.fallback);
        }
      }
    if (Result<void> sound = check_arguments(verb_, arguments_); !sound) return sound.error();
    out.arguments_ = arguments_;
    return out;
  }

  const Verb& verb_;
  CLI::App app_;
  std::map<std::string_view, std::vector<std::string>> values_;
  std::map<std::string_view, bool> counted_;
  std::vector<std::string> arguments_;
  bool help_ = false;
};

int unknown_verb(std::string_view word) {
  std::string text = "hearsay: there is no verb \"" + printable(word) + "\"";
  if (word.starts_with('-')) text += "; flags stand after the verb";
  std::vector<std::string_view> names;
  for (const Verb& verb : verbs()) names.push_back(verb.name);
  print_error(text + printable(suggestion(word, names)) + "\nhearsay help lists the verbs.");
  return kUsage;
}

int report_error(const Error& error) {
  print_error("hearsay: " + printable(error.text(), true));
  return error.kind == ErrorKind::usage ? kUsage : kFailure;
}

int run_command(const std::vector<std::string>& words) {
  if (words.empty()) {
    print_error(general_help());
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
