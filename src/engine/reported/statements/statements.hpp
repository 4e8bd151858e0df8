// Statements: who said what, according to whom. Attributions of the encoder are brought to the form
// of the records (docs/FORMATS.md): content without its outer quotation marks and its "that"; one
// statement for what a cue says within its sentence, and one for every further sentence or
// paragraph of the same speaker; inner attributions as statements of their own, whose relay holds
// the outer source. Then every statement gets its kind, act, polarity, addressee and date, and its
// speaker the best name that the report has for him, or none: who cannot be known is unresolved.
//
// Reading order of the folder: reading, contents, acts, speakers, relays, times.
// Covered by reported/statements/statements_test.cpp, its cases, and eval/samples.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/resources.hpp"
#include "document/text.hpp"
#include "ingest/article/article.hpp"
#include "ingest/clean/clean.hpp"
#include "language/encoder/encoder.hpp"
#include "language/parse/parse.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tags/tags.hpp"
#include "language/tokens/tokens.hpp"
#include "mentions/names/names.hpp"
#include "reported/attributions/attributions.hpp"
#include "reported/quotations/quotations.hpp"

namespace hearsay {

// direct: all of its content stands between quotation marks; mixed: some; indirect: none.
enum class StatementKind : uint8_t { direct, indirect, mixed };
std::span<const std::string_view> names_of(StatementKind);

enum class Act : uint8_t {
  say,
  ask,
  confirm,
  deny,
  demand,
  promise,
  threaten,
  warn,
  accuse,
  praise,
  order,
  agree,
  refuse,
  believe,
  intend,
  show,
};
std::span<const std::string_view> names_of(Act);

// denied: the speaker denies the content ("denied that there was a deal").
enum class Polarity : uint8_t { asserted, denied };
std::span<const std::string_view> names_of(Polarity);

// How the speaker is known.
enum class SpeakerHow : uint8_t {
  named,         // by name, where the statement stands
  role,          // by what he is ("the envoy")
  pronoun,       // he, she, they, who
  continuation,  // speaks on, without a cue
  redundancy,    // another report tells
  anonymous,     // wants no name
  unresolved,    // nobody can tell
};
std::span<const std::string_view> names_of(SpeakerHow);

// In text order of their contents. What a speaker or relay is called is `name`; where that name was
// read, `named`.
struct Statements {
  static constexpr LayerName kLayer{"statements", 3, "Who said what, according to whom."};

  std::vector<StatementKind> kind;
  std::vector<Act> act;
  std::vector<Polarity> polarity;
  Lists<Span> content;
  std::vector<Span> cue;
  std::vector<Span> speaker;  // the words at the cue
  Strings name;               // empty for nobody known
  std::vector<Span> named;
  std::vector<SpeakerHow> how;
  std::vector<Score> speaker_score;
  std::vector<Span> addressee;
  Lists<Span> relay;          // the one nearest to the speaker first
  Strings relay_names;        // of each, a line
  Lists<Span> relay_cues;     // of each; an empty span where there is none
  Strings date, date_latest;  // ISO 8601; empty where the text gives none
  std::vector<Span> date_words;
  std::vector<Score> score;

  static constexpr auto columns() {
    return std::tuple{
        column("kind", &Statements::kind, "whether it is quoted"),
        column("act", &Statements::act, "what the speaker does by saying it"),
        column("polarity", &Statements::polarity, "whether he asserts or denies it"),
        column("content", &Statements::content, "what is said"),
        column("cue", &Statements::cue, "the words that say that it is said"),
        column("speaker", &Statements::speaker, "the words that say by whom"),
        column("speaker_name", &Statements::name, "the best name that the report has for him"),
        column("speaker_named", &Statements::named, "where it has that name"),
        column("speaker_how", &Statements::how, "how he is known"),
        column("speaker_score", &Statements::speaker_score, "how surely it is he"),
        column("addressee", &Statements::addressee, "to whom it is said"),
        column("relay", &Statements::relay, "through whom it came, from the speaker to the report"),
        column("relay_names", &Statements::relay_names, "their names, a line each"),
        column("relay_cues", &Statements::relay_cues,
               "the words that say so; empty where there are none"),
        column("date", &Statements::date, "the earliest day on which it was said"),
        column("date_latest", &Statements::date_latest, "the latest"),
        column("date_words", &Statements::date_words, "the words that say when"),
        column("score", &Statements::score, "how surely it is a statement")};
  }
};

// O(tokens + statements * names).
Statements find_statements(const Text& text, const Roles& roles, const Metadata& metadata,
                           const Encoding& encoding, const Tokens& tokens,
                           const Sentences& sentences, const Tags& tags, const Parse& parse,
                           const Names& names, const Quotations& quotations,
                           const Attributions& attributions, const Resources& resources);

}  // namespace hearsay
