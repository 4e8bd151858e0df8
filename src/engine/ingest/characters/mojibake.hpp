// Mojibake: UTF-8 that was once read as windows-1252 or Latin-1 and encoded again, once or several
// times ("â€™" for "’", "Ã©" for "é"), undone where that is certain.
//
// A candidate is two to four characters whose windows-1252 bytes are one well-formed UTF-8
// character that texts have (assigned, no control, not private). Whether it is mended is decided by
// grade:
//   certain  what no right text contains: "â€" and a third, "â‚¬", "â„¢", "ï»¿", "ï¿½", emoji and
//            other signs; C1 controls; an accented lower-case letter whose capital Ã, Ä or Å would
//            stand after a lower-case letter or begin a word that goes on; three letters of one
//            foreign script in a row; signs like "Â£" where Â ends no word in capitals
//   likely   all other plausible ones. Right texts have them: "«AMANHû", "l'été »" with no-break
//            space, "“Ä”"
// Likely ones are mended only beside another or beside a certain one (no character between), or if
// the text has two certain ones at least and at most an eighth as many other characters outside
// ASCII. A right text damaged is worse than a damage left. What was damaged several times is undone
// level by level, each level under the same rules.
// Covered by ingest/characters/mojibake_test.cpp, over right texts in many languages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/text.hpp"

namespace hearsay {

// `offsets` leads to the text given; mended runs are RunKind::repaired, one unit per character.
struct Mended {
  std::string text;
  OffsetMap offsets;
};

// nullopt if nothing is to be mended, which is found at several GB/s where there is no candidate.
// `text` is valid UTF-8. O(bytes); undoes up to four levels of damage.
std::optional<Mended> mend_mojibake(std::string_view text);

}  // namespace hearsay
