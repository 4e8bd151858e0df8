// Help, man page and completions derive from the declarations: nothing declared is missing there.
#include <gtest/gtest.h>

#include <set>

#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {
namespace {

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(help_test, general_help_names_every_verb_and_common_flag) {
  std::string help = general_help();
  for (const Verb& verb : verbs()) {
    EXPECT_TRUE(has(help, "\n  " + std::string(verb.name) + " ")) << verb.name;
    EXPECT_TRUE(has(help, verb.summary)) << verb.name;
  }
  for (const Flag& flag : common_flags()) EXPECT_TRUE(has(help, flag.name)) << flag.name;
}

TEST(help_test, the_help_of_a_verb_names_all_of_its_declaration) {
  for (const Verb& verb : verbs()) {
    std::string help = verb_help(verb);
    EXPECT_TRUE(has(help, "Usage: hearsay " + std::string(verb.name))) << verb.name;
    for (const Argument& argument : verb.arguments) {
      EXPECT_TRUE(has(help, "  " + std::string(argument.name) + " ")) << verb.name;
      EXPECT_TRUE(has(help, argument.doc)) << verb.name;
    }
    for (auto flags : {std::span<const Flag>(verb.flags), common_flags()})
      for (const Flag& flag : flags) {
        EXPECT_TRUE(has(help, flag.name)) << verb.name << flag.name;
        EXPECT_TRUE(has(help, flag.doc)) << verb.name << flag.name;
        EXPECT_TRUE(flag.letter == 0 || has(help, std::string("-") + flag.letter + ", "));
        for (std::string_view choice : flag.choices) EXPECT_TRUE(has(help, choice));
        EXPECT_TRUE(flag.fallback.empty() || has(help, "[" + std::string(flag.fallback) + "]"));
      }
    for (std::string_view example : verb.examples) EXPECT_TRUE(has(help, example)) << verb.name;
  }
}

TEST(help_test, man_page_and_completions_name_every_verb_and_flag) {
  std::string man = man_page();
  for (const Verb& verb : verbs()) {
    EXPECT_TRUE(has(man, ".SS \"hearsay " + std::string(verb.name))) << verb.name;
    for (std::string_view shell : {"bash", "zsh", "fish"}) {
      std::string script = completion(shell);
      EXPECT_TRUE(has(script, verb.name)) << shell << verb.name;
      for (const Flag& flag : verb.flags)
        EXPECT_TRUE(has(script, flag.name.substr(2))) << shell << flag.name;
    }
  }
  EXPECT_EQ(completion("tcsh"), "");
  EXPECT_EQ(completion(""), "");
}

TEST(help_test, help_fits_a_terminal) {
  std::vector<std::string> texts = {general_help()};
  for (const Verb& verb : verbs()) texts.push_back(verb_help(verb));
  for (const std::string& text : texts)
    for (size_t at = 0; at < text.size();) {
      size_t end = std::min(text.find('\n', at), text.size());
      EXPECT_LE(end - at, 100u) << text.substr(at, end - at);
      at = end + 1;
    }
}

TEST(help_test, declarations_keep_the_rules) {
  std::set<std::string_view> names;
  for (const Verb& verb : verbs()) {
    EXPECT_TRUE(names.insert(verb.name).second) << verb.name;
    EXPECT_NE(verb.run, nullptr);
    EXPECT_EQ(find_verb(verb.name), &verb);
    EXPECT_FALSE(verb.summary.empty() || verb.summary.ends_with('.')) << verb.name;
    std::set<std::string_view> flags;
    std::set<char> letters;
    for (auto list : {std::span<const Flag>(verb.flags), common_flags()})
      for (const Flag& flag : list) {
        EXPECT_TRUE(flag.name.starts_with("--")) << flag.name;
        EXPECT_TRUE(flags.insert(flag.name).second) << flag.name;
        EXPECT_TRUE(flag.letter == 0 || letters.insert(flag.letter).second) << flag.letter;
        EXPECT_EQ(flag.kind == ValueKind::choice, !flag.choices.empty()) << flag.name;
        EXPECT_EQ(flag.kind == ValueKind::none, flag.value.empty()) << flag.name;
      }
    for (size_t i = 0; i + 1 < verb.arguments.size(); ++i)
      EXPECT_FALSE(verb.arguments[i].many) << "only the last may be many";
  }
  EXPECT_EQ(find_verb("nothing"), nullptr);
}

}  // namespace
}  // namespace hearsay::cli
