// Mentions: wherever a report speaks of a person, an organisation, a place or a work, and which of
// these places speak of the same one: names, the pronouns of one person, the nouns that stand
// for somebody alone, and whatever says who speaks and to whom. What it calls somebody beside his
// name (the treasurer, Ansel Candlewren) is his role. Reduce stages put together what several
// reports say of one (resolved/people). Covered by reported/mentions/mentions_test.cpp, its cases,
// and eval/samples.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/columns.hpp"
#include "document/resources.hpp"
#include "reported/statements/statements.hpp"

namespace hearsay {

// own: the report speaks of who writes it (I) or prints it (this newspaper, we); metonym: a capital
// is named, and its country's government is meant (Damascus denied it).
enum class MentionForm : uint8_t { name, role, pronoun, own, metonym };
std::span<const std::string_view> names_of(MentionForm);

// In text order; those that begin at the same place the longer first.
struct Mentions {
  static constexpr LayerName kLayer{
      "mentions", 2, "Where a report speaks of somebody or something, and where of the same."};

  std::vector<Span> span;
  std::vector<NameType> type;  // of whom is meant
  std::vector<MentionForm> form;
  std::vector<Row<Mentions>> first;    // the first place that speaks of the same
  std::vector<Row<Mentions>> fullest;  // his longest name in this report; none without a name
  std::vector<Span> role;              // what he is, beside a name; none if it does not say
  std::vector<Score> score;

  static constexpr auto columns() {
    return std::tuple{
        column("span", &Mentions::span, "where it stands"),
        column("type", &Mentions::type, "what is meant"),
        column("form", &Mentions::form,
               "name, role, pronoun, own for the report itself, or metonym"),
        column("first", &Mentions::first, "the first mention of the same"),
        column("fullest", &Mentions::fullest, "the mention with its fullest name"),
        column("role", &Mentions::role, "what somebody is, beside his name"),
        column("score", &Mentions::score, "how surely it is he, or a name of this type")};
  }
};

// The mention that has most of these words, and half of them at least; of the president of Velmora
// not Velmora. O(mentions near).
std::optional<size_t> mention_at(const Mentions& mentions, Span words);

// O(tokens + statements * names near).
Mentions find_mentions(const Text& text, const Roles& roles, const Metadata& metadata,
                       const Encoding& encoding, const Tokens& tokens, const Sentences& sentences,
                       const Tags& tags, const Parse& parse, const Names& names,
                       const Quotations& quotations, const Statements& statements,
                       const Resources& resources);

}  // namespace hearsay
