// See reading.hpp.
#include "reported/reading/reading.hpp"

#include <algorithm>

#include "base/calendar_words.hpp"

namespace hearsay {
namespace {

// The baker, or December, read as a name: common nouns in small letters, days and months.
bool is_common(const Text& text, const Tokens& tokens, const Tags& tags, const Names& names,
               size_t name) {
  if (names.count[name] == 1) {
    // April, May, June and August are people's names, too.
    std::string word = fold_letters(text[names.span[name]]);
    unsigned month = month_of(word);
    bool person = (month >= 4 && month <= 6) || month == 8;
    if (weekday_of(word) != 0 || (month != 0 && !person)) return true;
  }
  for (uint32_t i = names.first[name]; i < names.first[name] + names.count[name]; ++i) {
    char begin = text[tokens.span[i]].front();
    bool small = begin >= 'a' && begin <= 'z';
    if (!small || tags.upos[i] == Upos::propn) return false;
  }
  return true;
}

Names without_common(const Text& text, const Tokens& tokens, const Tags& tags, const Names& names) {
  Names out;
  for (size_t i = 0; i < names.span.size(); ++i) {
    if (is_common(text, tokens, tags, names, i)) continue;
    out.span.push_back(names.span[i]);
    out.type.push_back(names.type[i]);
    out.first.push_back(names.first[i]);
    out.count.push_back(names.count[i]);
    out.score.push_back(names.score[i]);
  }
  return out;
}

}  // namespace

Reading::Reading(const Text& a_text, const Roles& roles, const Tokens& a_tokens,
                 const Sentences& a_sentences, const Tags& a_tags, const Parse& parse,
                 const Names& a_names, const Quotations& a_quotations)
    : text(a_text),
      tokens(a_tokens),
      sentences(a_sentences),
      tags(a_tags),
      names(without_common(a_text, a_tokens, a_tags, a_names)),
      quotations(a_quotations),
      parse_(parse),
      sentence_of_(a_tokens.span.size()),
      children_(a_tokens.span.size()),
      name_at_(a_tokens.span.size(), -1) {
  for (size_t i = 0; i < roles.span.size(); ++i)
    if (roles.kept[i].yes) {
      blocks.push_back(roles.span[i]);
      block_role.push_back(roles.role[i]);
    }
  for (uint32_t s = 0; s < sentences.first.size(); ++s)
    for (uint32_t i = 0; i < sentences.count[s]; ++i) sentence_of_[sentences.first[s] + i] = s;
  for (uint32_t i = 0; i < size(); ++i)
    if (parse_.head[i] >= 0) children_[static_cast<size_t>(parse_.head[i])].push_back(i);
  for (size_t n = 0; n < names.span.size(); ++n)
    for (uint32_t i = 0; i < names.count[n]; ++i)
      name_at_[names.first[n] + i] = static_cast<int32_t>(n);
}

bool Reading::has_feature(uint32_t token, std::string_view feature) const {
  std::string_view all = tags.features[token];
  while (!all.empty()) {
    size_t end = std::min(all.find('|'), all.size());
    if (all.substr(0, end) == feature) return true;
    all.remove_prefix(std::min(end + 1, all.size()));
  }
  return false;
}

std::string_view Reading::relation(uint32_t token) const {
  std::string_view all = parse_.relation[token];
  return all.substr(0, all.find(':'));
}

bool Reading::has_subtype(uint32_t token, std::string_view subtype) const {
  std::string_view all = parse_.relation[token];
  size_t colon = all.find(':');
  return colon != std::string_view::npos && all.substr(colon + 1) == subtype;
}

std::optional<uint32_t> Reading::head(uint32_t token) const {
  int32_t head = parse_.head[token];
  if (head < 0) return std::nullopt;
  return static_cast<uint32_t>(head);
}

std::optional<uint32_t> Reading::child(uint32_t token, std::string_view wanted) const {
  for (uint32_t one : children_[token])
    if (relation(one) == wanted) return one;
  return std::nullopt;
}

Tokened Reading::sentence(uint32_t number) const {
  return {sentences.first[number], sentences.first[number] + sentences.count[number]};
}

size_t Reading::block_of(uint32_t byte) const {
  auto behind = std::upper_bound(blocks.begin(), blocks.end(), byte,
                                 [](uint32_t at, Span block) { return at < block.begin; });
  return behind == blocks.begin() ? 0 : static_cast<size_t>(behind - blocks.begin()) - 1;
}

Tokened Reading::tokens_in(Span bytes) const {
  if (bytes.is_none() || bytes.empty()) return {};
  auto first = std::lower_bound(tokens.span.begin(), tokens.span.end(), bytes.begin,
                                [](Span token, uint32_t at) { return token.end <= at; });
  auto last = std::lower_bound(first, tokens.span.end(), bytes.end,
                               [](Span token, uint32_t at) { return token.begin < at; });
  return {static_cast<uint32_t>(first - tokens.span.begin()),
          static_cast<uint32_t>(last - tokens.span.begin())};
}

Span Reading::bytes_of(Tokened range) const {
  if (range.empty()) return Span::none();
  return {tokens.span[range.first].begin, tokens.span[range.end - 1].end};
}

bool Reading::is_below(uint32_t token, uint32_t ancestor) const {
  for (int32_t at = static_cast<int32_t>(token); at >= 0; at = parse_.head[static_cast<size_t>(at)])
    if (static_cast<uint32_t>(at) == ancestor) return true;
  return false;
}

uint32_t Reading::top(Tokened range) const {
  uint32_t best = range.first;
  uint32_t most = 0;
  for (uint32_t i = range.first; i < range.end; ++i) {
    std::optional<uint32_t> above = head(i);
    if (above && range.has(*above)) continue;
    uint32_t below = 0;
    for (uint32_t j = range.first; j < range.end; ++j) {
      // Up to the border of the range; trees are shallow.
      uint32_t at = j;
      while (at != i) {
        std::optional<uint32_t> next = head(at);
        if (!next || !range.has(*next)) break;
        at = *next;
      }
      below += at == i;
    }
    bool sign = upos(i) == Upos::punct;
    if (!sign && below > most) {
      most = below;
      best = i;
    }
  }
  return best;
}

Tokened Reading::noun_group(uint32_t noun) const {
  uint32_t first = noun;
  uint32_t end = noun + 1;
  for (uint32_t one : children_[noun]) {
    std::string_view how = relation(one);
    bool before = one < noun && (how == "det" || how == "amod" || how == "compound" ||
                                 how == "nummod" || how == "nmod" || how == "flat");
    bool behind =
        one > noun && (how == "flat" || how == "compound" || (how == "appos" && one == end));
    if (before) {
      first = std::min(first, one);
      // The harbour board's chairman: with what belongs to those words.
      for (uint32_t inner : children_[one]) first = std::min(first, inner < one ? inner : first);
    }
    if (behind) end = std::max(end, one + 1);
  }
  // Hadashot news: names that the tree puts elsewhere.
  uint32_t begin = sentences.first[sentence_of_[noun]];
  while (first > begin && upos(first - 1) == Upos::propn && upos(first) != Upos::det &&
         tokens.span[first - 1].end + 1 >= tokens.span[first].begin)
    --first;
  if (auto name = name_at(noun)) {
    first = std::min(first, names.first[*name]);
    end = std::max(end, names.first[*name] + names.count[*name]);
  }
  return {first, end};
}

std::optional<Tokened> Reading::noun_run(uint32_t first) const {
  constexpr uint32_t kMost = 8;
  uint32_t end = first;
  while (end < size() && end - first < kMost) {
    Upos own = upos(end);
    bool goes_on = own == Upos::det || own == Upos::adj || own == Upos::noun ||
                   own == Upos::propn || own == Upos::num || name_at(end) ||
                   has_feature(end, "Poss=Yes") || word(end) == "'s" || word(end) == "\u2019s" ||
                   word(end) == "-";
    if (!goes_on) break;
    ++end;
  }
  if (end == first) return std::nullopt;
  return Tokened{first, end};
}

std::optional<size_t> Reading::name_at(uint32_t token) const {
  if (name_at_[token] < 0) return std::nullopt;
  return static_cast<size_t>(name_at_[token]);
}

std::optional<size_t> Reading::quotation_at(uint32_t byte) const {
  auto behind = std::upper_bound(quotations.span.begin(), quotations.span.end(), byte,
                                 [](uint32_t at, Span span) { return at < span.begin; });
  // Those around a place begin before it; nested ones are few.
  for (size_t i = static_cast<size_t>(behind - quotations.span.begin()), tried = 0;
       i-- > 0 && tried < 64; ++tried)
    if (quotations.inner[i].begin <= byte && byte < quotations.inner[i].end) return i;
  return std::nullopt;
}

}  // namespace hearsay
