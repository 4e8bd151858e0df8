// The list of verbs. See verb.hpp; each verb stands in a file of its own.
#include <algorithm>
#include <array>

#include "surfaces/cli/verb.hpp"

namespace hearsay::cli {

// One per file verb_NAME.cpp.
Verb add_verb();
Verb list_verb();
Verb show_verb();
Verb search_verb();
Verb who_verb();
Verb stories_verb();
Verb sources_verb();
Verb export_verb();
Verb explain_verb();
Verb remove_verb();
Verb reanalyse_verb();
Verb backup_verb();
Verb check_verb();
Verb serve_verb();
Verb demo_verb();
Verb eval_verb();  // in eval/verb
Verb version_verb();
Verb help_verb();
Verb completion_verb();
Verb man_verb();

std::span<const Verb> verbs() {
  static const std::vector<Verb> all = {
      add_verb(),       list_verb(),    show_verb(),   search_verb(),     who_verb(),
      stories_verb(),   sources_verb(), export_verb(), explain_verb(),    remove_verb(),
      reanalyse_verb(), backup_verb(),  check_verb(),  serve_verb(),      demo_verb(),
      eval_verb(),      version_verb(), help_verb(),   completion_verb(), man_verb()};
  return all;
}

std::span<const Flag> common_flags() {
  static const std::array<Flag, 4> flags = {{
      {.name = "--store",
       .kind = ValueKind::file,
       .value = "FILE",
       .doc = "the store to use",
       .fallback = "hearsay.db"},
      {.name = "--json", .doc = "print the result as JSON"},
      {.name = "--quiet", .letter = 'q', .doc = "no progress, only results and errors"},
      {.name = "--no-color", .doc = "no colour, even on a terminal"},
  }};
  return flags;
}

const Verb* find_verb(std::string_view name) {
  auto found = std::find_if(verbs().begin(), verbs().end(),
                            [name](const Verb& verb) { return verb.name == name; });
  return found == verbs().end() ? nullptr : &*found;
}

}  // namespace hearsay::cli
