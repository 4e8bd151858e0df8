// See statements.hpp.
#include "reported/statements/statements.hpp"

#include <array>

#include "ingest/outlets/outlets.hpp"
#include "reported/statements/acts.hpp"
#include "reported/statements/contents.hpp"
#include "reported/statements/relays.hpp"
#include "reported/statements/speakers.hpp"
#include "reported/statements/times.hpp"

namespace hearsay {
namespace {

using statements::Draft;
using statements::Relay;

void write(const Draft& draft, Statements& out) {
  out.kind.push_back(draft.kind);
  out.act.push_back(draft.act);
  out.polarity.push_back(draft.polarity);
  out.content.push_back(draft.content);
  out.cue.push_back(draft.cue);
  out.speaker.push_back(draft.speaker);
  out.name.push_back(draft.name);
  out.named.push_back(draft.named);
  out.how.push_back(draft.name.empty() ? SpeakerHow::unresolved : draft.how);
  out.speaker_score.push_back(draft.speaker_score);
  out.addressee.push_back(draft.addressee);
  std::vector<Span> spans, cues;
  std::string names;
  for (const Relay& one : draft.relay) {
    spans.push_back(one.span);
    cues.push_back(one.cue);
    names += (names.empty() ? "" : "\n") + one.name;
  }
  out.relay.push_back(spans);
  out.relay_names.push_back(names);
  out.relay_cues.push_back(cues);
  out.date.push_back(draft.date);
  out.date_latest.push_back(draft.date_latest);
  out.date_words.push_back(draft.date_words);
  out.score.push_back(draft.score);
}

// The author, if there is exactly one.
std::string_view author_of(const Metadata& metadata) {
  std::string_view out;
  for (size_t i = 0; i < metadata.field.size(); ++i) {
    if (metadata.field[i] != MetadataField::author || !metadata.chosen[i].yes) continue;
    if (!out.empty()) return {};
    out = metadata.value[i];
  }
  return out;
}

}  // namespace

std::span<const std::string_view> names_of(StatementKind) {
  static constexpr std::array<std::string_view, 3> kNames = {"direct", "indirect", "mixed"};
  return kNames;
}

std::span<const std::string_view> names_of(Act) {
  static constexpr std::array<std::string_view, 16> kNames = {
      "say",    "ask",    "confirm", "deny",  "demand", "promise", "threaten", "warn",
      "accuse", "praise", "order",   "agree", "refuse", "believe", "intend",   "show"};
  return kNames;
}

std::span<const std::string_view> names_of(Polarity) {
  static constexpr std::array<std::string_view, 2> kNames = {"asserted", "denied"};
  return kNames;
}

std::span<const std::string_view> names_of(SpeakerHow) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "named", "role", "pronoun", "continuation", "redundancy", "anonymous", "unresolved"};
  return kNames;
}

Statements find_statements(const Text& text, const Roles& roles, const Metadata& metadata,
                           const Encoding& encoding, const Tokens& tokens,
                           const Sentences& sentences, const Tags& tags, const Parse& parse,
                           const Names& names, const Quotations& quotations,
                           const Attributions& attributions, const Resources& resources) {
  Statements out;
  if (tokens.span.empty() || parse.head.size() != tokens.span.size() ||
      tags.upos.size() != tokens.span.size())
    return out;  // without weights nothing is known of them
  Reading reading(text, roles, tokens, sentences, tags, parse, names, quotations);
  std::vector<Draft> drafts = statements::drafts_of(reading, attributions);
  statements::read_acts(reading, encoding, resources, drafts);
  statements::find_speakers(reading, encoding, resources, author_of(metadata), drafts);
  statements::find_relays(reading, resources.made<Outlets>(),
                          chosen_value(metadata, MetadataField::publisher),
                          chosen_value(metadata, MetadataField::domain), drafts);
  statements::find_times(reading, statements::published_of(metadata), drafts);
  for (const Draft& draft : drafts) write(draft, out);
  return out;
}

}  // namespace hearsay
