// See contents.hpp.
#include "reported/statements/contents.hpp"

#include <algorithm>
#include <optional>

#include "reported/statements/cues.hpp"
#include "reported/statements/signs.hpp"

namespace hearsay::statements {
namespace {

constexpr uint32_t kOrphanTokens = 4;  // a quotation of fewer is a name or a word

// The quotation whose outer span begins at this byte.
std::optional<size_t> quotation_from(const Reading& reading, uint32_t byte) {
  const auto& spans = reading.quotations.span;
  auto found = std::lower_bound(spans.begin(), spans.end(), byte,
                                [](Span span, uint32_t at) { return span.begin < at; });
  if (found == spans.end() || found->begin != byte) return std::nullopt;
  return static_cast<size_t>(found - spans.begin());
}

// Whether a sentence ends between two places of one block, outside of quotations that begin there.
bool parted(const Reading& reading, uint32_t from, uint32_t to) {
  std::string_view text = reading.text.view();
  for (uint32_t at = from; at < to; at += std::max<uint32_t>(1, decode_utf8(text, at).size)) {
    std::string_view sign = sign_at(text, at);
    if (!ends_sentence(sign)) continue;
    // An abbreviation's stop ends no token.
    Tokened here = reading.tokens_in({at, at + static_cast<uint32_t>(sign.size())});
    if (!here.empty() && reading.tokens.span[here.first].begin == at) return true;
  }
  return false;
}

// Whether this place ends a sentence: its last sign does, marks aside.
bool ends_with_sentence(const Reading& reading, Span content) {
  std::string_view text = reading.text.view();
  uint32_t end = content.end;
  while (end > content.begin) {
    std::string_view last = sign_before(text, end);
    bool mark = is_one_of(last, {"\"", "\u201D", "\u2019", "'", "\u00BB", "\u201C"});
    if (!mark && !is_blank_sign(last)) return ends_sentence(last);
    end -= static_cast<uint32_t>(last.size());
  }
  return false;
}

// One content as what it holds: what is not quoted ends with its sentence; a quotation behind a
// colon stands by itself.
std::vector<Span> split(const Reading& reading, Span content) {
  std::vector<Span> out;
  Tokened range = reading.tokens_in(content);
  Span rest = content;
  for (uint32_t i = range.first; i + 1 < range.end; ++i) {
    Span token = reading.tokens.span[i];
    if (token.begin < rest.begin) continue;
    if (reading.quotation_at(token.begin)) continue;
    uint32_t next = reading.tokens.span[i + 1].begin;
    auto quotation = quotation_from(reading, next);
    if (reading.word(i) == ":" && quotation &&
        reading.quotations.span[*quotation].end + 2 >= content.end && token.begin > rest.begin) {
      out.push_back({rest.begin, token.begin});
      rest.begin = next;
      break;
    }
    bool begins = reading.sentence_of(i) != reading.sentence_of(i + 1);
    if (!begins || !ends_sentence(reading.word(i))) continue;
    out.push_back({rest.begin, token.end});
    rest.begin = next;
    // What follows unquoted is told by the report.
    if (!quotation) return out;
  }
  out.push_back(rest);
  return out;
}

// Contents that belong to the cue's own sentence come first; the rest goes on.
struct Parts {
  std::vector<Span> own, further;
};

Parts parts_of(const Reading& reading, std::span<const Span> given, Span cue, Span source) {
  Parts out;
  std::vector<Span> contents;
  for (Span content : given) {
    std::vector<Span> pieces = split(reading, content);
    contents.insert(contents.end(), pieces.begin(), pieces.end());
  }
  if (cue.is_none()) {
    out.own.push_back(contents.front());
    out.further.assign(contents.begin() + 1, contents.end());
    return out;
  }
  bool source_beside =
      !source.is_none() && reading.block_of(source.begin) == reading.block_of(cue.begin);
  Span middle{std::min(cue.begin, source_beside ? source.begin : cue.begin),
              std::max(cue.end, source_beside ? source.end : cue.end)};
  // Before the cue: the last, and what runs on into it.
  size_t behind = 0;
  while (behind < contents.size() && contents[behind].begin < middle.begin) ++behind;
  size_t first = behind;
  while (first > 0) {
    Span content = contents[first - 1];
    uint32_t to = first == behind ? middle.begin : contents[first].begin;
    bool runs_on = !parted(reading, content.end, std::max(content.end, to)) &&
                   (first == behind || !ends_with_sentence(reading, content));
    if (!runs_on) break;
    --first;
  }
  out.further.assign(contents.begin(), contents.begin() + static_cast<ptrdiff_t>(first));
  out.own.assign(contents.begin() + static_cast<ptrdiff_t>(first),
                 contents.begin() + static_cast<ptrdiff_t>(behind));
  uint32_t reached = middle.end;
  bool over = false;
  for (size_t i = behind; i < contents.size(); ++i) {
    Span content = contents[i];
    bool elsewhere = reading.block_of(content.begin) != reading.block_of(cue.begin);
    bool colon = i > behind && reading.text[{reached, std::max(reached, content.begin)}].find(
                                   ':') != std::string_view::npos;
    over = over || (content.begin > reached && parted(reading, reached, content.begin)) ||
           (elsewhere && !out.own.empty()) || (colon && !out.own.empty());
    if (i > behind && !over) over = ends_with_sentence(reading, contents[i - 1]);
    (over && !out.own.empty() ? out.further : out.own).push_back(content);
    reached = std::max(reached, content.end);
  }
  // Referring to it, he said: “A.” What comes before a quotation behind a colon is told.
  bool colon =
      behind < contents.size() && middle.end <= contents[behind].begin &&
      (reading.text[{middle.begin, contents[behind].begin}].find(':') != std::string_view::npos) &&
      quotation_from(reading, contents[behind].begin);
  if (colon)
    std::erase_if(out.own, [&](Span span) {
      return span.end <= middle.begin && !reading.quotation_at(span.begin) &&
             !quotation_from(reading, span.begin);
    });
  // “A.” He said so: nothing stands in the cue's own sentence, so what is nearest is meant.
  if (out.own.empty() && !out.further.empty()) {
    out.own.push_back(out.further.back());
    out.further.pop_back();
  }
  return out;
}

// What belongs to content that the cue follows, from the begin of the sentence on: "After the vote,
// the boats stayed, Vard says"; and conditions before the cue: "If they leave, Vard said, we stay".
void widen(const Reading& reading, Span cue, Span source, std::vector<Span>& own) {
  Tokened verb = reading.tokens_in(cue);
  Tokened range = reading.tokens_in(own.front());
  if (verb.empty() || range.empty() || reading.quotation_at(own.front().begin)) return;
  Tokened sentence = reading.sentence(reading.sentence_of(verb.first));
  if (!sentence.has(range.first) || range.first == sentence.first) return;
  uint32_t top = reading.top(range);
  if (range.first < verb.first) {
    for (uint32_t i = sentence.first; i < range.first; ++i) {
      bool sign = reading.upos(i) == Upos::punct;
      if (!sign && !reading.is_below(i, top)) return;
      if (reading.quotation_at(reading.tokens.span[i].begin)) return;
    }
    if (reading.relation(sentence.first) == "cc" || reading.upos(sentence.first) == Upos::punct)
      return;
    own.front().begin = reading.tokens.span[sentence.first].begin;
    return;
  }
  // A condition that begins the sentence, before the source.
  uint32_t border =
      source.is_none() ? verb.first : std::min(verb.first, reading.tokens_in(source).first);
  std::string_view first = reading.word(sentence.first);
  if (first != "If" && first != "Unless") return;
  for (uint32_t i = sentence.first; i < border; ++i) {
    if (reading.relation(i) != "advcl" || !reading.head(i) || *reading.head(i) < border) continue;
    uint32_t end = border;
    while (end > i + 1 && reading.upos(end - 1) == Upos::punct) --end;
    own.insert(own.begin(), reading.bytes_of({sentence.first, end}));
    return;
  }
}

void add_draft(const Reading& reading, std::vector<Span> contents, Draft draft,
               std::vector<Draft>& out) {
  for (Span content : contents)
    if (Span trimmed = trimmed_content(reading, content); !trimmed.is_none())
      draft.content.push_back(trimmed);
  if (draft.content.empty()) return;
  draft.whole_content = contents.front().begin;
  draft.kind = kind_of(reading, draft.content);
  out.push_back(std::move(draft));
}

// "Vard: no boats before Friday", where no attribution has it.
void add_headlines(const Reading& reading, std::vector<Draft>& out) {
  constexpr uint32_t kName = 5;  // tokens before the colon
  for (size_t block = 0; block < reading.blocks.size(); ++block) {
    if (reading.block_role[block] != BlockRole::title) continue;
    Span whole = reading.blocks[block];
    bool taken = std::any_of(out.begin(), out.end(),
                             [&](const Draft& one) { return whole.overlaps(one.first_content()); });
    Tokened words = reading.tokens_in(whole);
    if (taken || words.size() < 4) continue;
    for (uint32_t i = words.first + 1; i < std::min(words.end - 2, words.first + kName); ++i) {
      if (reading.word(i) != ":") continue;
      // Somebody's name and nothing else.
      auto name = reading.name_at(words.first);
      if (!name || reading.names.first[*name] + reading.names.count[*name] != i) break;
      Draft draft;
      draft.source = reading.names.span[*name];
      draft.score = Score{6000};
      add_draft(reading, {{reading.tokens.span[i + 1].begin, whole.end}}, draft, out);
      break;
    }
  }
}

// Quoted sentences that no attribution has.
void add_orphans(const Reading& reading, std::vector<Draft>& out) {
  std::string_view text = reading.text.view();
  std::vector<Span> taken;
  for (const Draft& draft : out) {
    // “Nobody asked them what they thought”: what is said within a quotation does not take it.
    auto around = draft.cue.is_none() ? std::nullopt : reading.quotation_at(draft.cue.begin);
    bool within = around && draft.level == 0 &&
                  reading.quotations.inner[*around].covers(draft.first_content());
    if (!within) taken.insert(taken.end(), draft.content.begin(), draft.content.end());
  }
  std::sort(taken.begin(), taken.end());
  // Joined where they meet, so that the one before a place tells whether it is free.
  std::vector<Span> joined;
  for (Span span : taken) {
    if (!joined.empty() && span.begin <= joined.back().end)
      joined.back().end = std::max(joined.back().end, span.end);
    else
      joined.push_back(span);
  }
  for (size_t i = 0; i < reading.quotations.span.size(); ++i) {
    Span inner = reading.quotations.inner[i];
    if (reading.quotations.depth[i] > 0 || reading.quotations.single[i].yes) continue;
    Tokened range = reading.tokens_in(inner);
    if (range.size() < kOrphanTokens) continue;
    size_t block = reading.block_of(inner.begin);
    if (reading.block_role[block] != BlockRole::body) continue;
    // It begins a sentence and ends one.
    Span outer = reading.quotations.span[i];
    Tokened marks = reading.tokens_in(outer);
    bool begins = outer.begin == reading.blocks[block].begin ||
                  reading.sentence(reading.sentence_of(marks.first)).first == marks.first ||
                  reading.sentence(reading.sentence_of(range.first)).first == range.first;
    std::string_view last = sign_before(text, inner.end);
    bool ends = ends_sentence(last) || outer.end == reading.blocks[block].end;
    auto behind = std::lower_bound(joined.begin(), joined.end(), inner.end,
                                   [](Span span, uint32_t at) { return span.begin < at; });
    bool free = behind == joined.begin() || std::prev(behind)->end <= inner.begin;
    if (!begins || !ends || !free) continue;
    for (Draft& said : out)
      if (said.level == 0 && !said.cue.is_none() && inner.covers(said.cue)) said.level = 1;
    Draft draft;
    draft.orphan = true;
    draft.score = Score{7000};
    add_draft(reading, {inner}, draft, out);
  }
}

// Less sure ones are more often wrong than right. Chosen on the open samples.
constexpr Score kLeastScore{3000};

// Claimed 14 lives, claimed the title: nothing is said where no verb is.
bool claims_a_thing(const Reading& reading, const Draft& draft, Tokened content) {
  Tokened cue = reading.tokens_in(draft.cue);
  bool claims = false;
  for (uint32_t i = cue.first; i < cue.end; ++i) claims = claims || reading.lemma(i) == "claim";
  if (!claims) return false;
  for (uint32_t i = content.first; i < content.end; ++i)
    if (reading.upos(i) == Upos::verb || reading.upos(i) == Upos::aux) return false;
  return true;
}

// Whether a quotation, or what stands in it, begins a sentence or its block.
bool begins_sentence(const Reading& reading, Span outer) {
  Tokened marks = reading.tokens_in(outer);
  if (marks.empty()) return false;
  auto first = [&](uint32_t token) {
    return reading.sentence(reading.sentence_of(token)).first == token;
  };
  return outer.begin == reading.blocks[reading.block_of(outer.begin)].begin || first(marks.first) ||
         (marks.size() > 1 && first(marks.first + 1));
}

// Content without a cue that is not quoted says nothing, but in a headline; nor does what lies
// within the content of a cue of the same level.
bool nobody_says(const Reading& reading, const std::vector<Draft>& drafts,
                 const std::vector<size_t>& order, size_t at) {
  constexpr size_t kLooked = 8;
  const Draft& draft = drafts[order[at]];
  // Said what, wrote nothing.
  Tokened words = reading.tokens_in(draft.first_content());
  bool empty = words.size() == 1 && draft.content.size() == 1 &&
               draft.kind == StatementKind::indirect &&
               is_one_of(reading.lemma(words.first),
                         {"what", "which", "whatever", "who", "whom", "nothing", "so", "whose"});
  if (empty || draft.score < kLeastScore) return true;
  if (claims_a_thing(reading, draft, words)) return true;
  // What follows unquoted in another sentence is told by the report.
  if (draft.goes_on && draft.kind == StatementKind::indirect) return true;
  if (!draft.cue.is_none() || draft.goes_on || draft.orphan) return false;
  // A piece from the middle of a quotation.
  auto around = reading.quotation_at(draft.first_content().begin);
  bool whole =
      !around || reading.quotations.inner[*around].begin + 1 >= draft.first_content().begin ||
      (!words.empty() && reading.sentence(reading.sentence_of(words.first)).first == words.first);
  if (!whole) return true;
  BlockRole role = reading.block_role[reading.block_of(draft.first_content().begin)];
  // A title or a name amid a sentence.
  bool begins = around && role != BlockRole::title && draft.kind == StatementKind::direct &&
                !begins_sentence(reading, reading.quotations.span[*around]) &&
                !ends_with_sentence(reading, draft.content.back());
  if (begins) return true;
  if (draft.kind == StatementKind::indirect && (role != BlockRole::title || draft.source.is_none()))
    return true;
  for (size_t k = at > kLooked ? at - kLooked : 0; k < std::min(at + kLooked, order.size()); ++k) {
    const Draft& other = drafts[order[k]];
    if (k == at || other.cue.is_none() || other.level != draft.level) continue;
    for (Span span : other.content)
      if (span.overlaps(draft.first_content())) return true;
  }
  return false;
}

uint32_t size_of(const Draft& draft) {
  uint32_t out = 0;
  for (Span span : draft.content) out += span.size();
  return out;
}

// Whether one statement, with the words that give it to somebody, lies within what another one
// says.
bool stands_in(const Draft& inner, const Draft& outer) {
  auto covered = [&](Span span) {
    return std::any_of(outer.content.begin(), outer.content.end(),
                       [&](Span content) { return content.covers(span); });
  };
  if (inner.level > outer.level && inner.cue.is_none()) return covered(inner.first_content());
  return !inner.cue.is_none() && covered(inner.cue) && covered(inner.first_content());
}

// The same contents; or the same cue and nearly the same, found at two levels.
bool same(const Draft& a, const Draft& b) {
  if (a.content == b.content) return true;
  Span x = a.first_content();
  Span y = b.first_content();
  constexpr uint32_t kNearly = 4;  // bytes
  return a.cue == b.cue && !a.cue.is_none() && a.content.size() == b.content.size() &&
         x.begin == y.begin && std::max(x.end, y.end) - std::min(x.end, y.end) <= kNearly;
}

// In text order, outer ones first, none twice; and each knows within whose content it stands.
std::vector<Draft> in_order(const Reading& reading, std::vector<Draft> drafts) {
  constexpr size_t kLooked = 64;  // outer ones begin at most so many before
  std::vector<size_t> order(drafts.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    Span x = drafts[a].first_content();
    Span y = drafts[b].first_content();
    if (x.begin != y.begin) return x.begin < y.begin;
    return drafts[a].level < drafts[b].level;
  });
  std::vector<size_t> place(drafts.size(), SIZE_MAX);
  std::vector<Draft> out;
  for (size_t i = 0; i < order.size(); ++i) {
    const Draft& draft = drafts[order[i]];
    if (nobody_says(reading, drafts, order, i)) continue;
    bool again = !out.empty() && same(out.back(), draft);
    if (!again) out.push_back(draft);
    place[order[i]] = out.size() - 1;
  }
  for (size_t i = 0; i < out.size(); ++i) {
    if (out[i].goes_on) {
      size_t from = place[*out[i].goes_on];
      out[i].goes_on.reset();
      if (from != SIZE_MAX && from != i) out[i].goes_on = from;
    }
    for (size_t j = i + 1 < out.size() ? i + 1 : i, looked = 0; looked < kLooked; ++looked) {
      if (j != i && stands_in(out[i], out[j]) &&
          (!out[i].around || size_of(out[j]) < size_of(out[*out[i].around])))
        out[i].around = j;
      if (j-- == 0) break;
    }
  }
  return out;
}

// A "that" that begins a clause: not that day, and not that was a lie. Tags are not always right.
bool begins_clause(const Reading& reading, uint32_t that) {
  if (reading.upos(that) == Upos::sconj || reading.relation(that) == "mark") return true;
  Upos next = reading.upos(that + 1);
  bool noun = next == Upos::noun || next == Upos::adj || next == Upos::num;
  if (next == Upos::verb || next == Upos::aux || next == Upos::punct || next == Upos::adp)
    return false;
  return !noun || reading.relation(that) != "det";
}

}  // namespace

Span trimmed_content(const Reading& reading, Span content) {
  std::string_view text = reading.text.view();
  for (bool changed = true; changed && content.begin < content.end;) {
    changed = false;
    std::string_view first = sign_at(text, content.begin);
    std::string_view last = sign_before(text, content.end);
    if (is_blank_sign(first) || is_one_of(first, {",", ":", ";", ")", "\u2013", "\u2014"})) {
      content.begin += static_cast<uint32_t>(first.size());
      changed = true;
      continue;
    }
    bool quoted_end = reading.quotation_at(content.end - 1).has_value();
    if (is_blank_sign(last) || is_one_of(last, {",", ";", ":", "\u2013", "\u2014"}) ||
        (last == "." && !quoted_end)) {
      content.end -= static_cast<uint32_t>(last.size());
      changed = true;
      continue;
    }
    if (auto quotation = quotation_from(reading, content.begin)) {
      Span outer = reading.quotations.span[*quotation];
      Span inner = reading.quotations.inner[*quotation];
      // Marks around all of it.
      if (outer.end >= content.end && inner.begin > content.begin) {
        content = {inner.begin, std::min(inner.end, content.end)};
        changed = true;
        continue;
      }
    }
    // The closing mark of what was opened before.
    auto around = reading.quotation_at(content.begin);
    if (around && reading.quotations.inner[*around].end < content.end &&
        reading.quotations.span[*around].end >= content.end) {
      content.end = reading.quotations.inner[*around].end;
      changed = true;
      continue;
    }
    Tokened range = reading.tokens_in(content);
    if (range.size() < 2 || reading.tokens.span[range.first].begin != content.begin) continue;
    std::string_view word = reading.word(range.first);
    bool that = (word == "that" || word == "That") && begins_clause(reading, range.first);
    bool to = word == "to" && reading.upos(range.first) == Upos::part;
    if (that || to) {
      content.begin = reading.tokens.span[range.first + 1].begin;
      changed = true;
    }
  }
  return content.begin < content.end ? content : Span::none();
}

StatementKind kind_of(const Reading& reading, const std::vector<Span>& content) {
  bool all_direct = true;
  bool any_quoted = false;
  for (Span span : content) {
    auto around = reading.quotation_at(span.begin);
    bool direct = around && reading.quotations.span[*around].end >= span.end;
    const auto& quotations = reading.quotations.span;
    auto inside = std::lower_bound(quotations.begin(), quotations.end(), span.begin,
                                   [](Span one, uint32_t at) { return one.begin < at; });
    bool quoted = around || (inside != quotations.end() && inside->begin < span.end);
    all_direct = all_direct && direct;
    any_quoted = any_quoted || quoted;
  }
  if (all_direct) return StatementKind::direct;
  return any_quoted ? StatementKind::mixed : StatementKind::indirect;
}

std::vector<Draft> drafts_of(const Reading& reading, const Attributions& attributions) {
  std::vector<Draft> out;
  std::vector<std::optional<size_t>> first_of_row(attributions.level.size());
  for (uint32_t row = 0; row < attributions.level.size(); ++row) {
    Draft draft;
    draft.row = row;
    draft.level = attributions.level[row];
    draft.cue = attributions.cue[row];
    draft.source = trimmed_source(reading, attributions.source[row]);
    if (draft.cue.is_none()) find_cue(reading, attributions.content[row].front(), draft);
    if (draft.source.is_none() && !draft.cue.is_none())
      draft.source = find_source(reading, draft.cue, attributions.content[row]);
    draft.score = attributions.score[row];
    std::vector<Span> contents(attributions.content[row].begin(), attributions.content[row].end());
    if (!draft.cue.is_none()) quoted_as_saying(reading, contents, draft);
    if (!draft.source.is_none()) quoted_source(reading, draft);
    if (contents.empty()) continue;
    Parts parts = parts_of(reading, contents, draft.cue, draft.source);
    if (!draft.cue.is_none() && !parts.own.empty())
      widen(reading, draft.cue, draft.source, parts.own);
    size_t before = out.size();
    add_draft(reading, parts.own, draft, out);
    if (out.size() == before) continue;
    first_of_row[row] = before;
    draft.cue = draft.source = Span::none();
    draft.goes_on = before;
    for (Span further : parts.further) {
      Draft inner = draft;
      inner.goes_on.reset();
      if (further.begin > out[before].content.back().end &&
          find_cue_before_colon(reading, further, inner)) {
        // It stands in what the outer one says.
        out[before].content.back().end = further.end;
        out[before].kind = kind_of(reading, out[before].content);
        ++inner.level;
        add_draft(reading, {further}, inner, out);
      } else {
        add_draft(reading, {further}, draft, out);
      }
    }
  }
  add_orphans(reading, out);
  add_headlines(reading, out);
  return in_order(reading, std::move(out));
}

}  // namespace hearsay::statements
