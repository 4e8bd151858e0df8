// See language.hpp.
#include "eval/language/language.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "base/folded_words.hpp"
#include "document/pipeline.hpp"
#include "language/encoder/encoder.hpp"
#include "language/parse/parse.hpp"
#include "language/sentences/sentences.hpp"
#include "language/tags/tags.hpp"
#include "language/tokens/tokens.hpp"

namespace hearsay::eval {
namespace {

// Those that Hearsay finds; a treebank has more.
constexpr std::array<std::string_view, 15> kFeatures = {
    "Case",     "Definite", "Degree",   "Gender", "Mood",  "NumType",  "Number", "Person",
    "Polarity", "Poss",     "PronType", "Reflex", "Tense", "VerbForm", "Voice"};

std::string known_features(std::string_view all) {
  std::string out;
  while (!all.empty()) {
    size_t end = std::min(all.find('|'), all.size());
    std::string_view one = all.substr(0, end);
    all.remove_prefix(std::min(end + 1, all.size()));
    std::string_view name = one.substr(0, one.find('='));
    if (std::find(kFeatures.begin(), kFeatures.end(), name) == kFeatures.end()) continue;
    out += (out.empty() ? "" : "|") + std::string(one);
  }
  return out.empty() ? "_" : out;
}

std::string_view universal(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

template <class Word>
std::vector<Span> tokens_of(const std::vector<Word>& words) {
  std::vector<Span> out;
  for (const Word& word : words)
    if (word.joined && !out.empty())
      out.back().end = word.span.end;
    else
      out.push_back(word.span);
  return out;
}

template <class Word>
std::vector<Span> sentences_of(const std::vector<Word>& words, const std::vector<uint32_t>& firsts) {
  std::vector<Span> out;
  for (size_t i = 0; i < firsts.size(); ++i) {
    size_t last = i + 1 < firsts.size() ? firsts[i + 1] : words.size();
    out.push_back({words[firsts[i]].span.begin, words[last - 1].span.end});
  }
  return out;
}

void count_spans(const std::vector<Span>& gold, const std::vector<Span>& found, F1Counts& out) {
  std::set<std::pair<uint32_t, uint32_t>> known;
  for (Span span : gold) known.emplace(span.begin, span.end);
  for (Span span : found) out.both += known.contains({span.begin, span.end});
  out.gold += gold.size();
  out.found += found.size();
}

Found find(const GoldDocument& gold, bool given, const Resources& resources) {
  const auto& encoder = resources.made<Encoder>();
  std::vector<Encoder::Given> places;
  if (given) {
    for (const GoldWord& word : gold.words)
      places.push_back({word.span.begin, word.joined ? Begins::word : Begins::token});
    for (uint32_t first : gold.sentences) places[first].begins = Begins::sentence;
  }
  Encoding encoding = encoder.encode(gold.text, gold.blocks, places);
  Tokens tokens = find_tokens(encoding);
  Sentences sentences = find_sentences(encoding, tokens);
  Text text(gold.text, {});
  Tags tags = tag_tokens(text, encoding, tokens, resources);
  Parse parse = parse_sentences(encoding, tokens, sentences, resources);
  Found out;
  for (size_t i = 0; i < tokens.span.size(); ++i)
    out.words.push_back({tokens.span[i], tokens.joined[i].yes,
                         std::string(names_of(Upos{})[static_cast<size_t>(tags.upos[i])]),
                         std::string(tags.features[i]), std::string(tags.lemma[i]),
                         std::string(parse.relation[i]), parse.head[i]});
  out.sentences = sentences.first;
  return out;
}

// The same in capitals, as some headlines are; as it is where capitals take other room.
GoldDocument in_capitals(const GoldDocument& document) {
  GoldDocument out = document;
  std::string text = raised(document.text);
  if (text.size() == out.text.size()) out.text = std::move(text);
  return out;
}

// Without the signs of punctuation that nothing depends on, with a blank for each: how broken
// punctuation can be. Sentences of nothing but signs stay.
GoldDocument without_punctuation(const GoldDocument& document) {
  std::vector<bool> kept(document.words.size(), true);
  std::vector<bool> needed(document.words.size(), false);
  for (const GoldWord& word : document.words)
    if (word.head >= 0) needed[static_cast<size_t>(word.head)] = true;
  for (size_t i = 0; i < kept.size(); ++i)
    kept[i] = document.words[i].upos != "PUNCT" || needed[i] || document.words[i].head < 0;
  GoldDocument out;
  out.text = document.text;
  out.blocks = document.blocks;
  std::vector<int32_t> now(kept.size(), -1);
  size_t sentence = 0;
  for (size_t i = 0; i < kept.size(); ++i) {
    bool begins = sentence < document.sentences.size() && document.sentences[sentence] == i;
    if (begins) {
      out.sentences.push_back(static_cast<uint32_t>(out.words.size()));
      ++sentence;
    }
    Span span = document.words[i].span;
    if (!kept[i]) {
      std::fill(out.text.begin() + span.begin, out.text.begin() + span.end, ' ');
      continue;
    }
    now[i] = static_cast<int32_t>(out.words.size());
    out.words.push_back(document.words[i]);
  }
  for (GoldWord& word : out.words)
    if (word.head >= 0) word.head = now[static_cast<size_t>(word.head)];
  return out;
}

// Labelled arcs of one relation, with or without its subtype.
struct Relation {
  std::string_view name, upos, lemma;  // the last two: of negation
};
constexpr std::array<Relation, 12> kRelations = {{{"nsubj", "", ""},
                                                  {"nsubj:pass", "", ""},
                                                  {"obj", "", ""},
                                                  {"iobj", "", ""},
                                                  {"obl", "", ""},
                                                  {"ccomp", "", ""},
                                                  {"xcomp", "", ""},
                                                  {"advcl", "", ""},
                                                  {"acl", "", ""},
                                                  {"parataxis", "", ""},
                                                  {"conj", "", ""},
                                                  {"advmod", "PART", "not"}}};

template <class Word>
bool is_of(const Word& word, const Relation& relation) {
  bool subtype = relation.name.find(':') != std::string_view::npos;
  if ((subtype ? std::string_view(word.relation) : universal(word.relation)) != relation.name)
    return false;
  return relation.lemma.empty() || (word.lemma == relation.lemma && word.upos == relation.upos);
}

void count_relations(const GoldDocument& gold, const Found& found,
                     std::array<F1Counts, kRelations.size()>& out) {
  std::map<uint32_t, const FoundWord*> by_begin;
  for (const FoundWord& word : found.words) by_begin[word.span.begin] = &word;
  for (size_t r = 0; r < kRelations.size(); ++r) {
    for (const FoundWord& word : found.words) out[r].found += is_of(word, kRelations[r]);
    for (const GoldWord& word : gold.words) {
      if (!is_of(word, kRelations[r])) continue;
      ++out[r].gold;
      auto same = by_begin.find(word.span.begin);
      if (same == by_begin.end() || !is_of(*same->second, kRelations[r])) continue;
      int32_t head = same->second->head;
      bool root = head < 0 || word.head < 0;
      out[r].both += root ? head == word.head
                          : found.words[static_cast<size_t>(head)].span.begin ==
                                gold.words[static_cast<size_t>(word.head)].span.begin;
    }
  }
}

}  // namespace

void LanguageCounts::add(const GoldDocument& gold, const Found& found) {
  count_spans(tokens_of(gold.words), tokens_of(found.words), tokens);
  count_spans(sentences_of(gold.words, gold.sentences),
              sentences_of(found.words, found.sentences), sentences);
  std::map<std::pair<uint32_t, uint32_t>, size_t> known;
  for (size_t i = 0; i < gold.words.size(); ++i)
    known[{gold.words[i].span.begin, gold.words[i].span.end}] = i;
  auto of_gold = [&](int32_t word) -> int32_t {
    if (word < 0) return -1;
    Span span = found.words[static_cast<size_t>(word)].span;
    auto same = known.find({span.begin, span.end});
    return same == known.end() ? -2 : static_cast<int32_t>(same->second);
  };
  for (F1Counts* counts : {&words, &upos, &features, &lemmas, &uas, &las}) {
    counts->gold += gold.words.size();
    counts->found += found.words.size();
  }
  for (size_t i = 0; i < found.words.size(); ++i) {
    int32_t same = of_gold(static_cast<int32_t>(i));
    if (same < 0) continue;
    const GoldWord& want = gold.words[static_cast<size_t>(same)];
    const FoundWord& have = found.words[i];
    ++words.both;
    upos.both += want.upos == have.upos;
    features.both += known_features(want.features) == known_features(have.features);
    lemmas.both += want.lemma == have.lemma || want.lemma == "_";
    bool head = of_gold(have.head) == want.head;
    uas.both += head;
    las.both += head && universal(want.relation) == universal(have.relation);
  }
}

Result<Scored> run_language(const std::string& file) {
  Result<std::string> bytes = benchmark_file(file, "a CoNLL-U file");
  if (!bytes) return bytes.error();
  auto documents = read_conllu(*bytes);
  if (!documents) {
    Error error = documents.error();
    error.path = file;
    return error;
  }
  Resources resources = make_resources();
  if (!resources.made<Encoder>().usable())
    return Error{ErrorKind::missing, "this program was built without models/language/encoder.weights",
                 "", -1};
  LanguageCounts raw, given, capitals, bare;
  std::array<F1Counts, kRelations.size()> relations;
  uint64_t atoms_lost = 0;
  for (const GoldDocument& document : *documents) {
    raw.add(document, find(document, false, resources));
    Found found = find(document, true, resources);
    atoms_lost += document.words.size() - std::min(document.words.size(), found.words.size());
    given.add(document, found);
    count_relations(document, found, relations);
    GoldDocument loud = in_capitals(document);
    capitals.add(loud, find(loud, true, resources));
    GoldDocument plain = without_punctuation(document);
    bare.add(plain, find(plain, true, resources));
  }
  Scored out;
  auto add = [&](const std::string& name, const std::string& note, const F1Counts& counts) {
    out.measures.push_back(mean_measure(name, note, counts.f1()));
  };
  for (auto [mode, counts] : {std::pair{"raw ", &raw}, {"gold ", &given}}) {
    std::string from = mode == std::string("raw ") ? "from raw text" : "with gold tokens and sentences";
    if (counts == &raw) {
      add("raw tokens", "F1, from raw text", counts->tokens);
      add("raw words", "F1, from raw text", counts->words);
      add("raw sentences", "F1, from raw text", counts->sentences);
    }
    add(mode + std::string("UPOS"), "F1, " + from, counts->upos);
    add(mode + std::string("features"), "F1, those that Hearsay finds, " + from, counts->features);
    add(mode + std::string("lemmas"), "F1, " + from, counts->lemmas);
    add(mode + std::string("UAS"), "F1, " + from, counts->uas);
    add(mode + std::string("LAS"), "F1, without subtypes, " + from, counts->las);
  }
  for (auto [mode, counts, note] :
       {std::tuple{"capitals ", &capitals, "the text in capitals, with gold tokens and sentences"},
        {"bare ", &bare, "without punctuation, with gold tokens and sentences"}}) {
    add(mode + std::string("UPOS"), std::string("F1, ") + note, counts->upos);
    add(mode + std::string("LAS"), std::string("F1, ") + note, counts->las);
  }
  for (size_t r = 0; r < kRelations.size(); ++r)
    add(std::string(kRelations[r].lemma.empty() ? "" : "neg ") + std::string(kRelations[r].name),
        "F1 of labelled arcs, with gold tokens; " + std::to_string(relations[r].gold) + " in gold",
        relations[r]);
  out.measures.push_back(share_measure("words lost", "gold words that begin within an atom",
                                       atoms_lost, given.words.gold));
  return out;
}

}  // namespace hearsay::eval
