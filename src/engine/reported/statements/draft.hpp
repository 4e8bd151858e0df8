// Draft: a statement while it is made; every part of this stage fills in its share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reported/reading/reading.hpp"
#include "reported/statements/statements.hpp"

namespace hearsay::statements {

struct Relay {
  Span span;
  Span cue;  // empty at the relay's begin where there is none
  std::string name;
};

struct Draft {
  // contents.hpp
  std::vector<Span> content;   // in text order
  uint32_t whole_content = 0;  // where the first begins, with its marks and its "that"
  Span cue = Span::none();     // as the attribution has it
  Span source = Span::none();  // likewise
  uint32_t level = 0;
  uint32_t row = UINT32_MAX;      // of the attributions; of those that go on, too
  std::optional<size_t> around;   // the draft within whose content this one stands
  std::optional<size_t> goes_on;  // the draft whose speaker speaks on
  bool orphan = false;            // a quotation that no attribution knows
  Span quoting = Span::none();    // who quotes the source as saying it
  Span quoting_cue = Span::none();
  StatementKind kind = StatementKind::indirect;
  Score score;
  // acts.hpp
  std::optional<uint32_t> verb;  // token that carries the cue
  Act act = Act::say;
  Polarity polarity = Polarity::asserted;
  Span addressee = Span::none();
  // speakers.hpp
  Span speaker = Span::none();
  std::string name;
  Span named = Span::none();
  SpeakerHow how = SpeakerHow::unresolved;
  Score speaker_score;
  // relays.hpp
  std::vector<Relay> relay;
  // times.hpp
  std::string date, date_latest;
  Span date_words = Span::none();

  Span first_content() const { return content.front(); }
};

}  // namespace hearsay::statements
