// Whatever the layers before say, and whatever marks a text has, statements lie in it: contents in
// order and not empty, everything at code points, as many relays as they have names and cues.
#include "reported/statements/statements.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/utf8.hpp"
#include "reported/cast/cast.hpp"

namespace {

using namespace hearsay;

void must(bool holds) {
  if (!holds) std::abort();
}

// Bytes to take decisions from; nought when they are used up.
class Bytes {
 public:
  Bytes(const uint8_t* data, size_t size) : data_(data), size_(size) {}
  uint8_t next() { return at_ < size_ ? data_[at_++] : 0; }
  bool done() const { return at_ >= size_; }

 private:
  const uint8_t* data_;
  size_t size_, at_ = 0;
};

constexpr std::string_view kWords[] = {
    "Vard",     "said",      "\"",   "“",         "”",        "'",  "that",   "to",     "the",
    "minister", "he",        "who",  ".",         ",",        ":",  "?",      "denied", "accused",
    "of",       "according", "told", "Reuters",   "Monday",   "\n", "quoted", "by",     "as",
    "saying",   "last",      "week", "not",       "December", "19", "—",      "Tavra",  "’s",
    "I",        "must",      "call", "interview", "with",     "Mr", "they",   "and",    "report",
    "showed",   "«",         "»",    "``",        "''"};

// Whoever was mentioned a sentence ago or less is meant.
std::string one_tree() {
  std::string out = "HTR1";
  auto put = [&](auto number) {
    out.append(reinterpret_cast<const char*>(&number), sizeof(number));
  };
  auto names = candidate_features();
  put(static_cast<uint32_t>(names.size()));
  put(uint32_t{1});
  for (std::string_view name : names) out += std::string(name) + "\n";
  auto sentences = std::find(names.begin(), names.end(), "sentences") - names.begin();
  put(uint32_t{1});
  put(int32_t{1});
  put(static_cast<uint16_t>(sentences));
  put(int16_t{-1});
  put(int16_t{-2});
  put(int32_t{3} << 16);
  put(-(int32_t{3} << 16));
  return out;
}

struct Layers {
  std::string text;
  Roles roles;
  Tokens tokens;
  Sentences sentences;
  Tags tags;
  Parse parse;
  Names names;
  Attributions attributions;
};

Layers layers_of(Bytes& bytes) {
  Layers out;
  uint32_t block = 0;
  bool begins = true;
  auto end_block = [&] {
    auto end = static_cast<uint32_t>(out.text.size());
    if (end <= block) return;
    out.roles.span.push_back({block, end});
    out.roles.role.push_back(end % 3 == 0 ? BlockRole::title : BlockRole::body);
    out.roles.kept.push_back({true});
    out.roles.why.push_back("");
    out.roles.score.push_back({});
  };
  constexpr std::string_view kRelations[] = {"nsubj",      "obj", "ccomp", "acl:relcl",
                                             "nsubj:pass", "obl", "conj",  "appos"};
  while (!bytes.done() && out.tokens.span.size() < 300) {
    uint8_t choice = bytes.next();
    std::string_view word = kWords[choice % std::size(kWords)];
    if (word == "\n") {
      end_block();
      out.text += '\n';
      block = static_cast<uint32_t>(out.text.size());
      begins = true;
      continue;
    }
    if (out.text.size() > block && (choice & 128) == 0) out.text += ' ';
    auto at = static_cast<uint32_t>(out.text.size());
    out.text += word;
    auto token = static_cast<uint32_t>(out.tokens.span.size());
    out.tokens.span.push_back({at, static_cast<uint32_t>(out.text.size())});
    out.tokens.joined.push_back({false});
    out.tokens.atom.push_back(token);
    uint8_t how = bytes.next();
    if (begins || word == ".") {
      out.sentences.span.push_back({at, at});
      out.sentences.first.push_back(token);
      out.sentences.count.push_back(0);
      out.sentences.score.push_back({});
    }
    begins = false;
    out.sentences.span.back().end = static_cast<uint32_t>(out.text.size());
    ++out.sentences.count.back();
    out.tags.upos.push_back(static_cast<Upos>(how % 17));
    out.tags.features.push_back(how % 2 == 0 ? "Number=Sing|Poss=Yes" : "Number=Plur");
    out.tags.lemma.push_back(word == "said" ? "say" : word == "told" ? "tell" : word);
    out.tags.score.push_back({});
    // Heads within the sentence, always before: a tree.
    uint32_t first = out.sentences.first.back();
    out.parse.head.push_back(token == first ? -1
                                            : static_cast<int32_t>(first + how % (token - first)));
    out.parse.relation.push_back(kRelations[how % std::size(kRelations)]);
    out.parse.score.push_back({});
    if (how % 5 == 0) {
      out.names.span.push_back(out.tokens.span.back());
      out.names.type.push_back(static_cast<NameType>(how % 3));
      out.names.first.push_back(token);
      out.names.count.push_back(1);
      out.names.score.push_back({});
    }
  }
  end_block();
  return out;
}

Span some_span(Bytes& bytes, const Layers& layers) {
  auto count = static_cast<uint32_t>(layers.tokens.span.size());
  uint32_t first = bytes.next() % count;
  uint32_t last = std::min(count - 1, first + bytes.next() % 12);
  return {layers.tokens.span[first].begin, layers.tokens.span[last].end};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 4) return 0;
  size_t parted = size * 3 / 4;
  Bytes words(data, parted);
  Bytes rest(data + parted, size - parted);
  Layers layers = layers_of(words);
  if (layers.tokens.span.empty()) return 0;
  while (!rest.done()) {
    uint8_t how = rest.next();
    layers.attributions.level.push_back(how % 3);
    layers.attributions.source.push_back(how & 4 ? Span::none() : some_span(rest, layers));
    layers.attributions.cue.push_back(how & 8 ? Span::none() : some_span(rest, layers));
    std::vector<Span> content = {some_span(rest, layers)};
    if (how & 16) content.push_back(some_span(rest, layers));
    std::sort(content.begin(), content.end());
    layers.attributions.content.push_back(content);
    layers.attributions.score.push_back({});
    layers.attributions.source_score.push_back({});
  }
  static const std::string trees = one_tree();
  static const Resources resources = [] {
    Resources some;
    some.blobs["models/speakers/who.trees"] = trees;
    some.blobs["knowledge/acts.txt"] =
        "deny deny denied\naccuse accuse\ncall for demand\nnot say refuse\nshow show\n";
    some.blobs["knowledge/person_nouns.txt"] = "minister office -\nreport document -\n";
    some.blobs["knowledge/given_names.txt"] = "vard m\n";
    some.blobs["knowledge/outlets.tsv"] = "Reuters\t\t\tGB\tagency\treuters\town\n";
    return some;
  }();
  Text text(layers.text, OffsetMap());
  Quotations quotations = quotations_in(layers.text, layers.roles.span);
  Statements found = find_statements(text, layers.roles, Metadata(), Encoding(), layers.tokens,
                                     layers.sentences, layers.tags, layers.parse, layers.names,
                                     quotations, layers.attributions, resources);
  auto sound = [&](Span span) {
    must(span.is_none() ||
         (span.begin <= span.end && span.end <= text.size() &&
          is_boundary(layers.text, span.begin) && is_boundary(layers.text, span.end)));
  };
  uint32_t last = 0;
  for (size_t i = 0; i < found.kind.size(); ++i) {
    must(!found.content[i].empty());
    for (Span span : found.content[i]) {
      must(!span.is_none() && !span.empty());
      sound(span);
    }
    must(found.content[i].front().begin >= last);
    last = found.content[i].front().begin;
    for (Span span :
         {found.cue[i], found.speaker[i], found.named[i], found.addressee[i], found.date_words[i]})
      sound(span);
    must(found.relay[i].size() == found.relay_cues[i].size());
    for (Span span : found.relay[i]) sound(span);
    for (Span span : found.relay_cues[i]) sound(span);
    must(found.name[i].empty() == (found.how[i] == SpeakerHow::unresolved));
  }
  return 0;
}
